import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import { HandleReader } from './handle-reader.ts'
import { type InflateLimits, shown } from './inflate.ts'
import { mediaListed } from './media.ts'
import { type LocalEntry, localEntries } from './zip-headers.ts'
import { danger, entryName } from './zip-name.ts'
import { type Bytes, bytesAt, from, readAhead, zipPlace } from './zip-place.ts'

export type ZipLimits = InflateLimits & {
  entries: number
  /** Bytes that all entries together may unpack to. */
  total: number
}

/** The entries of a zip and the bytes they lie in. `isCut`: its end is missing, so that there may have been more. */
export type ZipList = { entries: Named[]; bytes: Bytes; zip?: ZipFile; isCut: boolean }

/**
 * Lists a zip by what stands at its end; where that is missing or wrong, by what stands before each entry.
 * Throws Refusal: `broken-zip`, `encrypted-zip`, `dangerous-zip`, `split-zip`.
 */
export async function entriesOf(
  file: Bytes,
  size: number,
  name: string,
  limits: ZipLimits,
): Promise<ZipList> {
  const place = await zipPlace(file, size)
  if (place === 'split') throw new Refusal('split-zip', { name })
  const { base, end } = place ?? { base: 0, end: size }
  const bytes = from(file, base)
  try {
    const zip = await begun(bytes, end - base, name)
    if (zip.entryCount > limits.entries) throw tooMany(name, limits)
    const entries = await safeEntries(listed(zip), name, limits)
    if (isEntryOfList(await bytesAt(bytes, Number(zip.readEntryCursor), 4)))
      throw new Refusal('broken-zip', { name, why: `${zip.entryCount} < files` })
    return { entries, bytes, zip, isCut: false }
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'broken-zip')) throw error
    let isCut = false
    const entries = await safeEntries(
      byHeaders(bytes, end - base, isWhole => {
        isCut = !isWhole
      }),
      name,
      limits,
    )
    if (entries.length === 0) throw error
    return { entries, bytes, isCut }
  }
}

const isEntryOfList = (mark: Buffer) => mark.toString('latin1') === 'PK\u0001\u0002'

const tooMany = (name: string, limits: ZipLimits) =>
  new Refusal('dangerous-zip', { name, why: `> ${limits.entries} files` })

async function* byHeaders(bytes: Bytes, size: number, end: (isWhole: boolean) => void): AsyncIterable<Found> {
  const entries = localEntries(readAhead(bytes), size)
  for (;;) {
    const { done, value } = await entries.next()
    if (done) return end(value)
    yield value as unknown as Found
  }
}

async function begun(bytes: Bytes, size: number, name: string): Promise<ZipFile> {
  const options = {
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: false,
    autoClose: false,
  } as const
  try {
    return await new Promise<ZipFile>((resolve, reject) =>
      yauzl.fromRandomAccessReader(new HandleReader(bytes), size, options, (error, zip) =>
        error ? reject(error) : resolve(zip!),
      ),
    )
  } catch (error) {
    throw new Refusal('broken-zip', { name, why: briefly(error) })
  }
}

type Found = Entry & Partial<Pick<LocalEntry, 'dataAt' | 'isCut'>>

/** What is kept of an entry: hundreds of thousands of them are held while an archive is read. */
export type Light = Pick<
  Entry,
  'relativeOffsetOfLocalHeader' | 'compressedSize' | 'uncompressedSize' | 'crc32' | 'compressionMethod'
> & {
  changedAt: number
  /** Known of entries that were found by their own headers. */
  dataAt?: number
  /** The file ends within it. */
  isCut?: boolean
}
export type Named = { path: string; entry: Light }

const lightOf = (entry: Found): Light => ({
  relativeOffsetOfLocalHeader: entry.relativeOffsetOfLocalHeader,
  compressedSize: entry.compressedSize,
  uncompressedSize: entry.uncompressedSize,
  crc32: entry.crc32,
  compressionMethod: entry.compressionMethod,
  changedAt: entry.getLastModDate().getTime(),
  ...(entry.dataAt !== undefined && { dataAt: entry.dataAt, isCut: entry.isCut }),
})

/** Packers that want the same bytes each time write 1980, the zero of this clock. */
export function newestOf(entries: readonly Named[]): number | undefined {
  let newest: number | undefined
  for (const { entry } of entries) {
    const at = entry.changedAt
    if (at > Date.UTC(1981, 0, 1) && !(newest !== undefined && newest >= at)) newest = at
  }
  return newest
}

async function safeEntries(found: AsyncIterable<Found>, name: string, limits: ZipLimits): Promise<Named[]> {
  const files = new Map<string, Light>()
  const folders = new Set<string>()
  const spans: [start: number, end: number][] = []
  let media = 0
  try {
    for await (const entry of found) {
      if (spans.length >= limits.entries) throw tooMany(name, limits)
      const path = entryName(entry)
      const why = danger(path, entry)
      if (why) throw new Refusal('dangerous-zip', { name, why: `${shown(path)}: ${why}` })
      if (entry.generalPurposeBitFlag & 1) throw new Refusal('encrypted-zip', { name })
      const isFolder = path.endsWith('/')
      const bare = isFolder ? path.slice(0, -1) : path
      if (isFolder ? files.has(bare) : folders.has(bare)) {
        throw new Refusal('dangerous-zip', { name, why: `${shown(path)}: ×2` })
      }
      const start = entry.relativeOffsetOfLocalHeader
      spans.push([start, start + 30 + entry.fileNameLength + entry.compressedSize])
      if (isFolder) folders.add(bare)
      else if (!isMedia(path) || media++ < mediaListed) {
        // A zip that was added to holds a file twice; the later one counts, as for every unpacker.
        files.delete(path)
        files.set(path, lightOf(entry))
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (/encryption/.test(briefly(error))) throw new Refusal('encrypted-zip', { name })
    throw new Refusal('broken-zip', { name, why: briefly(error) })
  }
  refuseOverlaps(spans, name)
  return [...files].map(([path, entry]) => ({ path, entry }))
}

/** Entries that share bytes are how a small zip unpacks to petabytes without nesting. */
function refuseOverlaps(spans: [number, number][], name: string): void {
  spans.sort((a, b) => a[0] - b[0])
  for (let i = 1; i < spans.length; i++) {
    if (spans[i]![0] < spans[i - 1]![1]) throw new Refusal('dangerous-zip', { name, why: 'overlap' })
  }
}

async function* listed(zip: ZipFile): AsyncIterable<Entry> {
  let wake: (next: Entry | undefined) => void = () => {}
  let fail: (error: Error) => void = () => {}
  zip.on('entry', (entry: Entry) => wake(entry))
  zip.on('end', () => wake(undefined))
  zip.on('error', (error: Error) => fail(error))
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      wake = resolve
      fail = reject
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}

/** The first sentence of a library's message: enough for a person to search for. */
export function briefly(error: unknown): string {
  return shown(error instanceof Error ? (error.message.split(/[.:](?:\s|$)/, 1)[0] ?? '') : String(error))
}
