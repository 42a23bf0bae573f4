import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { rowAt } from '../files/rows.ts'
import { type TableRow, tableRows } from '../files/table.ts'
import { oneLine } from '../files/text.ts'
import { hasYouTubeFolder } from '../files/youtube-folder.ts'
import { googleContacts } from '../google-contacts/network.ts'
import { vcard } from '../vcard/network.ts'
import { authorsOf, channelOf } from './authors.ts'
import { isYouTube, type Parts, partsOf, youtubeColumns } from './parts.ts'
import { type Own, saidRow } from './said.ts'

/** Videos whose authors are looked for; nobody has commented on more. */
const WANTED = 200_000
/** Topics of Takeout that are read along; mail and calendars are imports of their own. */
const others = [googleContacts, vcard]

/**
 * takeout.google.com, zipped or unpacked, all topics in one tree and all names in the language of the account:
 *
 *     Takeout/YouTube and YouTube Music/comments/comments.csv
 *       Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text
 *       Ugx1,UC…own,2026-09-05T10:00:00.000000+00:00,0,,dQw4w9WgXcQ,"{""text"":""素敵です""}"
 *     Takeout/YouTube and YouTube Music/subscriptions/subscriptions.csv
 *       Channel Id,Channel Url,Channel Title
 *     Takeout/Contacts/All Contacts/All Contacts.vcf
 *
 * The channel in a comment is the owner's; whose the video is stands only in the history of what was watched.
 */
export const reader: Reader = {
  async recognizes(source) {
    const parts = await partsOf(source)
    return [parts.said, parts.subscriptions, parts.videos].some(files => files.length > 0)
  },
  async *read(source) {
    const parts = await partsOf(source)
    const own: Own = { channels: new Set(), videos: new Set() }
    const wanted = new Set<string>()
    const self = await selfOf(parts, own, wanted)
    if (self) yield { ok: true, entry: { kind: 'self', account: self } }
    yield* rowsOf(parts.videos, (row, at) => videoRow(row, at))
    yield* rowsOf(parts.subscriptions, subscriptionRow)
    const authors = await authorsOf(parts.history, wanted)
    yield* rowsOf(parts.said, (row, at) => saidRow(row, at, own, authors))
    yield* contactsIn(source, parts)
  },
}

type Columns = ReturnType<typeof youtubeColumns>

async function* rowsOf(
  files: readonly SourceFile[],
  read: (row: TableRow, at: Columns) => Row,
): AsyncGenerator<Row> {
  for (const file of files) {
    let at: Columns | undefined
    for await (const row of tableRows(file, isYouTube)) {
      if ('ok' in row) yield row
      else yield rowAt(row.line.where, () => read(row, (at ??= youtubeColumns(row.head))))
    }
  }
}

/** The owner's channel, and on the way which videos are the owner's and which ones they spoke under. */
async function selfOf(parts: Parts, own: Own, wanted: Set<string>): Promise<AccountRef | undefined> {
  let self: AccountRef | undefined
  for (const file of [...parts.channel, ...parts.videos, ...parts.said]) {
    let at: Columns | undefined
    for await (const row of tableRows(file, isYouTube)) {
      if ('ok' in row) continue
      at ??= youtubeColumns(row.head)
      const { cells } = row.line
      const id = cells[at.channel]?.trim()
      const account = channelOf(id, parts.channel.includes(file) ? cells[at.title] : undefined)
      if (!account || !id) continue
      self ??= account
      own.channels.add(id)
      const video = cells[at.video]?.trim()
      if (video && wanted.size + own.videos.size < WANTED)
        (parts.videos.includes(file) ? own.videos : wanted).add(video)
    }
  }
  return self
}

function videoRow({ line }: TableRow, at: Columns): Row {
  const cell = (index: number) => line.cells[index]?.trim() ?? ''
  const id = cell(at.video)
  if (!/^[\w-]{6,20}$/.test(id)) return { ok: false, where: line.where, why: 'no-key' }
  if (!/^(?:public|公開|öffentlich)$/i.test(cell(at.privacy)))
    return { ok: false, where: line.where, why: 'private' }
  const dated = cell(at.published) || cell(at.created)
  const publishedAt = whenOfIso(dated)
  if (!publishedAt) return { ok: false, where: line.where, why: dated ? 'bad-date' : 'no-date' }
  const title = oneLine(cell(at.title))
  const url = `https://www.youtube.com/watch?v=${id}`
  return {
    ok: true,
    entry: { kind: 'work', work: { network: 'youtube', key: id, url, ...(title && { title }), publishedAt } },
  }
}

function subscriptionRow({ line }: TableRow, at: Columns): Row {
  const account = channelOf(line.cells[at.channel]?.trim(), line.cells[at.title])
  return account
    ? { ok: true, entry: { kind: 'account', account } }
    : { ok: false, where: line.where, why: 'no-key' }
}

async function* contactsIn(source: Source, parts: Parts): AsyncGenerator<Row> {
  const read = new Set([...parts.said, ...parts.subscriptions, ...parts.videos, ...parts.channel])
  const files = source.files.filter(file => !read.has(file) && /\.(?:csv|vcf)$/i.test(file.path))
  if (!hasYouTubeFolder(source) || files.length === 0) return
  for (const { reader } of others) {
    const their = files.filter(({ path }) => /\.vcf$/i.test(path) === (reader === vcard.reader))
    // A file that is alone would be read whatever its name: here only what lies in the tree of contacts is.
    if (their.length > 0) yield* reader.read({ ...source, files: their })
  }
}
