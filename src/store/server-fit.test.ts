import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { readConfig } from '#server/config.ts'
import { openCtx } from '#server/ctx.ts'
import { problemOf } from '#server/problem.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { connectTo, type TestDatabase, testDatabase } from '#tests/database.ts'
import { typed } from '#tests/terminal.ts'
import { openCluster } from './embedded.ts'
import { openStore, type Sql } from './open.ts'

type Case = {
  name: string
  /** What the administrator did; `app`: the role, `db`: the database. */
  set: (app: string, db: string) => string[]
  migrated?: boolean
  asked: Partial<Record<'missing' | 'code', string>>
  english: RegExp
}

const open = (app: string, db: string) => `grant all on database ${db} to ${app}`

const cases: Case[] = [
  {
    name: 'no right to create in public, as PostgreSQL gives none since 15',
    set: () => [],
    asked: { missing: 'create' },
    english: /may not create tables in the schema public .* `alter database \w+ owner to \w+`\. Nothing/,
  },
  {
    name: 'no right to create in a schema that somebody has taken over',
    set: () => ['alter schema public owner to enishi'],
    asked: { missing: 'create' },
    english: /grant create on schema public to/,
  },
  {
    name: 'no right to look into public',
    set: () => ['revoke all on schema public from public'],
    asked: { missing: 'schema' },
    english: /may not use the schema public .* `grant usage, create on schema public to/,
  },
  {
    name: 'no schema at all',
    set: () => ['drop schema public'],
    asked: { missing: 'schema' },
    english: /create schema public authorization/,
  },
  {
    name: 'no right to connect',
    set: (_app, db) => [`revoke all on database ${db} from public`],
    asked: { missing: 'connect' },
    english: /may not connect to the database .* `grant connect on database/,
  },
  {
    name: 'no temporary tables',
    set: (app, db) => [
      `revoke temporary on database ${db} from public`,
      `grant create on schema public to ${app}`,
    ],
    asked: { missing: 'temporary' },
    english: /temporary tables .* `grant temporary on database/,
  },
  {
    name: 'a ledger that somebody else made, without rights on it',
    migrated: true,
    set: () => [],
    asked: { missing: 'tables' },
    english: /may not read and write the table schema_migration .* `grant select, insert, update, delete/,
  },
  {
    name: 'a ledger that may only be read',
    migrated: true,
    set: app => [`grant select on all tables in schema public to ${app}`],
    asked: { missing: 'tables' },
    english: /may not read and write the table/,
  },
  {
    name: 'one right on one table was forgotten',
    migrated: true,
    set: app => [
      `grant select, insert, update, delete on all tables in schema public to ${app}`,
      `revoke delete on act from ${app}`,
    ],
    asked: { missing: 'tables' },
    english: /may not read and write the table act of/,
  },
  {
    name: 'an older ledger of another role, which this version has to change',
    migrated: true,
    set: app => [
      'create role HELPER',
      `do $$ declare one record; begin for one in select tablename from pg_tables where schemaname = 'public' loop
        execute format('alter table %I owner to %s', one.tablename,
          case when one.tablename = 'act' then 'HELPER' else '${app}' end); end loop; end $$`,
      `grant select, insert, update, delete on all tables in schema public to ${app}`,
      `grant create on schema public to ${app}`,
      'delete from schema_migration where version = (select max(version) from schema_migration)',
    ],
    asked: { missing: 'owner' },
    english: /may not change the table act .* `grant \w+_other to \w+`/,
  },
  {
    name: 'an older ledger of a superuser, whom nobody should be made a member of',
    migrated: true,
    set: app => [
      `grant select, insert, update, delete on all tables in schema public to ${app}`,
      `grant create on schema public to ${app}`,
      'delete from schema_migration where version = (select max(version) from schema_migration)',
    ],
    asked: { missing: 'owner' },
    english: /may not change the table \w+ .* `alter table \w+ owner to \w+; alter table/,
  },
  {
    name: 'a database in which another program keeps a table of the same name',
    set: app => ['create table person (id int)', `grant create on schema public to ${app}`],
    asked: { code: 'server-occupied' },
    english: /a table person of another program\. .*`create schema enishi authorization \w+; alter role/,
  },
  {
    name: 'a role that only reads',
    set: (app, db) => [open(app, db), `alter role ${app} set default_transaction_read_only = on`],
    asked: { code: 'server-read-only' },
    english: /only read by the role .* set default_transaction_read_only = off/,
  },
  {
    name: 'a database that only reads for this role',
    set: (app, db) => [`alter role ${app} in database ${db} set default_transaction_read_only = on`],
    asked: { code: 'server-read-only' },
    english: /only read by the role/,
  },
]

for (const { name, set, migrated = false, asked, english } of cases)
  test(`one’s own server, ${name}: one sentence, nothing changed, and what it says helps`, () =>
    withRole(migrated, async ({ admin, database, role, url }) => {
      const other = `${role}_other`
      for (const line of set(`"${role}"`, database.name)) await admin.unsafe(line.replaceAll('HELPER', other))
      const before = await relations(admin)
      const refusal = await refused(url)
      assert.equal(refusal.code, asked.code ?? 'server-rights')
      if (asked.missing) assert.equal(refusal.facts.missing, asked.missing)
      const sentence = problemOf(refusal, 'en', assert.fail).detail
      assert.match(sentence, english)
      assert.match(sentence, /Nothing was changed\.$/)
      assert.doesNotMatch(sentence, /undefined|PostgresError/)
      assert.deepEqual(await relations(admin), before)
      // What is lacking behind it is told next; each remedy is taken as it stands.
      const told = new Set<string>()
      for (let next: Refusal | undefined = refusal; next; ) {
        const give = String(next.facts.give)
        assert.ok(!told.has(give), `told twice: ${give}`)
        told.add(give)
        await admin.unsafe(give)
        next = await refused(url).catch(() => undefined)
      }
      // A ledger that has the newest tables but not their record cannot be changed again.
      if (asked.missing !== 'owner')
        await (await openCtx({ ...readConfig(), dataDir: '/nowhere', databaseUrl: url })).store.close()
    }))

test('the command line says the same and ends with 1, without a stack, as text and as JSON', () =>
  withRole(false, async ({ url }) => {
    const before = process.env.DATABASE_URL
    process.env.DATABASE_URL = url
    try {
      for (const argv of [['supporters'], ['doctor'], ['start', '--port', '0'], ['supporters', '--json']]) {
        const said = await typed(undefined, [...argv, '--lang', 'en', '--data', '/nowhere'])
        assert.equal(said.exit, 1, argv.join(' '))
        assert.match(said.err, /✗ The role \w+ may not create tables in the schema public/)
        assert.equal(said.err.trim().split('\n').length, 1)
        if (argv.includes('--json'))
          assert.equal((said.json() as { problem: { code: string } }).problem.code, 'server-rights')
      }
    } finally {
      if (before === undefined) delete process.env.DATABASE_URL
      else process.env.DATABASE_URL = before
    }
  }))

test('a role with a schema of its own keeps its ledger there', () =>
  withRole(false, async ({ admin, role, url }) => {
    await admin.unsafe(`create schema "${role}" authorization "${role}"`)
    const config = { ...readConfig(), dataDir: '/nowhere', databaseUrl: url }
    for (const _turn of [1, 2]) await (await openCtx(config)).store.close()
    const rows = await admin`select distinct schemaname::text as name from pg_tables
      where tablename in ('act', 'person', 'schema_migration')`
    assert.deepEqual(
      rows.map(({ name }) => name),
      [role],
    )
  }))

for (const encoding of ['SQL_ASCII', 'LATIN1', 'EUC_JP'])
  test(`a database in ${encoding} is refused, and the one that is proposed is taken`, () =>
    withRole(false, async ({ admin, database, role, url }) => {
      const { name } = database
      const asked = `${name}_other`
      await admin.unsafe(`create database ${asked} owner "${role}" template template0
        encoding '${encoding}' locale_provider libc locale 'C'`)
      try {
        const refusal = await refused(url.replace(name, asked))
        assert.equal(refusal.code, 'server-encoding')
        assert.equal(refusal.facts.found, encoding)
        await admin.unsafe(String(refusal.facts.give).replace('enishi_utf8', `${asked}_utf8`))
        const config = {
          ...readConfig(),
          dataDir: '/nowhere',
          databaseUrl: url.replace(name, `${asked}_utf8`),
        }
        await (await openCtx(config)).store.close()
      } finally {
        for (const one of [asked, `${asked}_utf8`])
          await admin.unsafe(`drop database if exists ${one} with (force)`)
      }
    }))

test('a server that takes no further connection says so, and that it may be tried again', () =>
  withRole(false, async ({ admin, role, url }) => {
    await admin.unsafe(`alter role "${role}" connection limit 0`)
    const refusal = await refused(url)
    assert.equal(refusal.code, 'server-full')
    assert.match(problemOf(refusal, 'en', assert.fail).detail, /takes no further connections/)
  }))

test('a server that follows another one is refused', async () => {
  const dir = await testFolder()
  try {
    const options = { durable: false, settings: { wal_level: 'replica' } }
    await (await openCluster(dir, options)).leave()
    const mark = join(dir, 'postgres', 'standby.signal')
    writeFileSync(mark, '')
    // PostgreSQL, which runs as another user than root, opens it for writing.
    chmodSync(mark, 0o666)
    const standby = await openCluster(dir, options)
    const url = `postgresql://enishi@/enishi?host=${standby.socketDir}`
    assert.equal((await refused(url)).code, 'server-standby')
    await standby.leave()
  } finally {
    await remove(dir)
  }
})

test('a pooler that does not know the settings of a session is named', async () => {
  const sockets = new Set<Socket>()
  const pooler = createServer(socket => {
    sockets.add(socket)
    const fields = 'SFATAL\0C08P01\0Munsupported startup parameter: statement_timeout\0\0'
    const length = Buffer.alloc(4)
    length.writeInt32BE(fields.length + 4)
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(fields)])))
  })
  await new Promise<void>(resolve => pooler.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = pooler.address() as { port: number }
    const refusal = await refused(`postgresql://app@127.0.0.1:${port}/ledger`)
    assert.equal(refusal.code, 'server-pooler')
  } finally {
    for (const socket of sockets) socket.destroy()
    pooler.close()
  }
})

const unopened: [code: string, english: RegExp, japanese: RegExp][] = [
  ['28P01', /password/, /パスワード/],
  ['28000', /pg_hba\.conf/, /pg_hba\.conf/],
  ['3D000', /no database of that name/, /データベースがありません/],
  ['57P03', /starting or stopping/, /起動または停止/],
  ['ECONNREFUSED', /nothing answers/, /何も応答しません/],
  ['ENOTFOUND', /no machine/, /見つかりません/],
]
for (const [why, ...expected] of unopened)
  test(`why a server could not be opened: ${why}`, () => {
    for (const [at, language] of (['en', 'ja'] as const).entries())
      assert.match(
        problemOf(
          new Refusal('server-unreachable', { where: 'db.example/ledger', why }),
          language,
          assert.fail,
        ).detail,
        expected[at]!,
      )
  })

test('a right that is taken away while Enishi runs is told, without a stack', () => {
  const denied = Object.assign(new Error('permission denied for table person'), { code: '42501' })
  const follows = Object.assign(new Error('cannot execute INSERT in a read-only transaction'), {
    code: '25006',
  })
  const full = Object.assign(new Error('sorry, too many clients already'), { code: '53300' })
  for (const language of languages) {
    assert.equal(problemOf(denied, language, assert.fail).code, 'server-right-lost')
    assert.match(problemOf(denied, language, assert.fail).detail, /permission denied for table person/)
    assert.equal(problemOf(follows, language, assert.fail).code, 'server-standby')
    assert.equal(problemOf(full, language, assert.fail).status, 503)
  }
})

type Given = { admin: Sql; database: TestDatabase; role: string; url: string }

/** A role of its own on a database of its own, by which the tests come in; roles belong to the whole server. */
async function withRole(migrated: boolean, use: (given: Given) => Promise<void>): Promise<void> {
  const database = await testDatabase({ migrated })
  const role = `app_${randomBytes(6).toString('hex')}`
  const admin = connectTo(database.socketDir, database.name, 1)
  try {
    await admin.unsafe(`create role ${role} login`)
    const url = `postgresql://${role}@/${database.name}?host=${database.socketDir}`
    await use({ admin, database, role, url })
  } finally {
    await admin.end({ timeout: 1 })
    await database.close()
    const after = connectTo(database.socketDir, 'postgres', 1)
    for (const one of [role, `${role}_other`]) await after.unsafe(`drop role if exists ${one}`)
    await after.end({ timeout: 1 })
  }
}

async function refused(databaseUrl: string): Promise<Refusal> {
  const error = await openStore({ dataDir: '/nowhere', databaseUrl }).then(
    store => store.close(),
    error => error,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}

const relations = async (sql: Sql) =>
  (await sql`select relname::text as name from pg_class where relkind in ('r', 'i', 'S') order by 1`).map(
    ({ name }) => name,
  )
