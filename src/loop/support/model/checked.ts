import { scored, type WindowSummary } from './backtest.ts'
import { overdispersionOf } from './forecast.ts'
import { type Range, supporterRange } from './interval.ts'

/** How the forecasts of the past came out on this ledger, beside the plain rule that saw the same windows. */
export type Checked = {
  windows: number
  people: number
  /** Mean log-loss per person and window of what was shown, of "acted in the last 90 days", of the base rate. */
  logLoss: number
  hiatusLogLoss: number
  baseLogLoss: number
  /** Sum of chances over those who really acted. */
  ratio: number
  /** Mean miss of the number of supporters. */
  countError: number
  /** Per window, oldest first: what was said, with its 80 % range, and what came. */
  said: (Range & { T: number; actual: number; newcomers: number })[]
  /** Share of windows inside their range. */
  coverage: number
}

/** The closed windows that can be scored, each with the range that would have been shown at its time. */
export function checkForecasts(windows: readonly WindowSummary[]): Checked {
  const usable = scored(windows)
  const people = usable.reduce((sum, w) => sum + w.people, 0)
  const perPerson = (of: (w: WindowSummary) => number) => usable.reduce((sum, w) => sum + of(w), 0) / people
  const said = usable.map(w => {
    const phi = overdispersionOf(windows.filter(other => other.T + 90 <= w.T))
    return {
      ...supporterRange(w.shown.S, phi),
      T: w.T,
      actual: w.actual,
      newcomers: w.newcomers,
    }
  })
  const came = usable.reduce((sum, w) => sum + w.actual, 0)
  return {
    windows: usable.length,
    people,
    logLoss: perPerson(w => w.shown.loss),
    hiatusLogLoss: perPerson(w => w.hiatusLoss),
    baseLogLoss: perPerson(w => w.baseRateLoss),
    ratio: said.reduce((sum, w) => sum + w.expected, 0) / came,
    countError: said.reduce((sum, w) => sum + Math.abs(w.expected - w.actual), 0) / usable.length,
    said,
    coverage: said.filter(w => w.actual >= w.low && w.actual <= w.high).length / usable.length,
  }
}
