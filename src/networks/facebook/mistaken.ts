import type { Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'
import { isInstagram } from './files.ts'

const how: Told = {
  en: 'In the Accounts Center choose “Export your information” again, to your device, with the format JSON and all time, and bring the whole zip.',
  ja: 'アカウントセンターの「情報をエクスポート」をもう一度開き、保存先は端末、形式は「JSON」、期間は「すべて」を選んで、届いた zip をそのまま取り込んでください。',
}

const sentences = {
  pages: {
    en: `This is your Facebook export as web pages (HTML), made for reading and not for other programs. ${how.en} The page of friends alone (connections/friends/your_friends.html) can be brought as it is.`,
    ja: `これは Facebook のエクスポートですが、読むためのウェブページ（HTML）の形式です。${how.ja}友達の一覧のページ（connections/friends/your_friends.html）だけなら、このまま取り込めます。`,
  },
  empty: {
    en: `This Facebook export has nothing in it: every folder only says that there is no data. Perhaps the time chosen was too short. ${how.en}`,
    ja: `この Facebook のエクスポートには中身がなく、どのフォルダにも「データなし」とだけ書かれています。期間が短すぎたのかもしれません。${how.ja}`,
  },
  media: {
    en: `This is a part of your Facebook export with photos and videos only. When an export comes in several zips, the friends and messages are in another of them: bring those too. ${how.en}`,
    ja: `これは Facebook のエクスポートのうち、写真と動画だけが入った部分です。いくつかの zip に分かれて届いたときは、友達やメッセージはほかの zip に入っています。そちらを取り込んでください。見つからないときは、${how.ja}`,
  },
} satisfies Record<string, Told>

const folders =
  /(?:^|\/)(?:your_facebook_activity|your_activity_across_facebook|facebook-[^/]+|comments_and_reactions|friends_and_followers|(?:connections\/)?friends|personal_information\/profile_information|posts\/media)\//i
const media = /\.(?:jpe?g|png|gif|webp|mp4|mov|heic|aac|m4a|mp3|srt)$/i

/** What a file of Facebook is that holds nothing Enishi can read. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  const { files } = source
  if (isInstagram(source) || /instagram/i.test(source.name)) return undefined
  const isNamed = /facebook/i.test(source.name) || files.some(({ path }) => folders.test(path))
  const pages = files.filter(({ path }) => /\.html?$/i.test(path))
  if (files.length === 1 && pages.length === 1) return (await isPage(source)) ? sentences.pages : undefined
  if (!isNamed) return undefined
  const words = files.filter(({ path }) => !media.test(path))
  if (words.every(({ path }) => /no-data\.(?:txt|html?|json)$/i.test(path)))
    return words.length > 0 ? sentences.empty : sentences.media
  return pages.length > 0 && !files.some(({ path }) => /\.json$/i.test(path)) ? sentences.pages : undefined
}

async function isPage(source: Source): Promise<boolean> {
  const head = await headText(source.files[0]!)
  return /class="[^"]*\b_a6-[a-z]|class="[^"]*_a70[0-9a-z]/.test(head) && !/instagram/i.test(head)
}
