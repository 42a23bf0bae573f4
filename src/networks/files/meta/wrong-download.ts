import type { Source, Told } from '../../contract.ts'
import { headText } from '../head.ts'

/** What differs between the two sites whose exports come the same way. */
export type Site = {
  name: 'Facebook' | 'Instagram'
  /** Folders that only this site's exports have. */
  folders: RegExp
  isOwnPage: (head: string) => boolean
  /** What is looked for in vain in a part with pictures only. */
  people: Told
  /** Said of web pages beside how to get the right file. */
  ofPages?: Told
}

/** The one way to the right file, said at the end of each sentence. */
export const howAgain: Told = {
  en: 'In the Accounts Center choose “Export your information” again, to your device, with the format JSON and all time, and bring the whole zip.',
  ja: 'アカウントセンターの「情報をエクスポート」をもう一度開き、保存先は端末、形式は「JSON」、期間は「すべて」を選んで、届いた zip をそのまま取り込んでください。',
}

const media = /\.(?:jpe?g|png|gif|webp|mp4|mov|heic|aac|m4a|mp3|srt|webm)$/i

/** What an export is that holds nothing to be read: web pages, nothing at all, or the part with the pictures. */
export async function wrongDownload({ files, name }: Source, site: Site): Promise<Told | undefined> {
  const pages = files.filter(({ path }) => /\.html?$/i.test(path))
  if (files.length === 1 && pages.length === 1) {
    const head = await headText(files[0]!)
    const isPage = /class="[^"]*\b(?:_a6-[a-z]|_a70[0-9a-z])/.test(head) && site.isOwnPage(head)
    return isPage ? webPages(site) : undefined
  }
  const isNamed = name.toLowerCase().includes(site.name.toLowerCase())
  if (!isNamed && !files.some(({ path }) => site.folders.test(path))) return undefined
  const words = files.filter(({ path }) => !media.test(path))
  if (words.length === 0) return picturesOnly(site)
  if (words.every(({ path }) => /no-data\.(?:txt|html?|json)$/i.test(path))) return nothing(site)
  return pages.length > 0 && !files.some(({ path }) => /\.json$/i.test(path)) ? webPages(site) : undefined
}

const webPages = ({ name, ofPages }: Site): Told => ({
  en: `This is your ${name} export as web pages (HTML), made for reading and not for other programs. ${howAgain.en}${ofPages ? ` ${ofPages.en}` : ''}`,
  ja: `これは ${name} のエクスポートですが、読むためのウェブページ（HTML）の形式です。${howAgain.ja}${ofPages?.ja ?? ''}`,
})

const nothing = ({ name }: Site): Told => ({
  en: `This ${name} export has nothing in it: every folder only says that there is no data. Perhaps the time chosen was too short. ${howAgain.en}`,
  ja: `この ${name} のエクスポートには中身がなく、どのフォルダにも「データなし」とだけ書かれています。期間が短すぎたのかもしれません。${howAgain.ja}`,
})

const picturesOnly = ({ name, people }: Site): Told => ({
  en: `This is a part of your ${name} export with photos and videos only. When an export comes in several zips, the ${people.en} are in another of them: bring those too. If there is no other, start again. ${howAgain.en}`,
  ja: `これは ${name} のエクスポートのうち、写真と動画だけが入った部分です。いくつかの zip に分かれて届いたときは、${people.ja}はほかの zip に入っています。そちらを取り込んでください。ほかの zip がないときは、${howAgain.ja}`,
})
