import { bitsIn, type ValueTable } from './value-table.ts'

const taken = new Uint8Array(64)
const matched = new Uint16Array(64)

/**
 * Jaro–Winkler similarity of two texts of a column, 0 to 1 (prefix weight .1 over at most 4 characters, Winkler 1990);
 * 0 for what cannot reach `floor`, which letters that only one of them has mostly tell. Allocates nothing.
 */
export function jaroWinkler(values: ValueTable, a: number, b: number, floor = 0): number {
  if (a === b) return 1
  const { codes, start, marks } = values
  const aFrom = start[a]!
  const bFrom = start[b]!
  const aLength = start[a + 1]! - aFrom
  const bLength = start[b + 1]! - bFrom
  const shortest = Math.min(aLength, bLength)
  let prefix = 0
  while (prefix < 4 && prefix < shortest && codes[aFrom + prefix] === codes[bFrom + prefix]) prefix++
  const most = Math.min(aLength - bitsIn(marks[a]! & ~marks[b]!), bLength - bitsIn(marks[b]! & ~marks[a]!))
  if (most <= 0) return 0
  const bound = (most / aLength + most / bLength + 1) / 3
  if (bound + prefix * 0.1 * (1 - bound) < floor) return 0
  const jaro = jaroOf(codes, aFrom, aLength, bFrom, bLength)
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(codes: Uint16Array, aFrom: number, aLength: number, bFrom: number, bLength: number): number {
  const reach = Math.max(0, (Math.max(aLength, bLength) >> 1) - 1)
  for (let j = 0; j < bLength; j++) taken[j] = 0
  let common = 0
  for (let i = 0; i < aLength; i++) {
    const code = codes[aFrom + i]!
    const end = Math.min(bLength, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (taken[j] || codes[bFrom + j] !== code) continue
      taken[j] = 1
      matched[common++] = code
      break
    }
  }
  if (common === 0) return 0
  let moved = 0
  for (let j = 0, k = 0; j < bLength; j++) if (taken[j] && codes[bFrom + j] !== matched[k++]) moved++
  return (common / aLength + common / bLength + (common - moved / 2) / common) / 3
}
