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
export function labelsAfter({ ledger, nextAt, at }: Cursor): Labels {
  const y = new Uint8Array(ledger.people)
  let actual = 0
  let newcomers = 0
  const end = at.T + HORIZON_DAYS
  for (let p = 0; p < ledger.people; p++) {
    if (!(nextAt[p]! <= end)) continue
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
  /** How many people each row stands for. */
  each: number
  rfm: { size: number; features: Float64Array; y: Uint8Array }
  hawkes: { silent: Float64Array; acted: Float64Array }
  hiatus: HiatusCounts
}

/** Rows of everybody known at the cut; of a big ledger, of an even sample. */
export function trainingWindow(features: Features, { y }: Labels): TrainingWindow {
  const people = sampled(features)
  const size = people.length
  const rfm = new Float64Array(size * RFM_FEATURES)
  const labels = Uint8Array.from(people, p => y[p]!)
  const silent = new Float64Array(HAWKES_FEATURES)
  const acted = new Float64Array(labels.reduce((sum, label) => sum + label, 0) * HAWKES_FEATURES)
  const one = new Float64Array(HAWKES_FEATURES)
  for (let i = 0, acting = 0; i < size; i++) {
    const p = people[i]!
    writeRfm(features, p, rfm, i * RFM_FEATURES)
    if (labels[i]) writeHawkes(features, p, acted, HAWKES_FEATURES * acting++)
    else {
      writeHawkes(features, p, one, 0)
      for (let j = 0; j < HAWKES_FEATURES; j++) silent[j]! += one[j]!
    }
  }
  return {
    T: features.T,
    each: size > 0 ? features.known / size : 1,
    rfm: { size, features: rfm, y: labels },
    hawkes: { silent, acted },
    hiatus: hiatusCounts(features, y),
  }
}

function sampled(features: Features): Int32Array {
  const oneIn = features.known / FIT_PEOPLE
  const people = new Int32Array(features.known)
  let size = 0
  for (let p = 0; p < features.n.length; p++)
    if (features.n[p] !== 0 && isSampled(p, oneIn)) people[size++] = p
  return people.subarray(0, size)
}

/** Training windows with their weights, seen from the newest of them. */
export function weighted(windows: readonly TrainingWindow[]): { rfm: LogitRows[]; hawkes: HawkesRows[] } {
  const newest = windows.at(-1)?.T ?? 0
  return {
    rfm: windows.map(w => ({ ...w.rfm, weight: w.each * windowWeight(w.T, newest) })),
    hawkes: windows.map(w => ({ ...w.hawkes, weight: w.each * windowWeight(w.T, newest) })),
  }
}
