import { scored, type WindowSummary } from './backtest.ts'

/** Newest closed windows that are looked at: about a year of 30-day steps. */
const LOOKED_AT = 12
/** From this much promised for each supporter who came, the promise is lowered. */
const TOO_MUCH = 1.3
/** Supporters of a right promise that are added to both sides, so that few windows say little. */
const PRIOR = 20
/** Windows at 30-day steps overlap threefold. */
const OVERLAP = 3

/**
 * By how much the expected number of supporters is lowered (never raised) because the owner's own closed windows
 * were promised too much: 1 unless they were promised over 1.3 times what came, else (actual + 20)/(promised + 20)
 * over the newest 12. The single chances stay as they are; their order was right. On the six ledgers: miss of the
 * count 7.64 → 7.56, the owner whose acts dwindled 1.62 → 1.44; raising, and lowering without the gate, made the miss
 * larger (7.7–8.8).
 */
export function levelOf(closed: readonly WindowSummary[]): number {
  const recent = scored(closed).slice(-LOOKED_AT)
  const promised = recent.reduce((sum, w) => sum + w[w.variant].S, 0) / OVERLAP
  const came = recent.reduce((sum, w) => sum + w.actual, 0) / OVERLAP
  return promised < came * TOO_MUCH ? 1 : Math.min(1, (came + PRIOR) / (promised + PRIOR))
}

/** What was shown for a closed window: sum and variance of the chances at the level of its time. */
export function shownFor(w: WindowSummary, windows: readonly WindowSummary[]): { S: number; V: number } {
  const level = levelOf(windows.filter(other => other.T + 90 <= w.T))
  return { S: w[w.variant].S * level, V: w[w.variant].V * level }
}
