import assert from 'node:assert/strict'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { addPerson } from '#loop/know/people.ts'
import { verifyBackup } from '#store/backup-manifest.ts'
import { backupsAmong, backupsOf, holding } from '#store/backups.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { smallDisk } from '#tests/small-disk.ts'
import { copyDaily, copyState } from './daily-copy.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const on = new AbortController().signal
const copy = (ctx: TestCtx) => copyDaily(ctx, '0.2.0', on)
const folder = (ctx: TestCtx) => join(ctx.dataDir, 'backups')

async function withPeople(t: TestContext): Promise<TestCtx> {
  const ctx = await testCtx()
  t.after(() => ctx.end())
  await addPerson(ctx, { name: 'Maya Lindqvist' })
  return ctx
}

describe('the daily copy', () => {
  test('is made once a day, read back, and the newest seven stay', async t => {
    const ctx = await withPeople(t)
    assert.equal(await copy(ctx), true)
    assert.equal(await copy(ctx), false, 'the same day')
    const first = (await backupsOf(ctx.dataDir, ctx.owner))[0]!
    const { tables } = await verifyBackup(join(folder(ctx), first.name))
    assert.equal(tables.find(({ table }) => table === 'person')!.rows, 1)
    assert.deepEqual(await copyState(ctx), { newestAt: ctx.now(), failed: null })
    for (let day = 0; day < 9; day++) {
      ctx.setNow(ctx.now() + dayMs - 1)
      assert.equal(await copy(ctx), false)
      ctx.setNow(ctx.now() + 1)
      assert.equal(await copy(ctx), true)
    }
    const names = await readdir(folder(ctx))
    assert.equal(names.length, 7)
    assert.ok(!names.includes(first.name))
  })

  test('is made again after the clock stood ahead and was set right, and wrong dates go first', async t => {
    const ctx = await withPeople(t)
    const today = ctx.now()
    ctx.setNow(today + 365 * dayMs)
    for (let day = 0; day < 7; day++) {
      assert.equal(await copy(ctx), true)
      ctx.setNow(ctx.now() + dayMs)
    }
    for (let day = 0; day < 7; day++) {
      ctx.setNow(today + day * dayMs)
      assert.equal(await copy(ctx), true)
      assert.equal(await copy(ctx), false, 'once')
      assert.equal((await copyState(ctx)).newestAt, ctx.now())
    }
    const kept = await backupsOf(ctx.dataDir, ctx.owner)
    assert.deepEqual(
      kept.map(({ madeAt }) => madeAt),
      [0, 1, 2, 3, 4, 5, 6].map(day => today + day * dayMs),
    )
  })

  test('is not made where it would take the ledger’s room, and says so', async t => {
    const ctx = await withPeople(t)
    const disk = await smallDisk(t, 'size=100m')
    if ('why' in disk) return t.skip(disk.why)
    const full = { ...ctx, dataDir: disk.dir }
    assert.equal(await copyDaily(full, '0.2.0', on), false)
    const { failed } = await copyState(full)
    assert.equal(failed!.code, 'backup-space')
    assert.ok(Number(failed!.facts.needed) > 256 && Number(failed!.facts.free) < 110)
  })

  test('of an empty ledger is none, and an import goes first, but not for ever', async t => {
    const ctx = await testCtx()
    t.after(() => ctx.end())
    assert.equal(await copy(ctx), false)
    await addPerson(ctx, { name: 'Maya Lindqvist' })
    await ctx.store.sql`
      insert into import (owner_id, import_no, file_name, status, created_at)
      values (${ctx.owner}, 901, 'x.vcf', 'waiting', ${new Date(ctx.now())})`
    assert.equal(await copy(ctx), false)
    await ctx.store.sql`update import set status = 'done' where import_no = 901`
    assert.equal(await copy(ctx), true)
    await ctx.store.sql`update import set status = 'waiting' where import_no = 901`
    ctx.setNow(ctx.now() + dayMs)
    assert.equal(await copy(ctx), false)
    ctx.setNow(ctx.now() + dayMs + 1)
    assert.equal(await copy(ctx), true)
  })

  test('that fails leaves the good one, is told, and is tried again after an hour', async t => {
    const ctx = await withPeople(t)
    await mkdir(ctx.dataDir, { recursive: true })
    // No folder can be made where a file lies.
    await writeFile(folder(ctx), 'x')
    assert.equal(await copy(ctx), false)
    const { failed, newestAt } = await copyState(ctx)
    assert.equal(failed!.code, 'backup-failed')
    assert.equal(newestAt, null)
    await rm(folder(ctx))
    assert.equal(await copy(ctx), false, 'within the hour')
    ctx.setNow(ctx.now() + hourMs)
    assert.equal(await copy(ctx), true)
    assert.equal((await copyState(ctx)).failed, null)

    const good = (await readdir(folder(ctx)))[0]!
    ctx.setNow(ctx.now() + dayMs)
    await ctx.store.sql`alter table note rename to note_away`
    assert.equal(await copy(ctx), false)
    assert.equal((await copyState(ctx)).failed!.code, 'backup-failed')
    await ctx.store.sql`alter table note_away rename to note`
    assert.deepEqual(await readdir(folder(ctx)), [good])
    await verifyBackup(join(folder(ctx), good))
  })

  test('of two processes at once is one, and a killed one’s remains are swept', async t => {
    const ctx = await withPeople(t)
    await mkdir(join(folder(ctx), '999999999.part'), { recursive: true })
    const made = await Promise.all([copy(ctx), copy(ctx), copy(ctx)])
    assert.equal(made.filter(Boolean).length, 1)
    assert.equal((await readdir(folder(ctx))).length, 1)
  })

  test('that is stopped leaves nothing half made', async t => {
    const ctx = await withPeople(t)
    const stopped = new AbortController()
    const copying = copyDaily(ctx, '0.2.0', stopped.signal)
    stopped.abort()
    await copying
    const names = await readdir(folder(ctx)).catch(() => [])
    assert.ok(names.every(name => !name.endsWith('.part')))
  })
})

test('the copies that hold what came at a moment are told by their dates', () => {
  const names = [
    '2026-11-20T03-00-00-000Z-day-schema-9-5f0c2a9b',
    '2026-11-21T03-00-00-000Z-schema-8-5f0c2a9b',
    '2026-11-22T03-00-00-000Z-2-day-schema-9-5f0c2a9b',
    '2026-11-22T03-00-00-000Z-day-schema-9-5f0c2a9b',
    '2026-11-23T03-00-00-000Z-day-schema-9-ffffffff',
    '12345.part',
  ]
  const backups = backupsAmong(names, '5f0c2a9b')
  assert.deepEqual(
    backups.map(({ kind }) => kind),
    ['day', 'change', 'day', 'day'],
  )
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
  assert.deepEqual(holding(backups, at('2026-11-20')), { until: '2026-11-29', beforeChanges: 1 })
  assert.deepEqual(holding(backups, at('2026-11-22')), { until: '2026-11-29', beforeChanges: 0 })
  assert.deepEqual(holding(backups, at('2026-11-23')), { until: null, beforeChanges: 0 })
})
