import assert from 'node:assert/strict'
import { test } from 'node:test'
import { balanceOf } from './balance.ts'

test('one sentence says how given and received stand to each other', () => {
  for (const [received, given, reciprocity, sentence] of [
    [0, 0, null, null],
    [3, 0, 0, 'oneWayTo'],
    [0, 2, 0, 'oneWayBy'],
    [9, 8, 0.94, 'even'],
    [20, 2, 0.18, 'moreFrom'],
    [2, 20, 0.18, 'moreBy'],
    [90, 41, 0.63, 'moreFrom'],
    [9, 8, 0.3, null],
  ] as const)
    assert.equal(
      balanceOf({
        received: { count: received, lastAt: null },
        given: { count: given, lastAt: null },
        tie: { strength: null, reciprocity },
      }),
      sentence,
    )
})
