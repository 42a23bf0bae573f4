import assert from 'node:assert/strict'
import { statfsSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { refusals } from '#ledger/words.ts'
import { loadImport, loadImports } from '#screens/imports/load.ts'
import { openCtx } from '#server/ctx.ts'
import type { Ctx } from '#store/ctx.ts'
import { freeMb } from '#store/make-cluster.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { filling, watched } from '#tests/killed.ts'
import { type Dump, dumpLedger } from '#tests/ledger-dump.ts'
import { mention, mentions, writeFeed } from '#tests/mentions.ts'
import { smallDisk } from '#tests/small-disk.ts'
import { neededMb } from './full-disk.ts'
import { addImport, importByNo, nextImport, resumeImport } from './imports.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

/** The ledger on a disk with room for so many more statements. */
function onDisk(disk: { left: number }, log: string[] = []): Ctx {
  return {
    ...ctx,
    log: line => void log.push(line),
    store: {
      ...ctx.store,
      sql: filling(ctx.store.sql, disk),
      single: () => filling(ctx.store.single(), disk),
    },
  }
}

const archive = [
  ...mentions(50, 150),
  { 'wm-target': 'https://hanako.example/', 'wm-property': 'like-of' },
  mention({ no: 55, text: 'again' }),
  ...mentions(10, 60, { by: { name: 'ゆい', url: 'https://sato.example/' } }),
]

test('wherever the disk becomes full, the import rests and says so, and goes on at the owner’s word', async t => {
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), archive)
  let reference: Dump | undefined
  for (let room = 1_000; ; room = room === 1_000 ? 0 : room + (room < 8 ? 1 : 3)) {
    const importNo = await addImport(ctx, { path, name: 'a.json' })
    const disk = { left: room }
    const full = onDisk(disk)
    const ended = await runImport(full, importNo, 100)
    if (ended === 'done') {
      await assertWhole(ctx)
      reference ??= await dumpLedger(ctx)
      await undoImport(ctx, importNo)
      if (room < 1_000) {
        t.diagnostic(`${room} statements that write`)
        break
      }
      continue
    }
    assert.equal(ended, 'failed', `after ${room} statements`)
    assert.equal(await nextImport(full), undefined, 'it is not tried again and again')
    const report = await loadImport(full, importNo, 'en')
    assert.deepEqual([report.status, report.message], ['failed', refusals.en['disk-full']])
    assert.equal(report.progress.remainingSeconds, null)
    assert.equal((await loadImports(full, 'ja'))[0]!.message, refusals.ja['disk-full'])
    await assertWhole(ctx, { underWay: true })

    disk.left = Number.POSITIVE_INFINITY
    // Half of the time the worker looks in between and writes down what was remembered.
    if (room % 2 === 0) {
      assert.equal(await nextImport(full), undefined)
      assert.equal((await importByNo(ctx.store.sql, ctx.owner, importNo)).status, 'failed')
    }
    await resumeImport(full, importNo)
    assert.equal(await nextImport(full), importNo)
    assert.equal(await runImport(full, importNo, 100), 'done')
    await assertWhole(ctx)
    assert.deepEqual(await dumpLedger(ctx), reference, `after ${room} statements`)
    await undoImport(ctx, importNo)
  }
})

test('where only the end can still be written, the reserve is given up for it', async () => {
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), archive)
  const reserve = join(ctx.dataDir, 'reserve')
  await writeFile(reserve, 'space')
  const importNo = await addImport(ctx, { path, name: 'a.json' })
  const disk = { left: 5 }
  assert.equal(await runImport(onDisk(disk), importNo, 100), 'failed')
  await assert.rejects(writeFile(reserve, '', { flag: 'r+' }), { code: 'ENOENT' })
})

test('a disk that fills up in the middle of an import: it rests before PostgreSQL has to stop, and goes on when there is space', async t => {
  const disk = await smallDisk(t, 'size=520m')
  if ('why' in disk) return t.skip(disk.why)
  const house = await openCtx({ dataDir: disk.dir } as Parameters<typeof openCtx>[0], { now: ctx.now })
  t.after(() => house.store.close())
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), mentions(1, 40_000))
  const importNo = await addImport(house, { path, name: 'a.json' })
  const filler = join(disk.dir, 'filler')
  const fill = (leave: number) => {
    const { bavail, bsize } = statfsSync(disk.dir)
    writeFileSync(filler, Buffer.alloc(bavail * bsize - leave * 1e6))
  }
  fill(100)
  assert.equal(await runImport(house, importNo), 'failed')
  const { message } = await loadImport(house, importNo, 'en')
  assert.match(message!, /^The disk is too full: \d+ MB are needed in disk, \d+ MB are free\./)
  await rm(filler)
  await resumeImport(house, importNo)
  let chunks = 0
  const single = () =>
    watched(house.store.single(), statement => {
      if (statement.includes('rows_done = rows_done +') && ++chunks === 3) fill(70)
    })
  assert.equal(await runImport({ ...house, store: { ...house.store, single } }, importNo, 1_000), 'failed')
  const { rows_done } = await importByNo(house.store.sql, house.owner, importNo)
  t.diagnostic(`${rows_done} rows, ${await freeMb(disk.dir)} MB left`)
  assert.ok(rows_done > 0 && rows_done < 40_000)
  await rm(filler)
  await resumeImport(house, importNo)
  assert.equal(await runImport(house, importNo), 'done')
  await assertWhole(house)
  assert.equal((await importByNo(house.store.sql, house.owner, importNo)).rows_done, 40_000)
})

test('what an import asks for grows with the file, up to a limit', () => {
  assert.deepEqual([0, 1e6, 100e6, 50e9].map(neededMb), [150, 151, 250, 500])
})
