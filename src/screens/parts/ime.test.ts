import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isConverting, settledPart } from './ime.ts'

test('an Enter that ends a conversion belongs to it', () => {
  for (const [event, converting] of [
    [{ isComposing: false, keyCode: 13 }, false],
    [{ isComposing: true, keyCode: 229 }, true],
    // Safari: the composition has ended, the Enter that ended it follows.
    [{ isComposing: false, keyCode: 229 }, true],
    [{ isComposing: true, keyCode: 65 }, true],
    [{ isComposing: false, keyCode: 65 }, false],
  ] as const)
    assert.equal(isConverting(event), converting)
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
