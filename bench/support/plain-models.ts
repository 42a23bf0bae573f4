import { POST_WEIGHT, postPoints } from '#loop/support/model/bgbb.ts'
import type { Features } from '#loop/support/model/features.ts'
import { type Minimum, minimise, type Slope } from '#loop/support/model/minimise.ts'
import { sigmoid } from '#loop/support/model/pool.ts'
import { lnRising } from '#loop/support/model/rising.ts'

/**
 * Models that Enishi does not use, each fitted to the owner's own past at every cut, to see what the ones it uses are worth.
 * Where the page that is repeated does not say how one was fitted, a weak normal prior (sd 1.5) on the logarithms of its
 * parameters stands here.
 */
export const plainModels = ['decay', 'nbd', 'bgnbd', 'betaBinomial'] as const
export type PlainModel = (typeof plainModels)[number]

const horizon = 90

/** Walks with one owner from cut to cut. `seen`: people known at the cut; `closed`: labels of windows by then, as positions in `said`. */
export function openPlainModels() {
  const near: Partial<Record<PlainModel, Minimum>> = {}
  const scores: Scored[] = []
  return {
    /** Chances of the people in `seen`, in their order; `y` is kept for later cuts and not looked at now. */
    chances(
      at: Features,
      seen: readonly number[],
      y: Uint8Array,
      posts: number,
    ): Record<PlainModel, Float64Array> {
      const people = seen.map(p => ({
        x: at.n[p]! - 1,
        last: at.age[p]! - at.rec[p]!,
        age: at.age[p]!,
        answers: at.x[p]!,
        offered: at.no[p]!,
      }))
      const fit = (model: PlainModel, mean: number[], lnL: (par: number[], who: Person) => number) => {
        near[model] = fitted(people, mean, lnL, near[model])
        const par = Array.from(near[model].x, Math.exp)
        return (chance: (par: number[], who: Person) => number) =>
          Float64Array.from(people, who => chance(par, who))
      }
      const score = Float64Array.from(seen, p => Math.log(at.s[2][p]! + 0.01))
      const closed = scores.filter(window => window.T + horizon <= at.T)
      const [level, slope] = minimise(
        withDifferences(theta => plattLoss(theta, closed)),
        [-1, 1],
        1e-3,
      ).x
      scores.push({ T: at.T, score, y })
      const points = postPoints(posts)
      return {
        decay: score.map(s => sigmoid(level! + slope! * s)),
        nbd: fit(
          'nbd',
          [-1, 4.6],
          nbd,
        )(
          ([r, alpha], { x, age }) =>
            -Math.expm1((r! + x) * Math.log((alpha! + age) / (alpha! + age + horizon))),
        ),
        bgnbd: fit(
          'bgnbd',
          [-1, 4.6, -0.5, 0.5],
          bgnbd,
        )(
          (par, who) =>
            -Math.expm1(Math.min(0, stillness(par, who, who.age + horizon) - stillness(par, who, who.age))),
        ),
        betaBinomial: fit(
          'betaBinomial',
          [-1, 2],
          betaBinomial,
        )(([a, b], { answers, offered }) =>
          points.reduce(
            (sum, M, j) =>
              sum -
              POST_WEIGHT[j]! *
                Math.expm1(lnRising(b! + offered - answers, M) - lnRising(a! + b! + offered, M)),
            0,
          ),
        ),
      }
    },
  }
}

/** Repeats, day of the last and days since the first act; answers after the first among the opportunities offered since. */
type Person = { x: number; last: number; age: number; answers: number; offered: number }

/** Gamma-Poisson (Ehrenberg 1959). */
const nbd = ([r, alpha]: number[], { x, age }: Person) =>
  lnRising(r!, x) + r! * Math.log(alpha!) - (r! + x) * Math.log(alpha! + age)

/** BG/NBD (Fader, Hardie, Lee, Marketing Science 24(2), 2005). */
const bgnbd = (par: number[], who: Person) => {
  const [r, alpha, a, b] = par as [number, number, number, number]
  return (
    lnRising(r, who.x) +
    r * Math.log(alpha) +
    lnRising(b, who.x) -
    lnRising(a + b, who.x) +
    stillness(par, who, who.age)
  )
}

/** The part of its likelihood in which the end of the time looked at stands. */
function stillness([r, alpha, a, b]: number[], { x, last }: Person, until: number): number {
  const there = -(r! + x) * Math.log(alpha! + until)
  if (x === 0) return there
  const gone = Math.log(a! / (b! + x - 1)) - (r! + x) * Math.log(alpha! + last)
  return Math.max(there, gone) + Math.log1p(Math.exp(-Math.abs(there - gone)))
}

const betaBinomial = ([a, b]: number[], { answers, offered }: Person) =>
  lnRising(a!, answers) + lnRising(b!, offered - answers) - lnRising(a! + b!, offered)

function fitted(
  people: readonly Person[],
  mean: readonly number[],
  lnL: (par: number[], who: Person) => number,
  near: Minimum | undefined,
): Minimum {
  const value = (theta: Float64Array) => {
    const par = Array.from(theta, Math.exp)
    let sum = 0
    for (const who of people) sum -= lnL(par, who)
    theta.forEach((t, k) => {
      sum += 0.5 * ((t - mean[k]!) / 1.5) ** 2
    })
    return sum
  }
  return minimise(withDifferences(value), near?.x ?? mean, 1e-3, near?.inverse)
}

type Scored = { T: number; score: Float64Array; y: Uint8Array }

/** Platt (1999): a logit of the score; each window counts a third, since they overlap threefold. */
function plattLoss(theta: Float64Array, closed: readonly Scored[]): number {
  const [level, slope] = [theta[0]!, theta[1]!]
  let sum = 0.05 * (level + 1) ** 2 + 0.5 * (slope - 1) ** 2
  for (const { score, y } of closed)
    for (let k = 0; k < y.length; k++) {
      const z = level + slope * score[k]!
      sum += (Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - (y[k] ? z : 0)) / 3
    }
  return sum
}

/** The gradient by central differences: these models are fitted here only. */
function withDifferences(value: (theta: Float64Array) => number): Slope {
  const step = 1e-4
  return (theta, gradient) => {
    for (let k = 0; k < theta.length; k++) {
      const at = theta[k]!
      theta[k] = at + step
      const up = value(theta)
      theta[k] = at - step
      gradient[k] = (up - value(theta)) / (2 * step)
      theta[k] = at
    }
    return value(theta)
  }
}
