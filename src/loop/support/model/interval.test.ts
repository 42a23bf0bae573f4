import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countAtMost, countQuantile, overdispersion, poissonAtMost, supporterRange } from './interval.ts'

test('the range of the number of supporters', () => {
  for (const [S, phi, low, middle, high] of [
    [14, 0.25, 6, 12, 24],
    [14, 0.79, 3, 10, 29],
    [7, 0.25, 2, 6, 13],
    [40, 0.25, 18, 36, 67],
    [7, 2.5, 0, 4, 16],
  ] as const) {
    assert.deepEqual([countQuantile(S, phi, 0.1), countQuantile(S, phi, 0.9)], [low, high])
    const range = supporterRange(S, phi)
    assert.ok(range.low >= low && range.low <= middle && range.high === high && range.expected === S)
    assert.equal(countQuantile(S, phi, 0.5), middle)
  }
})

test('nobody expected, nobody in the range', () => {
  assert.deepEqual(supporterRange(0, 0.25), { expected: 0, low: 0, high: 0 })
})

test('without over-dispersion the count is Poisson', () => {
  let sum = 0
  let term = Math.exp(-6)
  for (let k = 0; k < 20; k++) {
    sum += term
    term *= 6 / (k + 1)
    assert.ok(Math.abs(poissonAtMost(k, 6) - sum) < 1e-12)
    assert.ok(Math.abs(countAtMost(k, 6, 0) - sum) < 1e-12)
  }
})

test('big counts are as good as small ones', () => {
  assert.ok(Math.abs(poissonAtMost(1999, 2010) - poissonAtMost(2001, 2012)) < 1e-3)
  const { low, high } = supporterRange(40_000, 0.3)
  const s = Math.sqrt(Math.log(1.3))
  assert.ok(Math.abs(low / (40_000 * Math.exp(-0.9945 * s - (s * s) / 2)) - 1) < 0.002)
  assert.ok(Math.abs(high / (40_000 * Math.exp(1.2816 * s - (s * s) / 2)) - 1) < 0.002)
})

test('quantiles are the least counts that reach their level', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 90, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (S, phi) => {
        for (const level of [0.1, 0.9]) {
          const k = countQuantile(S, phi, level)
          assert.ok(countAtMost(k, S, phi) >= level)
          assert.ok(countAtMost(k - 1, S, phi) < level)
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('over-dispersion begins at a quarter and follows the windows', () => {
  assert.equal(overdispersion([]), 0.25)
  const even = { S: 10, V: 8, actual: 10 }
  assert.ok(Math.abs(overdispersion([even, even, even]) - 0.75 / 4) < 1e-12)
  const shock = { S: 10, V: 8, actual: 30 }
  assert.ok(Math.abs(overdispersion([shock]) - (0.75 + 3.92 / 3) / (3 + 1 / 3)) < 1e-12)
})
