import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import { migrate, migrationsMark } from '#store/migrate.ts'
import type { Sql } from '#store/open.ts'
import { openTestCluster, type TestCluster } from './cluster.ts'
import { connectRaw } from './raw.ts'

export type TestDatabase = {
  sql: Sql
  name: string
  socketDir: string
  /** A further pool on the same database, for stories about two at once; ends with the database. */
  another(max?: number): Sql
  close(): Promise<void>
}

/**
 * A freshly migrated database of its own on a real PostgreSQL: a copy of one that was migrated once. `bin/test.mjs`
 * starts the cluster for all files; a file that runs alone brings its own and removes it at the end.
 */
export async function testDatabase({ max = 4, migrated = true } = {}): Promise<TestDatabase> {
  const socketDir = await cluster()
  const name = `t_${randomBytes(8).toString('hex')}`
  await asAdmin(socketDir, async admin => {
    const template = migrated ? await migratedTemplate(admin, socketDir) : 'template0'
    // Copying files is 3 times quicker here than PostgreSQL's default of logging every page.
    await admin.unsafe(`create database ${name} template ${template} strategy file_copy`)
  })
  const pools: Sql[] = []
  const another = (size = max) => {
    const sql = connectTo(socketDir, name, size)
    pools.push(sql)
    return sql
  }
  return {
    sql: another(),
    name,
    socketDir,
    another,
    close: async () => {
      await Promise.all(pools.map(sql => sql.end({ timeout: 1 })))
      await asAdmin(socketDir, admin => admin.unsafe(`drop database if exists ${name} with (force)`))
    },
  }
}

/** Runs `use` on a database of its own and drops it afterwards, also when `use` throws. */
export async function withDatabase<T>(use: (sql: Sql, database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await testDatabase()
  try {
    return await use(database.sql, database)
  } finally {
    await database.close()
  }
}

export const connectTo = (socketDir: string, database: string, max = 4): Sql =>
  connectRaw(socketDir, max, database)

let own: Promise<TestCluster> | undefined

after(async () => (await own)?.close())

async function cluster(): Promise<string> {
  return process.env.ENISHI_TEST_CLUSTER ?? (await (own ??= openTestCluster())).socketDir
}

async function asAdmin<T>(socketDir: string, use: (admin: Sql) => Promise<T>): Promise<T> {
  const admin = connectTo(socketDir, 'postgres', 1)
  try {
    return await use(admin)
  } finally {
    await admin.end({ timeout: 1 })
  }
}

let template: Promise<string> | undefined

function migratedTemplate(admin: Sql, socketDir: string): Promise<string> {
  return (template ??= makeTemplate(admin, socketDir))
}

/** Test files run at once: the first one makes the template under a lock, under another name until it is whole. */
async function makeTemplate(admin: Sql, socketDir: string): Promise<string> {
  const name = `template_${migrationsMark()}`
  await admin`select pg_advisory_lock(1)`
  try {
    const [there] = await admin`select from pg_database where datname = ${name}`
    if (there) return name
    await admin.unsafe(`drop database if exists ${name}_half with (force)`)
    await admin.unsafe(`create database ${name}_half template template0`)
    const sql = connectTo(socketDir, `${name}_half`, 1)
    await migrate(sql).finally(() => sql.end())
    await admin.unsafe(`alter database ${name}_half rename to ${name}`)
    return name
  } finally {
    await admin`select pg_advisory_unlock(1)`
  }
}
