import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Refusal } from '#ledger/refusal.ts'
import { type TestDatabase, testDatabase } from '#tests/database.ts'
import { migrate, readMigrations, schemaVersion } from './migrate.ts'
import type { Sql } from './open.ts'

test('applies what is missing in order, once', async t => {
  const { sql } = await empty(t)
  const files = { '0001_a.sql': 'create table a (id int)', '0003_b.sql': 'alter table a add word text' }
  const folder = migrationFolder(t, files)
  assert.deepEqual(await migrate(sql, folder), { before: 0, now: 3, applied: ['a', 'b'] })
  assert.deepEqual(await migrate(sql, folder), { before: 3, now: 3, applied: [] })
  assert.deepEqual(await tables(sql), ['a', 'schema_migration'])
})

test('two starters at once apply each migration once between them', async t => {
  const database = await empty(t)
  const folder = migrationFolder(t, {
    '0001_a.sql': 'create table a (id int); select pg_sleep(.05)',
    '0002_b.sql': 'create table b (id int)',
  })
  const both = await Promise.all([migrate(database.sql, folder), migrate(database.another(), folder)])
  assert.deepEqual(both.flatMap(one => one.applied).sort(), ['a', 'b'])
})

const ways: [string, string][] = [
  ['a statement that fails', 'select 1 / 0'],
  ['the connection cut off', 'select pg_terminate_backend(pg_backend_pid())'],
]
for (const [way, fault] of ways) {
  test(`every shipped migration, interrupted after each statement by ${way}, leaves nothing half`, async t => {
    const { sql } = await empty(t)
    const shipped = readMigrations()
    const done: Record<string, string> = {}
    let last = 0
    for (const { version, name, statements } of shipped) {
      const file = `${String(version).padStart(4, '0')}_${name}.sql`
      const before = await tables(sql)
      const parts = statements.split(/;[ \t]*$/m).filter(part => part.trim())
      for (let cut = 0; cut <= parts.length; cut++) {
        const folder = migrationFolder(t, {
          ...done,
          [file]: parts.toSpliced(cut, 0, `\n${fault}`).join(';'),
        })
        await assert.rejects(migrate(sql, folder))
        assert.deepEqual(await tables(sql), before)
        assert.equal(await schemaVersion(sql), last)
      }
      done[file] = statements
      last = version
      await migrate(sql, migrationFolder(t, done))
      assert.equal(await schemaVersion(sql), version)
    }
  })
}

test('a database that knows more than this Enishi is refused and left as it is', async t => {
  const { sql } = await empty(t)
  await migrate(sql, migrationFolder(t, { '0001_a.sql': 'create table a (id int)', '0002_b.sql': 'select' }))
  const older = migrationFolder(t, { '0001_a.sql': 'create table a (id int)' })
  await assert.rejects(migrate(sql, older), (error: Refusal) => {
    assert.deepEqual(
      { code: error.code, facts: error.facts },
      { code: 'data-newer', facts: { found: 2, known: 1 } },
    )
    return true
  })
  assert.equal(await schemaVersion(sql), 2)
})

test('the distribution statements run on Citus only, after their twin and in its transaction', async t => {
  const plain = await empty(t)
  const files = {
    '0001_a.sql': 'create table a (id int)',
    '0001_a.citus.sql': 'create table spread as table a',
  }
  await migrate(plain.sql, migrationFolder(t, files))
  assert.deepEqual(await tables(plain.sql), ['a', 'schema_migration'])

  const citus = await empty(t)
  await pretendCitus(citus.sql)
  await assert.rejects(
    migrate(citus.sql, migrationFolder(t, { ...files, '0001_a.citus.sql': 'select 1 / 0' })),
  )
  assert.deepEqual(await tables(citus.sql), [])
  await migrate(citus.sql, migrationFolder(t, files))
  assert.deepEqual(await tables(citus.sql), ['a', 'schema_migration', 'spread'])
})

const misnamed: [string, string[], RegExp][] = [
  ['no number', ['first.sql'], /first.sql is not named/],
  ['capitals', ['0001_Ledger.sql'], /not named/],
  ['one number twice', ['0001_a.sql', '0001_b.sql'], /two migrations are numbered 0001/],
  ['a twin alone', ['0001_a.sql', '0002_b.citus.sql'], /0002_b.citus.sql stands alone/],
]
for (const [what, files, message] of misnamed) {
  test(`refuses a folder with ${what}`, t => {
    assert.throws(
      () => readMigrations(migrationFolder(t, Object.fromEntries(files.map(file => [file, ''])))),
      message,
    )
  })
}

async function empty(t: TestContext): Promise<TestDatabase> {
  const database = await testDatabase({ migrated: false, max: 1 })
  t.after(() => database.close())
  return database
}

function migrationFolder(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'enishi-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

async function tables(sql: Sql): Promise<string[]> {
  const rows = await sql`select tablename from pg_tables where schemaname = 'public' order by 1`
  return rows.map(row => row.tablename)
}

const pretendCitus = (sql: Sql) => sql`
  insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
  values (99999, 'citus', 10, 'pg_catalog'::regnamespace, false, '14.0')`
