import type { Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'

const right: Told = {
  en: 'On X: Settings → Your account → Download an archive of your data; then bring the whole zip that the mail leads to.',
  ja: 'X で「設定とプライバシー → アカウント → データのアーカイブをダウンロード」を頼み、届いた案内から落とした zip を、まるごと取り込んでください。',
}

/** What people bring instead: the page that shows an archive, its pictures, the figures of the analytics page. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  const has = (pattern: RegExp) => source.files.some(({ path }) => pattern.test(path))
  if (has(/(?:^|\/)(?:tweets|direct_messages|profile|community_tweet)_media\//))
    return told(
      'These are the pictures of an X archive, without the files that say what was written and to whom.',
      'これは X のアーカイブのうち、画像だけです。だれに何を書いたかのファイルが入っていません。',
    )
  for (const file of source.files.slice(0, 50)) {
    if (/(?:^|\/)Your archive\.html$/i.test(file.path))
      return told(
        'This is only the page that shows an X archive; what it shows lies in the folder “data” beside it.',
        'これは X のアーカイブを表示するためのページだけです。中身は、隣の「data」フォルダにあります。',
      )
    if (!/\.(?:csv|js|json)$/i.test(file.path)) continue
    const start = await headText(file, 2_048)
    if (
      /^\uFEFF?"?(?:tweet|post) ?id"?,.*impressions/i.test(start) ||
      /^\uFEFF?"?Date"?,"?Impressions"?,"?Likes/i.test(start)
    )
      return told(
        'These are figures from X’s analytics page. They count, but do not say who it was.',
        'これは X のアナリティクスの集計です。数はありますが、だれがしたかは入っていません。',
      )
    if (/^\s*window\.(?:YTD\.\w+\.part\d+|__THAR_CONFIG)\s*=/.test(start))
      return told(
        'This is a part of an X archive in which nobody else occurs (settings, advertising, logins).',
        'これは X のアーカイブの一部ですが、設定・広告・ログインの記録などで、ほかの人は出てきません。',
      )
  }
  return undefined
}

const told = (en: string, ja: string): Told => ({ en: `${en} ${right.en}`, ja: `${ja}${right.ja}` })
