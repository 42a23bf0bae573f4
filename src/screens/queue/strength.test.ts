import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inCommon, stepsOf, strengthOf } from './strength.ts'

test('each bar begins where the one before ended', () => {
  assert.deepEqual(stepsOf([-10, 14, -2]), [
    { from: 0, to: -10 },
    { from: -10, to: 4 },
    { from: 4, to: 2 },
  ])
})

test('bits in a word, for and against alike', () => {
  assert.deepEqual([14, -14, 5, 2.1, 0.3].map(strengthOf), ['muchVery', 'muchVery', 'much', 'some', 'little'])
})

test('what both sides tell is the same whatever its width, case, spaces and server', () => {
  const common = inCommon(
    ['佐藤　結衣', '@Yui_Sato@mstdn.example', 'A社', null],
    ['佐藤結衣', 'yui_sato', 'B社', null],
  )
  assert.deepEqual([...common], ['佐藤結衣', 'yui_sato'])
})
