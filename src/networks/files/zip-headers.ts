import yauzl from 'yauzl'
import { type Bytes, bytesAt } from './zip-place.ts'

/** An entry as its own header tells it. `dataAt`: where its packed bytes begin; `isCut`: the file ends within them. */
export type LocalEntry = {
  fileNameRaw: Buffer
  fileNameLength: number
  extraFields: { id: number; data: Buffer }[]
  generalPurposeBitFlag: number
  compressionMethod: number
  crc32: number
  compressedSize: number
  uncompressedSize: number
  relativeOffsetOfLocalHeader: number
  /** Stand in the list at the end only. */
  versionMadeBy: number
  externalFileAttributes: number
  dataAt: number
  isCut: boolean
  getLastModDate(): Date
}

const SIZE_FOLLOWS = 8
const WINDOW = 1024 * 1024
/** Of a descriptor behind the data: the longest. */
const DESCRIPTOR = 24

/**
 * The entries of a zip without the list at its end, one after the other by their own headers. Returns whether they go
 * on to where the list begins; otherwise more may have stood there. Where a packer wrote the size behind the data
 * (they do when they stream), it is found by being the distance from there to the data.
 */
export async function* localEntries(bytes: Bytes, size: number): AsyncGenerator<LocalEntry, boolean> {
  for (let at = 0; ; ) {
    const head = await bytesAt(bytes, at, 30)
    if (head.length < 4 || head[0] !== 0x50 || head[1] !== 0x4b) return false
    if (head[2] !== 3 || head[3] !== 4) return isListMark(head)
    if (head.length < 30) return false
    const entry = await entryAt(bytes, at, head)
    if (!entry || entry.dataAt > size) return false
    const next = await settled(bytes, size, entry)
    yield entry
    if (next === undefined) return false
    at = next
  }
}

const isListMark = (mark: Buffer) =>
  (mark[2] === 1 && mark[3] === 2) || (mark[2] === 5 && mark[3] === 6) || mark[2] === 6

async function entryAt(bytes: Bytes, at: number, head: Buffer): Promise<LocalEntry | undefined> {
  const fileNameLength = head.readUInt16LE(26)
  const extraLength = head.readUInt16LE(28)
  const rest = await bytesAt(bytes, at + 30, fileNameLength + extraLength)
  if (rest.length < fileNameLength + extraLength) return undefined
  const extraFields = fieldsIn(rest.subarray(fileNameLength))
  const long = extraFields.find(({ id, data }) => id === 1 && data.length >= 16)?.data
  const sizeAt = (place: number, inLong: number) =>
    long && head.readUInt32LE(place) === 0xffffffff
      ? Number(long.readBigUInt64LE(inLong))
      : head.readUInt32LE(place)
  return {
    fileNameRaw: rest.subarray(0, fileNameLength),
    fileNameLength,
    extraFields,
    generalPurposeBitFlag: head.readUInt16LE(6),
    compressionMethod: head.readUInt16LE(8),
    crc32: head.readUInt32LE(14),
    compressedSize: sizeAt(18, 8),
    uncompressedSize: sizeAt(22, 0),
    relativeOffsetOfLocalHeader: at,
    versionMadeBy: 0,
    externalFileAttributes: 0,
    dataAt: at + 30 + fileNameLength + extraLength,
    isCut: false,
    getLastModDate: () => yauzl.dosDateTimeToDate(head.readUInt16LE(12), head.readUInt16LE(10)),
  }
}

function fieldsIn(extra: Buffer): { id: number; data: Buffer }[] {
  const fields: { id: number; data: Buffer }[] = []
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (end > extra.length) break
    fields.push({ id: extra.readUInt16LE(at), data: extra.subarray(at + 4, end) })
    at = end
  }
  return fields
}

/** Completes the entry and returns where the next one begins; undefined where the file ends within this one. */
async function settled(bytes: Bytes, size: number, entry: LocalEntry): Promise<number | undefined> {
  const follows = (entry.generalPurposeBitFlag & SIZE_FOLLOWS) !== 0
  const end = entry.dataAt + entry.compressedSize
  if (!follows && end <= size) return end
  if (follows) {
    const next = await nextBehind(bytes, size, entry)
    if (next !== undefined) return next
  }
  entry.compressedSize = Math.max(0, size - entry.dataAt)
  entry.isCut = true
  return undefined
}

/** Looks for a header, or the end of the file, with a descriptor before it that tells of just these bytes. */
async function nextBehind(bytes: Bytes, size: number, entry: LocalEntry): Promise<number | undefined> {
  // Most entries are small and many: little is looked at first.
  let width = 4 * 1024
  for (let at = entry.dataAt; at < size; at += width, width = Math.min(WINDOW, width * 2)) {
    const from = Math.max(entry.dataAt, at - DESCRIPTOR)
    const window = await bytesAt(bytes, from, Math.min(size, at + width + 3) - from)
    for (
      let found = window.indexOf('PK', 0, 'latin1');
      found >= 0;
      found = window.indexOf('PK', found + 1, 'latin1')
    ) {
      const isHeader = window[found + 2] === 3 && window[found + 3] === 4
      if (!isHeader && !isListMark(window.subarray(found, found + 4))) continue
      if (isToldBefore(window, found, from, entry)) return from + found
    }
    if (from + window.length === size && isToldBefore(window, window.length, from, entry)) return size
  }
  return undefined
}

/** Descriptors come with a mark or without, in 32 or 64 bits. */
function isToldBefore(window: Buffer, at: number, from: number, entry: LocalEntry): boolean {
  for (const [length, mark, width] of [
    [16, 4, 4],
    [24, 4, 8],
    [12, 0, 4],
    [20, 0, 8],
  ] as const) {
    const start = at - length
    if (start < 0 || (mark > 0 && window.toString('latin1', start, start + 4) !== 'PK\u0007\u0008')) continue
    const sizeAt = (place: number) =>
      width === 4 ? window.readUInt32LE(place) : Number(window.readBigUInt64LE(place))
    if (sizeAt(start + mark + 4) !== from + start - entry.dataAt) continue
    entry.crc32 = window.readUInt32LE(start + mark)
    entry.compressedSize = from + start - entry.dataAt
    entry.uncompressedSize = sizeAt(start + mark + 4 + width)
    return true
  }
  return false
}
