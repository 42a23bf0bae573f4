import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { tablesAt } from '#store/backup-tables.ts'
import { migrate, migrationsFolder } from '#store/migrate.ts'
import type { AnySql, Sql } from '#store/open.ts'
import { type TestDatabase, testDatabase } from './database.ts'

const samples = join(import.meta.dirname, '../src/store/sample')

/** The ledgers of released schemas that are kept as they were: `ledger-NNNN.sql`. */
export const releasedSchemas: readonly number[] = readdirSync(samples)
  .map(name => Number(/^ledger-(\d{4})\.sql$/.exec(name)?.[1]))
  .filter(Boolean)
  .sort((a, b) => a - b)

/** A database of a released schema, with rows in every table. */
export async function releasedLedger(t: TestContext, schema: number): Promise<TestDatabase> {
  const database = await testDatabase({ migrated: false })
  t.after(() => database.close())
  await migrate(database.sql, migrationsUpTo(t, schema))
  const file = join(samples, `ledger-${String(schema).padStart(4, '0')}.sql`)
  await database.sql.unsafe(readFileSync(file, 'utf8')).simple()
  return database
}

/** The shipped migrations that an Enishi of that schema brought. */
export function migrationsUpTo(t: TestContext, schema: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'enishi-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const name of readdirSync(migrationsFolder))
    if (Number(name.slice(0, 4)) <= schema) copyFileSync(join(migrationsFolder, name), join(folder, name))
  return folder
}

/** Every row of every table of a schema, by the columns it has now or by those named. */
export async function rowsOf(sql: Sql, schema: number, columns?: Columns): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of tablesAt(schema)) {
    const rows = await sql`select ${columns ? sql(columns[table]!) : sql`*`} from ${sql(table)}`
    found[table] = rows.map(row => JSON.stringify(row)).sort()
  }
  return found
}

export type Columns = Record<string, string[]>

/** The owner’s `facts_no` is left out: a migration after which figures have to be computed anew raises it. */
export async function columnsAt(sql: AnySql, schema: number): Promise<Columns> {
  const found: Columns = {}
  for (const table of tablesAt(schema)) {
    const rows = await sql`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and (table_name, column_name) <> ('owner', 'facts_no')
      order by ordinal_position`
    found[table] = rows.map(row => row.name)
  }
  return found
}
