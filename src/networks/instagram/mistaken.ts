import type { Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'

const how: Told = {
  en: 'In the Accounts Center choose “Export your information” again, to your device, with the format JSON and all time, and bring the whole zip.',
  ja: 'アカウントセンターの「情報をエクスポート」をもう一度開き、保存先は端末、形式は「JSON」、期間は「すべて」を選んで、届いた zip をそのまま取り込んでください。',
}

const sentences = {
  pages: {
    en: `This is your Instagram export as web pages (HTML), made for reading and not for other programs. ${how.en}`,
    ja: `これは Instagram のエクスポートですが、読むためのウェブページ（HTML）の形式です。${how.ja}`,
  },
  empty: {
    en: `This Instagram export has nothing in it: every folder only says that there is no data. Perhaps the time chosen was too short. ${how.en}`,
    ja: `この Instagram のエクスポートには中身がなく、どのフォルダにも「データなし」とだけ書かれています。期間が短すぎたのかもしれません。${how.ja}`,
  },
  media: {
    en: `This is a part of your Instagram export with photos and videos only. When an export comes in several zips, the followers and messages are in another of them: bring those too. ${how.en}`,
    ja: `これは Instagram のエクスポートのうち、写真と動画だけが入った部分です。いくつかの zip に分かれて届いたときは、フォロワーやメッセージはほかの zip に入っています。そちらを取り込んでください。見つからないときは、${how.ja}`,
  },
  before2021: {
    en: `This is an Instagram export from before 2021, in a form that Instagram has given up. ${how.en}`,
    ja: `これは2021年より前の Instagram のエクスポートで、いまは使われていない形式です。${how.ja}`,
  },
} satisfies Record<string, Told>

const folders = /(?:^|\/)(?:your_instagram_activity|followers_and_following|instagram-[^/]+)\//i
const media = /\.(?:jpe?g|png|gif|webp|mp4|mov|heic|aac|m4a|mp3|srt|webm)$/i

/** What a file of Instagram is that holds nothing Enishi can read. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  const { files } = source
  const pages = files.filter(({ path }) => /\.html?$/i.test(path))
  if (files.length === 1 && pages.length === 1) return (await isPage(source)) ? sentences.pages : undefined
  const at = (name: string) => files.some(({ path }) => path === name || path.endsWith(`/${name}`))
  if (at('connections.json') && at('profile.json') && at('media.json')) return sentences.before2021
  if (!/instagram/i.test(source.name) && !files.some(({ path }) => folders.test(path))) return undefined
  const words = files.filter(({ path }) => !media.test(path))
  if (words.every(({ path }) => /no-data\.(?:txt|html?|json)$/i.test(path)))
    return words.length > 0 ? sentences.empty : sentences.media
  return pages.length > 0 && !files.some(({ path }) => /\.json$/i.test(path)) ? sentences.pages : undefined
}

async function isPage(source: Source): Promise<boolean> {
  const head = await headText(source.files[0]!)
  return /class="[^"]*\b_a6-[a-z]|class="[^"]*_a70[0-9a-z]/.test(head) && /instagram/i.test(head)
}
