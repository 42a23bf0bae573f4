import assert from 'node:assert/strict'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#ledger/refusal.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { withDatabase } from '#tests/database.ts'
import { openStore, placeOf, serves } from './open.ts'
import { clearOrphans, readPidFile } from './postmaster.ts'
import { isAway, transact } from './transact.ts'

test('kill -9 of PostgreSQL under writes: it comes back by itself, with every acknowledged row', async t => {
  const dataDir = await folder(t)
  const store = await openStore({ dataDir, max: 4 })
  await store.sql`create table row (no int primary key)`
  const acknowledged: number[] = []
  let next = 0
  let stop = false
  const writer = async () => {
    while (!stop) {
      const no = ++next
      await store.sql`insert into row values (${no})`.then(
        () => acknowledged.push(no),
        error => assert.ok(isAway(error), `not known as away: ${error.code} ${error.message}`),
      )
    }
  }
  const writing = Promise.all([writer(), writer(), writer(), writer()])
  const seen = async (what: () => boolean) => {
    while (!what()) await Promise.race([sleep(5), writing])
  }
  const pidNow = () => readPidFile(join(dataDir, 'postgres'))?.pid
  try {
    for (let turn = 0; turn < 3; turn++) {
      const until = acknowledged.length + 100
      await seen(() => acknowledged.length >= until)
      const pid = pidNow()!
      process.kill(pid, 'SIGKILL')
      const diedAt = performance.now()
      // Its children may go on for a moment: a row counts as written again when there is another server.
      await seen(() => (pidNow() ?? pid) !== pid)
      const before = acknowledged.length
      await seen(() => acknowledged.length >= before + 10)
      t.diagnostic(`writing again ${Math.round(performance.now() - diedAt)} ms after kill -9`)
    }
    stop = true
    await writing
    const rows = await store.sql`select no from row`
    const there = new Set(rows.map(row => row.no))
    assert.deepEqual(
      acknowledged.filter(no => !there.has(no)),
      [],
    )
  } finally {
    stop = true
    await store.close()
  }
})

test('a folder that is gone is told and never replaced by an empty ledger', async t => {
  const dataDir = join(await folder(t), 'data')
  const store = await openStore({ dataDir, max: 2 })
  await store.sql`create table row (no int primary key)`
  const { pid } = readPidFile(join(dataDir, 'postgres'))!
  renameSync(dataDir, `${dataDir}-moved`)
  process.kill(pid, 'SIGKILL')
  await sleep(50)
  const errors: unknown[] = []
  while (!errors.some(error => error instanceof Refusal && error.code === 'data-gone')) {
    await store.sql`insert into row values (1)`.catch(error => errors.push(error))
    assert.ok(errors.length < 10, errors.join('\n'))
  }
  assert.ok(!existsSync(dataDir))
  renameSync(`${dataDir}-moved`, dataDir)
  await clearOrphans(join(dataDir, 'postgres'))
  const [row] = await store.sql`select count(*) as rows from row`
  assert.equal(row!.rows, 0)
  await store.close()
})

test('when it cannot come back, the cause is told, and no place in the pool is lost over it', async t => {
  const dataDir = await folder(t)
  const store = await openStore({ dataDir, max: 2, cluster: { durable: false } })
  const version = join(dataDir, 'postgres', 'PG_VERSION')
  writeFileSync(version, '17\n')
  process.kill(readPidFile(join(dataDir, 'postgres'))!.pid, 'SIGKILL')
  await sleep(50)
  for (let turn = 0; turn < 6; turn++) {
    const error = await store.sql`select`.then(
      () => undefined,
      error => error,
    )
    assert.ok(error instanceof Refusal ? error.code === 'postgres-version' : isAway(error), String(error))
  }
  writeFileSync(version, '18\n')
  const [row] = await Promise.all([store.sql`select 1 as one`, store.sql`select 2 as two`]).then(
    ([rows]) => rows,
  )
  assert.equal(row!.one, 1)
  await store.close()
})

test('one’s own server by DATABASE_URL, over a socket in each way of writing it', () =>
  withDatabase(async (_sql, { socketDir, name }) => {
    const urls = [
      `postgres://enishi@${encodeURIComponent(socketDir)}/${name}`,
      `postgresql:///${name}?host=${socketDir}&user=enishi`,
      `postgresql://enishi@/${name}?host=${socketDir}`,
    ]
    for (const databaseUrl of urls) {
      const store = await openStore({ dataDir: '/nowhere', databaseUrl })
      assert.equal(store.kind, 'server')
      const [row] = await store.sql`select current_database() as name, current_setting('TimeZone') as zone`
      assert.deepEqual({ ...row }, { name, zone: 'UTC' })
      assert.match(store.describe, /^PostgreSQL 18/)
      await store.close()
    }
  }))

test('a server that is not there is refused by its place, never with a password', async () => {
  const opening = openStore({ dataDir: '/nowhere', databaseUrl: 'postgres://aoi:hidden@127.0.0.1:1/ledger' })
  await assert.rejects(opening, (error: Refusal) => {
    assert.equal(error.code, 'server-unreachable')
    assert.deepEqual(error.facts, { where: '127.0.0.1:1/ledger', why: 'ECONNREFUSED' })
    return true
  })
})

const versions: [number, boolean][] = [
  [140_017, false],
  [150_000, true],
  [180_004, true],
  [190_000, false],
]
for (const [number, yes] of versions)
  test(`PostgreSQL ${number} is ${yes ? 'served' : 'refused'}`, () => assert.equal(serves(number), yes))

const places: [string, string][] = [
  ['postgres://aoi:hidden@db.example:5433/ledger', 'db.example:5433/ledger'],
  ['postgresql:///ledger?host=/run/postgresql', '/run/postgresql/ledger'],
  ['postgresql://aoi@/ledger?host=/run/postgresql', '/run/postgresql/ledger'],
  ['not a url', 'DATABASE_URL'],
]
for (const [url, place] of places)
  test(`tells ${place} of a connection URL`, () => assert.equal(placeOf(url), place))

test('whole numbers arrive as numbers while they are exact', () =>
  withDatabase(async sql => {
    const [row] =
      await sql`select count(*) as few, 9007199254740993::bigint as many, 1.5::numeric as exact from act`
    assert.deepEqual({ ...row }, { few: 0, many: '9007199254740993', exact: '1.5' })
  }))

test('two transactions that block each other are both carried out', () =>
  withDatabase(async sql => {
    await sql`create table pot (name text primary key, sum int)`
    await sql`insert into pot values ('a', 0), ('b', 0)`
    const add = (names: string[]) =>
      transact(sql, async tx => {
        for (const name of names) {
          await tx`update pot set sum = sum + 1 where name = ${name}`
          await tx`select pg_sleep(.05)`
        }
      })
    await Promise.all([add(['a', 'b']), add(['b', 'a'])])
    const rows = await sql`select sum from pot`
    assert.deepEqual(
      rows.map(row => row.sum),
      [2, 2],
    )
  }))

test('other failures of a transaction come out at once', () =>
  withDatabase(async sql => {
    let turns = 0
    const failing = transact(sql, async tx => {
      turns++
      await tx`select 1 / 0`
    })
    await assert.rejects(failing, { code: '22012' })
    assert.equal(turns, 1)
  }))

const errors: [unknown, boolean][] = [
  [{ code: '57P01' }, true],
  [{ code: '57P03' }, true],
  [{ code: '08006' }, true],
  [{ code: 'CONNECTION_CLOSED' }, true],
  [{ code: 'ECONNREFUSED' }, true],
  [{ code: '23505' }, false],
  [{ code: '57014' }, false],
  [new Error('what'), false],
  [undefined, false],
]
for (const [error, yes] of errors)
  test(`${JSON.stringify(error)} is ${yes ? '' : 'not '}away`, () => assert.equal(isAway(error), yes))

async function folder(t: TestContext): Promise<string> {
  const dir = await testFolder()
  t.after(() => remove(dir))
  return dir
}
