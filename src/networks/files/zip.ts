import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { Refusal } from '#ledger/refusal.ts'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { inflated } from './inflate.ts'
import type { FileList } from './packed.ts'
import { briefly, entriesOf, type Light, newestOf, type ZipLimits, type ZipList } from './zip-entries.ts'
import type { Bytes } from './zip-place.ts'

const PIECE = 128 * 1024

/**
 * The files of a zip, each unpacked only while it is read. Limits are counted on what really comes out, since what a zip
 * says of itself may be a lie.
 */
export async function zipFiles(
  handle: FileHandle,
  size: number,
  path: string,
  name: string,
  limits: ZipLimits,
): Promise<FileList> {
  const list = await entriesOf(handle, size, name, limits)
  return { files: filesOf(list, path, name, limits), madeAt: newestOf(list.entries) }
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
