import assert from 'node:assert/strict'
import { test } from 'node:test'
import { featuresAt } from './features.ts'
import { buildLedger } from './ledger.ts'
import { newcomersLately } from './newcomers-lately.ts'
import { rangeScores } from './range-scores.ts'
import { together } from './together.ts'

test('known and newcomers together: the numbers add up, and so do the ends', () => {
  assert.deepEqual(together({ expected: 8, low: 3, high: 15 }, { expected: 12, low: 4, high: 38 }), {
    expected: 20,
    low: 7,
    high: 53,
  })
})

test('newcomers of the last spans of 90 days, as far back as the ledger reaches', () => {
  const first = [10, 150, 190, 290, 300, 350]
  const at = (T: number) =>
    featuresAt(
      buildLedger({
        people: first.length,
        person: Int32Array.from([...first.keys(), 0]),
        t: Float64Array.from([...first, 340]),
        opp: new Int32Array(first.length + 1).fill(-1),
        speaks: new Uint8Array(first.length + 1),
        oppTime: new Float64Array(0),
      }),
      T,
    )
  assert.deepEqual(newcomersLately(at(360)), [
    { from: 90, to: 180, came: 1 },
    { from: 180, to: 270, came: 1 },
    { from: 270, to: 360, came: 3 },
  ])
  assert.deepEqual(newcomersLately(at(60)), [])
  assert.deepEqual(newcomersLately(at(360), 1), [{ from: 270, to: 360, came: 3 }])
})

test('ranges are scored by whole people, on both sides', () => {
  const scores = rangeScores([
    { expected: 4, low: 1.6, high: 9.2, actual: 1 },
    { expected: 4, low: 1.6, high: 9.2, actual: 2 },
    { expected: 4, low: 1.6, high: 9.2, actual: 9 },
    { expected: 4, low: 1.6, high: 9.2, actual: 12 },
  ])
  assert.deepEqual([scores.coverage, scores.below, scores.above], [0.5, 0.25, 0.25])
  assert.ok(Math.abs(scores.width - 10 / 3) < 1e-12)
  assert.equal(scores.expectedOverActual, 16 / 24)
  assert.ok(Math.abs(scores.typicalFactor - Math.sqrt(2 * 2.5)) < 0.15)
  assert.equal(rangeScores([{ expected: 1, low: 0, high: 2, actual: 0 }]).expectedOverActual, null)
})
