import assert from 'node:assert/strict'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { loadImports } from '#screens/imports/load.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { zipOf } from '#tests/zips.ts'
import {
  addImport,
  confirmImport,
  importByNo,
  listImports,
  nextImport,
  pauseImport,
  pauseTogether,
  resumeImport,
} from './imports.ts'
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

const row = (no: number) => importByNo(ctx.store.sql, ctx.owner, no)
const add = (name: string) => addImport(ctx, { path: inTemp(name), name })

async function readAll(): Promise<void> {
  for (let next = await nextImport(ctx); next !== undefined; next = await nextImport(ctx))
    await runImport(ctx, next)
}

/** Of everything that was brought: how it stands, what it is or why not, and its name. */
async function bring(name: string): Promise<string[]> {
  await add(name)
  await readAll()
  return told()
}

const told = async () =>
  (await listImports(ctx))
    .reverse()
    .map(each => `${each.status} ${each.network ?? each.failure?.code} ${each.file_name}`)

const people = async () =>
  (
    await ctx.store.sql<{ key: string }[]>`select key from account where owner_id = ${ctx.owner} order by key`
  ).map(({ key }) => key)

const cardOf = (name: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${name.split(' ')[0]!.toLowerCase()}@sato.example\r\nEND:VCARD\r\n`
const card = cardOf('Yui Sato')
const linkedinOf = (slug: string) =>
  zip({
    'Connections.csv': `First Name,Last Name,URL,Email Address,Company,Position,Connected On\nYui,Sato,https://www.linkedin.com/in/${slug},,Sato Binding,Binder,08 Feb 2024\n`,
  })
const linkedin = linkedinOf('yui-sato')
const facebook = zip({
  'facebook-hanako/connections/friends/your_friends.json': JSON.stringify({
    friends_v2: [{ name: 'Maya Lindqvist', timestamp: 1_700_000_000 }],
  }),
})
const guests = 'Name,Mail\nRen Tanaka,ren@tanaka.example\nMaya Lindqvist,maya@lind.example\n'
const prices = 'Product,Price\nNotebook,1200\nCalendar,900\n'
const locked = zipOf([{ name: 'Connections.csv', content: 'x', flags: 1 }])
const whatsapp = (file: string, name = 'Maya Lindqvist') => ({
  [file]: `[2026/09/29 10:23:05] ${name}: What a lovely round\n[2026/09/29 10:25:41] Hanako Enishi: Thank you!\n[2026/09/29 10:26:41] ${name}: See you\n`,
})

test('a table of no people spoils nothing of the zips beside it, and is told of behind them', async () => {
  await put({ 'all/linkedin.zip': linkedin, 'all/facebook.zip': facebook, 'all/prices.csv': prices })
  const rows = await bring('all')
  assert.deepEqual(rows.slice(0, 2).sort(), ['done facebook facebook.zip', 'done linkedin linkedin.zip'])
  assert.equal(rows.length, 3)
  assert.match(rows[2]!, /^failed mistaken-file /)
})

test('whatever comes into the folder, an import goes on with its own export, and only what came is queued', async () => {
  await put({ 'all/a.vcf': card, 'all/guests.csv': guests })
  const first = await add('all')
  await runImport(ctx, first)
  await runImport(ctx, 2)
  assert.deepEqual([(await row(1)).network, (await row(2)).status], ['vcard', 'asking'])
  await put({ 'all/linkedin.zip': linkedin, 'all/facebook.zip': facebook })
  await confirmImport(ctx, 2)
  await readAll()
  const rows = await told()
  assert.deepEqual(rows.slice(0, 2), ['done vcard all', 'done csv guests.csv'])
  assert.deepEqual(rows.slice(2).sort(), ['done facebook facebook.zip', 'done linkedin linkedin.zip'])
  await assertWhole(ctx)
})

test('a zip alone in its folder stays what its import reads when others come; gone, it is told of', async () => {
  await put({ 'all/linkedin.zip': linkedin })
  await add('all')
  await pauseImport(ctx, 1)
  await resumeImport(ctx, 1)
  await ctx.store.sql`update import set export = 'linkedin', content_hash = 'x' where import_no = 1`
  await put({ 'all/afacebook.zip': facebook })
  await readAll()
  assert.deepEqual(await told(), ['done linkedin all', 'done facebook afacebook.zip'])
  await put({ 'two/linkedin.zip': linkedin, 'two/facebook.zip': facebook })
  const next = await add('two')
  await runImport(ctx, next)
  const waiting = (await nextImport(ctx))!
  await rm(inTemp(`two/${(await row(waiting)).file_name}`))
  await runImport(ctx, waiting)
  assert.equal((await row(waiting)).failure?.code, 'export-gone')
})

test('what was interrupted and is brought again is the same imports, and taken back stays away', async () => {
  await put({ 'all/a.vcf': card, 'all/linkedin.zip': linkedin, 'all/facebook.zip': facebook })
  const first = await add('all')
  await runImport(ctx, first)
  await undoImport(ctx, first)
  await pauseTogether(ctx, first)
  assert.deepEqual(
    (await listImports(ctx)).map(({ status }) => status),
    ['paused', 'paused', 'undone'],
  )
  assert.equal(await nextImport(ctx), undefined)
  const again = await add('all')
  await readAll()
  assert.deepEqual(
    (await listImports(ctx)).map(({ import_no, status, beside }) => [import_no, status, beside]),
    [
      [4, 'done', null],
      [3, 'done', again],
      [2, 'done', again],
    ].concat([[1, 'undone', null]]),
  )
  for (const no of [2, 3, 4]) await undoImport(ctx, no)
  await readAll()
  assert.deepEqual(await people(), [])
})

test('what was brought and never looked at is not queued twice; waiting, it can be taken back', async () => {
  await put({ 'all/a.vcf': card })
  assert.deepEqual([await add('all'), await add('all')], [1, 1])
  await undoImport(ctx, 1)
  assert.equal(await nextImport(ctx), undefined)
  assert.equal(await add('all'), 2)
})

test('a table beside an address book or a chat is a table of one’s own, also in a folder in a zip', async () => {
  await put({
    'cards/contacts.vcf': card,
    'cards/guests.csv': guests,
    'talk/guests.csv': `${guests}Aoi Mori,aoi@mori.example\n`,
    'talk/talk.txt':
      '[LINE] Maya Lindqvistとのトーク履歴\n保存日時：2026/09/29 10:00\n\n2026/09/28(月)\n10:23\tMaya Lindqvist\thello\n10:24\t縁花子\thi\n',
    'all.zip': zip({
      'all/contacts.vcf': cardOf('Ren Tanaka'),
      'all/guests.csv': `${guests}Tomás Rivera,t@r.example\n`,
    }),
  })
  const known = async (name: string) => {
    const before = (await listImports(ctx)).length
    await bring(name)
    return (await listImports(ctx))
      .reverse()
      .slice(before)
      .map(({ network }) => network)
  }
  assert.deepEqual(await known('cards'), ['vcard', 'csv'])
  assert.deepEqual(await known('talk'), ['line', 'csv'])
  assert.deepEqual(await known('all.zip'), ['vcard', 'csv'])
})

test('a locked zip in the one folder of a zip, or beside many files, is told of', async () => {
  const notes = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`mine/${i}.txt`, 'note']))
  await put({ 'all.zip': zip({ 'mine/linkedin.zip': linkedin, 'mine/locked.zip': locked, ...notes }) })
  assert.deepEqual(await bring('all.zip'), ['done linkedin linkedin.zip', 'failed encrypted-zip locked.zip'])
})

test('what others sent in a chat is not the owner’s', async () => {
  const chat = {
    name: 'Maya Lindqvist',
    type: 'personal_chat',
    id: 11,
    messages: [
      {
        id: 1,
        type: 'message',
        date: '2026-09-29T10:23:05',
        date_unixtime: '1790000000',
        from: 'Maya Lindqvist',
        from_id: 'user11',
        text: 'hi',
      },
    ],
  }
  await put({
    'telegram/result.json': JSON.stringify(chat),
    'telegram/files/theirs.zip': linkedinOf('somebody-else'),
    'telegram/files/friend.vcf': cardOf('Friend Sato'),
    'WhatsApp Chat - Maya.zip': zip({
      ...whatsapp('_chat.txt'),
      '00000012-Friend Sato.vcf': cardOf('Friend Sato'),
      'theirs.zip': linkedinOf('somebody-else'),
    }),
    'chat/_chat.txt': whatsapp('_chat.txt')['_chat.txt']!,
    'chat/friend.vcf': cardOf('Friend Sato'),
  })
  for (const name of ['telegram', 'WhatsApp Chat - Maya.zip', 'chat']) await bring(name)
  assert.deepEqual(
    (await listImports(ctx)).reverse().map(({ network }) => network),
    ['telegram', 'whatsapp', 'whatsapp'],
  )
})

test('of many zips each import reads its own, and names few of the others', async () => {
  for (let i = 0; i < 12; i++) await put({ [`all/${i}.zip`]: linkedinOf(`friend-${i}`) })
  await bring('all')
  const rows = await listImports(ctx)
  assert.deepEqual([rows.length, rows.every(({ status }) => status === 'done')], [12, true])
  assert.equal((await people()).length, 12)
  for (const { beside, besideCount } of await loadImports(ctx, 'ja'))
    assert.deepEqual([beside.length, besideCount], [5, 11])
  // The content of a place is known again wherever else it lies beside.
  await put({ 'all/more.zip': facebook })
  await bring('all')
  const again = (await listImports(ctx)).filter(({ import_no }) => import_no > 12)
  assert.deepEqual([again.length, again.filter(({ same_as }) => same_as !== null).length], [13, 12])
})
