import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { entriesOf, memorySource, rowsOf } from '#tests/sources.ts'
import { peatix } from './network.ts'

test('several events in one list are several works', async () => {
  const text = await readFile(join(import.meta.dirname, 'sample', 'attendees.csv'), 'utf8')
  const entries = entriesOf(await rowsOf(peatix.reader, memorySource({ 'a.csv': text })))
  const works = entries.flatMap(entry => (entry.kind === 'work' ? [entry.work] : []))
  assert.deepEqual(
    works.map(({ key, title }) => [key, title]),
    [
      ['on:2026-10-04:和本をつくる会', '和本をつくる会'],
      ['on:2026-04-12:春の製本市', '春の製本市'],
    ],
  )
  const visits = entries.flatMap(entry => (entry.kind === 'act' ? [entry] : []))
  assert.deepEqual(
    visits.map(({ account, work }) => [account.key, work?.title]),
    [
      ['yui@sato.example 佐藤 結衣', '和本をつくる会'],
      ['maya@lindqvist.example maya lindqvist', '和本をつくる会'],
      ['yui@sato.example 佐藤 結衣', '春の製本市'],
    ],
  )
})

test('two guests of one order are two visitors', async () => {
  const text = `販売ID,イベント名,イベント日時,参加者名,メールアドレス,チケット名,ステータス,注文日時,チェックイン
200001,和本をつくる会,2026/10/04 13:30,佐藤 結衣,yui@sato.example,一般,販売済み,2026/09/20 10:00,済
200001,和本をつくる会,2026/10/04 13:30,高橋 蓮,yui@sato.example,一般,販売済み,2026/09/20 10:00,済
`
  const acts = entriesOf(await rowsOf(peatix.reader, memorySource({ 'a.csv': text }))).filter(
    entry => entry.kind === 'act',
  )
  assert.deepEqual(
    acts.map(({ account }) => account.name),
    ['佐藤 結衣', '高橋 蓮'],
  )
  assert.equal(new Set(acts.map(({ account }) => account.key)).size, 2)
  assert.equal(new Set(acts.map(({ externalKey }) => externalKey)).size, 2)
})

for (const [head, recognised] of [
  ['Sales ID,Attendee name,Email,Ticket name,Status', true],
  ['販売ID,チケット名,氏名', true],
  ['Order ID,Product,Email', false],
] as const)
  test(`peatix by its columns: ${head}`, async () => {
    assert.equal(await peatix.reader.recognizes(memorySource({ 'a.csv': `${head}\n` })), recognised)
  })
