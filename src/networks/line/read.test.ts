import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { reader } from './read.ts'
import { speakersIn } from './speakers.ts'
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

const computer = (...lines: string[]) => `2026.09.28 月曜日\n${lines.join('\n')}\n`
const named = (path: string, text: string, more: Partial<Source> = {}): Source => ({
  ...memorySource({ [path]: text }),
  ...more,
})

test('a talk saved on a computer: the file’s name tells the other side, and names may have spaces', async () => {
  const text = computer(
    '10:23 早川 紬 展示、よかったです',
    '10:25 縁 花子 ありがとう',
    '10:26 早川 紬 [スタンプ]',
    '2026.09.29 火曜日',
    '09:01 縁 花子 おはよう ございます',
  )
  for (const path of [
    '[LINE]早川 紬.txt',
    '[LINE] 早川 紬とのトーク.txt',
    'in a folder/[LINE]早川 紬 (2).txt',
  ])
    assert.deepEqual(
      await acts(named(path, text)),
      [
        'message toward name:早川 紬',
        'message by name:早川 紬',
        'message toward name:早川 紬',
        'message by name:早川 紬',
      ],
      path,
    )
})

test('days of computers in other languages, and half days of theirs', () => {
  for (const line of [
    '2026.06.01 월요일',
    '2026.06.01 Senin',
    '2026.06.01 วันจันทร์',
    '2026.06.01 星期一',
    '2026년 6월 1일 월요일',
    '2026/06/01(월)',
    'จ. 01/06/2026',
    'Sen, 01/06/2026',
    'lun. 01/06/2026',
  ])
    assert.equal(day(line), '2026-06-01', line)
  for (const line of ['2026.06.01 printing', '2026.06.01 月次', 'about 01/06/2026', '2026년 6월 1일 저녁'])
    assert.equal(dayOf(line), undefined, line)
  assert.equal(timeOfDay('오후 10:23')! / 60_000, 1343)
  assert.equal(timeOfDay('10:23 CH')! / 60_000, 1343)
  assert.equal(timeOfDay('8:00 p.m.')! / 60_000, 1200)
})

test('a talk without a title is one where people take turns, and asks who the owner is', async () => {
  const tabs =
    'Mon, 09/28/2026\n10:23 PM\tMaya Lindqvist\thello\n10:24 PM\tHanako Enishi\thi\n10:25 PM\tMaya Lindqvist\tyo\n'
  for (const text of [tabs]) {
    const from = named('talk.txt', text)
    assert.equal(await reader.recognizes(from), true)
    const [question] = await reader.asks!(from)
    assert.deepEqual(question!.choices.map(({ label }) => label).sort(), ['Hanako Enishi', 'Maya Lindqvist'])
    const hanako = question!.choices.find(({ label }) => label === 'Hanako Enishi')!.value
    const told = await acts({ ...from, answers: { owner: hanako } })
    const both = ['message by name:maya lindqvist', 'message toward name:maya lindqvist']
    assert.deepEqual([...new Set(told)].sort(), both)
  }
})

test('what the app says in a talk saved on a computer is nobody’s message', async () => {
  const text = computer(
    '10:23 早川 紬 こんにちは',
    '10:24 縁 花子 はい',
    '10:25 縁 花子 どうぞ',
    '10:26 早川 紬がメッセージの送信を取り消しました',
    '10:27 トークルームの名前が変わりました。 いま',
  )
  const told = await acts(named('[LINE]早川 紬.txt', text))
  assert.deepEqual(told.length, 3)
})

test('a diary with days and times is no talk', async () => {
  for (const text of [
    computer('10:23 woke up late', '11:00 printed the cards', '12:30 lunch with Maya', '15:00 walked home'),
    computer('10:23 I woke up late', '11:00 I printed the cards', '12:30 I had lunch', '15:00 I walked home'),
    '2026.09.28\n朝から雨。\n',
    computer(
      '07:00 起きた',
      '12:00 昼 カレー',
      '19:00 帰宅',
      '2026.09.29 火曜日',
      '07:10 起きた ねむい',
      '12:00 昼 そば',
      '19:30 帰宅 雨',
    ),
    '2026-09-28\n10:00 INFO started\n10:01 INFO ready\n10:02 WARN slow\n10:03 WARN slow\n',
    '2026-09-28\n10:00\tINFO\tstarted\n10:01\tINFO\tready\n',
    'Mon, 09/28/2026\n10:00\tprinting\tdone\n',
  ])
    assert.equal(await reader.recognizes(named('diary.txt', text)), false, text)
})

test('who speaks is learnt from what comes back', () => {
  assert.deepEqual(speakersIn(['縁 花子 はい', '縁 花子 はい', 'Ren ok then', 'Ren sure'], []), [
    '縁 花子',
    'Ren',
  ])
  assert.deepEqual(speakersIn(['Maria del Mar hola', 'Maria del Mar adiós'], []), ['Maria del Mar'])
  assert.deepEqual(speakersIn(['Ren left the group', 'Maya hello'], []), [])
})
