import { tidNumber as numberOf } from '../files/at-uri.ts'

/** Records of the kinds that are read; a repository of years of daily use has some hundred thousand. */
const MOST = 2_000_000
const OTHERS = 100_000
const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
const FIELDS = 5

/**
 * The key of each record (`3l4zqk2bfjs2y`) by the hash of its block: the tree holds the keys, the blocks the words, and
 * either may come first. Twenty bytes a record in one typed array: hashes and keys are numbers. Two of two million
 * hashes agree in their first eight bytes once in ten million repositories.
 */
export class RecordKeys {
  private slots = new Uint32Array(1024 * FIELDS)
  private size = 0
  private readonly others = new Map<string, string>()

  add(digest: Uint8Array, key: string): void {
    const tid = numberOf(key)
    if (tid === undefined) {
      if (this.others.size < OTHERS) this.others.set(nameOf(digest), key)
      return
    }
    if (this.size >= MOST) return
    if (this.size * FIELDS * 2 > this.slots.length) this.grow()
    const view = wordsOf(digest)
    this.size += this.put(view[0], view[1], Number(tid >> 32n), Number(tid & 0xffffffffn)) ? 1 : 0
  }

  find(digest: Uint8Array): string | undefined {
    const [first, second] = wordsOf(digest)
    for (let at = this.home(first); this.slots[at + 4] !== 0; at = this.next(at))
      if (this.slots[at] === first && this.slots[at + 1] === second)
        return keyOf(this.slots[at + 2]!, this.slots[at + 3]!)
    return this.others.get(nameOf(digest))
  }

  private put(first: number, second: number, high: number, low: number): boolean {
    let at = this.home(first)
    while (this.slots[at + 4] !== 0) {
      if (this.slots[at] === first && this.slots[at + 1] === second) return false
      at = this.next(at)
    }
    this.slots.set([first, second, high, low, 1], at)
    return true
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += FIELDS)
      if (old[at + 4] !== 0) this.put(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!)
  }

  private home(first: number): number {
    return (first % (this.slots.length / FIELDS)) * FIELDS
  }

  private next(at: number): number {
    return at + FIELDS === this.slots.length ? 0 : at + FIELDS
  }
}

function keyOf(high: number, low: number): string {
  let number = (BigInt(high) << 32n) | BigInt(low)
  let key = ''
  for (let i = 0; i < 13; i++, number >>= 5n) key = alphabet[Number(number & 31n)]! + key
  return key
}

function wordsOf(digest: Uint8Array): [number, number] {
  const view = new DataView(digest.buffer, digest.byteOffset, 8)
  return [view.getUint32(0), view.getUint32(4)]
}

const nameOf = (digest: Uint8Array) => Buffer.from(digest.subarray(0, 16)).toString('latin1')
