import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { baseRate, hiatusRates } from './baselines.ts'
import { clockOf } from './clock.ts'
import { fitHawkes, hawkesChance, hawkesWeights } from './hawkes.ts'
import { randomFrom } from './invented-ledger.ts'
import { fitLogit } from './logit.ts'
import { clip, pool } from './pool.ts'
import { forecastPosts } from './posts.ts'
import { coverage, score } from './scores.ts'
import { reciprocity, tieStrength } from './tie.ts'
import { quantileUpTo, windowWeight } from './windows.ts'

test('the pool is the mean of the log-odds of clipped chances', () => {
  assert.ok(Math.abs(pool(0.3, 0.3, 0.3) - 0.3) < 1e-12)
  assert.ok(Math.abs(pool(0.2, 0.5, 0.8) - 0.5) < 1e-12)
  assert.ok(Math.abs(pool(0, 0, 0) - 0.002) < 1e-12)
  assert.equal(clip(1), 0.998)
})

test('posts to come: a half on 90 days, a quarter each on the long run and on 180 days', () => {
  const tau = Float64Array.of(0, 100, 250, 300, 320, 399, 400)
  const [o90, o180, N] = [3, 5, 7]
  assert.ok(Math.abs(forecastPosts(clockOf(tau), 400) - (o90 + (45 * N) / 400 + o180 / 4) / 2) < 1e-12)
  assert.equal(forecastPosts(clockOf(new Float64Array(0)), 400), 0)
})

test('tie strength is a percentile among the known; equals share a place', () => {
  assert.deepEqual(Array.from(tieStrength(Float64Array.of(1, Number.NaN, 3, 1, 9))), [
    25,
    Number.NaN,
    62.5,
    25,
    87.5,
  ])
})

test('reciprocity', () => {
  assert.equal(reciprocity([], [], 100), undefined)
  assert.equal(reciprocity([90], [], 100), 0)
  assert.equal(reciprocity([90, 50], [50, 90], 100), 1)
  assert.ok(Math.abs(reciprocity([100], [-80], 100)! - (2 * 0.5) / 1.5) < 1e-12)
  assert.equal(reciprocity([200], [90], 100), 0)
})

test('plain rules: rates over the training windows, shrunk', () => {
  const windows: [number, number, number, number][] = [
    [10, 4, 30, 2],
    [12, 5, 40, 1],
  ]
  assert.deepEqual(hiatusRates(windows), [11 / 30, (3 + 0.4) / 78])
  assert.equal(baseRate(windows), 13.5 / 107)
  assert.equal(baseRate([]), 0.1)
})

test('a quantile equals that of the sorted times', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(20), fc.double({ min: -5, max: 1000, noNaN: true })), {
        minLength: 1,
        maxLength: 80,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (times, level) => {
        const sorted = [...times].sort((a, b) => a - b)
        const place = level * (times.length - 1)
        const below = sorted[Math.floor(place)]!
        const above = sorted[Math.ceil(place)]!
        const expected = below + (place - Math.floor(place)) * (above - below)
        const found = quantileUpTo(Float64Array.from([...times, 5000]), 2000, level)
        assert.ok(Math.abs(found - expected) < 1e-9 * (1 + Math.abs(expected)))
      },
    ),
  )
  const random = randomFrom(3)
  const many = Float64Array.from(
    { length: 30_000 },
    () => Math.floor(random() * 5) + (random() < 0.1 ? random() : 0),
  )
  const sorted = many.slice().sort()
  assert.equal(quantileUpTo(many, 9, 1000 / 29_999), sorted[1000])
})

test('old windows weigh less', () => {
  assert.equal(windowWeight(100, 100), 1 / 3)
  assert.equal(windowWeight(100, 465), 1 / 6)
})

test('a ridge logit stands where its gradient is nought', () => {
  const random = randomFrom(11)
  const size = 400
  const width = 6
  const features = Float64Array.from({ length: size * width }, () => random() * 2 - 1)
  const y = Uint8Array.from({ length: size }, (_, i) =>
    random() < 1 / (1 + Math.exp(-2 * features[width * i]!)) ? 1 : 0,
  )
  const centre = [0.5, 0, -1, 0, 0.2, 0, 0.4]
  const precision = [1, 2, 3, 1, 2, 3, 4]
  const c = fitLogit([{ size, features, y, weight: 0.7 }], centre, precision)
  const slope = centre.map((at, k) => precision[k]! * (c[k]! - at))
  for (let i = 0; i < size; i++) {
    const f = [1, ...features.subarray(width * i, width * (i + 1))]
    const off = 0.7 * (1 / (1 + Math.exp(-f.reduce((z, v, k) => z + c[k]! * v, 0))) - y[i]!)
    for (let k = 0; k <= width; k++) slope[k]! += off * f[k]!
  }
  for (const value of slope) assert.ok(Math.abs(value) < 0.2, `${slope}`)
  assert.deepEqual(fitLogit([], centre, precision), centre)
})

test('Hawkes weights stand where nothing near is likelier', () => {
  const random = randomFrom(5)
  const silent = Float64Array.of(40, 10, 20, 30, 40)
  const acted = Float64Array.from({ length: 60 * 5 }, () => random())
  const centre = [0.2, 0.2, 0.2, 0.2, 0.2]
  const loss = (w: number[]) => {
    let sum = w.reduce((all, v, j) => all + v * silent[j]! + 5 * Math.log(v / 0.2) ** 2, 0)
    for (let i = 0; i < 60; i++)
      sum -= Math.log(hawkesChance(w.reduce((all, v, j) => all + v * acted[5 * i + j]!, 0)))
    return sum
  }
  const w = hawkesWeights(fitHawkes([{ silent, acted, weight: 1 }], centre, 10))
  for (let j = 0; j < 5; j++)
    for (const factor of [0.95, 1.05]) assert.ok(loss(w.map((v, k) => (k === j ? v * factor : v))) > loss(w))
})

test('scores of two owners', () => {
  const windows = [
    { owner: 'Aoi', p: Float64Array.of(0.9, 0.2, 0.2), y: Uint8Array.of(1, 0, 1) },
    { owner: 'Ben', p: Float64Array.of(0.5), y: Uint8Array.of(0) },
  ]
  const s = score(windows)
  const aoi = -(Math.log(0.9) + Math.log(0.8) + Math.log(0.2)) / 3
  assert.ok(Math.abs(s.logLoss - (3 * aoi + Math.LN2) / 4) < 1e-12)
  assert.ok(Math.abs(s.macroLogLoss - (aoi + Math.LN2) / 2) < 1e-12)
  assert.ok(Math.abs(s.ratio - 1.8 / 2) < 1e-12)
  assert.ok(Math.abs(s.countError - (0.7 + 0.5) / 2) < 1e-12)
  assert.ok(Math.abs(s.ndcg50 - (1 + 1 / 2) / (1 + 1 / Math.log2(3))) < 1e-12)
  assert.ok(Math.abs(s.ece - (0.1 + 2 * 0.3 + 0.5) / 4) < 1e-12)
  assert.deepEqual(
    coverage([
      { low: 1, high: 4, actual: 4 },
      { low: 0, high: 2, actual: 3 },
    ]),
    { share: 0.5, width: 3 },
  )
})
