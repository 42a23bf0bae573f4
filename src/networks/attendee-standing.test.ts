import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPresent, standing } from './attendee-standing.ts'

const cases: [status: string, attendance: string, isMarked: boolean, why: string | undefined][] = [
  ['参加', '出席', true, undefined],
  ['参加', '', true, undefined],
  ['参加', '欠席', false, 'cancelled'],
  ['参加キャンセル', '', false, 'cancelled'],
  ['補欠', '', false, 'not-approved'],
  ['補欠キャンセル', '', false, 'cancelled'],
  ['キャンセル待ち', '', false, 'not-approved'],
  ['キャンセル済み', '', false, 'cancelled'],
  ['払い戻し', '', false, 'cancelled'],
  ['コンビニ支払い待ち', '', false, 'not-approved'],
  ['販売済み', '', false, undefined],
  ['Yes', 'No Show', false, 'cancelled'],
  ['Yes', 'No', false, undefined],
  ['Yes', 'No', true, 'cancelled'],
  ['No', '', false, 'cancelled'],
  ['Waitlist', '', false, 'not-approved'],
  ['Not going', '', false, 'cancelled'],
  ['', '', false, undefined],
]
for (const [status, attendance, isMarked, why] of cases)
  test(`${status || '(nothing)'}, ${attendance || '(nothing)'}: ${why ?? 'a visit'}`, () => {
    assert.equal(standing(status, attendance, isMarked)?.why, why)
  })

test('who is ticked as having come', () => {
  assert.deepEqual(['出席', '欠席', '未出席', 'Yes', '済', 'Checked in', 'No', ''].map(isPresent), [
    true,
    false,
    false,
    true,
    true,
    true,
    false,
    false,
  ])
})
