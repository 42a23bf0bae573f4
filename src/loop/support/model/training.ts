import { type HiatusCounts, hiatusCounts } from './baselines.ts'
import type { Cursor, Features } from './features.ts'
import { HAWKES_FEATURES, type HawkesRows, writeHawkes } from './hawkes.ts'
import { FIT_PEOPLE, isSampled } from './histories.ts'
import type { LogitRows } from './logit.ts'
import { HORIZON_DAYS } from './priors.ts'
import { RFM_FEATURES, writeRfm } from './rfm.ts'
import { windowWeight } from './windows.ts'

/** Who acted in the 90 days after a cut. `y` is by person; newcomers are those whose first act ever fell into them. */
export type Labels = { y: Uint8Array; actual: number; newcomers: number }

/** Labels of the window that begins where the cursor stands. O(people): each person's next act is known. */
export function labelsAfter({ ledger, next, at }: Cursor): Labels {
  const y = new Uint8Array(ledger.people)
  let actual = 0
  let newcomers = 0
  for (let p = 0; p < ledger.people; p++) {
    const i = next[p]!
    if (i >= ledger.start[p + 1]! || ledger.t[i]! > at.T + HORIZON_DAYS) continue
    if (at.n[p] === 0) newcomers++
    else {
      y[p] = 1
      actual++
    }
  }
  return { y, actual, newcomers }
}

/** One closed window as the models learn from it. */
export type TrainingWindow = {
  T: number
  rfm: { size: number; features: Float64Array; y: Uint8Array; scale: number }
  hawkes: { silent: Float64Array; acted: Float64Array }
  hiatus: HiatusCounts
}

/** Rows of everybody known at the cut; of a big ledger, RFM takes an even sample, weighted up. */
export function trainingWindow(features: Features, { y, actual }: Labels): TrainingWindow {
  const oneIn = Math.max(1, features.known / FIT_PEOPLE)
  const rows = new Float64Array(sampled(features, oneIn) * RFM_FEATURES)
  const labels = new Uint8Array(rows.length / RFM_FEATURES)
  const silent = new Float64Array(HAWKES_FEATURES)
  const acted = new Float64Array(actual * HAWKES_FEATURES)
  const one = new Float64Array(HAWKES_FEATURES)
  let size = 0
  let acting = 0
  for (let p = 0; p < features.n.length; p++) {
    if (features.n[p] === 0) continue
    if (isSampled(p, oneIn)) {
      writeRfm(features, p, rows, size * RFM_FEATURES)
      labels[size++] = y[p]!
    }
    if (y[p]) writeHawkes(features, p, acted, HAWKES_FEATURES * acting++)
    else {
      writeHawkes(features, p, one, 0)
      for (let j = 0; j < HAWKES_FEATURES; j++) silent[j]! += one[j]!
    }
  }
  const scale = size > 0 ? features.known / size : 1
  return {
    T: features.T,
    rfm: { size, features: rows, y: labels, scale },
    hawkes: { silent, acted },
    hiatus: hiatusCounts(features, y),
  }
}

function sampled(features: Features, oneIn: number): number {
  let size = 0
  for (let p = 0; p < features.n.length; p++) if (features.n[p] !== 0 && isSampled(p, oneIn)) size++
  return size
}

/** Training windows with their weights, seen from the newest of them. */
export function weighted(windows: readonly TrainingWindow[]): { rfm: LogitRows[]; hawkes: HawkesRows[] } {
  const newest = windows.at(-1)?.T ?? 0
  return {
    rfm: windows.map(w => ({ ...w.rfm, weight: w.rfm.scale * windowWeight(w.T, newest) })),
    hawkes: windows.map(w => ({ ...w.hawkes, weight: windowWeight(w.T, newest) })),
  }
}
