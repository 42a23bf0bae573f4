import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addToClock, clockAt, clockOf, countBefore, countUpTo } from './clock.ts'
import { advance, type Features, featuresAt, KERNEL_DAYS, openCursor } from './features.ts'
import { hawkesActs, hawkesChance, writeHawkes } from './hawkes.ts'
import { buildLedger, type SupportLedger } from './ledger.ts'
import { shippedPriors } from './priors.ts'
import { rfmChance, writeRfm } from './rfm.ts'

type Act = { person: number; t: number; opp: number; speaks: number }
const PEOPLE = 4
const OPPORTUNITIES = 6

function ledgerOf(acts: Act[], oppTime: number[]): SupportLedger {
  return buildLedger({
    people: PEOPLE,
    person: Int32Array.from(acts, act => act.person),
    t: Float64Array.from(acts, act => act.t),
    opp: Int32Array.from(acts, act => act.opp),
    speaks: Uint8Array.from(acts, act => act.speaks),
    oppTime: Float64Array.from(oppTime),
  })
}

test('features and chances of the shipped numbers', () => {
  const rows = [
    [[0], 0, [2.66259, 0, 2.66259, 0, 0, 0], 0.01863, 0.02107, 0.02085],
    [
      [0, 30, 100, 350],
      2,
      [0.98083, 1.38629, 2.66259, Math.LN2, 0.34575, 1.09861],
      0.30152,
      0.16656,
      0.15343,
    ],
    [
      [100, 200, 300, 390],
      1,
      [0.28768, 1.38629, 2.3979, Math.LN2, 0.25007, Math.LN2],
      0.43359,
      0.25344,
      0.22387,
    ],
  ] as const
  for (const [times, com, expected, pRfm, acts, pHawkes] of rows) {
    const own = times.map((t, i) => ({ person: 0, t, opp: i, speaks: i < com ? 1 : 0 }))
    const features = featuresAt(ledgerOf(own, Array(OPPORTUNITIES).fill(Number.NaN)), 400)
    const row = new Float64Array(6)
    writeRfm(features, 0, row, 0)
    assert.deepEqual(Array.from(row, rounded), expected.map(rounded))
    assert.equal(rounded(rfmChance(shippedPriors.rfm, row, 0)), pRfm)
    writeHawkes(features, 0, row, 0)
    assert.equal(rounded(hawkesActs(shippedPriors.hawkes, row, 0)), acts)
    assert.equal(rounded(hawkesChance(hawkesActs(shippedPriors.hawkes, row, 0))), pHawkes)
  }
})

const rounded = (value: number) => Math.round(value * 1e5) / 1e5

const someActs = fc.array(
  fc.record({
    person: fc.nat(PEOPLE - 1),
    t: fc.nat(400).map(quarter => quarter / 2),
    opp: fc.integer({ min: -1, max: OPPORTUNITIES - 1 }),
    speaks: fc.nat(1),
  }),
  { maxLength: 40 },
)
const someTimes = fc.array(fc.option(fc.nat(200), { nil: Number.NaN }), {
  minLength: OPPORTUNITIES,
  maxLength: OPPORTUNITIES,
})

test('features are what the definitions say, at once and step by step', () => {
  fc.assert(
    fc.property(someActs, someTimes, fc.array(fc.nat(250), { maxLength: 4 }), (acts, oppTime, stops) => {
      const ledger = ledgerOf(acts, oppTime)
      const T = 130
      const cursor = openCursor(ledger)
      for (const stop of stops.filter(stop => stop < T).sort((a, b) => a - b)) advance(cursor, stop)
      for (const features of [featuresAt(ledger, T), advance(cursor, T)])
        for (let p = 0; p < PEOPLE; p++) sameFeatures(features, p, slowFeatures(acts, oppTime, p, T))
    }),
    { numRuns: 300 },
  )
})

test('the order of the acts does not matter', () => {
  fc.assert(
    fc.property(someActs, someTimes, fc.infiniteStream(fc.nat(1000)), (acts, oppTime, keys) => {
      const shuffled = acts
        .map(act => ({ act, key: keys.next().value as number }))
        .sort((one, other) => one.key - other.key)
        .map(({ act }) => act)
      assert.deepEqual(ledgerOf(shuffled, oppTime), ledgerOf(acts, oppTime))
    }),
  )
})

test('acts after the moment are not seen', () => {
  fc.assert(
    fc.property(someActs, someActs, someTimes, (acts, later, oppTime) => {
      const after = later.map(act => ({ ...act, t: act.t + 130.5 }))
      const seen = featuresAt(ledgerOf([...acts.filter(act => act.t <= 130), ...after], oppTime), 130)
      const alone = featuresAt(
        ledgerOf(
          acts.filter(act => act.t <= 130),
          oppTime,
        ),
        130,
      )
      assert.deepEqual(seen, alone)
    }),
  )
})

test('long histories are put in order too', () => {
  const acts = Array.from({ length: 500 }, (_, i) => ({
    person: 1,
    t: (i * 263) % 500,
    opp: -1,
    speaks: i & 1,
  }))
  const { t } = ledgerOf(acts, [])
  assert.deepEqual(
    Array.from(t),
    Array.from({ length: 500 }, (_, i) => i),
  )
})

test('a clock counts, and takes one more', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 30 }), fc.integer({ min: -5, max: 60 }), (times, t) => {
      const clock = clockOf(Float64Array.from(times).sort())
      assert.equal(countUpTo(clock, t), times.filter(time => time <= t).length)
      assert.equal(countBefore(clock, t), times.filter(time => time < t).length)
      assert.deepEqual(addToClock(clock, t), clockOf(Float64Array.from([...times, t]).sort()))
    }),
  )
})

test('an act without a time and an unknown person are refused', () => {
  assert.throws(() => ledgerOf([{ person: 0, t: Number.NaN, opp: 0, speaks: 0 }], [0]), RangeError)
  assert.throws(() => ledgerOf([{ person: 9, t: 1, opp: 0, speaks: 0 }], [0]), RangeError)
  assert.throws(() => ledgerOf([{ person: 0, t: 1, opp: 5, speaks: 0 }], [0]), RangeError)
})

test('only opportunities that somebody has answered by then are on the clock', () => {
  const ledger = ledgerOf(
    [
      { person: 0, t: 10, opp: 0, speaks: 0 },
      { person: 1, t: 50, opp: 1, speaks: 0 },
    ],
    [12, 20, 5],
  )
  assert.deepEqual(Array.from(clockAt(ledger, 49).tau), [10])
  assert.deepEqual(Array.from(clockAt(ledger, 50).tau), [10, 20])
})

type Slow = Record<'n' | 'rec' | 'age' | 'r90' | 'com' | 'clump' | 'x' | 'tx' | 'no', number> & {
  s: number[]
}

function slowFeatures(all: Act[], oppTime: number[], person: number, T: number): Slow | undefined {
  const acts = all.filter(act => act.t <= T)
  const tau = oppTime.flatMap((time, o) => {
    const on = acts.filter(act => act.opp === o).map(act => act.t)
    return on.length > 0 ? [Math.min(...on, Number.isNaN(time) ? Number.POSITIVE_INFINITY : time)] : []
  })
  const own = acts
    .filter(act => act.person === person)
    .sort((a, b) => a.t - b.t || a.opp - b.opp || b.speaks - a.speaks)
  if (own.length === 0) return undefined
  const counted = own.filter((act, i) => act.opp < 0 || own.findIndex(other => other.opp === act.opp) === i)
  const first = own[0]!.t
  const last = own.at(-1)!.t
  const n = counted.length
  const gaps = counted
    .map((act, i) => (counted[i + 1]?.t ?? T) - act.t)
    .filter(gap => gap > 0)
    .map(gap => gap / (T - first))
  const tx = tau.filter(time => time > first && time <= last).length
  return {
    n,
    rec: T - last,
    age: T - first,
    r90: counted.filter(act => act.t > T - 90).length,
    com: counted.filter(act => act.speaks).length,
    clump: n === 1 ? 0 : 1 + gaps.reduce((sum, s) => sum + s * Math.log(s), 0) / Math.log(n + 1),
    x: Math.min(n - 1, tx),
    tx,
    no: tau.filter(time => time > first).length,
    s: KERNEL_DAYS.map(days => counted.reduce((sum, act) => sum + Math.exp(-(T - act.t) / days), 0)),
  }
}

function sameFeatures(features: Features, p: number, slow: Slow | undefined): void {
  assert.equal(features.n[p], slow?.n ?? 0)
  if (!slow) return
  for (const key of ['rec', 'age', 'r90', 'com', 'x', 'tx', 'no'] as const)
    assert.equal(features[key][p], slow[key], key)
  assert.ok(Math.abs(features.clump[p]! - slow.clump) < 1e-9)
  slow.s.forEach((value, j) => {
    assert.ok(Math.abs(features.s[j]![p]! - value) < 1e-9)
  })
}
