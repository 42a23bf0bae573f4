import type { SupportLedger } from './ledger.ts'

/**
 * The opportunity clock at a moment: the times τ, ascending, of the opportunities somebody has answered by then.
 * Silent posts are not on it: the shipped priors were fitted on ledgers that show only answered ones.
 */
export type Clock = { tau: Float64Array; cell: Int32Array; low: number; perDay: number }

export function clockAt(ledger: SupportLedger, T: number): Clock {
  const { byTau, answeredAt, tau } = ledger
  let size = 0
  for (let k = 0; k < byTau.length; k++) if (answeredAt[byTau[k]!]! <= T) size++
  const on = new Float64Array(size)
  for (let k = 0, at = 0; k < byTau.length; k++) if (answeredAt[byTau[k]!]! <= T) on[at++] = tau[byTau[k]!]!
  return clockOf(on)
}

/** A clock over ascending times, with equal-width cells so that a rank costs O(1) on evenly spread times. */
export function clockOf(tau: Float64Array): Clock {
  const cells = Math.max(1, tau.length)
  const low = tau[0] ?? 0
  const span = (tau[tau.length - 1] ?? 0) - low
  const perDay = span > 0 ? cells / span : 0
  const clock = { tau, cell: new Int32Array(cells + 2), low, perDay }
  for (let k = 0; k < tau.length; k++) clock.cell[cellOf(clock, tau[k]!) + 1]!++
  for (let c = 0; c <= cells; c++) clock.cell[c + 1]! += clock.cell[c]!
  return clock
}

/** The clock after one more opportunity has been answered for the first time. O(opportunities). */
export function addToClock(clock: Clock, tau: number): Clock {
  const place = countUpTo(clock, tau)
  const longer = new Float64Array(clock.tau.length + 1)
  longer.set(clock.tau.subarray(0, place))
  longer[place] = tau
  longer.set(clock.tau.subarray(place), place + 1)
  return clockOf(longer)
}

/** Number of opportunities with τ <= t. */
export function countUpTo(clock: Clock, t: number): number {
  if (t < clock.low) return 0
  const c = cellOf(clock, t)
  let from = clock.cell[c]!
  let to = clock.cell[c + 1]!
  while (from < to) {
    const middle = (from + to) >> 1
    if (clock.tau[middle]! <= t) from = middle + 1
    else to = middle
  }
  return from
}

/** Number of opportunities with τ < t. */
export function countBefore(clock: Clock, t: number): number {
  if (t <= clock.low) return 0
  const c = cellOf(clock, t)
  let from = clock.cell[c]!
  let to = clock.cell[c + 1]!
  while (from < to) {
    const middle = (from + to) >> 1
    if (clock.tau[middle]! < t) from = middle + 1
    else to = middle
  }
  return from
}

/** Monotone in t, so everything in an earlier cell is earlier; times past the last opportunity share the last cell. */
function cellOf(clock: Clock, t: number): number {
  const cells = clock.cell.length - 2
  const c = Math.floor((t - clock.low) * clock.perDay)
  return c < 0 ? 0 : Math.min(c, cells)
}
