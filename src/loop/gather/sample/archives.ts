import { writeFile } from 'node:fs/promises'
import { googleCsv, vcards } from './as-cards.ts'
import { linkedinZip } from './as-linkedin.ts'
import { mastodonZip } from './as-mastodon.ts'
import { webmentionJson } from './as-webmention.ts'
import { wordpressXml } from './as-wordpress.ts'
import { story } from './story.ts'

/** One file as its network would hand it out. `network`: the id of the network whose reader takes it. */
export type SampleArchive = {
  fileName: string
  network: string
  bytes: Uint8Array
  write(path: string): Promise<void>
}

/**
 * The sample people: two years of 縁 花子's ledger that end at `now` (milliseconds since 1970 UTC), as six archives.
 * About 300 people, 4,000 acts and 135 posts, all invented. The same `now` and `seed` give the same bytes.
 *
 * @example
 * for (const archive of sampleArchives(Date.now())) await archive.write(join(folder, archive.fileName))
 */
export function sampleArchives(now: number, seed = 4649): SampleArchive[] {
  const told = story(now, seed)
  const [year, month, date] = new Date(now).toISOString().slice(0, 10).split('-') as [string, string, string]
  return [
    archive('wordpress', `hanako.WordPress.${year}-${month}-${date}.xml`, wordpressXml(told)),
    archive('mastodon', `archive-${year}${month}${date}-hanako.zip`, mastodonZip(told)),
    archive('webmention', 'hanako.example-mentions.jf2.json', webmentionJson(told)),
    archive('vcard', 'renrakusaki.vcf', vcards(told)),
    archive('google-contacts', 'contacts.csv', googleCsv(told)),
    archive('linkedin', `Complete_LinkedInDataExport_${month}-${date}-${year}.zip`, linkedinZip(told)),
  ]
}

function archive(network: string, fileName: string, content: string | Uint8Array): SampleArchive {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return { fileName, network, bytes, write: path => writeFile(path, bytes) }
}
