import type { Network, Source, Told } from '../contract.ts'
import { reader } from './read.ts'

export const whatsapp: Network = {
  id: 'whatsapp',
  title: { en: 'WhatsApp chats', ja: 'WhatsApp のチャット' },
  version: 3,
  reader,
  howTo: {
    en: 'In WhatsApp on your phone: open the chat, tap ⋮ → More (iPhone: the name at the top) → Export chat → Without media, and save the file. One file for each chat; it is ready at once. Bring as many as you like together in a folder.',
    ja: 'スマートフォンの WhatsApp でチャットを開き、「⋮」→「その他」（iPhone では上の名前）→「チャットをエクスポート」→「メディアなし」を選んで保存します。チャットごとに1ファイルで、すぐにできます。フォルダにまとめて取り込めます。',
  },
  mistaken,
  sees: [
    {
      en: 'Who wrote to you and to whom you wrote, and when. The words of a chat are never kept.',
      ja: 'だれがあなたに書き、あなたがだれに書いたか。その日時。チャットの本文は取り込みません。',
    },
    {
      en: 'In groups of up to ten people who speak: who wrote, and when. In larger ones: who called you by your name (@).',
      ja: '話している人が10人までのグループでは、だれがいつ書いたか。それより大きなグループでは、あなたを名指し（@）した人。',
    },
  ],
  cannotSee: [
    {
      en: 'More than the latest 40,000 messages of a chat (10,000 with media): WhatsApp leaves the older ones out.',
      ja: '1つのチャットの最新4万件（メディア付きは1万件）より前のメッセージ。WhatsApp が書き出しません。',
    },
    {
      en: 'Which name is yours: the file does not say, so Enishi asks.',
      ja: 'どの名前がご本人か。ファイルに書かれていないため、取り込むときにおたずねします。',
    },
    {
      en: 'In which time zone a chat was held: the times are those of the phone that saved it.',
      ja: 'どの時間帯の時刻か。書き出したスマートフォンの時刻のまま読みます。',
    },
    {
      en: 'Reactions, answers to a certain message, and who has read what.',
      ja: 'リアクション、どのメッセージへの返信か、既読。書き出しに入っていません。',
    },
  ],
  showsSupport: 'some',
}

/** The encrypted backup that phones keep beside their chats. */
async function mistaken(source: Source): Promise<Told | undefined> {
  if (!source.files.some(({ path }) => /(?:^|\/)(?:msgstore|wa)[\w.-]*\.db(?:\.crypt\d+)?$/i.test(path)))
    return undefined
  return {
    en: 'This is WhatsApp’s own backup, which is encrypted and can be opened by WhatsApp alone. Export single chats instead: open the chat, ⋮ → More → Export chat → Without media.',
    ja: 'これは WhatsApp のバックアップで、暗号化されているため WhatsApp でしか開けません。チャットを開き、「⋮」→「その他」→「チャットをエクスポート」→「メディアなし」で書き出したファイルをお持ちください。',
  }
}
