import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { loadImport } from '#screens/imports/load.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { zipOf } from '#tests/zips.ts'
import { addImport, importByNo, listImports, nextImport, pauseImport, resumeImport } from './imports.ts'
import { uploadFolder } from './own-copy.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

const inTemp = (name: string) => join(ctx.dataDir, name)
const zip = (files: Record<string, string | Uint8Array>) =>
  zipOf(Object.entries(files).map(([name, content]) => ({ name, content })))

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(inTemp(name), '..'), { recursive: true })
    await writeFile(inTemp(name), content)
  }
}

/** Brings it, and lets the worker's turns go round until nothing waits. */
async function bring(path: string) {
  const before = (await listImports(ctx)).length
  await addImport(ctx, { path, name: path.replace(/^.*\//, '') })
  for (let next = await nextImport(ctx); next !== undefined; next = await nextImport(ctx))
    await runImport(ctx, next)
  const rows = (await listImports(ctx)).reverse().slice(before)
  return rows.map(({ import_no, status, network, file_name, same_as, counts, failure }) => ({
    no: import_no,
    is: [status, network ?? failure?.code, file_name],
    same_as,
    acts: counts.actsAdded ?? 0,
    people: counts.peopleAdded ?? 0,
  }))
}
const told = (rows: Awaited<ReturnType<typeof bring>>) => rows.map(({ is }) => is)

const card =
  'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Yui Sato\r\nN:Sato;Yui;;;\r\nEMAIL:yui@sato.example\r\nEND:VCARD\r\n'
const mails =
  'From 179@xxx Mon Mar 04 11:20:34 +0000 2024\nDelivered-To: hanako@hanako.example\nX-Gmail-Labels: Inbox\nFrom: Maya <maya@lind.example>\nTo: hanako@hanako.example\nSubject: hi\nDate: Mon, 4 Mar 2024 11:20:34 +0000\nMessage-ID: <a@b>\n\nhello\n\nFrom 180@xxx Mon Mar 04 11:20:34 +0000 2024\nX-Gmail-Labels: Sent\nFrom: hanako@hanako.example\nTo: Maya <maya@lind.example>\nSubject: Re: hi\nDate: Mon, 4 Mar 2024 12:20:34 +0000\nMessage-ID: <c@d>\n\nhello\n'
const calendar =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Google\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240301T100000Z\r\nDTEND:20240301T110000Z\r\nORGANIZER;CN=Hanako:mailto:hanako@hanako.example\r\nATTENDEE;CN=Ren;PARTSTAT=ACCEPTED:mailto:ren@tanaka.example\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
const takeout = {
  'Takeout/archive_browser.html': '<html></html>',
  'Takeout/Contacts/All Contacts/All Contacts.vcf': card,
  'Takeout/Mail/All mail Including Spam and Trash.mbox': mails,
  'Takeout/Calendar/hanako.ics': calendar,
}
const connections = (...rows: string[]) =>
  `First Name,Last Name,URL,Email Address,Company,Position,Connected On\n${rows.join('\n')}\n`
const yui = 'Yui,Sato,https://www.linkedin.com/in/yui-sato,,Sato Binding,Binder,08 Feb 2024'
const maya = 'Maya,Lindqvist,https://www.linkedin.com/in/maya-l,,Lind,Writer,09 Sep 2026'
const linkedin = zip({ 'Connections.csv': connections(yui) })
const friends = JSON.stringify({ friends_v2: [{ name: 'Maya Lindqvist', timestamp: 1_700_000_000 }] })
const facebook = zip({ 'facebook-hanako/connections/friends/your_friends.json': friends })

test('several networks in one zip are an import each: told of one another, once, undone by themselves', async () => {
  await put({ 'takeout.zip': zip(takeout) })
  const first = await bring(inTemp('takeout.zip'))
  assert.deepEqual(told(first), [
    ['done', 'vcard', 'takeout.zip'],
    ['done', 'mail', 'takeout.zip'],
    ['done', 'icalendar', 'takeout.zip'],
  ])
  assert.deepEqual(
    first.map(({ acts, people }) => acts + people > 0),
    [true, true, true],
  )
  await assertWhole(ctx)
  const report = await loadImport(ctx, first[1]!.no, 'en')
  assert.deepEqual(
    report.beside.map(({ importId, networkTitle }) => [importId, networkTitle]),
    [
      [`${first[0]!.no}`, (await loadImport(ctx, first[0]!.no, 'en')).networkTitle],
      [`${first[2]!.no}`, (await loadImport(ctx, first[2]!.no, 'en')).networkTitle],
    ],
  )
  const dump = await dumpLedger(ctx)
  await put({ 'again.zip': zip(takeout) })
  const again = await bring(inTemp('again.zip'))
  assert.deepEqual(
    again.map(({ same_as }) => same_as),
    first.map(({ no }) => no),
  )
  assert.deepEqual(await dumpLedger(ctx), dump)
  for (const { no } of again) await undoImport(ctx, no)
  await undoImport(ctx, first[1]!.no)
  await assertWhole(ctx)
  const left = await people(ctx)
  assert.deepEqual([left.includes('ren@tanaka.example'), left.includes('maya@lind.example')], [true, false])
})

const people = async ({ store, owner }: TestCtx) =>
  (await store.sql<{ key: string }[]>`select key from account where owner_id = ${owner} order by key`).map(
    ({ key }) => key,
  )

test('a takeout with YouTube in it: its mail and calendar are read too', async () => {
  const subscriptions =
    'Channel Id,Channel Url,Channel Title\nUCbbbbbbbbbbbbbbbbbbbbbb,http://www.youtube.com/channel/UCbbbbbbbbbbbbbbbbbbbbbb,Chan\n'
  const path = 'Takeout/YouTube and YouTube Music/subscriptions/subscriptions.csv'
  await put({ 'takeout.zip': zip({ ...takeout, [path]: subscriptions }) })
  assert.deepEqual(
    told(await bring(inTemp('takeout.zip'))).map(([, network]) => network),
    ['takeout', 'mail', 'icalendar'],
  )
  assert.ok((await people(ctx)).length >= 4)
})

test('two whole exports of one network in a folder: both, the older first', async () => {
  const old = 'lin/Complete_LinkedInDataExport_11-10-2025.zip'
  const young = 'lin/Complete_LinkedInDataExport_01-10-2026.zip'
  await put({
    [old]: linkedin,
    [young]: zip({ 'Connections.csv': connections(yui, maya) }),
    'lin/.DS_Store': 'x',
  })
  await utimes(inTemp(old), new Date('2025-11-10'), new Date('2025-11-10'))
  await utimes(inTemp(young), new Date('2026-01-10'), new Date('2026-01-10'))
  const rows = await bring(inTemp('lin'))
  assert.deepEqual(told(rows), [
    ['done', 'linkedin', 'Complete_LinkedInDataExport_11-10-2025.zip'],
    ['done', 'linkedin', 'Complete_LinkedInDataExport_01-10-2026.zip'],
  ])
  assert.deepEqual(await people(ctx), ['in/maya-l', 'in/yui-sato'])
  assert.equal((await importByNo(ctx.store.sql, ctx.owner, rows[0]!.no)).made_at?.getUTCFullYear(), 2025)
})

test('exports of several networks, wherever the zips lie: in the folder, deeper, beside files, in a zip', async () => {
  const names = ['linkedin', 'facebook', 'instagram', 'vcard']
  const followers = JSON.stringify([
    { string_list_data: [{ href: 'https://www.instagram.com/ren', value: 'ren', timestamp: 1_700_000_000 }] },
  ])
  const bundle = zip({
    'readme.txt': 'hello',
    'instagram.zip': zip({ 'connections/followers_and_following/followers_1.json': followers }),
    '__MACOSX/._instagram.zip': 'x',
  })
  await put({
    'all/linkedin.zip': linkedin,
    'all/deeper/still/facebook.zip': facebook,
    'all/bundle.zip': bundle,
    'all/contacts.vcf': card,
    'all/notes.txt': 'what I brought',
    'all/Thumbs.db': 'x',
    'all/._linkedin.zip': 'x',
  })
  const rows = await bring(inTemp('all'))
  assert.deepEqual(
    told(rows)
      .map(([status, network]) => `${status} ${network}`)
      .sort(),
    names.map(name => `done ${name}`).sort(),
  )
  await assertWhole(ctx)
})

test('a table of one’s own and a saved page beside the folders of exports are read too', async () => {
  const page = join(import.meta.dirname, '../../networks/facebook/sample/your_friends.html')
  await put({
    'all/linkedin/Connections.csv': connections(yui),
    'all/guests.csv': 'Name,Mail\nRen Tanaka,ren@tanaka.example\nMaya Lindqvist,maya@lind.example\n',
    'saved/mails/a.mbox': mails,
    'saved/your_friends.html': await readFile(page),
  })
  const networksOf = async (path: string) => (await bring(inTemp(path))).map(({ is }) => is[1])
  assert.deepEqual(await networksOf('all'), ['linkedin', 'csv'])
  assert.deepEqual(await networksOf('saved'), ['mail', 'facebook'])
})

test('pieces of one export are one import; what cannot be read beside them is told and spoils nothing', async () => {
  const messages = JSON.stringify({
    participants: [{ name: 'Maya Lindqvist' }, { name: 'Hanako Enishi' }],
    messages: [{ sender_name: 'Maya Lindqvist', timestamp_ms: 1_700_000_071_000, content: 'x' }],
    title: 'Maya Lindqvist',
  })
  await put({
    'fb/facebook-hanako-2026-11-20-AbCdEfGh.zip': facebook,
    'fb/facebook-hanako-2026-11-20-BbCdEfGh.zip': zip({
      'facebook-hanako/your_facebook_activity/messages/inbox/maya_1/message_1.json': messages,
    }),
    'fb/facebook-hanako-2026-11-20-CbCdEfGh.zip': zip({ 'facebook-hanako/photos/a.jpg': 'x' }),
    'fb/locked.zip': zipOf([{ name: 'Connections.csv', content: 'x', flags: 1 }]),
    'fb/other.zip': zip({ 'novel.txt': 'Chapter one' }),
    'fb/attached/holiday.zip': zip({ 'b.txt': 'x' }),
  })
  const rows = await bring(inTemp('fb'))
  assert.deepEqual(
    told(rows)
      .map(([status, code, name]) => [status, code, status === 'done' ? '' : name])
      .sort(),
    [
      ['done', 'facebook', ''],
      ['failed', 'encrypted-zip', 'locked.zip'],
      ['failed', 'unknown-format', 'other.zip'],
    ],
  )
  assert.match((await loadImport(ctx, rows[2]!.no, 'ja')).message ?? '', /「/)
})

test('a copy that several exports lie in stays until the last of them is read', async () => {
  await mkdir(uploadFolder(ctx), { recursive: true })
  const copy = join(uploadFolder(ctx), 'one')
  await writeFile(copy, zip(takeout))
  const first = await addImport(ctx, { path: copy, name: 'takeout.zip', ownCopy: true })
  await runImport(ctx, first)
  assert.equal(existsSync(copy), true)
  await runImport(ctx, (await nextImport(ctx))!)
  const last = (await nextImport(ctx))!
  await pauseImport(ctx, last)
  assert.equal(await nextImport(ctx), undefined)
  assert.equal(existsSync(copy), true)
  await resumeImport(ctx, last)
  await runImport(ctx, last)
  assert.equal((await importByNo(ctx.store.sql, ctx.owner, last)).status, 'done')
  assert.equal(existsSync(copy), false)
})

test('a copy goes though something in it can never be read, which then does not offer to go on', async () => {
  const locked = zipOf([{ name: 'Connections.csv', content: 'x', flags: 1 }])
  const copy = join(uploadFolder(ctx), 'set')
  await put({ 'uploads/set/locked.zip': locked, 'uploads/set/contacts.vcf': card, 'mine/locked.zip': locked })
  await addImport(ctx, { path: copy, name: 'set', ownCopy: true })
  for (let next = await nextImport(ctx); next !== undefined; next = await nextImport(ctx)) {
    assert.equal(existsSync(copy), true)
    await runImport(ctx, next)
  }
  assert.equal(existsSync(copy), false)
  const [refused, done] = await listImports(ctx)
  assert.deepEqual([refused!.failure?.code, done!.status], ['encrypted-zip', 'done'])
  assert.equal((await loadImport(ctx, refused!.import_no, 'en')).canResume, false)
  // What lies on the owner's own disk they may put right in its place.
  const own = await addImport(ctx, { path: inTemp('mine/locked.zip'), name: 'locked.zip' })
  assert.equal(await runImport(ctx, own), 'failed')
  assert.equal((await loadImport(ctx, own, 'en')).canResume, true)
})

test('a zip in a folder is the same whatever lies beside it that systems put there', async () => {
  await put({ 'a/linkedin.zip': linkedin, 'a/.DS_Store': 'x', 'a/desktop.ini': 'x', 'a/__MACOSX/._x': 'x' })
  const rows = await bring(inTemp('a'))
  assert.deepEqual(told(rows), [['done', 'linkedin', 'a']])
})

test('a folder that changed before all of it was read: each import goes on with its own share, and bringing it again adds the rest', async () => {
  await put({ 'all/Connections.csv': connections(yui), 'all/a.vcf': card })
  const first = await addImport(ctx, { path: inTemp('all'), name: 'all' })
  await runImport(ctx, first)
  const second = (await nextImport(ctx))!
  await pauseImport(ctx, second)
  await put({ 'all/calendar.ics': calendar, 'all/Connections.csv': connections(yui, maya) })
  await resumeImport(ctx, second)
  for (let next = await nextImport(ctx); next !== undefined; next = await nextImport(ctx))
    await runImport(ctx, next)
  const { status, network } = await importByNo(ctx.store.sql, ctx.owner, second)
  assert.deepEqual([status, network], ['done', 'vcard'])
  await assertWhole(ctx)
  // What came meanwhile waits to be asked about, and what changed is read when the folder is brought again.
  const again = await bring(inTemp('all'))
  assert.deepEqual(
    again.map(({ is }) => is[1]),
    ['linkedin', 'vcard'],
  )
  assert.equal(again[1]!.same_as, second)
  assert.deepEqual(
    (await people(ctx)).filter(key => key.startsWith('in/')),
    ['in/maya-l', 'in/yui-sato'],
  )
})
