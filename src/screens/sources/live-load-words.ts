import { inBoth } from '#ledger/language.ts'
import type { LiveNotice } from '#loop/gather/live-row.ts'

type Notices = Record<LiveNotice['code'], (why: string) => string>

const en: Notices = {
  'token-lost': () =>
    'The network no longer accepts the permission. Connect it anew; what was gathered so far is safe.',
  'key-lost': () =>
    'The key that opens the saved password is no longer on this machine. Connect it anew; what was gathered so far is safe.',
  refused: why =>
    `The network no longer allows this (${why}). Check it there, then connect anew; what was gathered so far is safe.`,
  away: why =>
    `The network has not answered as it should for a while (${why}). Enishi keeps trying, less and less often.`,
  unexpected: () =>
    'An answer of the network surprised Enishi. It keeps trying, less and less often; the log has the details.',
}
const ja: Notices = {
  'token-lost': () =>
    '許可が取り消されたか、期限が切れています。つなぎ直してください。これまでに集めた分は無事です。',
  'key-lost': () =>
    '保存したパスワードを開く鍵が、このコンピューターに見当たりません。つなぎ直してください。これまでに集めた分は無事です。',
  refused: why =>
    `ネットワークに断られました（${why}）。そちらの画面を確かめて、つなぎ直してください。これまでに集めた分は無事です。`,
  away: why =>
    `しばらく、きちんとした答えが返ってきていません（${why}）。間をあけながら、続けて試しています。`,
  unexpected: () =>
    '思いがけない答えが返ってきました。間をあけながら、続けて試しています。詳しい内容はログにあります。',
}

export const words = inBoth({ en, ja })
