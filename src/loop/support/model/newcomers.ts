import type { Range } from './interval.ts'

/** `early`: no window of the owner has closed yet, so centre and range are those of other owners. */
export type Newcomers = Range & { early: boolean }

/** A closed window: people whose first act ever fell into it, and the posts that had been forecast for it. */
export type NewcomerWindow = { newcomers: number; posts: number }

/**
 * People who will act for the first time in the next 90 days: the geometric mean of the newest closed window and of
 * newcomers per post over the last six, with the 80 % range of its errors on six ledgers. Always shown as a range:
 * a typical error is a factor of three. `closed`: oldest first; `posts`: forecast for the coming window.
 */
export function forecastNewcomers(closed: readonly NewcomerWindow[], posts: number): Newcomers {
  const last = closed.at(-1)?.newcomers ?? 10
  const recent = closed.slice(-6)
  const came = recent.reduce((sum, w) => sum + w.newcomers, 0)
  const forecast = recent.reduce((sum, w) => sum + w.posts, 0)
  const perPost = ((came + 6) / (forecast + 3)) * posts
  const onePlus = Math.sqrt((1 + last) * (1 + perPost))
  return {
    expected: onePlus - 1,
    low: Math.max(0, 0.23 * onePlus - 1),
    high: 13 * onePlus - 1,
    early: closed.length === 0,
  }
}
