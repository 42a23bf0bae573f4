import { fitBgbb } from './bgbb-fit.ts'
import { fitHawkes, hawkesWeights } from './hawkes.ts'
import type { Histories } from './histories.ts'
import { fitLogit } from './logit.ts'
import { type BgbbPrior, type Priors, weakBgbb } from './priors.ts'
import type { TrainingWindow } from './training.ts'

/** What one ledger contributes: its scored windows, how many cuts it has, its people at the last cut. */
export type Contribution = { windows: readonly TrainingWindow[]; cuts: number; last: Histories }

/**
 * Priors from several ledgers, as the shipped ones were made: one ridge logit and one Hawkes fit over all their scored
 * windows (a ledger's weight grows with the root of its windows), and the mean of their BG/BB fits.
 */
export function fitShared(ledgers: readonly Contribution[]): Priors {
  const weightOf = (ledger: Contribution) => 1 / (3 * Math.sqrt(ledger.cuts))
  const rfm = ledgers.flatMap(l => l.windows.map(w => ({ ...w.rfm, weight: w.each * weightOf(l) })))
  const hawkes = ledgers.flatMap(l => l.windows.map(w => ({ ...w.hawkes, weight: w.each * weightOf(l) })))
  const thetas = ledgers.map(l => fitBgbb(l.last, weakBgbb).x)
  const mean = [0, 1, 2, 3].map(k => thetas.reduce((sum, theta) => sum + theta[k]!, 0) / thetas.length)
  return {
    bgbb: { mean: mean as unknown as BgbbPrior['mean'], sd: 0.7 },
    rfm: fitLogit(rfm, [-1, -0.8, 0.7, 0, 0.3, 0, 0.1], [0.1, 1, 1, 1, 1, 1, 1]),
    hawkes: hawkesWeights(fitHawkes(hawkes, [0.3, 0.05, 0.15, 0.3, 0.3], 0.25)),
  }
}
