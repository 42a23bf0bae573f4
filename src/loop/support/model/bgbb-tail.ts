import { type BgbbTables, tableLeft } from './bgbb-tables.ts'

/**
 * The sum over the time of leaving depends on a person only through x and its two ends:
 *
 *     L(x, tx, n) = alive(x, n) + Σ_{s = tx}^{n - 1} left(x, s)
 *
 * so one running sum per distinct x, from the largest s down, serves everybody with that x. The terms fall as s
 * grows, hence tail(tx) - tail(n) loses no more than ln(number of terms) in digits. Going down the terms can grow by
 * hundreds of powers of ten, so every sum carries the number of times it was scaled.
 */
export type Tail = {
  sum: Float64Array
  /** The same sum weighted by the slopes of ln(a+b), ln b, ln(g+d), ln d: what the gradient needs. */
  ab: Float64Array
  b: Float64Array
  gd: Float64Array
  d: Float64Array
  scaled: Int32Array
  /** ln of the unit in which unscaled sums are written. */
  unit: number
}

const DOWN = 1e-200
const STEP = 200 * Math.LN10

export function openTail(size: number): Tail {
  const column = () => new Float64Array(size + 2)
  return {
    sum: column(),
    ab: column(),
    b: column(),
    gd: column(),
    d: column(),
    scaled: new Int32Array(size + 2),
    unit: 0,
  }
}

/** Sums for s from `high` down to `low` (>= x); sum[high] = 0. O(high - low). */
export function fillTail(tail: Tail, tables: BgbbTables, x: number, low: number, high: number): void {
  const { sum, scaled } = tail
  const { back, backB } = tables
  sum[high] = 0
  scaled[high] = 0
  if (high <= low) return
  tail.unit = tableLeft(tables, x, high - 1)
  let term = 1
  let all = 0
  let times = 0
  for (let s = high - 1; ; s--) {
    all += term
    sum[s] = all
    scaled[s] = times
    if (s === low) return
    term *= back[s - 1]! * backB[s - 1 - x]!
    if (term > 1e200) {
      term *= DOWN
      all *= DOWN
      times++
    }
  }
}

/** As `fillTail`, with the sums for the gradient. */
export function fillTailAndSlopes(
  tail: Tail,
  tables: BgbbTables,
  x: number,
  low: number,
  high: number,
): void {
  const { sum, ab, b, gd, d, scaled } = tail
  const { back, backB, slopeAb, slopeB, slopeGd, slopeD } = tables
  sum[high] = ab[high] = b[high] = gd[high] = d[high] = 0
  scaled[high] = 0
  if (high <= low) return
  tail.unit = tableLeft(tables, x, high - 1)
  let term = 1
  let all = 0
  let allAb = 0
  let allB = 0
  let allGd = 0
  let allD = 0
  let times = 0
  for (let s = high - 1; ; s--) {
    all += term
    allAb += term * slopeAb[s]!
    allB += term * slopeB[s - x]!
    allGd += term * slopeGd[s + 1]!
    allD += term * slopeD[s]!
    sum[s] = all
    ab[s] = allAb
    b[s] = allB
    gd[s] = allGd
    d[s] = allD
    scaled[s] = times
    if (s === low) return
    term *= back[s - 1]! * backB[s - 1 - x]!
    if (term > 1e200) {
      term *= DOWN
      all *= DOWN
      allAb *= DOWN
      allB *= DOWN
      allGd *= DOWN
      allD *= DOWN
      times++
    }
  }
}

/** sums[from] - sums[to] in the scale of `from`. */
export function tailBetween(tail: Tail, sums: Float64Array, from: number, to: number): number {
  const times = tail.scaled[from]! - tail.scaled[to]!
  return sums[from]! - (times === 0 ? sums[to]! : times === 1 ? sums[to]! * DOWN : 0)
}

/** ln of the unit in which the sums at `from` are written. */
export function tailUnit(tail: Tail, from: number): number {
  return tail.unit + tail.scaled[from]! * STEP
}
