import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  bgbbAlive,
  bgbbChance,
  bgbbChanceAround,
  bgbbExpected,
  bgbbLogLikelihood,
  bgbbOf,
  postPoints,
} from './bgbb.ts'
import { shippedPriors } from './priors.ts'
import { lnGamma } from './rising.ts'

const near = (value: number, expected: number, within: number) =>
  assert.ok(Math.abs(value - expected) <= within, `${value} is not ${expected} ± ${within}`)

const published = { a: 1.204, b: 0.75, g: 0.657, d: 2.783 }

test('BG/BB gives the published values', () => {
  const rows = [
    [0, 0, 6, -1.167262, 0.108017, 0.04279],
    [1, 1, 6, -2.288532, 0.069408, 0.043161],
    [1, 6, 6, -4.884146, 0.930403, 0.578558],
    [2, 5, 6, -5.506585, 0.804472, 0.624047],
    [6, 6, 6, -2.182248, 0.930403, 0.922381],
  ] as const
  for (const [x, tx, n, lnL, alive, p4] of rows) {
    near(bgbbLogLikelihood(published, x, tx, n), lnL, 6e-7)
    near(bgbbAlive(published, x, tx, n), alive, 6e-7)
    near(bgbbChance(published, x, tx, n, 4), p4, 6e-7)
  }
})

test('the shipped prior gives the stated chances', () => {
  const par = bgbbOf(shippedPriors.bgbb.mean)
  const rows = [
    [0, 0, 0, 0.15666, 0.15408, 0.97442],
    [0, 0, 10, 0.09026, 0.08974, 0.77679],
    [2, 5, 10, 0.58805, 0.56888, 0.85442],
    [5, 38, 40, 0.75384, 0.72584, 0.96784],
    [5, 20, 40, 0.32368, 0.31166, 0.41557],
    [0, 0, 40, 0.0321, 0.03268, 0.4928],
  ] as const
  for (const [x, tx, n, p20, around20, alive] of rows) {
    near(bgbbChance(par, x, tx, n, 20), p20, 6e-6)
    near(bgbbChanceAround(par, x, tx, n, postPoints(20)), around20, 6e-6)
    near(bgbbAlive(par, x, tx, n), alive, 6e-6)
  }
})

test('the likelihood equals a sum in logarithms, up to a thousand answers', () => {
  const par = bgbbOf(shippedPriors.bgbb.mean)
  for (const [x, tx, n] of [
    [0, 0, 1],
    [3, 3, 4],
    [200, 200, 900],
    [200, 880, 900],
    [1000, 1000, 5000],
    [1000, 4999, 5000],
  ] as const) {
    const slow = slowLogLikelihood(par, x, tx, n)
    near(bgbbLogLikelihood(par, x, tx, n), slow, Math.abs(slow) * 1e-9)
  }
})

const history = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat(60))
  .map(parts => parts.sort((one, other) => one - other) as [number, number, number])
const parameters = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.double({ min: -2.5, max: 4, noNaN: true })))
  .map(bgbbOf)

test('chances are chances, none without posts, and grow with the posts', () => {
  fc.assert(
    fc.property(parameters, history, (par, [x, tx, n]) => {
      let before = 0
      assert.equal(bgbbChance(par, x, tx, n, 0), 0)
      for (const M of [1, 2, 5, 20, 80]) {
        const p = bgbbChance(par, x, tx, n, M)
        assert.ok(p >= before - 1e-12 && p <= 1)
        before = p
      }
      const alive = bgbbAlive(par, x, tx, n)
      assert.ok(alive >= 0 && alive <= 1)
    }),
  )
})

test('likelihoods of all that can happen next add up to what has happened', () => {
  fc.assert(
    fc.property(parameters, history, (par, [x, tx, n]) => {
      const answered = Math.exp(bgbbLogLikelihood(par, x + 1, n + 1, n + 1))
      const silent = Math.exp(bgbbLogLikelihood(par, x, tx, n + 1))
      const now = Math.exp(bgbbLogLikelihood(par, x, tx, n))
      near((answered + silent) / now, 1, 1e-9)
      near(bgbbExpected(par, x, tx, n, 1), answered / now, 1e-9)
    }),
  )
})

function slowLogLikelihood(
  { a, b, g, d }: ReturnType<typeof bgbbOf>,
  x: number,
  tx: number,
  n: number,
): number {
  const lnBeta = (p: number, q: number) => lnGamma(p) + lnGamma(q) - lnGamma(p + q)
  const base = lnBeta(a, b) + lnBeta(g, d)
  const terms = [lnBeta(a + x, b + n - x) + lnBeta(g, d + n) - base]
  for (let i = 0; i < n - tx; i++)
    terms.push(lnBeta(a + x, b + tx - x + i) + lnBeta(g + 1, d + tx + i) - base)
  const top = Math.max(...terms)
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0))
}

test('more opportunities never lower a chance; without any there is none', () => {
  const par = bgbbOf(shippedPriors.bgbb.mean)
  for (const [x, tx, n] of [
    [0, 0, 0],
    [2, 5, 10],
    [5, 20, 40],
  ] as const) {
    const chances = [0, 5, 20, 60].map(M => bgbbChance(par, x, tx, n, M))
    assert.equal(chances[0], 0)
    assert.ok(chances.every((p, k) => k === 0 || p > chances[k - 1]!))
  }
})
