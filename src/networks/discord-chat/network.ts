import type { Network, Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'
import { reader } from './read.ts'

export const discordChat: Network = {
  id: 'discord-chat',
  title: { en: 'Discord channels (DiscordChatExporter)', ja: 'Discord のチャンネル（DiscordChatExporter）' },
  version: 2,
  actsOf: 'discord',
  reader,
  howTo: {
    en: 'Files that DiscordChatExporter saved in the format JSON, one for each channel. Discord allows that program for servers’ own bots only, so bring files that you already have. Discord’s own package (Settings → Data & Privacy) is read as well.',
    ja: 'DiscordChatExporter が JSON 形式で保存した、チャンネルごとのファイルです。Discord が認めているのはサーバーのボットでの利用だけなので、すでにお手元にあるファイルをお持ちください。Discord 公式のデータパッケージ（「設定」→「データとプライバシー」）も読めます。',
  },
  mistaken,
  sees: [
    {
      en: 'Who answered you, named you or reacted to what you wrote, and when. Words are never kept.',
      ja: 'だれがあなたに返信し、あなたの名を挙げ、あなたの書いたものにリアクションしたか。その日時。本文は取り込みません。',
    },
    {
      en: 'In direct messages and their groups: who wrote, and when, also without naming you.',
      ja: 'ダイレクトメッセージとそのグループでは、名指しのないものも含めて、だれがいつ書いたか。',
    },
  ],
  cannotSee: [
    {
      en: 'Which account is yours: the file does not say. Enishi knows it from Discord’s own package, or asks.',
      ja: 'どのアカウントがご本人か。ファイルに書かれていません。公式のデータパッケージからわかるほか、取り込むときにおたずねします。',
    },
    {
      en: 'When somebody reacted: only the day of the message is known.',
      ja: 'リアクションの日時。メッセージの日だけがわかります。',
    },
    {
      en: 'Channels that were not saved, and messages deleted before.',
      ja: '保存していないチャンネルと、それまでに削除されたメッセージ。',
    },
  ],
  showsSupport: 'some',
}

/** The same program's other formats. */
async function mistaken(source: Source): Promise<Told | undefined> {
  for (const file of source.files.filter(({ path }) => /\.(?:html?|csv|txt)$/i.test(path)).slice(0, 20)) {
    const head = await headText(file, 32 * 1024)
    if (!/chatlog__message|^\ufeff?"?AuthorID"?,"?Author"?,"?Date"?|^=+\r?\nGuild: /.test(head)) continue
    return {
      en: 'This is a Discord channel that DiscordChatExporter saved as a page, table or text. Save it again with the format JSON: only that holds who answered whom.',
      ja: 'これは DiscordChatExporter が HTML・CSV・テキストで保存した Discord のチャンネルです。だれがだれに返信したかは JSON 形式にしか入っていないため、JSON で保存し直してお持ちください。',
    }
  }
  return undefined
}
