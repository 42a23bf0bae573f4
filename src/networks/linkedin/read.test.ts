import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { openSource } from '../files/source.ts'
import { memberKey } from './accounts.ts'
import { linkedin } from './network.ts'
import { linkedinWhen } from './when.ts'

const me = 'https://www.linkedin.com/in/hanako-enishi'
const yui = 'https://www.linkedin.com/in/yui-sato-bookbinder'
const maya = 'https://www.linkedin.com/in/maya-lindqvist'

const fileOf = (path: string, text: string): SourceFile => ({
  path,
  size: text.length,
  async *open() {
    yield Buffer.from(text)
  },
})
const sourceOf = (files: Record<string, string>): Source => ({
  name: 'archive.zip',
  files: Object.entries(files).map(([path, text]) => fileOf(path, text)),
})
const rowsOf = (files: Record<string, string>): Promise<Row[]> =>
  Array.fromAsync(linkedin.reader.read(sourceOf(files)))

/** One line for each row, for tables. */
function told(row: Row): string {
  if (!row.ok) return `${row.why} ${row.where}`
  const { entry } = row
  if (entry.kind === 'work') return `work ${entry.work.key}`
  if (entry.kind === 'act') return `${entry.act} ${entry.direction} ${entry.account.key}`
  return `${entry.kind} ${entry.account.key}`
}
const toldOf = async (files: Record<string, string>) => (await rowsOf(files)).map(told)

async function sampleRows(folder = ''): Promise<Row[]> {
  const { source, close } = await openSource(join(import.meta.dirname, 'sample', folder))
  try {
    assert.equal(await linkedin.reader.recognizes(source), true)
    return await Array.fromAsync(linkedin.reader.read(source))
  } finally {
    await close()
  }
}

test('the sample of 2026', async () => {
  const rows = await sampleRows('Complete_LinkedInDataExport_09-30-2026')
  assert.deepEqual(rows.map(told), [
    'self in/hanako-enishi',
    'connect by in/yui-sato-bookbinder',
    'connect by in/maya-lindqvist',
    'connect by in/zoë-rivera',
    'hidden-member Connections.csv line 8',
    'account in/tomas-rivera',
    'bad-date Connections.csv line 9',
    'connect by in/ren-takahashi',
    'invite by in/maya-lindqvist',
    'invite toward in/yui-sato-bookbinder',
    'bad-date Invitations.csv line 4',
    'endorse toward in/yui-sato-bookbinder',
    'not-approved Endorsement_Received_Info.csv line 3',
    'endorse by in/yui-sato-bookbinder',
    'recommend toward in/yui-sato-bookbinder',
    'recommend toward name:渡邊 正:渡邊工房',
    'recommend by name:渡邊 正:渡邊工房',
    'message toward in/yui-sato-bookbinder',
    'message by in/yui-sato-bookbinder',
    'draft messages.csv line 7',
    'message by in/maya-lindqvist',
    'message by in/tomas-rivera',
    'message by in/yui-sato-bookbinder',
    'message toward in/maya-lindqvist',
    'sponsored messages.csv line 10',
    'hidden-member messages.csv line 11',
    'spam messages.csv line 12',
    'bad-date messages.csv line 13',
    'work share:7501939874237251584',
    'work ugcPost:7147405000000000000',
    'no-author Reactions_100000001.csv line 2',
    'like by in/yui-sato-bookbinder',
    'no-author Reactions_100000001.csv line 4',
    'no-author Comments_100000001.csv line 2',
    'comment by in/yui-sato-bookbinder',
    'no-author Votes_100000001.csv line 2',
    'share by in/maya-lindqvist',
    'bookmark by in/yui-sato-bookbinder',
    'follow by name:aoife byrne:',
    'unsupported Member_Follows_100000001.csv line 3',
    'account in/zoë-rivera',
    'account h:34e77d474cb34fda248573e3733bca0a',
    'not-a-person Company Follows.csv line 2',
    'no-author Events.csv line 2',
  ])
  const [self, connection] = rows
  assert.ok(self?.ok && self.entry.kind === 'self' && connection?.ok && connection.entry.kind === 'act')
  assert.deepEqual(self.entry.account.sameAs, [
    { kind: 'mail', value: 'hanako@hanako.example', firm: true },
    { kind: 'url', value: 'hanako.example', firm: true },
  ])
  assert.deepEqual(connection.entry.account, {
    network: 'linkedin',
    key: 'in/yui-sato-bookbinder',
    name: '佐藤 結衣',
    familyName: '佐藤',
    givenName: '結衣',
    url: yui,
    organization: 'さとう製本',
    title: '製本家',
    sameAs: [
      { kind: 'url', value: 'linkedin.com/in/yui-sato-bookbinder', firm: true },
      { kind: 'mail', value: 'yui@sato.example', firm: true },
    ],
  })
  const work = rows.find(row => row.ok && row.entry.kind === 'work')
  assert.ok(work?.ok && work.entry.kind === 'work')
  assert.equal(work.entry.work.title, '本の縁について。')
  assert.deepEqual(work.entry.work.publishedAt, {
    at: Date.UTC(2026, 8, 5, 9, 50, 45, 321),
    precision: 'millisecond',
    zoneKnown: true,
  })
  const texts = rows.flatMap(row =>
    row.ok && row.entry.kind === 'act' && row.entry.text ? [row.entry.text] : [],
  )
  assert.deepEqual(texts, [
    '縁さんに頼むと、\n本が生き返ります。',
    '欄間を任せられる人です。',
    'おめでとうございます。',
  ])
})

test('the sample of 2020: no addresses but the senders’', async () => {
  const rows = await sampleRows('Basic_LinkedInDataExport_02-01-2020')
  assert.deepEqual(rows.map(told), [
    'self in/hanako-enishi',
    'connect by name:高橋 蓮:takahashi coffee',
    'connect by name:山田 さくら:山田花店',
    'message toward in/ren-takahashi',
    'message by in/ren-takahashi',
    'message by name:小林 陸:',
  ])
})

test('all samples at once, in the same order each time, no key twice', async () => {
  const rows = await sampleRows()
  assert.deepEqual(rows, await sampleRows())
  const keys = rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry.externalKey] : []))
  assert.equal(new Set(keys).size, keys.length)
})

const thirteen =
  '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"\n'
const ten =
  'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n'
const nine = 'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n'
const profile = 'First Name,Last Name,Headline\nHanako,Enishi,\n'

test('one message has one key in all eras of the file', async () => {
  const date = '2021-05-01 10:00:00 UTC'
  const eras = [
    `${thirteen}"c1","","Yui Sato","${yui}","Hanako Enishi","${me}","${date}","","Hello, you","INBOX","","No","No"\n"c1","","Hanako Enishi","${me}","Yui Sato","${yui}","${date}","","Hi","INBOX","","No","No"\n`,
    `${ten}c1,,Yui Sato,${yui},Hanako Enishi,${me},${date},,"Hello, you",INBOX\r\nc1,,Hanako Enishi,${me},Yui Sato,${yui},${date},,Hi,INBOX\r\n`,
    `${nine}c1,,Yui Sato,${yui},Hanako Enishi,${date},,"Hello, you",INBOX\nc1,,Hanako Enishi,${me},Yui Sato,${date},,Hi,INBOX\n`,
  ]
  const keys = []
  for (const messages of eras) {
    const rows = await rowsOf({ 'x/Profile.csv': profile, 'x/messages.csv': messages })
    assert.deepEqual(rows.map(told), [
      'self in/hanako-enishi',
      'message toward in/yui-sato-bookbinder',
      'message by in/yui-sato-bookbinder',
    ])
    keys.push(rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry.externalKey] : [])))
    assert.ok(!JSON.stringify(rows).includes('Hello'))
  }
  assert.deepEqual(keys[1], keys[0])
  assert.deepEqual(keys[2], keys[0])
})

test('the owner without a profile: the one who is in every conversation', async () => {
  const line = (conversation: string, from: string, to: string) =>
    `${conversation},,A,${from},B,${to},2021-05-01 10:00:00 UTC,,x,INBOX\n`
  const messages = ten + line('1', yui, me) + line('2', me, maya)
  assert.deepEqual(await toldOf({ 'messages.csv': messages }), [
    'self in/hanako-enishi',
    'message toward in/yui-sato-bookbinder',
    'message by in/maya-lindqvist',
  ])
  assert.deepEqual(await toldOf({ 'messages.csv': ten + line('1', yui, me) }), [
    'no-author messages.csv line 2',
  ])
})

test('somebody who only ever wrote is not taken for the owner', async () => {
  const line = (conversation: string) =>
    `${conversation},,Yui Sato,${yui},Hanako Enishi,2021-05-01 10:00:00 UTC,,x${conversation},INBOX\n`
  assert.deepEqual(await toldOf({ 'Profile.csv': profile, 'messages.csv': nine + line('1') + line('2') }), [
    'message toward in/yui-sato-bookbinder',
    'message toward in/yui-sato-bookbinder',
  ])
})

test('a circular: twenty recipients are told and the rest counted; a note to oneself is one’s own', async () => {
  const urls = Array.from({ length: 25 }, (_, index) => `https://www.linkedin.com/in/member-${index}`).join(
    ',',
  )
  const messages = `${ten}c,,Hanako Enishi,${me},many,"${urls}",2021-05-01 10:00:00 UTC,,x,INBOX\nd,,Hanako Enishi,${me},Hanako Enishi,${me},2021-05-01 10:00:00 UTC,,x,INBOX\n`
  const rows = await toldOf({ 'Profile.csv': profile, 'messages.csv': messages })
  assert.equal(rows.filter(row => row.startsWith('message by')).length, 20)
  assert.deepEqual(rows.slice(-2), ['too-large messages.csv line 2', 'own-act messages.csv line 3'])
})

test('names of messages: in the order connections have them, and only where commas cannot mix them up', async () => {
  const rows = await rowsOf({
    'Profile.csv': profile,
    'Connections.csv': `First Name,Last Name,URL,Email Address,Company,Position,Connected On\n結衣,佐藤,${yui},,,,01 Jan 2024\n`,
    'messages.csv': `${ten}c,,結衣 佐藤,${yui},Hanako Enishi,${me},2024-05-01 10:00:00 UTC,,x,INBOX\nc,,Hanako Enishi,${me},"Maya Lindqvist, Ph.D., 結衣 佐藤","${maya},${yui}",2024-05-01 11:00:00 UTC,,x,INBOX\nd,,Hanako Enishi,${me},"Maya Lindqvist, Ph.D.",${maya},2024-05-01 12:00:00 UTC,,x,INBOX\n`,
  })
  const names = rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry.account.name] : []))
  assert.deepEqual(names, ['佐藤 結衣', '佐藤 結衣', undefined, '佐藤 結衣', 'Maya Lindqvist, Ph.D.'])
})

test('before 2023 recipients are names alone: each is told, and degrees are nobody', async () => {
  const files = {
    'Profile.csv': profile,
    'Connections.csv':
      'First Name,Last Name,Email Address,Company,Position,Connected On\nYui,Sato,,Acme,,08 Feb 2020\nMaya,"Lindqvist, Ph.D.",,,,09 Feb 2020\n',
  }
  const to = async (names: string) =>
    (
      await toldOf({
        ...files,
        'messages.csv': `${nine}1,,Hanako Enishi,${me},"${names}",2020-01-01 11:00:00 UTC,,hello,SENT\n2,,"Tom, who prints",https://www.linkedin.com/in/tom,Hanako Enishi,2020-01-01 11:00:00 UTC,,hello,SENT\n`,
      })
    )
      .filter(line => line.startsWith('message by'))
      .map(line => line.replace('message by ', ''))
  const [sato, lindqvist] = ['name:yui sato:acme', 'name:maya lindqvist:']
  assert.deepEqual(await to('Yui Sato, Ren Takahashi, Maya Lindqvist'), [
    sato,
    'name:ren takahashi:',
    lindqvist,
  ])
  assert.deepEqual(await to('Yui Sato, Maya Lindqvist, Ph.D.'), [sato, lindqvist])
  assert.deepEqual(await to('Ana Unknown, MBA, SHRM-CP, Yui Sato'), ['name:ana unknown:', sato])
  assert.deepEqual(await to('Ana Unknown, CPA (Inactive), DJ Rivera, Jr.'), [
    'name:ana unknown:',
    'name:dj rivera:',
  ])
  assert.deepEqual(await to('Tom, who prints, Yui Sato'), ['in/tom', sato])
})

test('two members of one name are not guessed between', async () => {
  const connections = `First Name,Last Name,URL,Email Address,Company,Position,Connected On\nMaya,Lindqvist,${maya},,One,,01 Jan 2024\nMaya,Lindqvist,${maya}-2,,Two,,01 Jan 2024\n`
  const given = 'First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n'
  const rows = await toldOf({
    'Connections.csv': connections,
    'Recommendations_Given.csv': `${given}Maya,Lindqvist,Two,,x,"01/02/24, 01:00 PM",VISIBLE\nMaya,Lindqvist,Three,,x,"01/02/24, 02:00 PM",VISIBLE\n`,
  })
  assert.deepEqual(rows.slice(2), [
    'recommend by in/maya-lindqvist-2',
    'recommend by name:maya lindqvist:three',
  ])
})

test('shares whose columns are shifted, and ids of every kind', async () => {
  const header = 'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl\n'
  const rows = await rowsOf({
    'Shares.csv': `${header}2021-10-01 00:00:00 UTC,https://www.linkedin.com/posts/hanako_activity-7000000000000000-AaAa,PUBLIC,本の話。,https://m.example/a.png\n2021-10-01 00:00:00,https://www.linkedin.com/company/x,no id,,\nsoon,https://www.linkedin.com/feed/update/urn:li:share:12345678901,x,,\n`,
  })
  assert.deepEqual(rows[0], {
    ok: true,
    entry: {
      kind: 'work',
      work: {
        network: 'linkedin',
        key: 'activity:7000000000000000',
        url: 'https://www.linkedin.com/posts/hanako_activity-7000000000000000-AaAa',
        title: '本の話。',
        publishedAt: { at: Date.UTC(2021, 9, 1), precision: 'second', zoneKnown: true },
      },
    },
  })
  assert.deepEqual(rows.slice(1).map(told), ['no-key Shares.csv line 3', 'no-date Shares.csv line 4'])
})

test('a reaction has one key whatever the link looks like; a company or a stranger is nobody to act toward', async () => {
  const connections = `First Name,Last Name,URL,Email Address,Company,Position,Connected On\nYui,Sato,${yui},,,,01 Jan 2024\n`
  const keys: string[] = []
  for (const link of [
    'posts/yui-sato-bookbinder_book-activity-7469000000000000001-AaAa',
    'posts/Yui-Sato-Bookbinder_livre-activity-7469000000000000001-BbBb?utm=1',
  ]) {
    const rows = await rowsOf({
      'Connections.csv': connections,
      'Reactions.csv': `Date,Type,Link\n2026-09-05 09:50:45,LIKE,https://www.linkedin.com/${link}\n2026-09-05 09:50:46,LIKE,https://www.linkedin.com/posts/who_x-activity-7469000000000000001-A\n`,
    })
    assert.deepEqual(rows.slice(1).map(told), [
      'like by in/yui-sato-bookbinder',
      'no-author Reactions.csv line 3',
    ])
    keys.push(
      ...rows.slice(1, 2).flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry.externalKey] : [])),
    )
  }
  assert.equal(keys.length, 2)
  assert.equal(keys[0], keys[1])
})

test('an uploaded address book: a card each, lists of addresses cut into single ones', async () => {
  const rows = await rowsOf({
    'Connections.csv': 'First Name,Last Name,Connected On\n',
    'Contacts.csv':
      'Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,FullName\nGMAIL,,,,,,,\nGMAIL,陸,小林,小林写真館,,"Riku@kobayashi.example,riku2@kobayashi.example,x",090-0000-3333,\n',
  })
  assert.equal(told(rows[0]!), 'empty Contacts.csv line 2')
  const card = rows[1]
  assert.ok(card?.ok && card.entry.kind === 'account')
  assert.equal(card.entry.account.name, '小林 陸')
  assert.equal(card.entry.account.organization, '小林写真館')
  assert.deepEqual(
    card.entry.account.sameAs?.map(({ value }) => value),
    ['riku@kobayashi.example', 'riku2@kobayashi.example'],
  )
})

test('what people bring instead is told apart, in both languages', async () => {
  const wrong: Record<string, string>[] = [
    { 'Profile.pdf': '%PDF-1.4 (www.linkedin.com/in/hanako-enishi)' },
    {
      'Skills.csv': 'Name\n',
      'Positions.csv': 'Company Name,Title,Description,Location,Started On,Finished On\n',
    },
    { 'xl/workbook.xml': '<x/>', 'xl/sharedStrings.xml': '<si>Impressions</si><si>Engagements</si>' },
  ]
  for (const files of wrong) {
    assert.equal(await linkedin.reader.recognizes(sourceOf(files)), false)
    const sentence = await linkedin.mistaken!(sourceOf(files))
    assert.ok(sentence?.en && /[ぁ-ん]/.test(sentence.ja), Object.keys(files)[0])
  }
  assert.equal(await linkedin.mistaken!(sourceOf({ 'a.csv': 'a,b\n' })), undefined)
})

test('what is no archive, and files that are not whole', async () => {
  const foreign: Record<string, string>[] = [
    { 'a.csv': 'a,b\n1,2\n' },
    { 'messages.csv': 'No conversations found' },
    { 'Comments.csv': 'Date,Link,Message\n' },
    { x: '' },
  ]
  for (const files of foreign) assert.equal(await linkedin.reader.recognizes(sourceOf(files)), false)
  assert.equal(
    await linkedin.reader.recognizes(
      sourceOf({ 'network.csv': `Notes:\n"a, b"\n\nFirst Name,Last Name,Connected On\n` }),
    ),
    true,
  )
  const broken: SourceFile = {
    path: 'w/Connections.csv',
    size: 0,
    async *open() {
      yield Buffer.from('First Name,Last Name,Connected On\nA,B,01 Jan 2024\nC,D')
      throw new BrokenFile('w/Connections.csv', 'cut off')
    },
  }
  const rows = await Array.fromAsync(
    linkedin.reader.read({
      name: '',
      files: [broken, fileOf('w/Reactions.csv', 'Date,Type,Link\n2024-01-01,LIKE,x\n')],
    }),
  )
  assert.deepEqual(rows.map(told), [
    'connect by name:a b:',
    'truncated w/Connections.csv line 3',
    'truncated w/Connections.csv',
    'no-author w/Reactions.csv line 2',
  ])
})

const dates: [text: string, iso: string | undefined][] = [
  ['08 Feb 2026', '2026-02-08T00:00:00.000Z'],
  ['8 February 2026', '2026-02-08T00:00:00.000Z'],
  ['2026-09-30 08:12:40 UTC', '2026-09-30T08:12:40.000Z'],
  ['2026-09-05 09:50:45', '2026-09-05T09:50:45.000Z'],
  ['2024/02/01 15:02:55 UTC', '2024-02-01T15:02:55.000Z'],
  ['9/5/26, 1:12 AM', '2026-09-05T01:12:00.000Z'],
  ['9/5/26, 12:12\u202fAM', '2026-09-05T00:12:00.000Z'],
  ['12/31/2025, 12:00 PM', '2025-12-31T12:00:00.000Z'],
  ['13/5/26, 1:12 AM', undefined],
  ['9/5/26, 13:12 PM', undefined],
  ['30 Feb 2026', undefined],
  ['2026-02-30 08:12:40 UTC', undefined],
  ['05 Jun 1833', '1833-06-05T00:00:00.000Z'],
  ['8 févr. 2026', undefined],
  ['', undefined],
]
for (const [text, iso] of dates)
  test(`linkedin date ${text || 'empty'}`, () => {
    const when = linkedinWhen(text)
    assert.equal(when && new Date(when.at).toISOString(), iso)
    assert.equal(when?.zoneKnown ?? false, text.endsWith('UTC') && iso !== undefined)
  })

const members: [url: string, key: string | undefined][] = [
  ['https://www.linkedin.com/in/Zo%C3%AB-Rivera/?trk=x', 'in/zoë-rivera'],
  ['www.linkedin.com/in/maya-lindqvist', 'in/maya-lindqvist'],
  ['http://jp.linkedin.com/in/%E7%B8%81', 'in/縁'],
  ['https://www.linkedin.com/in/100%', 'in/100%'],
  ['https://www.linkedin.com/company/Sato-Books/', 'company/sato-books'],
  ['https://www.linkedin.com/feed/', undefined],
  ['https://evil.example/in/maya', undefined],
  ['', undefined],
]
for (const [url, key] of members)
  test(`linkedin member ${url || 'empty'}`, () => assert.equal(memberKey(url), key))

const samples = process.env.ENISHI_SAMPLES
test('a whole archive: every row is read or told why not', {
  skip: !samples && 'ENISHI_SAMPLES is not set',
}, async t => {
  const { source, close } = await openSource(join(samples!, 'archives/linkedin/sample_export.zip'))
  const counts = new Map<string, number>()
  for await (const row of linkedin.reader.read(source)) {
    const what = row.ok
      ? row.entry.kind === 'act'
        ? `${row.entry.act} ${row.entry.direction}`
        : row.entry.kind
      : `reject ${row.why}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  await close()
  t.diagnostic(JSON.stringify(Object.fromEntries(counts)))
  assert.deepEqual(
    [...counts.keys()].filter(what => what.startsWith('reject')),
    ['reject draft', 'reject no-author', 'reject not-a-person'],
  )
  assert.equal(counts.get('message by'), 10_034)
  assert.equal(counts.get('connect by'), 2_000)
})
