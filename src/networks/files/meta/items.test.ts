import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whenOf } from './items.ts'

test('a date that is no number is none, whatever else it is', () => {
  for (const count of [{ toString: 1, valueOf: 1 }, {}, [], [1759900100], true, 'soon', -1, Number.NaN])
    assert.equal(whenOf(count, 1000), 'bad-date', JSON.stringify(count))
  for (const count of [undefined, null, 0, '']) assert.equal(whenOf(count, 1000), 'no-date')
  assert.equal((whenOf('1759900100', 1000) as { at: number }).at, 1_759_900_100_000)
})
