import { type Clock, countUpTo } from './clock.ts'
import type { Features } from './features.ts'

/**
 * What the pool of the three models does not know, on its log-odds. Fitted on six ledgers, leaving one owner out each time:
 * whoever came with a burst comes back less (-.28, sd between the fits .04), people follow the posts of the last month
 * (.27, sd .04), and who supported often and has been silent for long is gone.
 */
export const BURST = -0.28
export const TREND = 0.27
/** Fitted -.49 on ledgers in which 20 such people had been promised and nobody came; taken at less than two thirds. */
export const SILENCE = -0.3

/** How far the log-odds of person p are moved. `trend` is the same for everybody, see `trendOf`. */
export function correction({ n, rec, burst }: Features, p: number, trend: number): number {
  const silent = n[p]! >= 3 && rec[p]! > 180 ? Math.log(n[p]!) * Math.log(rec[p]! / 180) : 0
  return BURST * burst[p]! + TREND * trend + SILENCE * silent
}

/** ln((3 o30 + 5)/(posts + 5)): the posts of the last 30 days, as a 90-day rate, against those expected. */
export function trendOf(clock: Clock, T: number, posts: number): number {
  return trendBy(clock.tau.length - countUpTo(clock, T - 30), posts)
}

export const trendBy = (of30: number, posts: number) => Math.log((3 * of30 + 5) / (posts + 5))

/** ln of how many times more people than usual the smallest opportunity of a newcomer drew; 0 where it drew fewer. */
export const burstBy = (times: number) => Math.log(Math.max(1, times))

/**
 * Chance that no post of the next 90 days is answered (collection stops, the owner falls silent): a logit on the posts
 * expected and those of the last 30 days, from 1,400 windows of six ledgers and of cuttings of them.
 */
export function silenceChance(of30: number, posts: number): number {
  return 1 / (1 + Math.exp(-0.28 + 0.73 * Math.log1p(posts) + 0.6 * Math.log1p(3 * of30)))
}
