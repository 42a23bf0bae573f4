import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BURST, burstBy, silenceChance, TREND, trendBy } from './correction.ts'
import { evidence, levelOf, lowered } from './level.ts'
import { centreOf, forecastNewcomers, newcomersAround } from './newcomers.ts'
import { logit, sigmoid } from './pool.ts'

const near = (found: number, wanted: number, within = 1e-5) =>
  assert.ok(Math.abs(found - wanted) < within, `${found} is not ${wanted}`)

/** A chance of .2 moved by a burst and the trend; whoever came more than 90 days ago has no burst. */
const moved = [
  { r: 6, isRecent: true, of30: 1, posts: 7, p: 0.11947 },
  { r: 6, isRecent: false, of30: 1, posts: 7, p: 0.183057 },
  { r: 0.5, isRecent: true, of30: 2, posts: 6, p: 0.2 },
]

test('a burst and fewer posts lower a chance', () => {
  for (const { r, isRecent, of30, posts, p } of moved)
    near(sigmoid(logit(0.2) + BURST * (isRecent ? burstBy(r) : 0) + TREND * trendBy(of30, posts)), p, 1e-6)
  near(trendBy(0, 7), -0.875, 1e-3)
})

test('the level follows what came of the promises, lately most', () => {
  const T = 1000
  const window = (ago: number, S: number, actual: number) => ({ T: T - 90 - ago, S, actual })
  assert.equal(levelOf(T, [], []), 1)
  const open = [
    { age: 60, S: 6, came: 1 },
    { age: 30, S: 6, came: 0 },
  ]
  const less = evidence(T, [window(60, 8, 5), window(30, 9, 3), window(0, 7, 2)], open)
  near(less.came, 2.676968)
  near(less.promised, 7.56433)
  near(lowered(less), 0.489001)
  const more = evidence(T, [window(30, 4, 6), window(0, 5, 7)], [])
  near(more.came, 3.920734)
  near(more.promised, 2.724934)
  assert.equal(lowered(more), 1)
})

test('a year of broken promises counts where the last months say little; a small ledger is not raised', () => {
  const T = 1000
  const year = Array.from({ length: 12 }, (_, k) => ({ T: T - 90 - 30 * k, S: 3, actual: 1 }))
  const lately = lowered(evidence(T, year, []))
  const level = levelOf(T, year, [])
  assert.ok(level < lately && level > 1 / 3, `${level} ${lately}`)
  const few = levelOf(
    T,
    year.map(w => ({ ...w, actual: 6 })),
    [],
  )
  assert.ok(few > 1 && few < 1.1)
  const many = levelOf(
    T,
    year.map(w => ({ ...w, S: 50, actual: 80 })),
    [],
  )
  assert.equal(many, 1.2)
})

test('newcomers: centre and range from the owner’s own windows', () => {
  const now = { T: 1000, people: 60, opportunities: 20, posts: 8 }
  const { m, v } = centreOf(now)
  near(m, 2.73797)
  near(v, 0.63065)
  const young = forecastNewcomers([], now)
  near(young.expected, 14.4555, 1e-4)
  assert.deepEqual([young.low, young.high, young.early], [2, 52, true])
})

const seen = [
  {
    now: { people: 60, opportunities: 20, posts: 8 },
    past: [20, 9, 4].map((came, k) => ({ m: 2.5, v: 0.6, ago: 60 - 30 * k, came })),
    expected: 13.7721,
    low: 3,
    high: 36,
  },
  {
    now: { people: 200, opportunities: 80, posts: 12 },
    past: [12, 3, 20, 8, 5, 40, 9, 2, 6, 15, 7, 4, 10, 3].map((came, k) => ({
      m: 2.6,
      v: 0.55,
      ago: 420 - 30 * k,
      came,
    })),
    expected: 12.2973,
    low: 4,
    high: 38,
  },
]

test('newcomers: ranges from a few and from many windows', () => {
  for (const { now, past, ...wanted } of seen) {
    const { expected, low, high } = newcomersAround(centreOf(now), past)
    near(expected, wanted.expected, 1e-3)
    assert.deepEqual([low, high], [wanted.low, wanted.high])
  }
})

test('newcomers: misses of the past shift the range and scale it', () => {
  const now = { T: 1000, people: 60, opportunities: 20, posts: 8 }
  const windows = [20, 9, 4].map((newcomers, k) => ({ ...now, T: 1000 - 90 - 30 * (2 - k), newcomers }))
  const { expected, low, high, early } = forecastNewcomers(windows, now)
  assert.ok(expected < forecastNewcomers([], now).expected && expected > 4)
  assert.ok(low < expected && expected < high && !early)
  const surer = Array.from({ length: 14 }, (_, k) => ({ ...now, T: 1000 - 90 - 30 * k, newcomers: 14 }))
  const own = forecastNewcomers(surer, now)
  assert.ok((1 + own.high) / (1 + own.low) < 8)
  assert.ok(own.low <= 14 && own.high >= 14)
})

test('fewer posts, a likelier silence', () => {
  assert.ok(silenceChance(0, 1) > 0.4 && silenceChance(0, 4) < silenceChance(0, 1))
  assert.ok(silenceChance(1, 4) < 0.2 && silenceChance(30, 100) < 0.01)
})
