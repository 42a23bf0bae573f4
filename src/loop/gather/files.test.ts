import assert from 'node:assert/strict'
import { appendFile, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { hashText } from '#ledger/ids.ts'
import { loadImport } from '#screens/imports/load.ts'
import type { Ctx } from '#store/ctx.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { countFacts, dumpLedger } from '#tests/ledger-dump.ts'
import { feed, mention, mentions, writeFeed } from '#tests/mentions.ts'
import { zipOf } from '#tests/zips.ts'
import { addImport, cancelImport, confirmImport, importByNo, pauseImport, resumeImport } from './imports.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

let ctx: TestCtx
const opened: TestCtx[] = []
const open = async () => {
  const one = await testCtx()
  opened.push(one)
  return one
}
beforeEach(async () => {
  ctx = await open()
})
afterEach(() => Promise.all(opened.splice(0).map(each => each.end())))

const inTemp = (name: string) => join(ctx.dataDir, name)
const mastodonSample = join(import.meta.dirname, '../../networks/mastodon/sample')
const rowOf = (importNo: number) => importByNo(ctx.store.sql, ctx.owner, importNo)
const add = (path: string) => addImport(ctx, { path, name: path.replace(/^.*\//, '') })

/** The ledger of somebody to whom only this file came. */
async function aloneWith(path: string) {
  const alone = await open()
  await importFile(alone, path)
  return dumpLedger(alone)
}

/** Something happens between the second chunk and the third. */
function meanwhile(act: () => Promise<unknown>): Ctx {
  let begun = 0
  const single = () => {
    const sql = ctx.store.single()
    const begin = sql.begin.bind(sql) as unknown as (use: unknown) => Promise<unknown>
    return Object.assign(sql, {
      begin: async (use: unknown) => {
        if (++begun === 3) await act()
        return begin(use)
      },
    })
  }
  return { ...ctx, store: { ...ctx.store, single } }
}

test('a file that grows while it is read is never done; when it is whole, it goes in whole', async () => {
  const whole = feed(mentions(1, 400))
  await writeFile(inTemp('a.json'), whole.slice(0, whole.length / 2))
  const importNo = await add(inTemp('a.json'))
  const grows = meanwhile(() => appendFile(inTemp('a.json'), whole.slice(whole.length / 2)))
  assert.equal(await runImport(grows, importNo, 50), 'failed')
  const row = await rowOf(importNo)
  assert.deepEqual([row.failure?.code, row.rows_done > 0], ['file-changing', true])
  await assertWhole(ctx)
  await resumeImport(ctx, importNo)
  assert.equal(await runImport(ctx, importNo, 50), 'done')
  const { counts, left_counts } = await rowOf(importNo)
  assert.deepEqual([counts.actsAdded, counts.actsKnown, left_counts], [400, 0, {}])
  await assertWhole(ctx)
  assert.deepEqual(await dumpLedger(ctx), await aloneWith(inTemp('a.json')))
})

test('a zip that is cut off brings what it has and says what it lacks; the whole one brings only the rest', async () => {
  const entries = await Promise.all(
    ['actor.json', 'outbox.json', 'likes.json', 'bookmarks.json'].map(async name => ({
      name,
      content: await readFile(join(mastodonSample, name)),
      stored: true,
    })),
  )
  const whole = zipOf(entries)
  const outbox = whole.indexOf('outbox.json')
  // In the middle of the outbox.
  await writeFile(inTemp('cut.zip'), whole.subarray(0, outbox + Math.floor(entries[1]!.content.length / 2)))
  await writeFile(inTemp('whole.zip'), whole)
  const cut = await loadImport(ctx, await importFile(ctx, inTemp('cut.zip')), 'ja')
  assert.equal(cut.status, 'done')
  assert.ok(cut.added.acts > 0)
  const lacking = cut.leftOut.filter(({ code }) => code === 'cut-zip' || code === 'truncated')
  assert.deepEqual(
    lacking.map(({ where, code }) => [where, code]),
    [
      ['outbox.json #4', 'truncated'],
      ['cut.zip', 'cut-zip'],
    ],
  )
  assert.match(lacking[1]!.why, /^この zip は途中で切れていて/)
  const rest = await loadImport(ctx, await importFile(ctx, inTemp('whole.zip')), 'en')
  assert.deepEqual(
    [rest.status, rest.leftOut.filter(({ code }) => code === 'cut-zip' || code === 'truncated')],
    ['done', []],
  )
  assert.ok(rest.added.acts > 0)
  assert.equal(rest.known.acts, cut.added.acts)
  await assertWhole(ctx)
})

test('a mailbox in a zip that is cut, or has one wrong byte, brings the mails that can be read', async () => {
  const one = (no: number) =>
    `From yui@sato.example Wed Sep 30 08:12:40 2026\nDelivered-To: hanako@hanako.example\nMessage-ID: <${no}@sato.example>\nDate: Wed, 30 Sep 2026 17:12:38 +0900\nFrom: Yui Sato <yui@sato.example>\nTo: hanako@hanako.example\n\n${hashText(`${no}`).repeat(20)}\n\n`
  const mailbox = Array.from({ length: 400 }, (_, no) => one(no)).join('')
  const whole = zipOf([{ name: 'Takeout/Mail/Inbox.mbox', content: mailbox }])
  const flipped = Buffer.from(whole)
  flipped[Math.floor(whole.length * 0.6)]! ^= 0xff
  const cut = whole.subarray(0, Math.floor(whole.length * 0.6))
  for (const [name, content] of Object.entries({ 'cut.zip': cut, 'flipped.zip': flipped })) {
    const alone = await open()
    await writeFile(join(alone.dataDir, name), content)
    const importNo = await importFile(alone, join(alone.dataDir, name))
    // Which address is the owner's only they can tell: three friends would have to write to it.
    if ((await loadImport(alone, importNo, 'en')).status === 'asking') {
      await confirmImport(alone, importNo, { owner: 'hanako@hanako.example' })
      await runImport(alone, importNo)
    }
    const { status, added, leftOutCounts } = await loadImport(alone, importNo, 'en')
    assert.equal(status, 'done', name)
    assert.ok(added.acts > 100, `${name}: ${added.acts}`)
    assert.ok(
      leftOutCounts.some(({ code }) => code === 'truncated'),
      name,
    )
  }
})

test('a folder in which a file grows is changing too', async () => {
  await mkdir(inTemp('export'))
  await writeFeed(inTemp('export/a.json'), mentions(1, 200))
  const importNo = await add(inTemp('export'))
  const grows = meanwhile(() => appendFile(inTemp('export/a.json'), '\n'))
  assert.equal(await runImport(grows, importNo, 50), 'failed')
  assert.equal((await rowOf(importNo)).failure?.code, 'file-changing')
})

test('what systems write into a folder while it is read is no change', async () => {
  await mkdir(inTemp('export'))
  await writeFeed(inTemp('export/a.json'), mentions(1, 200))
  const importNo = await add(inTemp('export'))
  const looked = meanwhile(async () => {
    await mkdir(inTemp('export/__MACOSX'))
    for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '._a.json', '__MACOSX/a'])
      await writeFile(inTemp(`export/${name}`), 'x')
  })
  assert.equal(await runImport(looked, importNo, 50), 'done')
  assert.equal((await rowOf(importNo)).counts.actsAdded, 200)
})

test('another file put under the same path takes the place of the first one', async () => {
  await writeFeed(inTemp('a.json'), mentions(1, 200))
  const importNo = await add(inTemp('a.json'))
  assert.equal(
    await runImport(
      meanwhile(() => pauseImport(ctx, importNo)),
      importNo,
      50,
    ),
    'paused',
  )
  await writeFeed(inTemp('a.json'), mentions(1000, 30))
  await resumeImport(ctx, importNo)
  assert.equal(await runImport(ctx, importNo, 50), 'done')
  await assertWhole(ctx)
  assert.deepEqual(await dumpLedger(ctx), await aloneWith(inTemp('a.json')))
})

test('a file cut off at any 64 KB keeps what could be read, says so, and the whole one adds only the rest', async () => {
  const whole = Buffer.from(feed(mentions(1, 1100)))
  const step = 64 * 1024
  const borders = Array.from({ length: Math.floor(whole.length / step) }, (_, i) => (i + 1) * step)
  assert.ok(borders.length >= 5)
  await writeFile(inTemp('whole.json'), whole)
  for (const border of borders) {
    await writeFile(inTemp(`cut-${border}.json`), whole.subarray(0, border))
    const cut = await importFile(ctx, inTemp(`cut-${border}.json`))
    const report = await loadImport(ctx, cut, 'en')
    assert.equal(report.status, 'done')
    assert.deepEqual(
      report.leftOutCounts.map(({ code, count }) => [code, count]),
      [['truncated', 1]],
    )
    assert.ok(report.added.acts > border / 700)
    const rest = await importFile(ctx, inTemp('whole.json'))
    const { added, known, changed } = await loadImport(ctx, rest, 'en')
    assert.deepEqual([added.acts, known.acts, changed.acts], [1100 - report.added.acts, report.added.acts, 0])
    await assertWhole(ctx)
    for (const importNo of [cut, rest]) await undoImport(ctx, importNo)
  }
})

test('a file that goes away in the middle waits for its content, which may come from elsewhere', async () => {
  await mkdir(inTemp('disk'))
  await writeFeed(inTemp('disk/a.json'), mentions(1, 150))
  await writeFeed(inTemp('disk/b.json'), mentions(151, 150))
  await mkdir(inTemp('copy'))
  for (const name of ['a.json', 'b.json']) await copyFile(inTemp(`disk/${name}`), inTemp(`copy/${name}`))
  const importNo = await add(inTemp('disk'))
  const ended = await runImport(
    meanwhile(() => rm(inTemp('disk'), { recursive: true })),
    importNo,
    50,
  )
  assert.equal(ended, 'failed')
  const { failure, rows_done } = await rowOf(importNo)
  assert.equal(failure?.code, 'file-gone')
  assert.ok(rows_done >= 50)
  await assertWhole(ctx)

  await resumeImport(ctx, importNo)
  assert.equal(await runImport(ctx, importNo, 50), 'failed')
  assert.equal((await rowOf(importNo)).rows_done, rows_done)

  const copy = await add(inTemp('copy'))
  assert.equal(await runImport(ctx, copy, 50), 'done')
  assert.equal((await rowOf(copy)).same_as, importNo)
  const row = await rowOf(importNo)
  assert.deepEqual(
    [row.status, row.rows_done, row.counts.actsAdded, row.counts.actsKnown],
    ['done', 300, 300, 0],
  )
  assert.deepEqual(await dumpLedger(ctx), await aloneWith(inTemp('copy')))
})

for (const { name, content, code } of [
  { name: 'missing.json', content: undefined, code: 'file-gone' },
  { name: 'empty.json', content: '', code: 'empty-file' },
  { name: 'foreign.json', content: '{"hello": "world"}', code: 'unknown-format' },
]) {
  test(`${name} says what is the matter and can be tried again`, async () => {
    if (content !== undefined) await writeFile(inTemp(name), content)
    const importNo = await add(inTemp(name))
    assert.equal(await runImport(ctx, importNo), 'failed')
    assert.equal((await rowOf(importNo)).failure?.code, code)
    assert.match((await loadImport(ctx, importNo, 'ja')).message ?? '', /「/)
    await writeFeed(inTemp(name), mentions(1, 3))
    await resumeImport(ctx, importNo)
    assert.equal(await runImport(ctx, importNo), 'done')
  })
}

test('one broken item of a thousand is one reject with its place; all others are in', async () => {
  const items = mentions(1, 1000).map(item => JSON.stringify(item))
  const breaks = [
    (item: string) => item.slice(0, item.length / 2),
    () => '{"wm-target": "https://hanako.example/", "wm-property": "like-of"}',
    () => '17',
    (item: string) => item.replace(/"published":"[^"]*","wm-received":"[^"]*",/, ''),
  ]
  // Both ends and every 83rd place: each of the thousand would say the same.
  const places = [0, ...Array.from({ length: 12 }, (_, i) => 41 + 83 * i), 999]
  for (const [i, k] of places.entries()) {
    const spoiled = items.toSpliced(k, 1, breaks[i % breaks.length]!(items[k]!))
    await writeFile(inTemp(`k-${k}.json`), `{"children": [\n${spoiled.join(',\n')}\n]}`)
    const importNo = await importFile(ctx, inTemp(`k-${k}.json`))
    const { status, leftOut, added } = await loadImport(ctx, importNo, 'en')
    assert.deepEqual([status, added.acts, leftOut.length], ['done', 999, 1], `item ${k}`)
    assert.ok(leftOut[0]!.where.includes(`#${k + 1}`), leftOut[0]!.where)
    await assertWhole(ctx)
    await undoImport(ctx, importNo)
  }
})

test('pause keeps the place, resume goes on from it, cancel keeps what was read', async () => {
  const path = await writeFeed(inTemp('a.json'), mentions(1, 300))
  const importNo = await add(path)
  assert.equal(
    await runImport(
      meanwhile(() => pauseImport(ctx, importNo)),
      importNo,
      50,
    ),
    'paused',
  )
  const { rows_done, wish } = await rowOf(importNo)
  assert.ok(rows_done >= 50 && rows_done < 300)
  assert.deepEqual([wish, (await countFacts(ctx)).act], [null, rows_done])
  await assertWhole(ctx)
  assert.equal(await runImport(ctx, importNo, 50), 'paused')
  await resumeImport(ctx, importNo)
  const ended = await runImport(
    meanwhile(() => cancelImport(ctx, importNo)),
    importNo,
    50,
  )
  assert.equal(ended, 'cancelled')
  assert.ok((await rowOf(importNo)).rows_done > rows_done)
  await assertWhole(ctx)
  await resumeImport(ctx, importNo)
  assert.equal(await runImport(ctx, importNo, 50), 'done')
  assert.deepEqual(await dumpLedger(ctx), await aloneWith(path))
  await assert.rejects(pauseImport(ctx, importNo), { code: 'import-state' })
})

/** The sample archive with some of its words changed. */
async function changedArchive(folder: string, was: string, is: string): Promise<string> {
  await mkdir(inTemp(folder))
  for (const name of ['actor.json', 'outbox.json']) {
    const text = await readFile(join(mastodonSample, name), 'utf8')
    await writeFile(inTemp(`${folder}/${name}`), text.replaceAll(was, is))
  }
  return inTemp(folder)
}

test('the archive of another account asks first; nothing of it is in until the owner says yes', async () => {
  await importFile(ctx, mastodonSample)
  const before = await dumpLedger(ctx)
  const other = await changedArchive('other', 'hanako', 'koubou')
  const asks = await importFile(ctx, other)
  const report = await loadImport(ctx, asks, 'en')
  assert.equal(report.status, 'asking')
  assert.match(report.question ?? '', /@koubou@mstdn\.example.*@hanako@mstdn\.example/)
  assert.deepEqual(await dumpLedger(ctx), before)

  await cancelImport(ctx, asks)
  assert.deepEqual(await dumpLedger(ctx), before)
  assert.equal((await rowOf(asks)).status, 'cancelled')

  const again = await importFile(ctx, other)
  assert.equal((await rowOf(again)).status, 'asking')
  await confirmImport(ctx, again)
  assert.equal(await runImport(ctx, again), 'done')
  const selves = await ctx.store.sql`select self_key from source order by self_key`
  assert.deepEqual(
    selves.map(row => row.self_key),
    ['https://mstdn.example/users/hanako', 'https://mstdn.example/users/koubou'],
  )
  await assertWhole(ctx)
  await undoImport(ctx, again)
  assert.deepEqual(await dumpLedger(ctx), before)
})

test('a newer archive of the same account, under another name, does not ask', async () => {
  await importFile(ctx, mastodonSample)
  const newer = await changedArchive('newer', '縁 花子', '縁 はなこ')
  assert.equal((await rowOf(await importFile(ctx, newer))).status, 'done')
  await assertWhole(ctx)
})

test('what one file tells twice counts once, in the words it said first', async () => {
  const told = [...mentions(1, 60), mention({ no: 1, text: 'twice' }), ...mentions(50, 20)]
  const importNo = await add(await writeFeed(inTemp('a.json'), told))
  await runImport(ctx, importNo, 25)
  const { counts } = await rowOf(importNo)
  assert.deepEqual([counts.actsAdded, counts.actsKnown], [69, 12])
  const [act] = await ctx.store.sql`select text from act where external_key = 'wm:1'`
  assert.equal(act!.text, null)
})
