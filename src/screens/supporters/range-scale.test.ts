import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWide, roughly, scaleOf } from './range-scale.ts'

const range = (low: number, expected: number, high: number) => ({ low, expected, high })

test('each range has a line on which it can be read', () => {
  for (const [given, kind, ticks] of [
    [range(17, 40, 69), 'even', [0, 20, 40, 60]],
    [range(21, 96, 1264), 'tenfold', [30, 100, 300, 1000]],
    [range(8, 60, 495), 'tenfold', [10, 30, 100, 300]],
    [range(0, 0.4, 2), 'even', [0, 1, 2]],
    [range(0, 0.1, 9), 'tenfold', [1, 3, 10]],
    [range(0, 0, 0), 'even', [0, 1]],
  ] as const) {
    const scale = scaleOf(given)
    assert.equal(scale.kind, kind)
    assert.deepEqual(scale.ticks, ticks)
    const places = [given.low, given.expected, given.high].map(scale.at)
    assert.ok(
      places.every((place, n) => place >= (places[n - 1] ?? 0) && place <= 1),
      `${places}`,
    )
    if (given.high > 1) assert.ok(scale.at(given.high) - scale.at(given.low) > 0.3, `${places}`)
  }
})

test('a number is told no more exactly than it is known', () => {
  for (const [people, told] of [
    [3.4, 3],
    [21, 20],
    [96, 95],
    [495, 500],
    [1264, 1300],
  ] as const)
    assert.equal(roughly(people), told)
})

test('a range is called wide when its ends tell different stories', () => {
  assert.ok(isWide(range(21, 96, 1264)))
  assert.ok(isWide(range(0, 3, 40)))
  assert.ok(!isWide(range(17, 40, 69)))
  assert.ok(!isWide(range(0, 2, 6)))
})
