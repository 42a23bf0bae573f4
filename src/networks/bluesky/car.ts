import { hash } from 'node:crypto'
import { CidLinkWrapper, decode } from '@atcute/cbor'
import { isFields, own } from '../files/fields.ts'

/** Records are at most 1 MB, nodes of the tree a few KB; a longer block is no part of a repository. */
const LARGEST = 2 * 1024 * 1024
/** Version, codec, kind and length of the hash, and 32 bytes of SHA-256. */
const CID = 36
const DAG_CBOR = 0x71

/**
 * `digest`: SHA-256 of `bytes` as the archive states it; `isKnown`: a kind of hash that Bluesky uses.
 * `number`: from 1.
 */
export type Block = {
  number: number
  digest: Uint8Array
  bytes: Uint8Array
  isCbor: boolean
  isKnown: boolean
}
export type CarItem = Block | { number: number; why: 'too-large' | 'unreadable' | 'truncated' }

/** The digest of the block that all others hang on, or undefined when these are not the first bytes of a CAR v1. */
export function rootOf(start: Uint8Array): Uint8Array | undefined {
  const length = varint(start, 0)
  if (!length || length.value > 1_024 || length.end + length.value > start.length) return undefined
  try {
    const header: unknown = decode(start.subarray(length.end, length.end + length.value))
    const roots = own(header, 'roots')
    const root: unknown =
      isFields(header) && own(header, 'version') === 1 && Array.isArray(roots) ? roots[0] : undefined
    return root instanceof CidLinkWrapper ? root.bytes.subarray(4, CID) : undefined
  } catch {
    return undefined
  }
}

/**
 * Blocks of a CAR v1 in runs: bytes in, blocks out, no more held than one of them. Framing that cannot be followed
 * ends the file.
 */
export class CarSplitter {
  private pieces: Uint8Array[] = []
  private size = 0
  private needed = 1
  private number = -1
  private toPass = 0
  private isBroken = false

  push(chunk: Uint8Array): CarItem[] {
    if (this.isBroken) return []
    const rest = this.passed(chunk)
    if (rest.length === 0) return []
    this.pieces.push(rest)
    this.size += rest.length
    return this.size < this.needed ? [] : this.split()
  }

  end(): CarItem[] {
    const isShort = this.size > 0 || this.toPass > 0 || this.number < 0
    return isShort && !this.isBroken ? [{ number: this.number + 1, why: 'truncated' }] : []
  }

  private split(): CarItem[] {
    const bytes = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces, this.size)
    const items: CarItem[] = []
    let at = 0
    this.needed = 1
    while (at < bytes.length) {
      const length = varint(bytes, at)
      if (!length && bytes.length - at < 9) break
      if (!length || length.value === 0 || (this.number >= 0 && length.value < CID)) {
        this.isBroken = true
        items.push({ number: this.number + 1, why: 'unreadable' })
        break
      }
      const end = length.end + length.value
      if (length.value > LARGEST) {
        items.push({ number: ++this.number, why: 'too-large' })
        this.toPass = Math.max(0, end - bytes.length)
        at = Math.min(end, bytes.length)
        continue
      }
      if (end > bytes.length) {
        this.needed = end - at
        break
      }
      if (++this.number > 0) items.push(blockOf(bytes.subarray(length.end, end), this.number))
      at = end
    }
    this.pieces = this.isBroken || at === bytes.length ? [] : [bytes.subarray(at)]
    this.size = this.pieces[0]?.length ?? 0
    return items
  }

  private passed(chunk: Uint8Array): Uint8Array {
    const passing = Math.min(this.toPass, chunk.length)
    this.toPass -= passing
    return chunk.subarray(passing)
  }
}

function blockOf(framed: Uint8Array, number: number): Block {
  return {
    number,
    digest: framed.subarray(4, CID),
    bytes: framed.subarray(CID),
    isCbor: framed[1] === DAG_CBOR,
    isKnown: framed[0] === 1 && framed[2] === 0x12 && framed[3] === 32,
  }
}

/** Whether the bytes have the hash that stands before them. Costs about as much as reading the block. */
export function isWhole({ bytes, digest, isKnown }: Block): boolean {
  return isKnown && hash('sha256', bytes, 'hex') === Buffer.from(digest).toString('hex')
}

/** Unsigned LEB128; undefined when it is cut off or longer than any length may be. */
function varint(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0
  for (let i = 0; i < 7 && start + i < bytes.length; i++) {
    const byte = bytes[start + i]!
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return { value, end: start + i + 1 }
  }
  return undefined
}
