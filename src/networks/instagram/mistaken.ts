import type { Source, Told } from '../contract.ts'
import { howAgain, type Site, wrongDownload } from '../files/meta/wrong-download.ts'

const site: Site = {
  name: 'Instagram',
  folders: /(?:^|\/)(?:your_instagram_activity|followers_and_following|instagram-[^/]+)\//i,
  isOwnPage: head => /instagram/i.test(head),
  people: { en: 'followers and messages', ja: 'フォロワーやメッセージ' },
}

const before2021: Told = {
  en: `This is an Instagram export from before 2021, in a form that Instagram has given up. ${howAgain.en}`,
  ja: `これは2021年より前の Instagram のエクスポートで、いまは使われていない形式です。${howAgain.ja}`,
}

/** What a file of Instagram is that holds nothing Enishi can read. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  const at = (name: string) => source.files.some(({ path }) => path === name || path.endsWith(`/${name}`))
  if (at('connections.json') && at('profile.json') && at('media.json')) return before2021
  return wrongDownload(source, site)
}
