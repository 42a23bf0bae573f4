import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { networkById } from '../all.ts'
import { openSource } from '../files/source.ts'

const csv = networkById('csv')!
const sample = await readFile(join(import.meta.dirname, 'sample', '顧客.csv'), 'utf8')
const source = (text: string) => memorySource({ 'a.csv': text })
const proposals = async (text: string) =>
  Object.fromEntries((await csv.reader.asks!(source(text))).map(({ id, proposed }) => [id, proposed]))

test('columns are proposed by their names and by what is in them', async () => {
  assert.deepEqual(await proposals(sample), {
    name: '0',
    family: 'none',
    given: 'none',
    reading: '1',
    mail: '2',
    company: '3',
    date: '4',
    kind: 'buy',
    direction: 'toward',
  })
  const english =
    'Last Name;First name;Contact;When;What\nByrne;Aoife;aoife@byrne.example;5 Oct 2026;Meeting\n'
  const proposed = await proposals(english)
  assert.deepEqual(
    [proposed.family, proposed.given, proposed.mail, proposed.date, proposed.kind],
    ['0', '1', '2', '3', 'column:4'],
  )
  const people = 'Name,Email,Created at\nAoife Byrne,aoife@byrne.example,2026-10-05\n'
  assert.deepEqual(await proposals(people).then(({ date, kind }) => [date, kind]), ['none', 'none'])
})

test('without answers the proposals hold; a purchase is an act toward the owner', async () => {
  const [yui, again, maya, tadashi, sakura] = entriesOf(await rowsOf(csv.reader, source(sample)))
  assert.ok(yui?.kind === 'act' && again?.kind === 'act' && maya?.kind === 'act' && tadashi?.kind === 'act')
  assert.deepEqual([yui.act, yui.direction, yui.when.at], ['buy', 'toward', Date.UTC(2026, 8, 5)])
  assert.deepEqual(yui.account, {
    network: 'mail',
    key: 'yui@sato.example',
    name: '佐藤 結衣',
    familyName: '佐藤',
    givenName: '結衣',
    familyReading: 'サトウ',
    givenReading: 'ユイ',
    organization: 'さとう製本',
    sameAs: [{ kind: 'mail', value: 'yui@sato.example', firm: true }],
    extra: { 品名: '和綴じノート' },
  })
  assert.notEqual(again.externalKey, yui.externalKey)
  assert.deepEqual([tadashi.account.network, tadashi.account.key], ['contacts', 'name:渡邊 正:渡邊工房'])
  assert.equal(sakura?.kind, 'account')
})

test('answers, by a column’s number or name, go before what was proposed', async () => {
  const text = 'who,email,day,note\nAoife Byrne,aoife@byrne.example,4/5/2026,said hello\n'
  const questions = await csv.reader.asks!(source(text))
  assert.ok(questions.some(({ id }) => id === 'order'))
  assert.equal(new Set(questions.map(({ shape }) => shape)).size, 1)
  const answers = { name: 'who', date: '2', kind: 'meet', direction: 'by', order: 'day-first' }
  const [act] = entriesOf(await rowsOf(csv.reader, { ...source(text), answers }))
  assert.ok(act?.kind === 'act')
  assert.deepEqual(
    [act.act, act.direction, act.account.name, act.when.at],
    ['meet', 'by', 'Aoife Byrne', Date.UTC(2026, 4, 4)],
  )
  const none = await rowsOf(csv.reader, { ...source(text), answers: { ...answers, kind: 'none' } })
  assert.equal(entriesOf(none)[0]?.kind, 'account')
})

test('a kind nobody knows is told, equal rows are told apart, and nothing is counted twice', async () => {
  const text =
    'name,date,kind\nAoife Byrne,2026-10-05,購入\nAoife Byrne,2026-10-05,購入\nAoife Byrne,2026-10-06,お問い合わせ\nAoife Byrne,2026-10-07,きまぐれ\n'
  const rows = await rowsOf(csv.reader, source(text))
  const acts = entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry] : []))
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['buy', 'buy', 'inquire'],
  )
  assert.equal(new Set(acts.map(({ externalKey }) => externalKey)).size, 3)
  assert.deepEqual(rejectsOf(rows), { unsupported: 1 })
  const longer = entriesOf(await rowsOf(csv.reader, source(`${text}Aoife Byrne,2026-10-08,購入\n`)))
  const keys = new Set(longer.flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : [])))
  for (const { externalKey } of acts) assert.ok(keys.has(externalKey))
})

const mistaken: [what: string, files: Record<string, string>, sentence: RegExp | undefined][] = [
  ['no names', { 'a.csv': 'item,price\nbook,100\npaper,20\n' }, /no column with names/],
  [
    'no header',
    { 'a.csv': 'Aoife Byrne,aoife@byrne.example\nMaya,maya@lindqvist.example\n' },
    /column names/,
  ],
  ['Excel', { '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' }, /Excel/],
  ['JSON', { 'a.json': '{"a": 1, "b": 2}\n{"a": 1, "b": 2}\n' }, undefined],
  ['prose', { 'a.txt': 'Dear Maya,\nthank you, and see you soon.\nHanako\n' }, undefined],
]
for (const [what, files, sentence] of mistaken)
  test(`not a table of people: ${what}`, async () => {
    assert.equal(await csv.reader.recognizes(memorySource(files)), false)
    const told = await csv.mistaken!(memorySource(files))
    if (sentence) assert.match(told?.en ?? '', sentence)
    else assert.equal(told, undefined)
  })

const root = process.env.ENISHI_SAMPLES
const skip = root ? false : 'ENISHI_SAMPLES is not set: no real files to read'
for (const [path, entries, left] of [
  ['identity/splink/fake_1000.csv', 992, { 'no-author': 8 }],
  ['identity/febrl/dataset1.csv', 1000, {}],
  ['identity/febrl/dataset4a.csv', 4999, { 'no-author': 1 }],
] as const)
  test(`a real table of people: ${path}`, { skip }, async () => {
    const opened = await openSource(join(root!, path))
    assert.equal(await csv.reader.recognizes(opened.source), true)
    const rows = await rowsOf(csv.reader, opened.source)
    await opened.close()
    assert.equal(entriesOf(rows).length, entries)
    assert.deepEqual(rejectsOf(rows), left)
  })
