import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backtest } from './backtest.ts'
import { checkForecasts } from './checked.ts'
import { addToClock } from './clock.ts'
import { forecastHeld, forecastSupport, type SupportForecast } from './forecast.ts'
import { forecastOne } from './forecast-one.ts'
import { inventActs } from './invented-ledger.ts'
import { buildLedger, type UnorderedActs } from './ledger.ts'
import { MODEL_VERSION } from './priors.ts'
import { cutsFrom } from './windows.ts'

const size = { people: 120, acts: 1500, opportunities: 160, days: 900 }
const acts = inventActs(size)
const T = 800
const now = forecastSupport(buildLedger(acts), T)

test('a forecast names a chance for everybody known, and its sum with a range', () => {
  const { p, pBgbb, pRfm, pHawkes, alive, tie } = now.people
  let sum = 0
  for (let i = 0; i < size.people; i++) {
    assert.equal(Number.isNaN(p[i]!), now.features.n[i] === 0)
    if (now.features.n[i] === 0) continue
    sum += p[i]!
    for (const chance of [p[i]!, pBgbb[i]!, pRfm[i]!, pHawkes[i]!, alive[i]!])
      assert.ok(chance >= 0 && chance <= 1)
    assert.ok(tie[i]! >= 0 && tie[i]! <= 100)
  }
  assert.ok(Math.abs(now.known.expected - sum) < 1e-9)
  assert.ok(now.known.low <= sum && sum <= now.known.high)
  assert.ok(now.newcomers.low <= now.newcomers.expected && now.newcomers.expected <= now.newcomers.high)
  assert.equal(now.basis, 'own')
  assert.equal(now.modelVersion, MODEL_VERSION)
})

test('acts after the moment change nothing that was said at it', () => {
  const changed = {
    ...acts,
    t: acts.t.map(t => (t > T ? t + 37 : t)),
    speaks: acts.speaks.map((s, i) => (acts.t[i]! > T ? 1 - s : s)),
  }
  assert.deepEqual(forecastSupport(buildLedger(changed), T), now)
  const past = pick(acts, i => acts.t[i]! <= T)
  assert.deepEqual(forecastSupport(buildLedger(past), T), now)
})

test('what is said of a window in the back-test is what a forecast on its day says', () => {
  const cut = now.fitted.windows.at(-1)!.T
  // Somebody acts on that very day, so that the window that ends on it is over for both.
  const t = acts.t.slice()
  t[t.findIndex(time => time > cut)] = cut
  const ledger = buildLedger({ ...acts, t })
  const { windows } = backtest(ledger, cutsFrom(ledger, now.fitted.first, T))
  const then = forecastSupport(ledger, cut, { fitted: { ...now.fitted, windows: [] } })
  const said = windows.find(window => window.T === cut)!
  assert.equal(then.fitted.variant, said.variant)
  assert.ok(Math.abs(then.known.expected / said.shown.S - 1) < 1e-3)
})

test('the order of the acts does not matter', () => {
  const order = Array.from(acts.t.keys()).sort((i, j) => ((i * 7919) % 1500) - ((j * 7919) % 1500))
  assert.deepEqual(forecastSupport(buildLedger(reorder(acts, order)), T), now)
})

test('a stored model spares the past and says the same', () => {
  const stored = JSON.parse(JSON.stringify(now.fitted))
  assert.deepEqual(stored, now.fitted)
  const again = forecastSupport(buildLedger(acts), T, { fitted: stored })
  near(again, now)
  const later = forecastSupport(buildLedger(acts), T + 65, { fitted: stored })
  near(later, forecastSupport(buildLedger(acts), T + 65, { fitted: { ...stored, windows: [] } }))
  assert.ok(later.fitted.windows.length > now.fitted.windows.length)
  const foreign = { ...stored, version: 'another', windows: [], first: 3 }
  assert.deepEqual(forecastSupport(buildLedger(acts), T, { fitted: foreign }), now)
})

test('after one act the person alone is judged as with everybody', () => {
  const known = pick(acts, i => acts.t[i]! <= T)
  const person = acts.person.find((p, i) => acts.t[i]! <= T && p > 20)!
  const opp = Array.from(acts.oppTime.keys()).find(o => acts.oppTime[o]! < T && !known.opp.includes(o)) ?? 0
  const isNew = !known.opp.includes(opp)
  const more: UnorderedActs = {
    ...known,
    person: Int32Array.of(...known.person, person),
    t: Float64Array.of(...known.t, T + 1),
    opp: Int32Array.of(...known.opp, opp),
    speaks: Uint8Array.of(...known.speaks, 1),
  }
  const all = forecastHeld(buildLedger(more), T + 1, now.fitted)
  const burst = all.features.burst[person]!
  const own = Array.from(more.t.keys()).filter(i => more.person[i] === person)
  const column = (values: ArrayLike<number>) => own.map(i => values[i]!)
  const clock = isNew ? addToClock(now.features.clock, acts.oppTime[opp]!) : now.features.clock
  const { p, pBgbb, pRfm, pHawkes, alive, expectedActs, features } = forecastOne(
    { t: column(more.t), opp: column(more.opp), speaks: column(more.speaks), burst },
    clock,
    T + 1,
    now.fitted,
  )
  assert.equal(features.n[0], all.features.n[person])
  for (const [name, value] of Object.entries({ p, pBgbb, pRfm, pHawkes, alive, expectedActs }))
    assert.ok(Math.abs(value - all.people[name as 'p'][person]!) < 1e-9, name)
})

test('an empty or a young ledger is given the shipped numbers', () => {
  const empty = buildLedger(pick(acts, () => false))
  const young = buildLedger(pick(acts, i => acts.t[i]! < 60))
  for (const ledger of [empty, young]) {
    const forecast = forecastSupport(ledger, 60)
    assert.equal(forecast.basis, 'shipped')
    assert.equal(forecast.fitted.variant, 'frozen')
    assert.equal(forecast.fitted.phi, 0.25)
    assert.equal(forecast.fitted.windows.length, 0)
  }
  assert.equal(forecastSupport(empty, 60).known.expected, 0)
})

test('past forecasts are checked against what came', () => {
  const checked = checkForecasts(now.fitted.windows)
  assert.equal(checked.said.length, checked.windows)
  const came = checked.said.reduce((sum, w) => sum + w.actual, 0)
  const said = checked.said.reduce((sum, w) => sum + w.expected, 0)
  assert.ok(Math.abs(checked.ratio - said / came) < 1e-12)
  assert.ok(checked.coverage >= 0 && checked.coverage <= 1)
  assert.ok(checked.logLoss < checked.baseLogLoss)
})

/** Fits stop within 1e-4 nats of the optimum, so chances agree to about a thousandth. */
function near(one: SupportForecast, other: SupportForecast): void {
  assert.equal(one.fitted.variant, other.fitted.variant)
  assert.ok(Math.abs(one.known.expected / other.known.expected - 1) < 2e-3)
  for (let p = 0; p < size.people; p++)
    assert.ok(Number.isNaN(one.people.p[p]!) || Math.abs(one.people.p[p]! - other.people.p[p]!) < 5e-3)
}

function pick(from: UnorderedActs, wanted: (i: number) => boolean): UnorderedActs {
  return reorder(from, Array.from(from.t.keys()).filter(wanted))
}

function reorder(from: UnorderedActs, order: number[]): UnorderedActs {
  return {
    ...from,
    person: Int32Array.from(order, i => from.person[i]!),
    t: Float64Array.from(order, i => from.t[i]!),
    opp: Int32Array.from(order, i => from.opp[i]!),
    speaks: Uint8Array.from(order, i => from.speaks[i]!),
  }
}
