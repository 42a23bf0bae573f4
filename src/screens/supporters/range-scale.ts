import type { Range } from '../parts/shape.ts'

/** `at` gives the place on the line, 0 to 1; `ticks` are the marks to write under it. */
export type Scale = { kind: 'even' | 'tenfold'; at(people: number): number; ticks: number[] }

/**
 * A line for one range of people. A range that ends far beyond what is expected would press everything else into
 * its left end, so that one gets a logarithmic line: each mark is ten times (or a third of that) the one before.
 */
export function scaleOf(range: Range): Scale {
  const most = Math.max(range.high, range.expected, 1)
  return most > 6 * Math.max(range.expected, 1) ? tenfold(range, most) : even(most)
}

/** Wide enough that the expected number alone would mislead. */
export const isWide = (range: Range) => range.high > 10 * Math.max(range.low, 1) && range.high > 30

/** 1,264 → 1,300 and 96 → 95: no more exact than such a number is. */
export function roughly(people: number): number {
  if (people < 20) return Math.round(people)
  const step = 10 ** Math.floor(Math.log10(people)) / (people < 100 ? 2 : 10)
  return Math.round(people / step) * step
}

function even(most: number): Scale {
  const ten = 10 ** Math.floor(Math.log10(most))
  const step = Math.max(
    1,
    [0.2, 0.5, 1, 2, 5].map(part => part * ten).find(step => most / step <= 4.5) ?? ten,
  )
  const end = most * 1.06
  const ticks: number[] = []
  for (let n = 0; n * step <= end; n++) ticks.push(n * step)
  return { kind: 'even', at: people => within(people / end), ticks }
}

function tenfold(range: Range, most: number): Scale {
  const start = Math.max(1, range.low / 1.3)
  const end = most * 1.2
  const at = (people: number) => within(Math.log(Math.max(people, start) / start) / Math.log(end / start))
  const ticks: number[] = []
  for (let ten = 1; ten <= end; ten *= 10)
    for (const tick of [ten, 3 * ten]) if (tick >= start && tick <= end) ticks.push(tick)
  return { kind: 'tenfold', at, ticks }
}

const within = (place: number) => Math.min(1, Math.max(0, place))
