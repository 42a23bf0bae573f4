import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { mailboxesIn } from './addresses.ts'
import { mail } from './network.ts'

test('an address spelled against robots is itself again where that is certain, and else it is nobody’s', () => {
  for (const [written, address, name] of [
    ['yui at sato.example (Yui Sato)', 'yui@sato.example', 'Yui Sato'],
    ['yui.sato at mail.sato.example (Yui Sato)', 'yui.sato@mail.sato.example', 'Yui Sato'],
    ['Yui Sato <yui at sato.example>', 'yui@sato.example', 'Yui Sato'],
    ['yui(a)sato.example (Yui Sato)', 'yui@sato.example', 'Yui Sato'],
    ['yui (at) sato.example', 'yui@sato.example', ''],
    ['yui [at] sato [dot] example (Yui)', 'yui@sato.example', 'Yui'],
    ['yui AT sato DOT example (Yui)', 'yui@sato.example', 'Yui'],
    ['Yui Sato <yui@sato.example>', 'yui@sato.example', 'Yui Sato'],
    ['yu| @end|ng |rom @@to@ex@mp|e (Yui Sato)', '', 'Yui Sato'],
    ['y@@to @end|ng |rom ex@mp|e', '', ''],
    ['yui @ending from sato@example (Yui)', '', 'Yui'],
    ['Yui Sato <yui...@sato.example>', '', 'Yui Sato'],
    ['yui…@sato.example (Yui)', '', 'Yui'],
    ['Yui <y***@sato.example>', '', 'Yui'],
    ['Yui <yui@...>', '', 'Yui'],
    ['Yui <xxxx@xxxx.example>', '', 'Yui'],
  ] as const) {
    const [found] = mailboxesIn(written)
    assert.deepEqual(
      [found?.address, found?.name, found?.scrambled],
      [address, name, address ? undefined : true],
      written,
    )
  }
  for (const none of ['Yui at home', 'Yui Sato', 'meet at ten']) assert.deepEqual(mailboxesIn(none), [], none)
  // A comma parts two people, and a mail address may be a name.
  assert.equal(mailboxesIn('a@sato.example, b@sato.example').length, 2)
  assert.equal(mailboxesIn('"yui@sato.example" <yui@sato.example>')[0]?.address, 'yui@sato.example')
  assert.equal(mailboxesIn('yui@sato.example (yui@sato.example)')[0]?.address, 'yui@sato.example')
})

let number = 0
const post = (from: string, answers = '', more = '') =>
  [
    `From ${from}  Mon Mar  5 11:20:34 2018`,
    `From: ${from}`,
    `Date: Mon, 5 Mar 2018 11:20:${String(number % 60).padStart(2, '0')} +0100`,
    'Subject: [binding] Re: glue',
    ...(answers ? [`References: <0@list.example> <${answers}@list.example>`] : []),
    ...(more ? [more] : []),
    `Message-ID: <${++number}@list.example>`,
    '',
    'words',
    '',
    '',
  ].join('\n')
const archive = (...posts: string[]): Source => memorySource({ '2018-March.txt': posts.join('') })

test('the archive of a public list is told as one, and asks who of those that wrote is the owner', async () => {
  number = 0
  const source = archive(
    post('hanako at hanako.example (Hanako Enishi)'),
    post('yui at sato.example (Yui Sato)', '1'),
    post('maya at lindqvist.example (Maya)', '2'),
    post('hanako at hanako.example (Hanako Enishi)', '3'),
    post('tomas at rivera.example (Tomas)'),
  )
  assert.equal(await mail.reader.recognizes(source), true)
  const [question, ...others] = await mail.reader.asks!(source)
  assert.deepEqual(others, [])
  assert.match((question!.title as { en: string }).en, /archive of a public mailing list/)
  assert.deepEqual(question!.choices.map(({ value }) => value).sort(), [
    'hanako@hanako.example',
    'maya@lindqvist.example',
    'tomas@rivera.example',
    'yui@sato.example',
  ])
  const rows = await rowsOf(mail.reader, { ...source, answers: { owner: 'hanako@hanako.example' } })
  const acts = entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.key}`] : [],
  )
  assert.deepEqual(acts, ['reply toward yui@sato.example', 'reply by maya@lindqvist.example'])
  assert.deepEqual(rejectsOf(rows), { 'to-all': 3 })
  // Nobody who wrote there is known to the owner for that alone.
  const unknown = await rowsOf(mail.reader, source)
  assert.deepEqual([entriesOf(unknown), rejectsOf(unknown)], [[], { 'owner-unknown': 5 }])
})

test('an archive in which the addresses are hidden asks nothing and says what to bring', async () => {
  number = 0
  const hidden = archive(
    ...['yu|', 'm@y@', 'tom@@', '|u|@'].map(name => post(`${name} @end|ng |rom ex@mp|e (Somebody)`)),
  )
  assert.equal(await mail.reader.recognizes(hidden), false)
  assert.match((await mail.mistaken!(hidden))!.en, /archive of a public mailing list/)
  assert.deepEqual(await mail.reader.asks!(hidden), [])
  const half = archive(
    ...['yu|', 'm@y@', 'tom@@'].map(name => post(`${name} @end|ng |rom ex@mp|e (Somebody)`)),
    post('yui at sato.example (Yui Sato)'),
    post('maya at lindqvist.example (Maya)'),
  )
  assert.equal(await mail.reader.recognizes(half), true)
})
