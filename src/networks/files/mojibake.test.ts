import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repaired, repairedValue } from './mojibake.ts'

const broken = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

test('bytes written as characters become the text they were', () => {
  for (const text of ['café', '佐藤 結衣', 'Tomás', '❤', '👩‍👩‍👧', '\u200bx', '\ufeffx', 'Ünïcödé', 'ｶﾅ'])
    assert.equal(repaired(broken(text)), text)
})

test('text that is right stays as it is, and repairing twice changes nothing', () => {
  for (const text of [
    '',
    'plain',
    'café',
    'naïve',
    '佐藤 結衣',
    'Ã',
    '\u0000',
    '50 °C',
    '“ok” Ã©',
    '\ud83d',
  ]) {
    assert.equal(repaired(text), text)
    assert.equal(repaired(repaired(broken(text))), repaired(broken(text)))
  }
})

test('values and keys at any depth, and no key becomes a prototype', () => {
  const value = JSON.parse(
    `{"${broken('名前')}": ["${broken('結衣')}", 1, null, {"${broken('é')}": true}], "__proto__": {"polluted": "${broken('é')}"}}`,
  )
  const mended = repairedValue(value) as Record<string, unknown>
  assert.deepEqual(mended.名前, ['結衣', 1, null, { é: true }])
  assert.deepEqual(Object.getOwnPropertyNames(mended), ['名前', '__proto__'])
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})
