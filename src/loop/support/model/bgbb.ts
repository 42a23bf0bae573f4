import { lnRising } from './rising.ts'

/**
 * BG/BB, beta-geometric / beta-Bernoulli (Fader, Hardie, Shang, Marketing Science 29(6), 2010). While alive a person
 * answers each opportunity with chance Beta(a, b); before each opportunity the person leaves for good with chance
 * Beta(g, d). A history is (x answers, the last at opportunity tx, of n): 0 <= x <= tx <= n.
 */
export type Bgbb = { a: number; b: number; g: number; d: number }

/** θ = (ln a, ln b, ln g, ln d). */
export function bgbbOf(theta: ArrayLike<number>): Bgbb {
  return { a: Math.exp(theta[0]!), b: Math.exp(theta[1]!), g: Math.exp(theta[2]!), d: Math.exp(theta[3]!) }
}

/** ln L(x, tx, n), directly. O(n - tx). The terms fall, so summing them relative to the first cannot overflow. */
export function bgbbLogLikelihood(par: Bgbb, x: number, tx: number, n: number): number {
  const alive = lnAlive(par, x, n)
  if (n === tx) return alive
  const { a, b, g, d } = par
  let term = 1
  let sum = 1
  for (let s = tx; s < n - 1; s++) {
    term *= ((b + s - x) * (d + s)) / ((a + b + s) * (g + 1 + d + s))
    sum += term
  }
  return lnAdd(alive, lnLeft(par, x, tx) + Math.log(sum))
}

/** Chance of at least one answer to the next M opportunities: 1 - L(n + M) / L(n). */
export function bgbbChance(par: Bgbb, x: number, tx: number, n: number, M: number): number {
  if (M <= 0) return 0
  return -Math.expm1(Math.min(0, bgbbLogLikelihood(par, x, tx, n + M) - bgbbLogLikelihood(par, x, tx, n)))
}

/** Chance that the person is still there at the next opportunity. */
export function bgbbAlive(par: Bgbb, x: number, tx: number, n: number): number {
  const { g, d } = par
  return Math.exp(lnAlive(par, x, n) - bgbbLogLikelihood(par, x, tx, n)) * ((d + n) / (g + d + n))
}

/** Expected answers to the next M opportunities. */
export function bgbbExpected(par: Bgbb, x: number, tx: number, n: number, M: number): number {
  const { a, b, g, d } = par
  let stays = 1
  let sum = 0
  for (let m = 0; m < M; m++) {
    stays *= (d + n + m) / (g + d + n + m)
    sum += stays
  }
  const answers = (a + x) / (a + b + n)
  return Math.exp(lnAlive(par, x, n) - bgbbLogLikelihood(par, x, tx, n)) * answers * sum
}

/** The unknown number of posts, five points around the forecast M̂, with weights. */
export const POST_SPREAD = [0.4, 0.7, 1, 1.4, 2] as const
export const POST_WEIGHT = [0.15, 0.2, 0.3, 0.2, 0.15] as const

export type PostPoints = readonly [number, number, number, number, number]

export function postPoints(posts: number): PostPoints {
  const [c0, c1, c2, c3, c4] = POST_SPREAD
  const round = (c: number) => Math.round(c * Math.max(0, posts))
  return [round(c0), round(c1), round(c2), round(c3), round(c4)]
}

/** `bgbbChance` averaged over the unknown number of posts. */
export function bgbbChanceAround(par: Bgbb, x: number, tx: number, n: number, points: PostPoints): number {
  return points.reduce((sum, M, j) => sum + POST_WEIGHT[j]! * bgbbChance(par, x, tx, n, M), 0)
}

/** `bgbbExpected` averaged over the unknown number of posts. */
export function bgbbExpectedAround(par: Bgbb, x: number, tx: number, n: number, points: PostPoints): number {
  return points.reduce((sum, M, j) => sum + POST_WEIGHT[j]! * bgbbExpected(par, x, tx, n, M), 0)
}

/** ln of B(a+x, b+n-x)/B(a,b) · B(g, d+n)/B(g,d): answered x of n and still there. */
function lnAlive({ a, b, g, d }: Bgbb, x: number, n: number): number {
  return lnRising(a, x) + lnRising(b, n - x) - lnRising(a + b, n) + lnRising(d, n) - lnRising(g + d, n)
}

/** ln of B(a+x, b+tx-x)/B(a,b) · B(g+1, d+tx)/B(g,d): left right after the last answer. */
function lnLeft({ a, b, g, d }: Bgbb, x: number, tx: number): number {
  const answered = lnRising(a, x) + lnRising(b, tx - x) - lnRising(a + b, tx)
  return answered + Math.log(g) + lnRising(d, tx) - lnRising(g + d, tx + 1)
}

function lnAdd(one: number, other: number): number {
  return one > other ? one + Math.log1p(Math.exp(other - one)) : other + Math.log1p(Math.exp(one - other))
}
