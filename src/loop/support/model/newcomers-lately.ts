import type { Features } from './features.ts'
import { HORIZON_DAYS } from './priors.ts'

/** People whose first act fell into (from, to], days. */
export type Came = { from: number; to: number; came: number }

const MOST = 6

/**
 * How many people acted for the first time in each of the last 90 days before T, newest last: plain numbers beside the
 * forecast of newcomers. As far back as the ledger reaches with whole spans, six at the most. O(people).
 */
export function newcomersLately({ T, n, age }: Features, most = MOST): Came[] {
  let oldest = 0
  for (let p = 0; p < n.length; p++) if (n[p] !== 0 && age[p]! > oldest) oldest = age[p]!
  const spans = Math.min(most, Math.floor(oldest / HORIZON_DAYS))
  const came = new Array<number>(spans).fill(0)
  for (let p = 0; p < n.length; p++) {
    const span = Math.floor(age[p]! / HORIZON_DAYS)
    if (n[p] !== 0 && span < spans) came[span]!++
  }
  return came
    .map((count, k) => ({ from: T - (k + 1) * HORIZON_DAYS, to: T - k * HORIZON_DAYS, came: count }))
    .reverse()
}
