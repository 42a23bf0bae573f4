import assert from 'node:assert/strict'
import { copyFile, cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { loadImport } from '#screens/imports/load.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { countFacts, dumpLedger } from '#tests/ledger-dump.ts'
import { feed, madeOn, mention, mentions, writeFeed } from '#tests/mentions.ts'
import { zipOf } from '#tests/zips.ts'
import { addImport } from './imports.ts'
import { uploadFolder } from './own-copy.ts'
import { runImport } from './run.ts'

let ctx: TestCtx
const opened: TestCtx[] = []
beforeEach(async () => {
  ctx = await testCtx()
  opened.push(ctx)
})
afterEach(() => Promise.all(opened.splice(0).map(each => each.end())))

const inTemp = (name: string) => join(ctx.dataDir, name)
const sampleOf = (network: string, inside = '') =>
  join(import.meta.dirname, '../../networks', network, 'sample', inside)
const leftOut = async (importNo: number) =>
  Object.fromEntries(
    (await loadImport(ctx, importNo, 'en')).leftOutCounts.map(({ code, count }) => [code, count]),
  )

const samples = [
  { network: 'mastodon', path: sampleOf('mastodon') },
  { network: 'webmention', path: sampleOf('webmention') },
  { network: 'wordpress', path: sampleOf('wordpress') },
  { network: 'linkedin', path: sampleOf('linkedin', 'Complete_LinkedInDataExport_09-30-2026') },
  { network: 'linkedin', path: sampleOf('linkedin', 'Basic_LinkedInDataExport_02-01-2020') },
  { network: 'google-contacts', path: sampleOf('google-contacts') },
  { network: 'vcard', path: sampleOf('vcard') },
]

for (const { network, path } of samples) {
  test(`the sample of ${network} in ${path.replace(/.*sample\/?/, '') || 'its folder'} comes in whole, once, and counted as it is`, async () => {
    const importNo = await importFile(ctx, path)
    const report = await loadImport(ctx, importNo, 'en')
    assert.equal(report.status, 'done', report.message ?? '')
    assert.equal(report.network, network)
    const facts = await countFacts(ctx)
    const [selves] = await ctx.store.sql`select count(*)::int as n from account where is_self`
    assert.deepEqual(report.added, { acts: facts.act, people: facts.account! - selves!.n })
    assert.deepEqual([report.known.people, report.changed.acts], [0, 0])
    const expected = JSON.parse(
      await readFile(join(path.replace(/sample.*/, ''), 'expect.json'), 'utf8'),
    ).sources
    const { rejects } = expected.find((source: { path: string }) => path.endsWith(source.path))
    assert.deepEqual(await leftOut(importNo), rejects)
    await assertWhole(ctx)

    const before = await dumpLedger(ctx)
    const again = await loadImport(ctx, await importFile(ctx, path), 'en')
    assert.equal(again.sameAs, String(importNo))
    assert.deepEqual(again.added, { acts: 0, people: 0 })
    assert.deepEqual(again.known, report.added)
    assert.deepEqual(await dumpLedger(ctx), before)
    assert.deepEqual(await countFacts(ctx), facts)
  })
}

test('a file under another name, or packed anew, brings nothing new', async () => {
  const path = await writeFeed(inTemp('a.json'), mentions(1, 40))
  await importFile(ctx, path)
  const facts = await countFacts(ctx)
  await rename(path, inTemp('renamed.json'))
  const renamed = await loadImport(ctx, await importFile(ctx, inTemp('renamed.json')), 'en')
  assert.deepEqual([renamed.sameAs, renamed.known.acts, renamed.added.acts], ['1', 40, 0])
  await writeFile(inTemp('b.zip'), zipOf([{ name: 'other/place.json', content: feed(mentions(1, 40)) }]))
  const packed = await loadImport(ctx, await importFile(ctx, inTemp('b.zip')), 'en')
  assert.deepEqual(
    [packed.sameAs, packed.known.acts, packed.added.acts, packed.changed.acts],
    [null, 40, 0, 0],
  )
  const now = await countFacts(ctx)
  for (const table of ['act', 'account', 'work', 'person', 'link_decision'])
    assert.equal(now[table], facts[table])
  await assertWhole(ctx)
})

test('a newer export says what it knew, what is new and what changed', async () => {
  await importFile(ctx, await writeFeed(inTemp('old.json'), mentions(1, 100), '2026-06-01T00:00:00Z'))
  const newer = [
    ...mentions(1, 97),
    mention({ no: 98, text: '直しました' }),
    mention({ no: 99, text: 'corrected' }),
    mention({ no: 100, property: 'repost-of' }),
    ...mentions(101, 56),
  ]
  const importNo = await importFile(ctx, await writeFeed(inTemp('new.json'), newer, '2026-07-01T00:00:00Z'))
  const report = await loadImport(ctx, importNo, 'en')
  assert.deepEqual([report.known.acts, report.added.acts, report.changed.acts], [97, 56, 3])
  const [act] = await ctx.store.sql`select text from act where external_key = 'wm:98'`
  assert.equal(act!.text, '直しました')
  await assertWhole(ctx)
})

test('an older export after a newer one changes no words, and both orders end alike', async () => {
  const old = await writeFeed(inTemp('old.json'), mentions(1, 30, { text: 'before' }), '2026-06-01T00:00:00Z')
  const newer = await writeFeed(
    inTemp('new.json'),
    mentions(5, 40, { text: 'after' }),
    '2026-07-01T00:00:00Z',
  )
  await importFile(ctx, newer)
  const report = await loadImport(ctx, await importFile(ctx, old), 'en')
  assert.deepEqual([report.known.acts, report.added.acts, report.changed.acts], [26, 4, 0])
  await assertWhole(ctx)
  const other = await testCtx()
  opened.push(other)
  for (const path of [old, newer]) await importFile(other, path)
  assert.deepEqual(await dumpLedger(other), await dumpLedger(ctx))
})

test('of three exports the newest has the word, whichever comes last', async () => {
  const [a, b, c] = [
    await writeFeed(inTemp('a.json'), [mention({ no: 1, text: 'X' })], '2026-05-01T00:00:00Z'),
    await writeFeed(inTemp('b.json'), [mention({ no: 1, text: 'Y' })], '2026-06-01T00:00:00Z'),
    await writeFeed(
      inTemp('c.json'),
      [mention({ no: 1, text: 'X' }), mention({ no: 2 })],
      '2026-07-01T00:00:00Z',
    ),
  ]
  for (const path of [a, c, b]) await importFile(ctx, path)
  const [act] = await ctx.store.sql`select text from act where external_key = 'wm:1'`
  assert.equal(act!.text, 'X')
  await assertWhole(ctx)
})

test('a card without a date of its own is as new as its export', async () => {
  const card = (title: string) =>
    `BEGIN:VCARD\nVERSION:3.0\nUID:yui-1\nFN:佐藤 結衣\nTITLE:${title}\nEMAIL:yui@sato.example\nEND:VCARD\n`
  await writeFile(inTemp('new.vcf'), card('代表'))
  await writeFile(inTemp('old.vcf'), card('係長'))
  await importFile(ctx, await madeOn(inTemp('new.vcf'), '2026-07-01T00:00:00Z'))
  await importFile(ctx, await madeOn(inTemp('old.vcf'), '2024-07-01T00:00:00Z'))
  const [account] = await ctx.store.sql`select profile from account where network = 'contacts'`
  assert.equal(account!.profile.title, '代表')
})

test('an upload is removed once it is in, also when it was in already', async () => {
  await writeFeed(inTemp('mine.json'), mentions(1, 5))
  await mkdir(uploadFolder(ctx))
  for (const name of ['up-1', 'up-2']) {
    const path = join(uploadFolder(ctx), name)
    await copyFile(inTemp('mine.json'), path)
    assert.equal(await runImport(ctx, await addImport(ctx, { path, name, ownCopy: true })), 'done')
  }
  assert.deepEqual(await readdir(uploadFolder(ctx)), [])
  assert.ok((await readdir(ctx.dataDir)).includes('mine.json'))
})

test('a folder is known again by what is in it', async () => {
  await cp(sampleOf('mastodon'), inTemp('copy'), { recursive: true })
  await importFile(ctx, sampleOf('mastodon'))
  const again = await loadImport(ctx, await importFile(ctx, inTemp('copy')), 'en')
  assert.equal(again.sameAs, '1')
})

test('a contact with nothing but a telephone number is known by it, and is one contact when brought again', async () => {
  await writeFile(
    inTemp('a.vcf'),
    'BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:\nTEL;type=CELL:090-0000-0000\nEND:VCARD\n' +
      'BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:\nTEL;type=CELL:090-0000-0001\nEND:VCARD\n',
  )
  await importFile(ctx, inTemp('a.vcf'))
  await writeFile(inTemp('b.vcf'), `${await readFile(inTemp('a.vcf'), 'utf8')}\n`)
  await importFile(ctx, inTemp('b.vcf'))
  const people = await ctx.store.sql`select name from person order by name`
  assert.deepEqual(
    people.map(row => row.name),
    ['090-0000-0000', '090-0000-0001'],
  )
})
