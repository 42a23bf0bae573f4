import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row, Source } from '../contract.ts'
import { whenOfFromLine, whenOfMail } from '../files/mail-when.ts'
import { placeOfPath } from './folders.ts'
import { headOf } from './head.ts'
import { readHeads } from './heads.ts'
import { mail } from './network.ts'
import { readMail } from './read.ts'
import { mailsOf } from './split.ts'

const hanako = 'hanako@hanako.example'
const own = { names: ['縁 花子'], accounts: [{ network: 'mail', key: hanako }] }
const fromLine = 'From yui@sato.example Wed Sep 30 08:12:40 2026'

/** A mail to Hanako unless told otherwise; a field that is empty is left out. */
function mailOf(fields: Record<string, string> = {}, body = '(words)'): string {
  const all = {
    'Delivered-To': hanako,
    'Message-ID': '<1@sato.example>',
    Date: 'Wed, 30 Sep 2026 17:12:38 +0900',
    From: 'Yui Sato <yui@sato.example>',
    To: hanako,
    Subject: 'Binding',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return `${lines.join('\n')}\n\n${body}\n\n`
}
const mbox = (...mails: string[]) => mails.map(text => `${fromLine}\n${text}`).join('')

async function read(files: Record<string, string | Uint8Array>, more: Partial<Source> = {}): Promise<Row[]> {
  return rowsOf(mail.reader, { ...memorySource(files), own, ...more })
}

function told(rows: Row[]) {
  return entriesOf(rows).flatMap(entry =>
    entry.kind === 'act'
      ? [`${entry.act} ${entry.direction} ${entry.account.network} ${entry.account.key}`]
      : [],
  )
}

test('dates as programs of thirty years wrote them', () => {
  const at = (text: string) => {
    const when = whenOfMail(text)
    return when && `${new Date(when.at).toISOString().slice(0, 19)} ${when.precision} ${when.zoneKnown}`
  }
  const same = '2026-09-30T08:12:40 second true'
  assert.equal(at('Wed, 30 Sep 2026 17:12:40 +0900 (JST)'), same)
  assert.equal(at('30 Sep 2026 08:12:40 GMT'), same)
  assert.equal(at('Wed,30 Sep 26 17:12:40 JST'), same)
  assert.equal(at('Wed, 30-Sep-2026 04:12:40 EDT'), same)
  assert.equal(at('Thu, 5 Mar 98 17.12 +0900'), '1998-03-05T08:12:00 minute true')
  assert.equal(at('Wed, 30 Sep 2026 17:12:40'), '2026-09-30T17:12:40 second false')
  assert.equal(at('Wed, 30 Sep 2026 17:12:40 XYZ'), '2026-09-30T17:12:40 second false')
  for (const text of ['yesterday', '31 Sep 2026 00:00:00 +0000', '30 Foo 2026 00:00:00 +0000', '']) {
    assert.equal(at(text), undefined, text)
  }
  const line = whenOfFromLine('From 1793@xxx Mon Mar 04 11:20:34 +0000 2024')
  assert.deepEqual(line, { at: Date.UTC(2024, 2, 4, 11, 20, 34), precision: 'second', zoneKnown: true })
  assert.equal(whenOfFromLine(fromLine)?.zoneKnown, false)
})

test('folders and labels say what lies in them, in the language of the program and of the server', () => {
  for (const path of [
    'Mail/Sent.mbox',
    'Sent Items.mbox/mbox',
    'Profile/ImapMail/imap.sato.example/送信済み',
    'Maildir/.Sent/cur/1.host:2,S',
    'Maildir/.&kAFP4W4IMH8-/cur/1.host:2,S',
    'Maildir/.INBOX.Gesendet/new/1.host',
  ])
    assert.equal(placeOfPath(path), 'sent', path)
  assert.equal(placeOfPath('Mail/迷惑メール.mbox'), 'junk')
  assert.equal(placeOfPath('Takeout/Mail/All mail Including Spam and Trash.mbox'), undefined)
  assert.equal(placeOfPath('Sent/2026/Inbox.mbox'), undefined)
})

test('an mbox is cut where mails begin, whatever stands in their bodies', async () => {
  const bodies = [
    'a\n\nFrom here on it is words\n',
    'b\n\n>From the start\n',
    `c\n\n${fromLine}\nno header field`,
    '',
  ]
  const text = bodies
    .map((body, i) => `${fromLine}\nFrom: x\nMessage-ID: <${i}@sato.example>\n\n${body}\n\n`)
    .join('')
  for (const whole of [
    text,
    text.replaceAll('\n', '\r\n'),
    text.replaceAll(fromLine, 'From - Wed Sep 30 08:12:40 2026'),
  ])
    for (const piece of [1, 3, 50, 10_000]) {
      const found = []
      for await (const mails of mailsOf(memorySource({ a: whole }, piece).files[0]!.open(), () => false))
        found.push(...mails)
      assert.deepEqual(
        found.map(({ head }) => /<(\d)@/.exec(head)?.[1]),
        ['0', '1', '2', '3'],
        `${piece}`,
      )
    }
})

test('a body is kept only of the mail it is wanted of, and no further than needed', async () => {
  const text = mbox(mailOf(), mailOf({ From: 'note <noreply@note.com>' }, 'x'.repeat(600_000)), mailOf())
  const bodies = []
  for await (const mails of mailsOf(memorySource({ a: text }, 7_000).files[0]!.open(), head =>
    head.includes('note.com'),
  ))
    bodies.push(...mails.map(({ body }) => body?.length))
  assert.deepEqual(bodies, [undefined, 256 * 1024, undefined])
})

test('names come in the encodings of Japanese mail, said or unsaid', () => {
  const name = (from: string | Uint8Array) =>
    headOf(`From: ${Buffer.from(from as string).toString('latin1')}\nTo: ${hanako}\n\n`, '').from?.name
  const sato = '佐藤 結衣'
  assert.equal(name('=?ISO-2022-JP?B?GyRCOjRGIxsoQiAbJEI3azBhGyhC?= <yui@sato.example>'), sato)
  assert.equal(
    name('"=?UTF-8?B?5L2Q6Jek?= =?UTF-8?B?IOe1kOiho w==?=" <yui@sato.example>')?.startsWith('佐藤'),
    true,
  )
  assert.equal(name(`${sato} <yui@sato.example>`), sato)
  const sjis = Buffer.concat([Buffer.from([0x8d, 0xb2, 0x93, 0xa1]), Buffer.from(' <yui@sato.example>')])
  assert.equal(name(sjis), '佐藤')
  const jis = Buffer.from('\x1b$B:4F#\x1b(B <yui@sato.example>', 'latin1')
  assert.equal(name(jis), '佐藤')
  assert.equal(name('"yui@sato.example" <YUI@SATO.example>'), '')
})

test('whose mailbox it is: by the sent folder, by where mails were delivered, by the ledger, else it is asked', async () => {
  const nobody = { own: undefined }
  const plain = mailOf({ 'Delivered-To': '' })
  const selfOf = (rows: Row[]) =>
    entriesOf(rows).flatMap(entry => (entry.kind === 'self' ? [entry.account.key] : []))
  const sent = mailOf({ 'Delivered-To': '', From: hanako, To: 'yui@sato.example' })
  assert.deepEqual(selfOf(await read({ 'Sent.mbox': mbox(sent), 'Inbox.mbox': mbox(plain) }, nobody)), [
    hanako,
  ])
  const three = ['yui@sato.example', 'ren@takahashi.example', 'maya@lindqvist.example'].map((From, i) =>
    mailOf({ From, 'Message-ID': `<${i}@x.example>` }),
  )
  assert.deepEqual(selfOf(await read({ 'Inbox.mbox': mbox(...three) }, nobody)), [hanako])
  assert.deepEqual(selfOf(await read({ 'Inbox.mbox': mbox(three[0]!, three[0]!, three[0]!) }, nobody)), [])
  assert.deepEqual(selfOf(await read({ 'Inbox.mbox': mbox(plain) })), [hanako])

  const source = { ...memorySource({ 'Inbox.mbox': mbox(plain, plain.replace('<1@', '<2@')) }) }
  const [question] = await mail.reader.asks!(source)
  assert.deepEqual(question?.choices.map(({ value }) => value).sort(), [hanako, 'yui@sato.example'])
  const rows = await rowsOf(mail.reader, source)
  assert.deepEqual(rejectsOf(rows), { 'owner-unknown': 2 })
  assert.deepEqual(
    entriesOf(rows).map(entry => entry.kind === 'account' && entry.account.key),
    ['yui@sato.example'],
  )
  const answered = { ...source, answers: { owner: hanako } }
  assert.deepEqual(
    told(await rowsOf(mail.reader, answered)),
    Array(2).fill('message toward mail yui@sato.example'),
  )
  assert.deepEqual(await mail.reader.asks!(answered), [])
})

test('what a friend or a list passed on makes neither of them the owner', async () => {
  const on = (address: string, more: Record<string, string> = {}) =>
    ['yui', 'ren', 'maya'].map(name =>
      mailOf({
        From: `${name}@t.example`,
        'Message-ID': `<${name}@t.example>`,
        'Delivered-To': address,
        ...more,
      }),
    )
  const whose = async (...mails: string[]) =>
    entriesOf(await read({ 'a.mbox': mbox(...mails) })).flatMap(entry =>
      entry.kind === 'self' ? [entry.account.key] : [],
    )
  assert.deepEqual(
    await whose(mailOf({ 'Delivered-To': 'friend@old.example', To: 'friend@old.example' })),
    [],
  )
  const list = { To: 'users@lists.example' }
  assert.deepEqual(await whose(...on('users-outgoing@lists.example', list)), [])
  assert.deepEqual(
    await whose(...on('users@lists.example', { ...list, 'List-Id': '<users.lists.example>' })),
    [],
  )
  const posted = mailOf({ 'List-Post': '<mailto:users@lists.example>', ...list })
  assert.deepEqual(await whose(posted, ...on('users@lists.example', list)), [])
  assert.deepEqual(await whose(...on('hanako@work.example', { To: 'hanako@work.example' })), [
    'hanako@work.example',
  ])
})

test('a connected mailbox is the one of who connected it, whatever way a mail came', async () => {
  const source = (mail: string) => ({ ...memorySource({ 'INBOX/1.eml': mail }), own })
  const rows: Row[] = []
  const there = { 'Delivered-To': 'friend@old.example', To: 'friend@old.example' }
  for await (const row of readMail(source(mailOf(there)), true)) rows.push(row)
  assert.deepEqual(
    rows.map(row => row.ok && row.entry.kind),
    ['act'],
  )
  assert.deepEqual(told(rows), ['message toward mail yui@sato.example'])
})

test('mails between the owner and up to ten people are acts; circulars, robots and drafts are none', async () => {
  const ten = Array.from({ length: 10 }, (_, i) => `guest${i}@ennichi.example`).join(', ')
  const rows = await read({
    'a.mbox': mbox(
      mailOf(),
      mailOf({
        'Message-ID': '<2@s.example>',
        From: 'hanako+shop@hanako.example',
        To: 'Riku <riku@kobayashi.example>, noreply@bank.example',
      }),
      mailOf({ 'Message-ID': '<3@s.example>', To: `${hanako}, ${ten}` }),
      mailOf({ 'Message-ID': '<4@s.example>', Precedence: 'bulk' }),
      mailOf({ 'Message-ID': '<5@s.example>', From: 'no-reply@shop.example' }),
      mailOf({ 'Message-ID': '<6@s.example>', 'X-Gmail-Labels': 'Spam,Unread' }),
      mailOf({ 'Message-ID': '<7@s.example>', From: hanako, To: hanako }),
      mailOf({ 'Message-ID': '<9@s.example>', From: '' }),
    ),
  })
  assert.deepEqual(told(rows), [
    'message toward mail yui@sato.example',
    'message by mail riku@kobayashi.example',
  ])
  assert.deepEqual(rejectsOf(rows), {
    'not-a-person': 3,
    spam: 1,
    'own-act': 1,
    'no-author': 1,
  })
})

test('no word of a mail is kept, nor its subject', async () => {
  const rows = await read({ 'a.mbox': mbox(mailOf({ Subject: 'secretsubject' }, 'secretbody')) })
  assert.doesNotMatch(JSON.stringify(rows), /secret/)
})

test('Maildir, single messages, Apple Mail: the same mail has the same key', async () => {
  const text = mailOf()
  const keys = async (files: Record<string, string>) =>
    entriesOf(await read(files)).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
  const expected = ['1@sato.example']
  assert.deepEqual(await keys({ 'a.eml': text }), expected)
  assert.deepEqual(await keys({ 'a.eml': `From yui@sato.example\n${text}` }), expected)
  assert.deepEqual(await keys({ 'a.eml': text.replace(/\n\n.*/s, '\n\n').replaceAll('\n', '\r') }), expected)
  assert.deepEqual(await keys({ 'whatever.bin': text.replaceAll('\n', '\r\n') }), expected)
  assert.deepEqual(await keys({ 'Maildir/cur/1.host:2,S': text, 'Maildir/dovecot.index': 'x' }), expected)
  assert.deepEqual(
    await keys({ 'Inbox.mbox/mbox': mbox(text), 'Inbox.mbox/table_of_contents': 'x' }),
    expected,
  )
  assert.deepEqual(
    await keys({ 'a/1.emlx': `${text.length}\n${text}<?xml version="1.0"?>`, 'a/x.plist': '' }),
    expected,
  )
  assert.deepEqual(
    await keys({ Inbox: mbox(text), 'Inbox.msf': '// <!-- <mdb:mork:z v="1.4"/> -->' }),
    expected,
  )
})

test('two mails that bear one id are two; copies of one mail are one', async () => {
  const keys = async (...mails: string[]) =>
    entriesOf(await read({ 'a.mbox': mbox(...mails) })).flatMap(entry =>
      entry.kind === 'act' ? [entry.externalKey] : [],
    )
  const id = '1@sato.example'
  const other = mailOf({ From: 'ren@takahashi.example' })
  const later = mailOf({ Date: 'Thu, 1 Oct 2026 17:12:38 +0900' })
  const [first, second, third, ...copies] = await keys(mailOf(), other, later, other, mailOf())
  assert.equal(first, id)
  assert.equal(new Set([first, second, third]).size, 3)
  assert.deepEqual(copies, [second, first])
  const copy = mailOf({ 'Delivered-To': '', Received: 'by x; Thu, 1 Oct 2026 00:00:00 +0000' })
  assert.deepEqual(await keys(mailOf(), copy), [id, id])
})

test('archives of lists: answers to the owner and from the owner; scrambled addresses are nobody', async () => {
  const post = (id: string, from: string, answers = '') =>
    mailOf({
      'Delivered-To': '',
      To: '',
      'Message-ID': `<${id}@x.example>`,
      From: from,
      'In-Reply-To': answers,
    })
  const rows = await read({
    '2026-September.txt': mbox(
      post('1', 'hanako at hanako.example (Hanako Enishi)'),
      post('2', 'tomas at rivera.example (Tomás Rivera)', '<1@x.example>'),
      post('3', 'hanako at hanako.example (Hanako Enishi)', '<2@x.example>'),
      post('4', 'aoife at byrne.example (Aoife Byrne)', '<2@x.example>'),
      post('5', 'm@y@ @end|ng |rom ||ndqv|@t@ex@mp|e (Maya Lindqvist)', '<1@x.example>'),
    ),
    'other.txt': 'x',
  })
  assert.deepEqual(told(rows), [
    'reply toward mail tomas@rivera.example',
    'reply by mail tomas@rivera.example',
  ])
  assert.deepEqual(rejectsOf(rows), { 'to-all': 2, 'hidden-member': 1 })
})

test('a mail made to stop the parser is left out alone', async () => {
  const nested = Array.from(
    { length: 300 },
    (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary="b${i + 1}"\n\n`,
  )
  const bad = {
    number: 1,
    line: fromLine,
    head: 'From: a <a@note.com>\nContent-Type: multipart/mixed; boundary="b0"\n\n',
    body: nested.join(''),
  }
  const good = { number: 2, line: fromLine, head: 'From: Yui <yui@sato.example>\n\n' }
  const [first, second] = await readHeads([bad, good])
  assert.equal(first, null)
  assert.equal(second?.head.from?.address, 'yui@sato.example')
  const huge = {
    ...good,
    head: `From: ${'"(,<'.repeat(500_000)}\nTo: ${'a@b.example, '.repeat(200_000)}\n\n`,
  }
  assert.equal((await readHeads([huge, good]))[1]?.head.from?.name, 'Yui')
})

test('Outlook’s own files are told for what they are', async () => {
  const sentence = async (files: Record<string, string | Uint8Array>) =>
    (await mail.mistaken!(memorySource(files)))?.en
  assert.match((await sentence({ 'archive.pst': '!BDN....' }))!, /Outlook/)
  const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])
  assert.match((await sentence({ 'hello.msg': ole }))!, /\.eml/)
  assert.equal(await sentence({ 'old.doc': ole }), undefined)
  assert.match(
    (await sentence({ 'Accounts/x/com.microsoft.__Messages/Inbox/1.xml': '<x/>', 'Categories.xml': '' }))!,
    /\.mbox/,
  )
  assert.equal(await mail.reader.recognizes(memorySource({ 'archive.pst': '!BDN....' })), false)
})
