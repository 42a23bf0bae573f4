import type { Features } from './features.ts'
import { fitLogit, type LogitRows } from './logit.ts'

export const RFM_FEATURES = 6

/**
 * Recency, frequency, length, recent frequency, clumpiness and speaking of person p (RFM with clumpiness: Zhang,
 * Bradlow, Small 2015), written to `out` from `at` on: ln(1+rec/30), ln n, ln(1+age/30), ln(1+r90), clump, ln(1+com).
 */
export function writeRfm(features: Features, p: number, out: Float64Array, at: number): void {
  out[at] = Math.log1p(features.rec[p]! / 30)
  out[at + 1] = lnWhole(features.n[p]!)
  out[at + 2] = Math.log1p(features.age[p]! / 30)
  out[at + 3] = lnWhole(1 + features.r90[p]!)
  out[at + 4] = features.clump[p]!
  out[at + 5] = lnWhole(1 + features.com[p]!)
}

/** Chance of an act in the next 90 days: σ(c · features) of the six features at out[at…]. */
export function rfmChance(c: ArrayLike<number>, f: Float64Array, at: number): number {
  let z = c[0]!
  for (let k = 0; k < RFM_FEATURES; k++) z += c[k + 1]! * f[at + k]!
  return 1 / (1 + Math.exp(-z))
}

/** The owner's own coefficients: a ridge logit around the shipped ones, by Newton. */
export function adaptRfm(rows: LogitRows[], centre: readonly number[], near?: readonly number[]): number[] {
  return fitLogit(rows, centre, [1, 12, 12, 12, 12, 12, 12], near)
}

const wholes = Float64Array.from({ length: 512 }, (_, k) => Math.log(k))
const lnWhole = (k: number) => (k < wholes.length ? wholes[k]! : Math.log(k))
