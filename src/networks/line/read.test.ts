import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { reader } from './read.ts'
import { LineTalk, type Said } from './talk.ts'
import { titleOf } from './title.ts'
import { dayOf, timeOfDay } from './when.ts'

const day = (text: string) => new Date(dayOf(text)!).toISOString().slice(0, 10)
const talk = (title: string, ...lines: string[]) =>
  `[LINE] ${title}\n保存日時：2026/09/30 20:15\n\n2026/09/30(水)\n${lines.join('\n')}\n`
const source = (text: string, more: Partial<Source> = {}): Source => ({
  ...memorySource({ 'talk.txt': text }),
  ...more,
})
const acts = async (from: Source) =>
  entriesOf(await rowsOf(reader, from)).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.key}`] : [],
  )

test('days as LINE writes them in its languages', () => {
  for (const line of [
    '2026/06/01(月)',
    '2026/6/1(Mon)',
    '2026/6/1（週一）',
    '2026/6/1周一',
    '2026.06.01 Monday',
    '2026.06.01 月曜日',
    '2026年6月1日 月曜日',
    'Mon, 6/1/2026',
    'Mon, 1/6/2026',
  ])
    assert.equal(day(line), '2026-06-01', line)
  assert.equal(day('Fri, 1/30/2026'), '2026-01-30')
  assert.ok(Number.isNaN(dayOf('2026/13/45(月)')))
  for (const line of ['', 'hello', '10:23', '1/2', '2026/06/01 に会いましょう', '090-1234-5678'])
    assert.equal(dayOf(line), undefined, line)
})

test('times of day, with and without halves', () => {
  const minutes = (text: string) => timeOfDay(text)! / 60_000
  assert.equal(minutes('10:23'), 623)
  assert.equal(minutes('午前0:05'), 5)
  assert.equal(minutes('午後12:05'), 725)
  assert.equal(minutes('下午07:04'), 1144)
  assert.equal(minutes('12:30AM'), 30)
  assert.equal(minutes('10:23PM'), 1343)
  assert.ok(Number.isNaN(timeOfDay('25:61')))
  assert.ok(Number.isNaN(timeOfDay('24:30')), 'LINE itself never writes it')
  assert.equal(timeOfDay('10時'), undefined)
})

test('the title tells a talk with one person from a group', () => {
  assert.deepEqual(titleOf('[LINE] 佐藤 結衣とのトーク履歴'), { kind: 'one', name: '佐藤 結衣' })
  assert.deepEqual(titleOf('[LINE] 製本の会のトーク履歴'), { kind: 'group', name: '製本の会' })
  assert.deepEqual(titleOf('Chat history with Maya Lindqvist'), { kind: 'one', name: 'Maya Lindqvist' })
  assert.deepEqual(titleOf('[LINE] Chat history in Printers'), { kind: 'group', name: 'Printers' })
  assert.deepEqual(titleOf('[LINE] 與Aoife Byrne的聊天記錄'), { kind: 'one', name: 'Aoife Byrne' })
  assert.deepEqual(titleOf('[LINE] 与Aoife Byrne的聊天记录'), { kind: 'one', name: 'Aoife Byrne' })
  assert.equal(titleOf('トーク履歴について'), undefined)
})

function said(...lines: string[]): Said[] {
  const found: Said[] = []
  const reading = new LineTalk(['佐藤 結衣'])
  for (const [index, line] of lines.entries()) reading.take(line, index + 1, found)
  reading.end(found)
  return found
}

test('a message of several lines stands in quotation marks, with days and times inside it', () => {
  const found = said(
    '2026/09/30(水)',
    '10:00\t花子\t"流れ:',
    '2026/10/06(火)',
    '11:00\t結衣\t"も"来ます"',
    '12:00\t結衣\tはい',
  )
  assert.deepEqual(
    found.map(({ line, words }) => [line, words]),
    [
      [2, '"流れ:\n2026/10/06(火)\n11:00\t結衣\t"も"来ます"'],
      [5, 'はい'],
    ],
  )
})

test('a lone quotation mark swallows nothing', () => {
  const many = Array.from({ length: 2000 }, (_, i) => `10:01\t結衣\tline ${i}`)
  const found = said('2026/09/30(水)', '10:00\t花子\t"lol', ...many, '10:02\t花子\t"', '10:03\t結衣\tend')
  assert.equal(found.length, 2003)
  assert.equal(found[0]!.words, '"lol')
  const hostile = Array.from({ length: 50_000 }, (_, i) => `10:00\tx\t"${i}`)
  assert.equal(said('2026/09/30(水)', ...hostile).length, 50_000)
})

test('saves from a computer have spaces instead of tabs', () => {
  const found = said('2026.09.30 水曜日', '10:00 佐藤 結衣 こんにちは 花子さん', '10:01 花子 はい', 'つづき')
  assert.deepEqual(
    found.map(({ name, words }) => [name, words]),
    [
      ['佐藤 結衣', 'こんにちは 花子さん'],
      ['花子', 'はい\nつづき'],
    ],
  )
})

test('before any day there is no date, and after an impossible one no other is put in its place', () => {
  assert.deepEqual(
    said('10:00\t花子\ta', '2026/13/45(月)', '10:00\t花子\tb', '2026/09/30(水)', '10:00\t花子\tc').map(
      ({ why }) => why,
    ),
    ['no-date', 'bad-date', undefined],
  )
})

test('with one person the title names them, and what they did not say the owner did', async () => {
  const from = source(talk('佐藤 結衣とのトーク履歴', '10:00\t佐藤 結衣\tはい', '10:01\t縁 花子\tどうも'))
  assert.deepEqual(await acts(from), ['message toward name:佐藤 結衣', 'message by name:佐藤 結衣'])
  assert.deepEqual(await reader.asks!(from), [])
  const [self] = entriesOf(await rowsOf(reader, from))
  assert.equal(self!.kind === 'self' && self!.account.key, 'name:縁 花子')
})

test('in a group Enishi asks which name is the owner’s, and proposes the one it knows', async () => {
  const text = talk(
    '製本の会のトーク履歴',
    '10:00\t佐藤 結衣\tはい',
    '10:01\t縁 花子\tどうも',
    '10:02\t小林 陸\tやあ',
  )
  const from = source(text, { own: { names: ['縁花子'], accounts: [] } })
  const [question] = await reader.asks!(from)
  assert.equal(question!.proposed, 'name:縁 花子')
  assert.deepEqual(
    question!.choices.map(({ label }) => label),
    ['佐藤 結衣', '縁 花子', '小林 陸'],
  )
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { 'owner-unknown': 3 })
  const answered = { ...from, answers: { owner: 'name:縁 花子' } }
  assert.deepEqual(await acts(answered), ['message toward name:佐藤 結衣', 'message toward name:小林 陸'])
  assert.deepEqual(rejectsOf(await rowsOf(reader, answered)), { 'own-act': 1 })
  const known = source(text, { own: { names: [], accounts: [{ network: 'line', key: 'name:縁 花子' }] } })
  assert.deepEqual(await reader.asks!(known), [])
  assert.equal((await acts(known)).length, 2)
})

test('in a large group only who calls the owner by name acts toward them', async () => {
  const others = Array.from({ length: 10 }, (_, i) => `10:0${i}\t会員${i}\tこんにちは`)
  const text = talk(
    '町内会のトーク履歴',
    ...others,
    '10:10\t縁 花子\tどうも',
    '10:11\t会員3\t@縁 花子 ありがとう',
  )
  const from = source(text, { answers: { owner: 'name:縁 花子' } })
  assert.deepEqual(await acts(from), ['mention toward name:会員3'])
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { private: 10, 'own-act': 1 })
})

test('a later save of the same talk gives the same keys, equal messages counted', async () => {
  const keys = async (...lines: string[]) =>
    entriesOf(await rowsOf(reader, source(talk('佐藤 結衣とのトーク履歴', ...lines)))).flatMap(entry =>
      entry.kind === 'act' ? [entry.externalKey] : [],
    )
  const early = await keys('10:00\t佐藤 結衣\tはい', '10:00\t佐藤 結衣\tはい', '10:01\t縁 花子\tはい')
  const late = await keys(
    '10:00\t佐藤 結衣\tはい',
    '10:00\t佐藤 結衣\tはい',
    '10:01\t縁 花子\tはい',
    '10:02\t縁 花子\tまた',
  )
  assert.equal(new Set(late).size, 4)
  assert.deepEqual(late.slice(0, 3), early)
})

test('no words of a talk are kept', async () => {
  const rows = await rowsOf(reader, source(talk('佐藤 結衣とのトーク履歴', '10:00\t佐藤 結衣\tひみつの話')))
  assert.equal(JSON.stringify(rows).includes('ひみつ'), false)
})
