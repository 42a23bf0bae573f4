import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { reader } from './read.ts'
import { whenOfExport } from './when.ts'

const head = (more = '') =>
  `AUTHOR: hanako\nTITLE: T\nBASENAME: 2026/09/01/090000\nSTATUS: Publish\nDATE: 09/01/2026 09:00:00\n${more}-----\nBODY:\n<p>b</p>\n-----\n`
const comment = (text: string, more = 'AUTHOR: 佐藤 結衣') =>
  `COMMENT:\n${more}\nDATE: 09/02/2026 10:00:00\n${text}\n-----\n`
const file = (text: string, more: Partial<Source> = {}) => ({ ...memorySource({ 'a.txt': text }), ...more })
const told = async (source: Source) =>
  entriesOf(await rowsOf(reader, source)).flatMap(entry => (entry.kind === 'act' ? [entry] : []))

test('a line of hyphens inside a text does not end it', async () => {
  const acts = await told(
    file(`${head()}${comment('一行目\n-----\n二行目\n\n-----\nURL: x')}${comment('次')}--------\n`),
  )
  assert.deepEqual(
    acts.map(act => act.text),
    ['一行目\n-----\n二行目\n\n-----\nURL: x', '次'],
  )
})

test('the same words twice are two acts, and their keys stay when later ones come', async () => {
  const keys = (await told(file(`${head()}${comment('同')}${comment('同')}--------\n`))).map(
    a => a.externalKey,
  )
  assert.equal(new Set(keys).size, 2)
  const later = await told(
    file(`${head('CATEGORY: new\n')}${comment('同')}${comment('同')}${comment('新')}--------\n`),
  )
  assert.deepEqual(
    later.slice(0, 2).map(a => a.externalKey),
    keys,
  )
})

test('who commented: mail, member, page, name', async () => {
  const who = [
    'AUTHOR: 結衣\nEMAIL: Yui@Sato.example\nURL: https://sato.example/',
    'AUTHOR: riku_k\nEMAIL: ',
    'AUTHOR: 陸\nURL: https://profile.hatena.ne.jp/riku_k/',
    'AUTHOR: Maya\nURL: https://www.lindqvist.example/maya/',
    'AUTHOR: 山田 さくら',
    'AUTHOR: riku\nIP: 192.0.2.7',
    'AUTHOR: anonymous\nIP: 192.0.2.7',
  ]
  const acts = await told(file(`${head()}${who.map(each => comment('c', each)).join('')}--------\n`))
  assert.deepEqual(
    acts.map(({ account }) => `${account.network} ${account.key}`),
    [
      'mail yui@sato.example',
      'hatena riku_k',
      'hatena riku_k',
      'web lindqvist.example/maya',
      'web name:山田 さくら',
      'web name:riku',
    ],
  )
  assert.ok(acts.flatMap(({ account }) => account.sameAs ?? []).every(tie => !tie.firm))
})

test('the owner is known by the post’s author, another name, or a mail address', async () => {
  const text = `${head()}${comment('c', 'AUTHOR: Hanako')}${comment('c', 'AUTHOR: 縁 花子')}${comment('c', 'AUTHOR: x\nEMAIL: hanako@hanako.example')}--------\n`
  const own = { names: ['縁　花子'], accounts: [{ network: 'mail', key: 'hanako@hanako.example' }] }
  assert.deepEqual(rejectsOf(await rowsOf(reader, file(text, { own }))), { 'own-act': 3 })
})

test('where the blog lives is asked, and the answer makes posts pages', async () => {
  const text = `${head()}--------\n`
  const questions = await reader.asks!(
    file(text, { own: { names: [], accounts: [{ network: 'web', key: 'hanako.example' }] } }),
  )
  assert.deepEqual(
    questions[0]?.choices.map(choice => choice.value),
    ['hanako.hatenablog.com', 'hanako.hatenablog.jp', 'hanako.hateblo.jp', 'hanako.example'],
  )
  const named = { ...memorySource({ 'hanako.hatenablog.com.export.txt': text }) }
  assert.equal((await reader.asks!(named))[0]?.proposed, 'hanako.hatenablog.com')
  const answers = { site: 'hanako.hatenablog.com' }
  assert.deepEqual(await reader.asks!(file(text, { answers })), [])
  const works = entriesOf(await rowsOf(reader, file(text, { answers }))).flatMap(entry =>
    entry.kind === 'work' ? [entry.work] : [],
  )
  assert.deepEqual(
    works.map(({ network, key }) => [network, key]),
    [['web', 'hanako.hatenablog.com/entry/2026/09/01/090000']],
  )
  const typepad = head('UNIQUE URL: http://hanako.example/2026/09/a.html\n')
  const [work] = entriesOf(await rowsOf(reader, file(typepad))).flatMap(entry =>
    entry.kind === 'work' ? [entry.work] : [],
  )
  assert.equal(work?.key, 'hanako.example/2026/09/a.html')
})

test('Shift_JIS, CRLF and a lost end', async () => {
  const text = new Uint8Array([
    ...new TextEncoder().encode('AUTHOR: hanako\r\nTITLE: '),
    ...[0x96, 0x7b],
    ...new TextEncoder().encode(
      '\r\nDATE: 09/01/2026 09:00:00 AM\r\n-----\r\nBODY:\r\nb\r\n-----\r\nCOMMENT:\r\nAUTHOR: Maya\r\nDATE: 09/02/2026 10:00:00\r\nhalf',
    ),
  ])
  const rows = await rowsOf(reader, memorySource({ 'export.txt': text }))
  const [work] = entriesOf(rows)
  assert.equal(work?.kind === 'work' && work.work.title, '本')
  assert.deepEqual([entriesOf(rows).length, rejectsOf(rows)], [1, { truncated: 1 }])
})

test('a file of hyphens, a post of 20 MB on one line and ten thousand comments do no harm', async () => {
  const [first = ''] = head().split('BODY')
  const long = `${first}BODY:\n${'x'.repeat(20_000_000)}\n-----\n${comment('c').repeat(10_000)}--------\n`
  assert.equal((await told(file(long))).length, 10_000)
  assert.equal((await rowsOf(reader, file(`${head()}${'-----\n'.repeat(200_000)}--------\n`))).length, 2)
})

test('dates have no zone; those of no calendar are none', () => {
  const iso = (text: string) => new Date(whenOfExport(text)!.at).toISOString()
  assert.equal(iso('09/30/2026 08:12:40 PM'), '2026-09-30T20:12:40.000Z')
  assert.equal(iso('09/30/2026 12:12:40 AM'), '2026-09-30T00:12:40.000Z')
  assert.equal(iso('09/30/2026 20:12'), '2026-09-30T20:12:00.000Z')
  assert.equal(whenOfExport('09/30/2026 20:12:40')?.zoneKnown, false)
  for (const none of [
    '13/01/2026 00:00:00',
    '02/30/2026 00:00:00',
    '09/30/2026 13:00:00 PM',
    '2026-09-30',
    '',
    undefined,
  ])
    assert.equal(whenOfExport(none), undefined)
})

test('an export that begins with the end of an entry, as Squarespace writes it, is one', async () => {
  const entry = [
    'AUTHOR: Hanako',
    'TITLE: Open studio',
    'STATUS: Publish',
    '',
    'DATE: 09/23/2026 04:01:17 AM',
    '-----',
    'BODY:',
    'words',
    '-----',
    'COMMENT:',
    'AUTHOR: Yui Sato',
    'DATE: 09/24/2026 01:53:47 PM',
    'hello',
    '-----',
    '--------',
    '',
  ].join('\n')
  for (const before of ['--------\n', '\n--------\n\n', '\ufeff--------\r\n', '-------- \n'])
    for (const text of [entry, entry.replace(/^(-+)$/gm, '$1 ')]) {
      const source = memorySource({ 'export.txt': before + text })
      assert.equal(await reader.recognizes(source), true, before)
      const rows = await rowsOf(reader, source)
      assert.deepEqual(
        entriesOf(rows).map(({ kind }) => kind),
        ['work', 'act'],
      )
    }
})
