import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Refusal } from '#ledger/refusal.ts'
import { refusals } from '#ledger/words.ts'
import { openCtx, soleOwner } from '#server/ctx.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { testDatabase } from '#tests/database.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { numbersFrom } from '#tests/numbers.ts'
import { columnsAt, migrationsUpTo, releasedLedger, releasedSchemas, rowsOf } from '#tests/released.ts'
import { backUp } from './backup.ts'
import { fileOf, manifestFile, sealed, verifyBackup } from './backup-manifest.ts'
import { restoreBackup } from './backup-restore.ts'
import { tablesAt, tablesToKeep } from './backup-tables.ts'
import { migrate, readMigrations, schemaVersion } from './migrate.ts'
import type { Sql } from './open.ts'
import { isRoot } from './server-user.ts'

const newest = readMigrations().at(-1)!.version
const now = Date.parse('2026-11-23T09:00:00Z')

for (const schema of releasedSchemas) {
  test(`a ledger of schema ${schema} comes to the newest with every row, and its backup gives the same ledger`, async t => {
    const { sql, name, socketDir } = await releasedLedger(t, schema)
    const columns = await columnsAt(sql, schema)
    const before = await rowsOf(sql, schema, columns)
    for (const [table, rows] of Object.entries(before)) assert.ok(rows.length > 0, `nothing in ${table}`)
    const dataDir = await folder(t)
    const databaseUrl = `postgresql:///${name}?host=${socketDir}&user=enishi`
    const config = { dataDir, databaseUrl, version: '0.2.0' } as Parameters<typeof openCtx>[0]
    const ctx = await openCtx(config, { now: () => now })
    t.after(() => ctx.store.close())
    assert.equal(await schemaVersion(ctx.store.sql), newest)
    assert.deepEqual(await rowsOf(ctx.store.sql, schema, columns), before)

    const backup = soleBackup(dataDir)
    const manifest = await verifyBackup(backup)
    assert.deepEqual(
      {
        ...manifest,
        postgres: '',
        tables: Object.fromEntries(manifest.tables.map(one => [one.table, one.rows])),
      },
      {
        enishi: '0.2.0',
        schema,
        postgres: '',
        madeAt: '2026-11-23T09:00:00.000Z',
        tables: Object.fromEntries(tablesToKeep(schema).map(table => [table, before[table]!.length])),
      },
    )
    for (const file of [backup, ...readdirSync(backup).map(name => join(backup, name))])
      assert.equal(statSync(file).mode & 0o077, 0, 'for nobody else to read')

    const { sql: fresh } = await fromBackup(t, backup)
    const { session, one_time_code, ...kept } = before
    const restored = await rowsOf(fresh, schema, columns)
    assert.deepEqual(restored, { ...kept, session: [], one_time_code: [] })
    assert.deepEqual(await dumpLedger({ ...ctx, store: { ...ctx.store, sql: fresh } }), await dumpLedger(ctx))
    assert.equal(await schemaVersion(fresh), newest)
  })
}

test('a migration that fails half way leaves the old schema, every row, and a whole backup', async t => {
  const { sql } = await releasedLedger(t, 1)
  const columns = await columnsAt(sql, 1)
  const before = await rowsOf(sql, 1, columns)
  const dataDir = await folder(t)
  const failing = migrationsUpTo(t, 1)
  writeFileSync(join(failing, '0002_half.sql'), "update act set text = 'lost'; drop table note; select 1 / 0")
  for (let turn = 0; turn < 2; turn++) {
    await assert.rejects(migrate(sql, failing, backUpTo(dataDir)), { code: '22012' })
    assert.equal(await schemaVersion(sql), 1)
    assert.deepEqual(await rowsOf(sql, 1, columns), before)
  }
  const [backup, again] = backupsIn(dataDir)
  assert.ok(again, 'each start makes its own')
  const { sql: fresh } = await fromBackup(t, backup!)
  const { session, one_time_code, ...kept } = before
  assert.deepEqual(await rowsOf(fresh, 1, columns), { ...kept, session: [], one_time_code: [] })
})

test('an empty ledger, and one that is up to date, need no backup', async t => {
  const { sql } = await empty(t)
  const dataDir = await folder(t)
  await migrate(sql, undefined, backUpTo(dataDir))
  await migrate(sql, undefined, () => assert.fail('nothing is to be changed'))
  assert.equal(existsSync(join(dataDir, 'backups')), false)
})

test('two starters at once make one backup between them', async t => {
  const database = await releasedLedger(t, 1)
  const dataDir = await folder(t)
  const start = (sql: Sql) => migrate(sql, undefined, backUpTo(dataDir))
  await Promise.all([start(database.sql), start(database.another())])
  await verifyBackup(soleBackup(dataDir))
})

test('the newest three of a ledger are kept; what a killed one left goes; others’ stay', async t => {
  const { sql } = await releasedLedger(t, 1)
  const dataDir = await folder(t)
  const home = join(dataDir, 'backups')
  const others = '2020-01-01T00-00-00-000Z-schema-1-0a0a0a0a'
  for (const name of [others, 'my own', '999999999.part']) mkdirSync(join(home, name), { recursive: true })
  const made: string[] = []
  // The clock is set back before the last one.
  for (const day of [0, 1, 2, 2, -9])
    made.push((await sql.begin(tx => backUp(tx, 1, { dataDir, enishi: '0.2.0', now: now + day * 864e5 })))!)
  assert.equal(new Set(made).size, 5)
  const kept = [...made.slice(2), join(home, others), join(home, 'my own')]
  assert.deepEqual(backupsIn(dataDir), kept.sort())
  for (const backup of made.slice(2)) await verifyBackup(backup)
})

test('where no backup can be written, nothing is changed, and the sentence says why', async t => {
  const { sql } = await releasedLedger(t, 1)
  const dataDir = await folder(t)
  writeFileSync(join(dataDir, 'backups'), 'a file')
  const error = await refusalOf(migrate(sql, undefined, backUpTo(dataDir)))
  assert.deepEqual(error.facts, { dir: join(dataDir, 'backups'), why: 'EEXIST' })
  assert.match(refusals.en['backup-failed'](error.facts), /backup in .*EEXIST.*ledger is as it was/)
  assert.match(refusals.ja['backup-failed'](error.facts), /バックアップ.*EEXIST.*台帳は元のまま/)
  assert.equal(await schemaVersion(sql), 1)
})

// Room for one MB; and for five files and folders, so that the disk is full in the middle of the backup.
for (const options of ['size=1m', 'size=64m,nr_inodes=6']) {
  test(`a full disk (${options}) refuses the start and leaves the ledger and no half backup`, async t => {
    const dataDir = await testFolder()
    const disk = join(dataDir, 'backups')
    t.after(async () => {
      spawnSync('umount', [disk])
      await remove(dataDir)
    })
    mkdirSync(disk)
    const mounted = isRoot() && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status === 0
    if (!mounted) return t.skip('a small disk cannot be mounted here')
    const { sql } = await releasedLedger(t, 1)
    // The third table, and more of it than a stream holds back.
    await sql`
      insert into import (owner_id, import_no, status, file_name, created_at)
      select (select owner_id from owner), no, 'done', string_agg(md5(random()::text), ''), now()
      from generate_series(100, 160) no, generate_series(1, 2000) group by no`
    const before = await rowsOf(sql, 1)
    const error = await refusalOf(migrate(sql, undefined, backUpTo(dataDir)))
    assert.equal(error.code, 'backup-space')
    assert.equal(error.facts.dir, disk)
    assert.deepEqual(readdirSync(disk), [])
    assert.equal(await schemaVersion(sql), 1)
    assert.deepEqual(await rowsOf(sql, 1), before)
  })
}

test('every flipped bit, cut and missing file of a backup is found, and by its name', async t => {
  const backup = await someBackup(t)
  const random = numbersFrom(22)
  const files = readdirSync(backup)
  for (let turn = 0; turn < 200; turn++) {
    const file = files[turn % files.length]!
    const path = join(backup, file)
    const bytes = readFileSync(path)
    const spoiled = Buffer.from(bytes)
    const at = Math.floor(random() * bytes.length)
    spoiled[at]! ^= 1 << Math.floor(random() * 8)
    if (turn % 10 === 8) truncateSync(path, at)
    else if (turn % 10 === 9) rmSync(path)
    else writeFileSync(path, spoiled)
    const error = await refusalOf(verifyBackup(backup))
    if (error.code === 'not-a-backup') assert.ok(file === manifestFile && !existsSync(path))
    else assert.deepEqual([error.code, error.facts.file], ['backup-broken', file], `${turn}: ${at}`)
    writeFileSync(path, bytes)
  }
  await verifyBackup(backup)
})

test('a backup whose rows are not those of its manifest is not restored, and the ledger stays empty', async t => {
  const backup = await someBackup(t)
  const { sql } = await testDatabaseOf(t)
  const original = JSON.parse(readFileSync(join(backup, manifestFile), 'utf8'))
  const notes = join(backup, fileOf('note'))
  const bytes = readFileSync(notes)
  const { hash } = await import('node:crypto')
  for (const text of [gunzipSync(bytes).toString() + gunzipSync(bytes), 'no row\n', '']) {
    writeFileSync(notes, gzipSync(text))
    const { sha256, ...manifest } = original
    const file = readFileSync(notes)
    for (const one of manifest.tables)
      if (one.table === 'note') Object.assign(one, { bytes: file.length, sha256: hash('sha256', file) })
    writeFileSync(join(backup, manifestFile), sealed(manifest))
    await assert.rejects(restoreBackup(sql, backup))
    assert.equal(await schemaVersion(sql), newest)
    assert.equal((await sql`select from act`).length, 0)
  }
  for (const manifest of [{ ...original, sha256: undefined, schema: newest + 1 }, { schema: 1 }, []]) {
    const { sha256, ...rest } = manifest as Record<string, unknown>
    writeFileSync(join(backup, manifestFile), sealed(rest))
    const { code } = await refusalOf(restoreBackup(sql, backup))
    assert.equal(code, rest.schema === newest + 1 ? 'data-newer' : 'backup-broken')
  }
})

test('a ledger with something in it, or open elsewhere, is not replaced; an unused one is', async t => {
  const backup = await someBackup(t)
  const used = await releasedLedger(t, 1)
  const before = await rowsOf(used.sql, 1)
  assert.equal((await refusalOf(restoreBackup(used.sql, backup))).code, 'ledger-not-empty')
  assert.deepEqual(await rowsOf(used.sql, 1), before)

  const { sql, another } = await testDatabaseOf(t)
  const owner = await soleOwner(sql, now)
  const server = another(1)
  await server`select pg_advisory_lock(hashtextextended(${`serve ${owner}`}, 0))`
  assert.equal((await refusalOf(restoreBackup(sql, backup))).code, 'busy')
  await server.end()
  await sql`create table of_another_program (no int)`
  await restoreBackup(sql, backup)
  assert.notEqual(await soleOwner(another(1), now), owner)
  assert.equal((await another(1)`select from of_another_program`).length, 0)
})

test('the tables read out of the migrations are those of the catalogue, at every version', async t => {
  const { sql } = await empty(t)
  for (const { version } of readMigrations()) {
    await migrate(sql, migrationsUpTo(t, version))
    const rows = await sql`
      select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'`
    assert.deepEqual(rows.map(row => row.tablename).sort(), tablesAt(version).sort())
  }
})

const backUpTo = (dataDir: string) => (tx: Parameters<typeof backUp>[0], schema: number) =>
  backUp(tx, schema, { dataDir, enishi: '0.2.0', now })

async function folder(t: TestContext): Promise<string> {
  const dir = await testFolder()
  t.after(() => remove(dir))
  return dir
}

async function empty(t: TestContext) {
  const database = await testDatabase({ migrated: false })
  t.after(() => database.close())
  return database
}

async function testDatabaseOf(t: TestContext) {
  const database = await testDatabase()
  t.after(() => database.close())
  return database
}

async function fromBackup(t: TestContext, backup: string) {
  const database = await empty(t)
  await restoreBackup(database.sql, backup)
  return database
}

async function someBackup(t: TestContext): Promise<string> {
  const { sql } = await releasedLedger(t, 1)
  const dataDir = await folder(t)
  return (await sql.begin(tx => backUp(tx, 1, { dataDir, enishi: '0.2.0', now })))!
}

function backupsIn(dataDir: string): string[] {
  const home = join(dataDir, 'backups')
  return readdirSync(home)
    .sort()
    .map(name => join(home, name))
}

function soleBackup(dataDir: string): string {
  const found = backupsIn(dataDir)
  assert.equal(found.length, 1)
  return found[0]!
}

async function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  const error = await attempt.then(
    () => undefined,
    error => error,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}
