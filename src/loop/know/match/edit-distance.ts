import { bitsIn, type ValueTable } from './value-table.ts'

/**
 * Bit-parallel optimal string alignment (Hyyrö 2003): insertions, deletions, substitutions and swaps of neighbours
 * each cost 1. Written out here because kept packages do not know swaps and take strings, of which none exist in
 * the loop: both texts lie in the flat array of their column. Nothing is allocated. Distances over `ceiling` may come out
 * too small, but over it: characters that only one of the two has tell so at once.
 */
const positions = new Uint32Array(0x10000)

export function editDistance(values: ValueTable, a: number, b: number, ceiling = 64): number {
  if (a === b) return 0
  const { codes, start, marks } = values
  if (bitsIn(marks[a]! & ~marks[b]!) > ceiling || bitsIn(marks[b]! & ~marks[a]!) > ceiling) return ceiling + 1
  let from = start[a]!
  let to = start[a + 1]!
  let otherFrom = start[b]!
  let otherTo = start[b + 1]!
  if (Math.abs(to - from - otherTo + otherFrom) > ceiling) return ceiling + 1
  if (to - from > otherTo - otherFrom) [from, to, otherFrom, otherTo] = [otherFrom, otherTo, from, to]
  while (from < to && codes[from] === codes[otherFrom]) {
    from++
    otherFrom++
  }
  while (from < to && codes[to - 1] === codes[otherTo - 1]) {
    to--
    otherTo--
  }
  const length = to - from
  if (length === 0) return otherTo - otherFrom
  if (length > 32) return byRows(codes, from, to, otherFrom, otherTo)
  for (let i = 0; i < length; i++) positions[codes[from + i]!]! |= 1 << i
  const last = 1 << (length - 1)
  let up = -1
  let down = 0
  let diagonal = 0
  let before = 0
  let distance = length
  for (let j = otherFrom; j < otherTo; j++) {
    const here = positions[codes[j]!]! | 0
    const swapped = ((~diagonal & here) << 1) & before
    diagonal = (((here & up) + up) ^ up) | here | down | swapped
    let plus = down | ~(diagonal | up)
    let minus = diagonal & up
    if (plus & last) distance++
    if (minus & last) distance--
    plus = (plus << 1) | 1
    minus <<= 1
    up = minus | ~(diagonal | plus)
    down = plus & diagonal
    before = here
  }
  for (let i = 0; i < length; i++) positions[codes[from + i]!] = 0
  return distance
}

const rows = [new Int32Array(72), new Int32Array(72), new Int32Array(72)]

/** The textbook way, for the few texts that differ over more than 32 characters. */
function byRows(codes: Uint16Array, from: number, to: number, otherFrom: number, otherTo: number): number {
  let [older, old, row] = rows as [Int32Array, Int32Array, Int32Array]
  const width = otherTo - otherFrom
  for (let j = 0; j <= width; j++) old[j] = j
  for (let i = 1; i <= to - from; i++) {
    row[0] = i
    const here = codes[from + i - 1]!
    for (let j = 1; j <= width; j++) {
      const there = codes[otherFrom + j - 1]!
      let best = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (here === there ? 0 : 1))
      if (i > 1 && j > 1 && here === codes[otherFrom + j - 2] && codes[from + i - 2] === there)
        best = Math.min(best, older[j - 2]! + 1)
      row[j] = best
    }
    ;[older, old, row] = [old, row, older]
  }
  return old[width]!
}
