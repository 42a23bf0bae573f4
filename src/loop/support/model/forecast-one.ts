import { bgbbAlive, bgbbChanceAround, bgbbExpectedAround, bgbbOf, postPoints } from './bgbb.ts'
import type { Clock } from './clock.ts'
import { correction, trendOf } from './correction.ts'
import { advance, type Features, openCursor } from './features.ts'
import { type FittedModel, shownBy } from './forecast.ts'
import { HAWKES_FEATURES, hawkesActs, hawkesChance, writeHawkes } from './hawkes.ts'
import { buildLedger } from './ledger.ts'
import { clip, pool } from './pool.ts'
import { forecastPosts } from './posts.ts'
import { RFM_FEATURES, rfmChance, writeRfm } from './rfm.ts'

/** All acts of one person, in any order; `opp` as in the ledger. */
export type OwnActs = {
  t: ArrayLike<number>
  opp: ArrayLike<number>
  speaks: ArrayLike<number>
  /** As in the features of everybody; 0 where unknown. */
  burst?: number
}

export type PersonForecast = {
  p: number
  pBgbb: number
  pRfm: number
  pHawkes: number
  alive: number
  expectedActs: number
  /** Of one person: index 0. */
  features: Features
}

/**
 * One person's chances after a new act, with everything fitted held; equal to what `forecastHeld` gives for everybody.
 * `clock` is the forecast's own, lengthened by `addToClock` where the act is the first answer to an opportunity.
 * All NaN for a person without acts by T. O(acts of the person + opportunities since the last).
 */
export function forecastOne(acts: OwnActs, clock: Clock, T: number, fitted: FittedModel): PersonForecast {
  const features = featuresOfOne(acts, clock, T)
  if (features.n[0] === 0) {
    const none = Number.NaN
    return { p: none, pBgbb: none, pRfm: none, pHawkes: none, alive: none, expectedActs: none, features }
  }
  const posts = forecastPosts(clock, T)
  const points = postPoints(posts)
  features.burst[0] = acts.burst ?? 0
  const par = bgbbOf(fitted.theta)
  const { rfm, hawkes } = shownBy(fitted)
  const [x, tx, no] = [features.x[0]!, features.tx[0]!, features.no[0]!]
  const row = new Float64Array(Math.max(RFM_FEATURES, HAWKES_FEATURES))
  writeRfm(features, 0, row, 0)
  const pRfm = rfmChance(rfm, row, 0)
  writeHawkes(features, 0, row, 0)
  const awaited = hawkesActs(hawkes, row, 0)
  const pHawkes = hawkesChance(awaited)
  const pBgbb = bgbbChanceAround(par, x, tx, no, points)
  return {
    p: clip(fitted.level * pool(pBgbb, pRfm, pHawkes, correction(features, 0, trendOf(clock, T, posts)))),
    pBgbb,
    pRfm,
    pHawkes,
    alive: bgbbAlive(par, x, tx, no),
    expectedActs: (awaited + bgbbExpectedAround(par, x, tx, no, points)) / 2,
    features,
  }
}

function featuresOfOne(acts: OwnActs, clock: Clock, T: number): Features {
  const number = new Map<number, number>()
  const opp = Int32Array.from(acts.opp, o => {
    if (o < 0) return -1
    if (!number.has(o)) number.set(o, number.size)
    return number.get(o)!
  })
  const ledger = buildLedger({
    people: 1,
    person: new Int32Array(opp.length),
    t: Float64Array.from(acts.t),
    opp,
    speaks: Uint8Array.from(acts.speaks),
    oppTime: new Float64Array(number.size).fill(Number.NaN),
  })
  return advance(openCursor(ledger), T, clock)
}
