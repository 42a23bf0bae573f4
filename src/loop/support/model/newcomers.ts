import type { Range } from './interval.ts'

/** `early`: no window of the owner has closed yet, so centre and range are those of other owners. */
export type Newcomers = Range & { early: boolean }

/** What newcomers are forecast from, as it was at T: people known, opportunities answered so far, posts expected. */
export type NewcomerState = { T: number; people: number; opportunities: number; posts: number }
/** A closed window that can be scored: people whose first act ever fell into it. */
export type NewcomerWindow = NewcomerState & { newcomers: number }

/** From so many closed windows on, the owner's own misses say where the ends are. */
const MANY = 12

/**
 * People who will act for the first time in the next 90 days. Six ledgers give the centre of ln(1 + newcomers) and its
 * spread; the owner's own closed windows (half-life 180 days) shift the one and scale the other. The expected number is
 * a mean, corrected by what came of it; the range is between empirical 10 % and 90 % quantiles of the misses.
 */
export function forecastNewcomers(closed: readonly NewcomerWindow[], now: NewcomerState): Newcomers {
  const past = closed.map(w => ({ ...centreOf(w), ago: now.T - 90 - w.T, came: w.newcomers }))
  return newcomersAround(centreOf(now), past)
}

/** Centre and variance of ln(1 + newcomers). */
export type Centre = { m: number; v: number }

/** The same from the centres: of now, and of closed windows as they were then, with days since closed and who came. */
export function newcomersAround(
  { m, v }: Centre,
  past: readonly (Centre & { ago: number; came: number })[],
): Newcomers {
  let weights = 0
  let misses = 0
  let came = 0
  let promised = 0
  for (const w of past) {
    const weight = 0.5 ** (w.ago / 180) / 3
    weights += weight
    misses += weight * (Math.log1p(w.came) - w.m)
    came += weight * w.came
    promised += weight * Math.expm1(w.m)
  }
  const shift = misses / (weights + 1)
  const squares = past.reduce((sum, w) => sum + (Math.log1p(w.came) - w.m - shift) ** 2 / w.v, 0)
  const scale = (2 + squares / 3) / (2 + past.length / 3)
  const s = Math.sqrt(v * scale * (1 + 1 / (weights + 1)))
  const [below, above] = past.length >= MANY ? [-1.09, 1.46] : [-1.44, 1.09]
  const end = (z: number) => Math.max(0, Math.round(Math.expm1(m + shift + z * s)))
  const low = end(below)
  const high = end(above)
  const expected = Math.max(0, (Math.expm1(m) * (came + 5)) / (promised + 5))
  return { expected: Math.min(high, Math.max(low, expected)), low, high, early: past.length === 0 }
}

/** Fitted on six ledgers: people per answered opportunity, posts expected. */
export function centreOf({ people, opportunities, posts }: Omit<NewcomerState, 'T'>): {
  m: number
  v: number
} {
  const perPost = people / Math.max(1, opportunities)
  return {
    m: -0.37 + 1.18 * Math.log1p(perPost) + 0.67 * Math.log1p(posts),
    v: Math.exp(0.33 - 0.36 * Math.log1p(posts)),
  }
}
