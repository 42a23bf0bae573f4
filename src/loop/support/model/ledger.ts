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
  /** 1 where the person said something or passed something on. */
  speaks: Uint8Array
  /** 1 for the first act of a person on an opportunity: the only one that is counted. */
  counted: Uint8Array
  /** Per opportunity: its effective time τ, never later than any act on it; NaN where nobody has answered. */
  tau: Float64Array
  /** Per opportunity: time of the first act on it; NaN where nobody has answered. */
  answeredAt: Float64Array
  /** Answered opportunities in order of τ. */
  byTau: Int32Array
}

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
  const speaks = new Uint8Array(size)
  const place = start.slice(0, people)
  for (let i = 0; i < size; i++) {
    const at = place[acts.person[i]!]!++
    t[at] = acts.t[i]!
    opp[at] = acts.opp[i]!
    speaks[at] = acts.speaks[i]!
  }
  for (let p = 0; p < people; p++) orderSlice(t, opp, speaks, start[p]!, start[p + 1]!)
  return { people, start, t, opp, speaks, ...judgeOpportunities(acts.oppTime, people, start, t, opp) }
}

function judgeOpportunities(
  oppTime: Float64Array,
  people: number,
  start: Int32Array,
  t: Float64Array,
  opp: Int32Array,
): Pick<SupportLedger, 'counted' | 'tau' | 'answeredAt' | 'byTau'> {
  const counted = new Uint8Array(t.length)
  const answeredAt = new Float64Array(oppTime.length).fill(Number.NaN)
  const lastAnswerer = new Int32Array(oppTime.length).fill(-1)
  for (let p = 0; p < people; p++) {
    for (let i = start[p]!, end = start[p + 1]!; i < end; i++) {
      const o = opp[i]!
      if (o < 0) {
        counted[i] = 1
        continue
      }
      if (o >= oppTime.length) throw new RangeError(`opportunity ${o} is not in 0 … ${oppTime.length - 1}`)
      if (!(answeredAt[o]! <= t[i]!)) answeredAt[o] = t[i]!
      if (lastAnswerer[o] !== p) {
        lastAnswerer[o] = p
        counted[i] = 1
      }
    }
  }
  const tau = answeredAt.map((first, o) => Math.min(oppTime[o]!, first))
  let answered = 0
  for (let o = 0; o < tau.length; o++) if (!Number.isNaN(tau[o]!)) answered++
  const byTau = new Int32Array(answered)
  for (let o = 0, k = 0; o < tau.length; o++) if (!Number.isNaN(tau[o]!)) byTau[k++] = o
  byTau.sort((one, other) => tau[one]! - tau[other]! || one - other)
  return { counted, answeredAt, tau, byTau }
}
