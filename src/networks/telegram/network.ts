import type { Network, Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'
import { reader } from './read.ts'

export const telegram: Network = {
  id: 'telegram',
  title: { en: 'Telegram export', ja: 'Telegram のエクスポート' },
  version: 3,
  reader,
  howTo: {
    en: 'In Telegram Desktop (Windows, Mac or Linux): Settings → Advanced → Export Telegram data, tick personal chats, groups and contacts, untick all media, and choose the format “Machine-readable JSON”. It takes minutes; Telegram may ask you to wait a day the first time.',
    ja: 'パソコン版の Telegram Desktop で「設定」→「詳細設定」→「Telegram データをエクスポート」を開きます。個人チャット・グループ・連絡先を選び、メディアはすべて外し、形式を「機械可読 JSON」にします。数分でできます。初めてのときは、1日待つよう求められることがあります。',
  },
  mistaken,
  sees: [
    {
      en: 'Who wrote to you and to whom you wrote, who reacted, and when. The words are never kept.',
      ja: 'だれがあなたに書き、あなたがだれに書いたか。だれがリアクションしたか。その日時。本文は取り込みません。',
    },
    {
      en: 'In groups: who answered you, named you or reacted to you, and the other way round; in those of up to ten people every message to you.',
      ja: 'グループでは、だれがあなたに返信・名指し・リアクションしたか、あなたからだれにしたか。話している人が10人までなら、だれがいつ書いたかも。',
    },
    { en: 'Your contacts on Telegram.', ja: 'Telegram の連絡先。' },
  ],
  cannotSee: [
    {
      en: 'Secret chats: they exist on the phones alone.',
      ja: 'シークレットチャット。スマートフォンの中にしかありません。',
    },
    {
      en: 'All who reacted, where there were many: Telegram exports only the latest few.',
      ja: 'リアクションした人が多いときの全員。Telegram が書き出すのは最近の数人だけです。',
    },
    {
      en: 'Which account is yours in the export of a single group: Enishi asks.',
      ja: '1つのグループだけを書き出した場合に、どのアカウントがご本人か。取り込むときにおたずねします。',
    },
  ],
  showsSupport: 'some',
}

/** Telegram's first choice of format is pages to read. */
async function mistaken(source: Source): Promise<Told | undefined> {
  const pages = source.files.filter(({ path }) =>
    /(?:^|\/)(?:messages\d*|export_results|chats)\.html$/i.test(path),
  )
  for (const file of source.files.length === 1 ? source.files : pages.slice(0, 5)) {
    const head = await headText(file, 32 * 1024)
    if (!/^[\ufeff\s]*</.test(head)) continue
    if (!/class="page_wrap|tgme_|telegram/i.test(head) || !/<html|<!doctype html/i.test(head)) continue
    return {
      en: 'This is a Telegram export made of pages to read (HTML). Export again in Telegram Desktop and choose the format “Machine-readable JSON”; then bring the file result.json.',
      ja: 'これは、読むためのページ（HTML）として書き出された Telegram のデータです。Telegram Desktop でもう一度エクスポートし、形式を「機械可読 JSON」にして、できた result.json をお持ちください。',
    }
  }
  return undefined
}
