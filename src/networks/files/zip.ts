import { randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { HandleReader } from './handle-reader.ts'
import type { InflateLimits } from './inflate.ts'
import { inflated, shown } from './inflate.ts'
import { mediaListed } from './media.ts'
import { danger, entryName } from './zip-name.ts'

export type ZipLimits = InflateLimits & {
  entries: number
  /** Bytes that all entries together may unpack to. */
  total: number
}

/** Files that packers and systems add; no reason to look into a zip, none to refuse it. */
export const trivial = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i
const PIECE = 128 * 1024
/** More zips than this in one are somebody's collection, not the parts of an export. */
const INNER_ZIPS = 64
/** A note or two may lie beside them; among more files they are something that somebody attached. */
const BESIDE_ZIPS = 8
/** At the top, or in the one folder around everything. */
const atTop = /^(?:[^/]+\/)?[^/]+\.zip$/i

export type OpenZip = {
  files: SourceFile[]
  /** Zips in it that are opened too, or why they could not be: parts of an export, or exports in one bundle. */
  inside: readonly Inside[]
  /** Time of the newest entry, ms; undefined where packers left it out. */
  madeAt?: number | undefined
  close(): Promise<void>
}

export type Inside = { path: string; zip: OpenZip } | { path: string; trouble: Refusal }

/**
 * The files of a zip, each unpacked only while it is read. Limits are counted on what really comes out, since what
 * a zip says of itself may be a lie. Of a zip that holds little but zips these are opened too, and none deeper.
 */
export async function openZip(
  handle: FileHandle,
  size: number,
  name: string,
  limits: ZipLimits,
): Promise<OpenZip> {
  const zip = await begun(handle, size, name)
  const entries = await safeEntries(zip, name, limits)
  const files = filesOf(handle, zip, entries, name, limits)
  const real = files.filter(file => !trivial.test(file.path))
  if (real.length === 0) throw new Refusal('empty-file', { name })
  const zips = await zipsAmong(real)
  const inside: Inside[] = []
  try {
    for (const file of zips) inside.push(await insideOf(file, name, limits))
    const all = inside.reduce((sum, one) => sum + ('zip' in one ? one.zip.files.length : 0), real.length)
    if (all > limits.entries) throw new Refusal('dangerous-zip', { name, why: `> ${limits.entries} files` })
  } catch (error) {
    await closed(inside)
    throw error
  }
  const beside = real.filter(file => !zips.includes(file))
  return { files: beside, inside, madeAt: newestOf(entries), close: () => closed(inside) }
}

async function insideOf(file: SourceFile, name: string, limits: ZipLimits): Promise<Inside> {
  try {
    return { path: file.path, zip: await inner(file, name, limits) }
  } catch (error) {
    if (error instanceof Refusal) return { path: file.path, trouble: error }
    throw error
  }
}

async function closed(inside: readonly Inside[]): Promise<void> {
  for (const one of inside) if ('zip' in one) await one.zip.close()
}

async function zipsAmong(files: readonly SourceFile[]): Promise<SourceFile[]> {
  const named = files.length === 1 ? files : files.filter(({ path }) => atTop.test(path))
  if (named.length > INNER_ZIPS || files.length - named.length > BESIDE_ZIPS) return []
  const zips: SourceFile[] = []
  for (const file of named) if (await isZip(file)) zips.push(file)
  return zips
}

export async function isZip(file: SourceFile): Promise<boolean> {
  const start: number[] = []
  try {
    for await (const chunk of file.open()) {
      start.push(...chunk.subarray(0, 4))
      if (start.length >= 4) break
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return hasZipMark(start)
}

/** `PK` with the mark of an entry, or of the end where there is no entry. */
export function hasZipMark(start: ArrayLike<number>): boolean {
  const [a, b, c, d] = [start[0], start[1], start[2], start[3]]
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))
}

/** Random access is needed to read a zip, so the packed one goes to a file of its own with a name of our own. */
async function inner(file: SourceFile, name: string, limits: ZipLimits): Promise<OpenZip> {
  const path = join(tmpdir(), `enishi-${randomUUID()}.zip`)
  const handle = await open(path, 'wx+', 0o600)
  // Where an open file may be removed it leaves no trace even when the process is killed; elsewhere `close` does it.
  await rm(path).catch(() => {})
  const close = async () => {
    await handle.close()
    await rm(path, { force: true })
  }
  try {
    let size = 0
    for await (const chunk of file.open()) {
      await handle.write(chunk, 0, chunk.length, size)
      size += chunk.length
    }
    const zip = await begun(handle, size, name)
    const entries = await safeEntries(zip, name, limits)
    const files = filesOf(handle, zip, entries, name, limits).filter(each => !trivial.test(each.path))
    if (files.length === 0) throw new Refusal('empty-file', { name })
    return { files, inside: [], madeAt: newestOf(entries), close }
  } catch (error) {
    await close()
    if (error instanceof BrokenFile) throw new Refusal('broken-zip', { name, why: shown(file.path) })
    throw error
  }
}

async function begun(handle: FileHandle, size: number, name: string): Promise<ZipFile> {
  const options = {
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: false,
    autoClose: false,
  } as const
  try {
    return await new Promise<ZipFile>((resolve, reject) =>
      yauzl.fromRandomAccessReader(new HandleReader(handle), size, options, (error, zip) =>
        error ? reject(error) : resolve(zip!),
      ),
    )
  } catch (error) {
    throw new Refusal('broken-zip', { name, why: briefly(error) })
  }
}

/** What is kept of an entry: hundreds of thousands of them are held while an archive is read. */
type Light = Pick<
  Entry,
  'relativeOffsetOfLocalHeader' | 'compressedSize' | 'uncompressedSize' | 'crc32' | 'compressionMethod'
> & { changedAt: number }
type Named = { path: string; entry: Light }

const lightOf = (entry: Entry): Light => ({
  relativeOffsetOfLocalHeader: entry.relativeOffsetOfLocalHeader,
  compressedSize: entry.compressedSize,
  uncompressedSize: entry.uncompressedSize,
  crc32: entry.crc32,
  compressionMethod: entry.compressionMethod,
  changedAt: entry.getLastModDate().getTime(),
})

/** Packers that want the same bytes each time write 1980, the zero of this clock. */
function newestOf(entries: readonly Named[]): number | undefined {
  let newest: number | undefined
  for (const { entry } of entries) {
    const at = entry.changedAt
    if (at > Date.UTC(1981, 0, 1) && !(newest !== undefined && newest >= at)) newest = at
  }
  return newest
}

async function safeEntries(zip: ZipFile, name: string, limits: ZipLimits): Promise<Named[]> {
  const tooMany = () => new Refusal('dangerous-zip', { name, why: `> ${limits.entries} files` })
  if (zip.entryCount > limits.entries) throw tooMany()
  const files = new Map<string, Light>()
  const folders = new Set<string>()
  const spans: [start: number, end: number][] = []
  let media = 0
  try {
    for await (const entry of listed(zip)) {
      if (spans.length >= limits.entries) throw tooMany()
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

function filesOf(
  handle: FileHandle,
  zip: ZipFile,
  entries: Named[],
  name: string,
  limits: ZipLimits,
): SourceFile[] {
  // A file is read more than once (to tell what it is, to read it); only its largest reading counts.
  const seen = new Map<string, number>()
  let total = 0
  const open = (path: string, entry: Light) =>
    unpacked(handle, zip, entry, path, name, limits, out => {
      const before = seen.get(path) ?? 0
      if (out <= before) return
      seen.set(path, out)
      total += out - before
      if (total > limits.total) throw new Refusal('dangerous-zip', { name, why: `> ${limits.total} bytes` })
    })
  return entries.map(({ path, entry }) => ({
    path,
    size: entry.uncompressedSize,
    open: () => open(path, entry),
  }))
}

async function* unpacked(
  handle: FileHandle,
  zip: ZipFile,
  entry: Light,
  path: string,
  name: string,
  limits: ZipLimits,
  count: (out: number) => void,
): AsyncIterable<Uint8Array> {
  const start = await dataStart(zip, entry, path)
  const promised = { size: entry.uncompressedSize, crc: entry.crc32 }
  const raw = pieces(handle, start, entry.compressedSize, path)
  if (entry.compressionMethod === 8) {
    yield* inflated(raw, 'raw', { path, name, packedSize: entry.compressedSize, promised }, limits, count)
  } else if (entry.compressionMethod === 0) {
    let size = 0
    let crc = 0
    for await (const piece of raw) {
      size += piece.length
      crc = crc32(piece, crc)
      count(size)
      yield piece
    }
    if (size !== promised.size || crc !== promised.crc) throw new BrokenFile(path, 'CRC')
  } else throw new BrokenFile(path, `method ${entry.compressionMethod}`)
}

async function dataStart(zip: ZipFile, entry: Light, path: string): Promise<number> {
  return new Promise((resolve, reject) =>
    zip.readLocalFileHeader(entry as unknown as Entry, { minimal: true }, (error, header) =>
      error ? reject(new BrokenFile(path, briefly(error))) : resolve(header.fileDataStart),
    ),
  )
}

/** Bytes `start` to `start + length` of an open file. */
export async function* pieces(
  handle: FileHandle,
  start: number,
  length: number,
  path: string,
): AsyncIterable<Uint8Array> {
  for (let at = start; at < start + length; ) {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, start + length - at))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) throw new BrokenFile(path, 'end')
    yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** The first sentence of a library's message: enough for a person to search for. */
function briefly(error: unknown): string {
  return shown(error instanceof Error ? (error.message.split(/[.:](?:\s|$)/, 1)[0] ?? '') : String(error))
}
