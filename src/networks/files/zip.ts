import { randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { Refusal } from '#ledger/refusal.ts'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { inflated, shown } from './inflate.ts'
import { briefly, entriesOf, type Light, newestOf, type ZipLimits, type ZipList } from './zip-entries.ts'
import { hasZipMark } from './zip-mark.ts'
import type { Bytes } from './zip-place.ts'

/** Files that packers and systems add; no reason to look into a zip, none to refuse it. */
export const trivial = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i
const PIECE = 128 * 1024
/** More zips than this in one are somebody's collection, not the parts of an export. */
const INNER_ZIPS = 64
/** Notes, tables and address books may lie beside them; among more files they are something that somebody attached. */
const BESIDE_ZIPS = 500
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
  const list = await entriesOf(handle, size, name, limits)
  const files = filesOf(list, name, name, limits)
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
  return { files: beside, inside, madeAt: newestOf(list.entries), close: () => closed(inside) }
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
    const size = await copied(file, handle)
    const list = await entriesOf(handle, size, name, limits)
    const files = filesOf(list, file.path, name, limits).filter(each => !trivial.test(each.path))
    if (files.length === 0) throw new Refusal('empty-file', { name })
    return { files, inside: [], madeAt: newestOf(list.entries), close }
  } catch (error) {
    await close()
    if (error instanceof Refusal && error.code === 'broken-zip')
      throw new Refusal('broken-zip', { name, why: shown(file.path) })
    throw error
  }
}

/** As far as the file goes: a zip that ends early is read as one. */
async function copied(file: SourceFile, handle: FileHandle): Promise<number> {
  let size = 0
  try {
    for await (const chunk of file.open()) {
      await handle.write(chunk, 0, chunk.length, size)
      size += chunk.length
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return size
}

/** `path`: of the zip, in messages about what is missing of it. */
function filesOf(list: ZipList, path: string, name: string, limits: ZipLimits): SourceFile[] {
  // A file is read more than once (to tell what it is, to read it); only its largest reading counts.
  const seen = new Map<string, number>()
  let total = 0
  const open = (path: string, entry: Light) =>
    unpacked(list, entry, path, name, limits, out => {
      const before = seen.get(path) ?? 0
      if (out <= before) return
      seen.set(path, out)
      total += out - before
      if (total > limits.total) throw new Refusal('dangerous-zip', { name, why: `> ${limits.total} bytes` })
    })
  return list.entries.map(({ path: inside, entry }) => ({
    path: inside,
    size: entry.isCut ? entry.compressedSize : entry.uncompressedSize,
    open: () => open(inside, entry),
    ...(list.isCut && { cutZip: path }),
  }))
}

async function* unpacked(
  list: ZipList,
  entry: Light,
  path: string,
  name: string,
  limits: ZipLimits,
  count: (out: number) => void,
): AsyncIterable<Uint8Array> {
  const start = entry.dataAt ?? (await dataStart(list, entry, path))
  const promised = { size: entry.uncompressedSize, crc: entry.crc32 }
  const raw = pieces(list.bytes, start, entry.compressedSize, path)
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

async function dataStart({ zip }: ZipList, entry: Light, path: string): Promise<number> {
  return new Promise((resolve, reject) =>
    zip!.readLocalFileHeader(entry as unknown as Entry, { minimal: true }, (error, header) =>
      error ? reject(new BrokenFile(path, briefly(error))) : resolve(header.fileDataStart),
    ),
  )
}

/** Bytes `start` to `start + length` of an open file. */
export async function* pieces(
  bytes: Bytes,
  start: number,
  length: number,
  path: string,
): AsyncIterable<Uint8Array> {
  for (let at = start; at < start + length; ) {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, start + length - at))
    const { bytesRead } = await bytes.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) throw new BrokenFile(path, 'end')
    yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
