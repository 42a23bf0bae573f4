import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { entriesOf, memorySource, rowsOf } from '#tests/sources.ts'
import { sansan } from './network.ts'

const rowsIn = (text: string) => rowsOf(sansan.reader, memorySource({ 'a.csv': text }))

test('names with their readings, notes, and whose card it is left aside', async () => {
  const text = await readFile(join(import.meta.dirname, 'sample', 'cards.csv'), 'utf8')
  const [yui, , tadashi] = entriesOf(await rowsIn(text))
  assert.ok(yui?.kind === 'act' && yui.act === 'card' && tadashi?.kind === 'account')
  assert.equal(yui.account.familyReading, 'サトウ')
  assert.equal(yui.account.note, '和本の展示会でお会いした')
  assert.deepEqual(yui.account.extra, {
    TEL: '090-0000-0001',
    名刺ID: '1001',
    TEL1: '03-0000-0001',
    携帯電話: '090-0000-0001',
  })
  assert.equal(tadashi.account.key, 'name:渡邊 正:渡邊工房')
})

for (const [head, recognised] of [
  ['会社名,氏名,名刺交換日', true],
  ['会社名;姓;名;名刺交換日時', true],
  ['CI人物ID,会社名,氏名', true],
  ['会社名,氏名,登録日', false],
  ['会社名,名刺交換日', false],
] as const)
  test(`a table of cards by its columns: ${head}`, async () => {
    const source = memorySource({ 'any.name': `${head}\n` })
    assert.equal(await sansan.reader.recognizes(source), recognised)
  })
