import { hasZipMark } from './zip-mark.ts'

/** Whatever can be read from any place: an open file, or a part of one. */
export type Bytes = {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

/** Where a zip lies in a file: behind what stands before it, and up to what was added at its end. */
export type ZipPlace = { base: number; end: number }

/** How far from the end the end record is looked for: its comment, or in what begins as a zip, whatever was added to it. */
const COMMENT = 64 * 1024
const ADDED = 32 * 1024 * 1024
const WINDOW = 1024 * 1024
/** Marks that turn out to be none: more of them are put there by somebody. */
const TRIES = 1_000

const endMark = Buffer.from('PK\u0005\u0006', 'latin1')
const directoryMark = Buffer.from('PK\u0001\u0002', 'latin1')
const entryMark = Buffer.from('PK\u0003\u0004', 'latin1')
const longEndMark = Buffer.from('PK\u0006\u0006', 'latin1')
const locatorMark = Buffer.from('PK\u0006\u0007', 'latin1')

/**
 * Finds a zip by the record at its end: also one that was put behind other bytes, or that something was added to. `split`:
 * the last part of a zip in several volumes. Undefined where no such record fits.
 */
export async function zipPlace(bytes: Bytes, size: number): Promise<ZipPlace | 'split' | undefined> {
  const start = await bytesAt(bytes, 0, 4)
  const isZip = hasZipMark(start)
  let tries = TRIES
  const first = Math.max(0, size - 22 - (isZip ? ADDED : COMMENT))
  for (let to = size; to > first; to -= WINDOW) {
    const from = Math.max(first, to - WINDOW)
    const window = await bytesAt(bytes, from, Math.min(size, to + endMark.length - 1) - from)
    for (
      let at = window.lastIndexOf(endMark);
      at >= 0;
      at = at === 0 ? -1 : window.lastIndexOf(endMark, at - 1)
    ) {
      if (tries-- === 0) return undefined
      const place = await placeBy(bytes, size, from + at, isZip)
      if (place) return place
    }
  }
  return undefined
}

async function placeBy(bytes: Bytes, size: number, at: number, isZip: boolean) {
  const record = await bytesAt(bytes, at, 22)
  if (record.length < 22) return undefined
  const end = at + 22 + record.readUInt16LE(20)
  if (end > size) return undefined
  const disk = record.readUInt16LE(4)
  if (disk !== 0 && disk !== 0xffff) return end === size ? ('split' as const) : undefined
  const base = await baseBy(bytes, at, record)
  if (base !== undefined) return { base, end }
  return isZip && end === size ? { base: 0, end } : undefined
}

/** Where the zip begins, if the list of its files lies where the record says and its first entry is one. */
async function baseBy(bytes: Bytes, at: number, record: Buffer): Promise<number | undefined> {
  const long = await longRecord(bytes, at)
  const [length, offset, listEnd] = long ?? [record.readUInt32LE(12), record.readUInt32LE(16), at]
  const base = listEnd - length - offset
  if (base < 0) return undefined
  if (length === 0) return record.readUInt16LE(10) === 0 ? base : undefined
  const entry = await bytesAt(bytes, base + offset, 46)
  if (entry.length < 46 || !entry.subarray(0, 4).equals(directoryMark)) return undefined
  const first = entry.readUInt32LE(42)
  if (first === 0xffffffff) return base
  return (await bytesAt(bytes, base + first, 4)).equals(entryMark) ? base : undefined
}

/** Of a zip64: length, offset and end of its list. */
async function longRecord(bytes: Bytes, at: number): Promise<[number, number, number] | undefined> {
  const locator = await bytesAt(bytes, Math.max(0, at - 20), 20)
  if (!locator.subarray(0, 4).equals(locatorMark)) return undefined
  // Where bytes stand before the zip the locator points too low; the record lies right before it, but for extensions.
  for (const from of [at - 76, Number(locator.readBigUInt64LE(8))]) {
    if (from < 0 || from > at) continue
    const record = await bytesAt(bytes, from, 56)
    if (record.length === 56 && record.subarray(0, 4).equals(longEndMark))
      return [Number(record.readBigUInt64LE(40)), Number(record.readBigUInt64LE(48)), from]
  }
  return undefined
}

/** Fewer at the end of the file. */
export async function bytesAt(bytes: Bytes, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length))
  let read = 0
  while (read < buffer.length) {
    const { bytesRead } = await bytes.read(buffer, read, buffer.length - read, at + read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  return buffer.subarray(0, read)
}

/** The same bytes counted from `base`. */
export const from = (bytes: Bytes, base: number): Bytes =>
  base === 0
    ? bytes
    : { read: (buffer, offset, length, position) => bytes.read(buffer, offset, length, base + position) }

const AHEAD = 64 * 1024

/** The same bytes for many small reads one behind the other: each piece of the file is fetched once. */
export function readAhead(bytes: Bytes): Bytes {
  let window: Buffer = Buffer.alloc(0)
  let start = 0
  return {
    async read(buffer, offset, length, position) {
      if (length > AHEAD) return bytes.read(buffer, offset, length, position)
      if (position < start || position + length > start + window.length) {
        window = await bytesAt(bytes, position, AHEAD)
        start = position
      }
      const found = window.subarray(position - start, position - start + length)
      buffer.set(found, offset)
      return { bytesRead: found.length }
    },
  }
}
