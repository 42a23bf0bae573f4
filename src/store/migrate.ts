import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'
import type { AnySql, Sql, Tx } from './open.ts'

export type Migration = {
  version: number
  name: string
  statements: string
  /** How the same tables are spread over the machines of a Citus cluster; run only there. */
  citus: string | undefined
}

export const migrationsFolder = join(import.meta.dirname, 'migrations')

/** The numbered files of a folder in their order. `NNNN_name.sql`, and beside it perhaps `NNNN_name.citus.sql`. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  const found: Migration[] = []
  for (const file of files.filter(name => !name.endsWith('.citus.sql'))) {
    const [, digits, name] = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file) ?? []
    if (!digits || !name) throw new Error(`${file} is not named NNNN_name.sql`)
    const version = Number(digits)
    if (found.at(-1)?.version === version) throw new Error(`two migrations are numbered ${digits}`)
    const twin = file.replace(/\.sql$/, '.citus.sql')
    const read = (one: string) => readFileSync(join(folder, one), 'utf8')
    found.push({
      version,
      name,
      statements: read(file),
      citus: files.includes(twin) ? read(twin) : undefined,
    })
  }
  const alone = files.find(one => one.endsWith('.citus.sql') && !files.includes(one.replace('.citus', '')))
  if (alone) throw new Error(`${alone} stands alone`)
  return found
}

/** Changes whenever a migration does: names the database that tests are copied from. */
export const migrationsMark = (folder = migrationsFolder): string =>
  createHash('sha256')
    .update(JSON.stringify(readMigrations(folder)))
    .digest('hex')
    .slice(0, 16)

export type Migrated = { before: number; now: number; applied: string[] }

/**
 * Called once, in the transaction of the first migration that a database of schema `from` lacks, before it: what it
 * throws leaves everything as it was.
 */
export type BeforeChange = (tx: Tx, from: number) => Promise<unknown>

// Any fixed number does; it only has to be the same for every Enishi on this database.
const lockKey = 315_042_026

/**
 * Brings the schema up to date, forward only. Each migration and its record are one transaction under a lock, so an
 * interruption leaves whole steps and two starters don't collide.
 *
 * Throws Refusal data-newer when the database knows a version that `folder` does not.
 */
export async function migrate(
  sql: Sql,
  folder = migrationsFolder,
  beforeChange?: BeforeChange,
): Promise<Migrated> {
  const migrations = readMigrations(folder)
  const known = migrations.at(-1)?.version ?? 0
  const before = await schemaVersion(sql)
  if (before > known) throw new Refusal('data-newer', { found: before, known })
  const applied: string[] = []
  for (const migration of migrations) {
    const first = applied.length === 0 ? beforeChange : undefined
    if (migration.version > before && (await apply(sql, migration, { before, known }, first)))
      applied.push(migration.name)
  }
  return { before, now: known, applied }
}

/** The newest migration this database has seen; 0 for an empty one. */
export async function schemaVersion(sql: AnySql): Promise<number> {
  const [there] = await sql`select to_regclass('schema_migration') is not null as yes`
  if (!there!.yes) return 0
  const [row] = await sql`select coalesce(max(version), 0)::int as version from schema_migration`
  return row!.version
}

async function apply(
  sql: Sql,
  migration: Migration,
  { before, known }: { before: number; known: number },
  beforeChange?: BeforeChange,
): Promise<boolean> {
  return (await sql.begin(async tx => {
    await holdMigrations(tx)
    const newest = await schemaVersion(tx)
    if (newest > known) throw new Refusal('data-newer', { found: newest, known })
    const [done] = await tx`select from schema_migration where version = ${migration.version}`
    if (done) return false
    // Another starter that came first has done what is to be done before.
    if (newest > 0 && newest === before) await beforeChange?.(tx, newest)
    await carryOut(tx, migration)
    return true
  })) as boolean
}

/** Nobody else changes the schema until `tx` ends, and nothing in it is too slow. */
export async function holdMigrations(tx: Tx): Promise<void> {
  await tx`select set_config('statement_timeout', '0', true)`
  await tx`select pg_advisory_xact_lock(${lockKey})`
  await tx`
    create table if not exists schema_migration (
      version    int         primary key,
      name       text        not null,
      applied_at timestamptz not null default now()
    )`
}

/** One migration and its record. */
export async function carryOut(tx: Tx, migration: Migration): Promise<void> {
  await tx.unsafe(migration.statements).simple()
  const [citus] = migration.citus ? await tx`select from pg_extension where extname = 'citus'` : []
  if (citus) await tx.unsafe(migration.citus!).simple()
  await tx`insert into schema_migration (version, name) values (${migration.version}, ${migration.name})`
}
