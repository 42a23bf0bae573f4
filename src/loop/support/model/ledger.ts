import { orderSlice } from './order-acts.ts'

/**
 * What the model of support reads: every supporting act toward one owner, flat, by person and then by time.
 * Times are days (real numbers) on any one clock; people and opportunities are numbered from 0.
 */
export type SupportLedger = {
  people: number
  /** Acts of person p are start[p] … start[p + 1] - 1. Length people + 1. */
  start: Int32Array
  t: Float64Array
  /** The opportunity (post, event, message of the owner) the act answers; -1 where it answers none. */
  opp: Int32Array
  /** SPEAKS where the person said or passed on something; COUNTED for a person's first act on an opportunity. */
  marks: Uint8Array
  /** Per opportunity: its effective time τ, never later than any act on it; NaN where nobody has answered. */
  tau: Float64Array
  /** Per opportunity: time of the first act on it; NaN where nobody has answered. */
  answeredAt: Float64Array
  /** Answered opportunities in order of τ. */
  byTau: Int32Array
}

export const SPEAKS = 1
/** Later acts of the same person on the same opportunity only move the time of the last act. */
export const COUNTED = 2

/** Acts in any order, in parallel arrays; `oppTime` is the time of publication, NaN where unknown. */
export type UnorderedActs = {
  people: number
  person: Int32Array
  t: Float64Array
  opp: Int32Array
  speaks: Uint8Array
  oppTime: Float64Array
}

/**
 * Orders acts by person and time (counting sort, then a merge within each person), O(acts).
 * The order of the input does not matter: equal times are ordered by opportunity, and speaking acts come first.
 * Throws on a time that is no number and on a person outside 0 … people - 1.
 */
export function buildLedger(acts: UnorderedActs): SupportLedger {
  const { people } = acts
  const size = acts.t.length
  const start = new Int32Array(people + 1)
  for (let i = 0; i < size; i++) {
    const p = acts.person[i]!
    if (!(p >= 0 && p < people)) throw new RangeError(`act ${i}: person ${p} is not in 0 … ${people - 1}`)
    if (!Number.isFinite(acts.t[i]!)) throw new RangeError(`act ${i} has no time`)
    start[p + 1]!++
  }
  for (let p = 0; p < people; p++) start[p + 1]! += start[p]!

  const t = new Float64Array(size)
  const opp = new Int32Array(size)
  const marks = new Uint8Array(size)
  const place = start.slice(0, people)
  for (let i = 0; i < size; i++) {
    const at = place[acts.person[i]!]!++
    t[at] = acts.t[i]!
    opp[at] = acts.opp[i]!
    marks[at] = acts.speaks[i]! ? SPEAKS : 0
  }
  for (let p = 0; p < people; p++) orderSlice(t, opp, marks, start[p]!, start[p + 1]!)
  return { people, start, t, opp, marks, ...judgeOpportunities(acts.oppTime, people, start, t, opp, marks) }
}

function judgeOpportunities(
  oppTime: Float64Array,
  people: number,
  start: Int32Array,
  t: Float64Array,
  opp: Int32Array,
  marks: Uint8Array,
): Pick<SupportLedger, 'tau' | 'answeredAt' | 'byTau'> {
  const answeredAt = new Float64Array(oppTime.length).fill(Number.NaN)
  const lastAnswerer = new Int32Array(oppTime.length).fill(-1)
  for (let p = 0; p < people; p++) {
    for (let i = start[p]!, end = start[p + 1]!; i < end; i++) {
      const o = opp[i]!
      if (o < 0) {
        marks[i]! |= COUNTED
        continue
      }
      if (o >= oppTime.length) throw new RangeError(`opportunity ${o} is not in 0 … ${oppTime.length - 1}`)
      if (!(answeredAt[o]! <= t[i]!)) answeredAt[o] = t[i]!
      if (lastAnswerer[o] !== p) {
        lastAnswerer[o] = p
        marks[i]! |= COUNTED
      }
    }
  }
  const tau = answeredAt.map((first, o) => (Number.isNaN(oppTime[o]!) ? first : Math.min(oppTime[o]!, first)))
  let answered = 0
  for (let o = 0; o < tau.length; o++) if (!Number.isNaN(tau[o]!)) answered++
  const byTau = new Int32Array(answered)
  for (let o = 0, k = 0; o < tau.length; o++) if (!Number.isNaN(tau[o]!)) byTau[k++] = o
  byTau.sort((one, other) => tau[one]! - tau[other]! || one - other)
  return { answeredAt, tau, byTau }
}
