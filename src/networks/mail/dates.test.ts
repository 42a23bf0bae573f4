import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { whenOfFromLine, whenOfMail } from '../files/mail-when.ts'
import { mail } from './network.ts'
import { isFromLine } from './split.ts'

const hanako = 'hanako@hanako.example'
const own = { names: ['縁 花子'], accounts: [{ network: 'mail', key: hanako }] }

test('dates in the forms that programs of forty years wrote', () => {
  for (const [text, at, zone] of [
    ['Thu Oct 28 17:00:38 2004', '2004-10-28T17:00:38', false],
    ['Thu Oct 28 17:00:38 2004 -0400', '2004-10-28T21:00:38', true],
    ['Thu Oct 28 17:00:38 EDT 2004', '2004-10-28T21:00:38', true],
    ['Thu Oct 28 17:00:38 -0400 2004', '2004-10-28T21:00:38', true],
    ['Thu Oct 28 2004 17:00:38 GMT-0400 (EDT)', '2004-10-28T21:00:38', true],
    ['Oct 28, 2004 5:00:38 PM', '2004-10-28T17:00:38', false],
    ['28 Oct 2004 12:00:38 AM +0000', '2004-10-28T00:00:38', true],
    ['2004-10-28 17:00:38 -0400', '2004-10-28T21:00:38', true],
    ['2004-10-28T21:00:38.5Z', '2004-10-28T21:00:38', true],
    ['2004-10-29T06:00:38+09:00', '2004-10-28T21:00:38', true],
    ['2004/10/28 17:00:38', '2004-10-28T17:00:38', false],
    ['2004年10月28日(木) 17:00:38', '2004-10-28T17:00:38', false],
    ['Wed, 17 Jul 2019 11:46:37 +0000 (GMT+00:00)', '2019-07-17T11:46:37', true],
    ['Wed, 17 Jul 2019 11:46:37 (GMT+00:00)', '2019-07-17T11:46:37', true],
    ['Wed, 17 Jul 2019 20:46:37 GMT+0900', '2019-07-17T11:46:37', true],
    ['Wednesday, 17-Jul-19 11:46:37 GMT', '2019-07-17T11:46:37', true],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37', true],
    ['Mi, 17 Jul 2019 13:46:37 +0200', '2019-07-17T11:46:37', true],
    ['Do, 17 Okt 2019 13:46:37 +0200', '2019-10-17T11:46:37', true],
    ['jeu., 17 août 2017 13:46:37 +0200', '2017-08-17T11:46:37', true],
    ['mié, 17 ene 2018 12:46:37 +0100', '2018-01-17T11:46:37', true],
    ['水, 17 Jul 2019 20:46:37 +0900', '2019-07-17T11:46:37', true],
  ] as const) {
    const when = whenOfMail(text)
    assert.equal(when && new Date(when.at).toISOString().slice(0, 19), at, text)
    assert.equal(when?.zoneKnown, zone, text)
  }
  for (const text of ['10/9/2004 17:00', '13:00', 'Thu Oct 32 17:00:38 2004', '2004-10-28', 'Oct 2004 17:00'])
    assert.equal(whenOfMail(text), undefined, text)
})

test('a line before a mail is one when a date and nothing else ends it', () => {
  for (const line of [
    'From yui@sato.example Wed Sep 30 08:12:40 2026',
    'From yui@sato.example  Wed Sep  3 08:12 2026',
    'From 1793@xxx Mon Mar 04 11:20:34 +0000 2024',
    'From yui@sato.example Wed Sep 30 08:12:40 JST 2026 remote from studio',
    'From ???@??? Wed Sep 30 08:12:40 2026',
    'From yui at sato.example  Wed Sep 30 08:12:40 2026',
    'From yui@sato.example Wed, 30 Sep 2026 08:12:40 +0900',
    'From mon@sato.example Wed Sep 30 08:12:40 2026',
    'From - Wed Nov 01 11:33:16 2023',
    'From -',
    'From ',
  ])
    assert.ok(isFromLine(line), line)
  for (const line of [
    'From my side some queries:',
    'From Maya Mon Sep 28 I heard 10:00 2026 plans',
    'From Mon Sep 28 2026 on we meet at 10:00',
    'From: yui@sato.example Wed Sep 30 08:12:40 2026',
  ])
    assert.ok(!isFromLine(line), line)
  assert.equal(whenOfFromLine('From - Wed Nov 01 11:33:16 2023'), undefined)
})

/** The dates of the mails in an mbox, each with the line before it and some fields of its own. */
async function datesOf(...mails: [line: string, ...fields: string[]][]) {
  const text = mails
    .map(([line, ...fields], i) =>
      [
        line,
        `Message-ID: <${i}@sato.example>`,
        'From: yui@sato.example',
        `To: ${hanako}`,
        ...fields,
        '',
        'words',
        '',
        '',
      ].join('\n'),
    )
    .join('')
  const rows = await rowsOf(mail.reader, { ...memorySource({ Inbox: text }), own })
  const dates = entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' ? [new Date(entry.when.at).toISOString().slice(0, 10)] : [],
  )
  return { dates, left: rejectsOf(rows) }
}

test('a mail has its own date, or the one it was received on, or the one of its line where that can be believed', async () => {
  const imported = 'From - Wed Nov 01 11:33:16 2023'
  assert.deepEqual(
    await datesOf(
      [imported, 'Received: ; Thu Oct 28 17:00:38 2004 -0400'],
      [imported, 'Date: Thu Oct 28 17:00:38 2004'],
      [imported, 'Date: soon', 'Received: from a by b (x; y); Fri, 29 Oct 2004 10:00:00 +0000'],
      [imported, 'Date: soon'],
      [imported],
    ),
    { dates: ['2004-10-28', '2004-10-28', '2004-10-29'], left: { 'bad-date': 1, 'no-date': 1 } },
  )
  const line = 'From yui@sato.example Wed Sep 30 08:12:40 2026'
  const date = (text: string) => `Date: ${text}`
  assert.deepEqual((await datesOf([line])).dates, ['2026-09-30'])
  assert.deepEqual((await datesOf([line], [line, date('30 Sep 2026 08:00:00 +0000')])).dates, [
    '2026-09-30',
    '2026-09-30',
  ])
  // Whoever put these together in 2026 wrote the lines.
  assert.deepEqual(await datesOf([line], [line, date('30 Sep 2006 08:00:00 +0000')]), {
    dates: ['2006-09-30'],
    left: { 'no-date': 1 },
  })
})

test('what Gmail keeps of chats is no mail, whatever its label is called', async () => {
  const mbox = (...heads: string[][]) =>
    heads
      .map(head => `From 1793@xxx Mon Mar 04 11:20:34 +0000 2024\n${head.join('\n')}\n\nwords\n\n`)
      .join('')
  const text = mbox(
    ['X-GM-THRID: 1', 'X-Gmail-Labels: Chat', 'From: yui@sato.example', 'MIME-Version: 1.0'],
    ['X-GM-THRID: 2', 'X-Gmail-Labels: Sohbet', 'From: Yui <yui@sato.example>', 'Content-Type: text/plain'],
    [
      'X-Gmail-Labels: =?UTF-8?Q?=E3=83=81=E3=83=A3=E3=83=83=E3=83=88?=',
      'From: yui@sato.example',
      `To: ${hanako}`,
      'Date: Mon, 4 Mar 2024 11:20:34 +0000',
    ],
    [
      'X-Gmail-Labels: Czat',
      'Message-ID: <1234.5678.chat@gmail.com>',
      'From: yui@sato.example',
      `To: ${hanako}`,
      'Subject: Chat with Yui',
      'Date: Mon, 4 Mar 2024 11:20:34 +0000',
    ],
    [
      'X-Gmail-Labels: Inbox',
      'Message-ID: <1@sato.example>',
      'From: yui@sato.example',
      `To: ${hanako}`,
      'Date: Mon, 4 Mar 2024 11:20:34 +0000',
    ],
  )
  const rows = await rowsOf(mail.reader, { ...memorySource({ 'All mail.mbox': text }), own })
  assert.deepEqual(rejectsOf(rows), { unsupported: 4 })
  assert.equal(entriesOf(rows).filter(({ kind }) => kind === 'act').length, 1)
})
