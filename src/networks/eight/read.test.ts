import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import encodingJapanese from 'encoding-japanese'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { eight } from './network.ts'

const sample = (path: string) => readFile(join(import.meta.dirname, path), 'utf8')
const rowsIn = (content: string | Uint8Array) => rowsOf(eight.reader, memorySource({ 'a.csv': content }))

test('several cards of one person are its exchanges, tags and numbers stay with the card', async () => {
  const entries = entriesOf(await rowsIn(await sample('sample/eight.csv')))
  const [first, second] = entries
  assert.ok(first?.kind === 'act' && second?.kind === 'act')
  assert.equal(first.account.key, 'yui@sato.example 佐藤 結衣')
  assert.equal(second.account.key, first.account.key)
  assert.notEqual(second.externalKey, first.externalKey)
  assert.deepEqual(first.when, { at: Date.UTC(2024, 1, 8), precision: 'day', zoneKnown: false })
  assert.equal(first.act, 'card')
  assert.deepEqual(first.account.sameAs, [{ kind: 'mail', value: 'yui@sato.example', firm: true }])
  assert.equal(first.account.extra?.タグ, '製本\n展示会')
  assert.equal(first.account.extra?.携帯電話, '090-0000-0001')
  assert.equal(first.account.extra?.URL, 'https://sato.example/')
  assert.equal(second.account.extra?.住所, '東京都台東区1-2-3\n製本ビル2階')
  const tadashi = entries[2]
  assert.ok(tadashi?.kind === 'act')
  assert.equal(tadashi.account.key, 'name:渡邊 正:渡邊工房')
  assert.equal(entries[3]?.kind, 'account')
})

test('the same in Shift_JIS, and the same exchange in the columns of years ago', async () => {
  const text = await sample('sample/eight.csv')
  const old = Buffer.from(
    encodingJapanese.convert(encodingJapanese.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }),
  )
  assert.deepEqual(await rowsIn(old), await rowsIn(text))
  const keys = (rows: Awaited<ReturnType<typeof rowsIn>>) =>
    entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
  const [now] = keys(await rowsIn(text))
  const [before] = keys(await rowsIn(await sample('sample-2018/meishi.csv')))
  assert.equal(before, now)
})

test('two cards of one person from one day are one exchange; a date that cannot be is told', async () => {
  const head =
    "会社名,部署名,役職,氏名,e-mail,名刺交換日,Eightでつながっている人,再データ化中の名刺,'?'を含んだデータ"
  const rows = await rowsIn(
    `${head}\nA,,,佐藤 結衣,yui@sato.example,2026/05/20,,,\nB,,,佐藤 結衣,yui@sato.example,2026/05/20,,,\nC,,,山田 さくら,,2026/02/30,,,\n`,
  )
  assert.deepEqual(
    entriesOf(rows).map(({ kind }) => kind),
    ['act', 'account', 'account'],
  )
  assert.deepEqual(rejectsOf(rows), { 'bad-date': 1 })
})
