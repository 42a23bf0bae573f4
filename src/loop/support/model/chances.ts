import type { PostPoints } from './bgbb.ts'
import { type BgbbPeople, judgeByBgbb, openBgbbPeople } from './bgbb-people.ts'
import { correction } from './correction.ts'
import type { Features } from './features.ts'
import { HAWKES_FEATURES, hawkesActs, hawkesChance, writeHawkes } from './hawkes.ts'
import type { Histories } from './histories.ts'
import { clip, logit, sigmoid } from './pool.ts'
import { RFM_FEATURES, rfmChance, writeRfm } from './rfm.ts'

/** Numbers of the two calendar models. */
export type Coefficients = { rfm: readonly number[]; hawkes: readonly number[] }

/** The chances by one set of coefficients, by person. */
export type Calendar = { rfm: Float64Array; hawkes: Float64Array; acts: Float64Array; pool: Float64Array }

/** Two sets side by side: the shipped coefficients, and the same adapted to the owner. */
export type Chances = { bgbb: BgbbPeople; frozen: Calendar; adapted: Calendar }
export type Variant = 'frozen' | 'adapted'

export function openChances(people: number): Chances {
  const calendar = (): Calendar => ({
    rfm: new Float64Array(people),
    hawkes: new Float64Array(people),
    acts: new Float64Array(people),
    pool: new Float64Array(people),
  })
  return { bgbb: openBgbbPeople(people), frozen: calendar(), adapted: calendar() }
}

/** All chances of everybody known, into `out`. O(people + distinct x · opportunities). */
export function judge(
  features: Features,
  histories: Histories,
  theta: ArrayLike<number>,
  points: PostPoints,
  coefficients: { frozen: Coefficients; adapted: Coefficients },
  trend: number,
  out: Chances,
): void {
  judgeByBgbb(histories, theta, points, out.bgbb)
  const same = coefficients.adapted === coefficients.frozen
  const rfm = new Float64Array(RFM_FEATURES)
  const hawkes = new Float64Array(HAWKES_FEATURES)
  for (let p = 0; p < features.n.length; p++) {
    if (features.n[p] === 0) continue
    writeRfm(features, p, rfm, 0)
    writeHawkes(features, p, hawkes, 0)
    const bgbb = logit(out.bgbb.p[p]!)
    const moved = correction(features, p, trend)
    calendarOf(coefficients.frozen, rfm, hawkes, bgbb, moved, out.frozen, p)
    if (same) copyOne(out.frozen, out.adapted, p)
    else calendarOf(coefficients.adapted, rfm, hawkes, bgbb, moved, out.adapted, p)
  }
}

function calendarOf(
  by: Coefficients,
  rfm: Float64Array,
  hawkes: Float64Array,
  bgbb: number,
  moved: number,
  out: Calendar,
  p: number,
): void {
  out.rfm[p] = rfmChance(by.rfm, rfm, 0)
  out.acts[p] = hawkesActs(by.hawkes, hawkes, 0)
  out.hawkes[p] = hawkesChance(out.acts[p]!)
  out.pool[p] = clip(sigmoid((bgbb + logit(out.rfm[p]!) + logit(out.hawkes[p]!)) / 3 + moved))
}

function copyOne(from: Calendar, to: Calendar, p: number): void {
  to.rfm[p] = from.rfm[p]!
  to.hawkes[p] = from.hawkes[p]!
  to.acts[p] = from.acts[p]!
  to.pool[p] = from.pool[p]!
}
