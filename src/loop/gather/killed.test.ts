import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCtx } from '#server/ctx.ts'
import type { Ctx } from '#store/ctx.ts'
import { readPidFile } from '#store/postmaster.ts'
import { isAway } from '#store/transact.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { failing, killedAfter } from '#tests/killed.ts'
import { type Dump, dumpLedger } from '#tests/ledger-dump.ts'
import { mention, mentions, writeFeed } from '#tests/mentions.ts'
import { numbersFrom } from '#tests/numbers.ts'
import { addImport, importByNo, resumeImport } from './imports.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

let ctx: TestCtx
const opened: TestCtx[] = []
beforeEach(async () => {
  ctx = await testCtx()
  opened.push(ctx)
})
afterEach(() => Promise.all(opened.splice(0).map(each => each.end())))

const rowsAtOnce = 100

/** As the worker does: calls again until the import stands still. */
async function runToEnd(ctx: Ctx, importNo: number): Promise<void> {
  for (;;) {
    try {
      const ended = await runImport(ctx, importNo, rowsAtOnce)
      if (ended === 'failed') await resumeImport(ctx, importNo)
      else if (ended !== 'elsewhere') return assert.equal(ended, 'done')
    } catch (error) {
      // What fails before the import has its lock reaches the caller, who calls again.
      if (!isAway(error) && (error as Error).message !== 'struck') throw error
    }
    await sleep(10)
  }
}

/** People who come again and again, later and under other names, with rows nobody can read between them. */
const archive = [
  ...mentions(1, 1500),
  ...mentions(1501, 500, { by: { name: '結衣', url: 'https://sato.example/' } }),
  { 'wm-target': 'https://hanako.example/', 'wm-property': 'like-of' },
  ...mentions(1400, 700, { text: 'また読みました' }),
]

async function uninterrupted(path: string): Promise<{ dump: Dump; counts: object }> {
  const alone = await testCtx()
  opened.push(alone)
  const importNo = await addImport(alone, { path, name: 'a.json' })
  await runToEnd(alone, importNo)
  const { counts, left_counts } = await importByNo(alone.store.sql, alone.owner, importNo)
  return { dump: await dumpLedger(alone), counts: { counts, left_counts } }
}

test('a process killed in the middle of an import, again and again, loses and doubles nothing', async t => {
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), archive)
  const whole = await uninterrupted(path)
  const random = numbersFrom(4649)
  let kills = 0
  for (let round = 0; kills < 15; round++) {
    assert.ok(round < 12, 'the import ends before it can be killed')
    const importNo = await addImport(ctx, { path, name: 'a.json' })
    for (let i = 0; i < 5; i++) {
      const done = (await importByNo(ctx.store.sql, ctx.owner, importNo)).rows_done
      if (await killedAfter(ctx, 'import', importNo, 20 + 250 * random(), rowsAtOnce)) kills++
      const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
      assert.ok(row.rows_done >= done, 'what was read is kept')
      await assertWhole(ctx, { underWay: true })
      if (row.status === 'done') break
    }
    await runToEnd(ctx, importNo)
    await assertWhole(ctx)
    const { counts, left_counts } = await importByNo(ctx.store.sql, ctx.owner, importNo)
    assert.deepEqual({ counts, left_counts }, whole.counts)
    assert.deepEqual(await dumpLedger(ctx), whole.dump)
    await undoImport(ctx, importNo)
  }
  t.diagnostic(`${kills} kills`)
})

test('a process killed while it takes an import back leaves the import or nothing of it', async t => {
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), archive)
  const random = numbersFrom(7)
  let kept = 0
  for (let i = 0; i < 4; i++) {
    const importNo = await addImport(ctx, { path, name: 'a.json' })
    await runToEnd(ctx, importNo)
    const before = await dumpLedger(ctx)
    await killedAfter(ctx, 'undo', importNo, 5 + 60 * random())
    // What the server had in hand ends first, one way or the other.
    await ctx.store.sql`select 1 from owner for update`
    await assertWhole(ctx)
    const { status } = await importByNo(ctx.store.sql, ctx.owner, importNo)
    if (status === 'done') {
      kept++
      assert.deepEqual(await dumpLedger(ctx), before)
      await undoImport(ctx, importNo)
    }
    assert.ok(Object.values(await dumpLedger(ctx)).every(rows => rows.length === 0))
  }
  t.diagnostic(`${kept} of 4 stood after the kill`)
})

for (const { code, what, first } of [
  { code: 'CONNECTION_CLOSED', what: 'the connection is cut', first: 1 },
  { code: '40P01', what: 'a deadlock is broken', first: 2 },
  { code: '42P01', what: 'the server refuses', first: 3 },
]) {
  test(`whichever statement fails because ${what}, the import ends as if nothing had been`, async t => {
    await writeFeed(
      join(ctx.dataDir, 'first.json'),
      mentions(1, 60, { text: 'before' }),
      '2026-05-01T00:00:00Z',
    )
    await runToEnd(ctx, await addImport(ctx, { path: join(ctx.dataDir, 'first.json'), name: 'first.json' }))
    const path = await writeFeed(join(ctx.dataDir, 'a.json'), [
      ...mentions(50, 150),
      { 'wm-target': 'https://hanako.example/', 'wm-property': 'like-of' },
      mention({ no: 55, text: 'again' }),
      ...mentions(10, 60, { by: { name: 'ゆい', url: 'https://sato.example/' } }),
    ])
    let reference: Dump | undefined
    for (let n = 0; ; n = n === 0 ? first : n + 5) {
      const left = { n, code }
      const struck: Ctx = {
        ...ctx,
        log: () => {},
        store: { ...ctx.store, single: () => failing(ctx.store.single(), left) },
      }
      const importNo = await addImport(ctx, { path, name: 'a.json' })
      await runToEnd(struck, importNo)
      await assertWhole(ctx)
      reference ??= await dumpLedger(ctx)
      assert.deepEqual(await dumpLedger(ctx), reference, `statement ${n}`)
      const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
      assert.equal(row.rows_done, 212)
      await undoImport(ctx, importNo)
      if (n > 0 && left.n > 0) {
        t.diagnostic(`${n - left.n} statements`)
        break
      }
    }
  })
}

test('when PostgreSQL is killed in the middle, the import goes on by itself and what was acknowledged is there', async t => {
  const dataDir = await testFolder()
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), archive)
  const whole = await uninterrupted(path)
  const config = { dataDir, databaseUrl: undefined } as Parameters<typeof openCtx>[0]
  const house = await openCtx(config, { now: ctx.now, log: () => {} })
  try {
    const importNo = await addImport(house, { path, name: 'a.json' })
    const ended = runToEnd(house, importNo)
    ended.catch(() => {})
    let acknowledged = 0
    while (acknowledged < 300) {
      acknowledged = (await importByNo(house.store.sql, house.owner, importNo)).rows_done
      await sleep(1)
    }
    const { pid } = readPidFile(join(dataDir, 'postgres'))!
    process.kill(pid, 'SIGKILL')
    await ended
    t.diagnostic(`killed after ${acknowledged} of ${archive.length} rows`)
    assert.ok(acknowledged < archive.length)
    await assertWhole(house)
    assert.deepEqual(await dumpLedger(house), whole.dump)
  } finally {
    await house.store.close()
    await remove(dataDir)
  }
})
