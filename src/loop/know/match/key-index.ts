import { grown } from './value-table.ts'

/**
 * Inverted index of blocking keys: who shares a key. Keys are known by a 64-bit hash only (two that clash merely give
 * one more pair to compare); members of a block are a chain in flat arrays. 13 bytes a record and key.
 */
export type KeyIndex = {
  add(record: number, key: string): void
  /** Its blocks have a member less; it is still visited. */
  remove(record: number): void
  /** Calls `visit` once with every earlier record (smaller number) that shares a key of a block of at most `limit`. */
  earlier(record: number, limit: number, visit: (other: number) => void): void
  /** Number of different keys. */
  size: number
}

export function openKeyIndex(): KeyIndex {
  let slots = new Int32Array(4096).fill(-1)
  let high = new Int32Array(2048)
  let low = new Int32Array(2048)
  let first = new Int32Array(2048)
  let count = new Int32Array(2048)
  let member = new Int32Array(4096)
  let next = new Int32Array(4096)
  let postings = 0
  // Keys of a record are the postings from keysFrom[record] on, in the order they were added.
  let block = new Int32Array(4096)
  let keysFrom = new Int32Array(1025)
  let records = 0
  let seen = new Int32Array(1024).fill(-1)

  const blockOf = (key: string): number => {
    let one = 0xdeadbeef
    let two = 0x41c6ce57
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i)
      one = Math.imul(one ^ code, 2654435761)
      two = Math.imul(two ^ code, 1597334677)
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
    let at = one & (slots.length - 1)
    for (;;) {
      const found = slots[at]!
      if (found < 0) break
      if (high[found] === one && low[found] === two) return found
      at = (at + 1) & (slots.length - 1)
    }
    const made = index.size++
    if (made === high.length) {
      high = grown(high)
      low = grown(low)
      first = grown(first)
      count = grown(count)
    }
    high[made] = one
    low[made] = two
    first[made] = -1
    slots[at] = made
    if (index.size * 2 > slots.length) respread()
    return made
  }

  const respread = () => {
    slots = new Int32Array(slots.length * 2).fill(-1)
    for (let key = 0; key < index.size; key++) {
      let at = high[key]! & (slots.length - 1)
      while (slots[at]! >= 0) at = (at + 1) & (slots.length - 1)
      slots[at] = key
    }
  }

  const index: KeyIndex = {
    size: 0,
    add(record, key) {
      const here = blockOf(key)
      if (record >= records) {
        while (record + 2 > keysFrom.length) keysFrom = grown(keysFrom)
        for (; records <= record; records++) keysFrom[records] = postings
      }
      for (let k = keysFrom[record]!; k < postings; k++) if (block[k] === here) return
      if (postings === member.length) {
        member = grown(member)
        next = grown(next)
        block = grown(block)
      }
      member[postings] = record
      block[postings] = here
      next[postings] = first[here]!
      first[here] = postings++
      keysFrom[record + 1] = postings
      count[here]!++
    },
    remove(record) {
      if (record >= records) return
      for (let k = keysFrom[record]!; k < keysFrom[record + 1]!; k++) count[block[k]!]!--
    },
    earlier(record, limit, visit) {
      if (record >= records) return
      if (seen.length < records) seen = new Int32Array(records * 2).fill(-1)
      seen[record] = record
      for (let k = keysFrom[record]!; k < keysFrom[record + 1]!; k++) {
        if (count[block[k]!]! > limit) continue
        for (let at = next[k]!; at >= 0; at = next[at]!) {
          const other = member[at]!
          if (seen[other] === record) continue
          seen[other] = record
          visit(other)
        }
      }
    },
  }
  return index
}
