/**
 * Numbers 16-byte ids in the order they are first met: an open-addressing table over flat arrays, for the ten
 * million acts of a large ledger. About 40 bytes an id; no allocation except when it grows.
 */
export class IdIndex {
  size = 0
  #words = new Uint32Array(4 * 1024)
  #table = new Int32Array(2048).fill(-1)
  #mask = 2047

  /** The number of the id at `offset`, given a new one if it was not met before. */
  numberOf(bytes: Uint8Array, offset: number): number {
    const a = word(bytes, offset)
    const b = word(bytes, offset + 4)
    const c = word(bytes, offset + 8)
    const d = word(bytes, offset + 12)
    const found = this.#find(a, b, c, d)
    if (found >= 0) return found
    const number = this.size++
    if (this.size * 2 > this.#table.length) this.#grow()
    const words = this.#words
    words[4 * number] = a
    words[4 * number + 1] = b
    words[4 * number + 2] = c
    words[4 * number + 3] = d
    this.#place(number)
    return number
  }

  /** The number of a known id, -1 for others. */
  find(bytes: Uint8Array, offset: number): number {
    return this.#find(
      word(bytes, offset),
      word(bytes, offset + 4),
      word(bytes, offset + 8),
      word(bytes, offset + 12),
    )
  }

  #find(a: number, b: number, c: number, d: number): number {
    const words = this.#words
    for (let slot = mix(a, b) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const number = this.#table[slot]!
      if (number < 0) return -1
      const at = 4 * number
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return number
    }
  }

  #place(number: number): void {
    let slot = mix(this.#words[4 * number]!, this.#words[4 * number + 1]!) & this.#mask
    while (this.#table[slot]! >= 0) slot = (slot + 1) & this.#mask
    this.#table[slot] = number
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 2).fill(-1)
    this.#mask = this.#table.length - 1
    const words = new Uint32Array(this.#words.length * 2)
    words.set(this.#words)
    this.#words = words
    for (let number = 0; number < this.size - 1; number++) this.#place(number)
  }
}

const word = (bytes: Uint8Array, at: number) =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

const mix = (a: number, b: number) => Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) >>> 7

/** The 16 bytes of a UUID. */
export const idBytes = (id: string): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex')
