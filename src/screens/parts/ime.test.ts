import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEnter, settledPart } from './ime.ts'

test('an Enter that converts is not an Enter', () => {
  for (const [event, enter] of [
    [{ key: 'Enter', isComposing: false, keyCode: 13 }, true],
    [{ key: 'Enter', isComposing: true, keyCode: 229 }, false],
    // Safari: the composition has ended, the Enter that ended it follows.
    [{ key: 'Enter', isComposing: false, keyCode: 229 }, false],
    [{ key: 'Process', isComposing: true, keyCode: 229 }, false],
    [{ key: 'a', isComposing: false, keyCode: 65 }, false],
  ] as const)
    assert.equal(isEnter(event), enter)
})

test('a loose consonant is not searched for', () => {
  for (const [typed, sought] of [
    ['さt', 'さ'],
    ['やまｄ', 'やま'],
    ['sato', 'sato'],
    ['佐藤y', '佐藤y'],
    ['', ''],
  ] as const)
    assert.equal(settledPart(typed), sought)
})
