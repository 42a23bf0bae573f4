import { Refusal } from '#ledger/refusal.ts'
import { anyRow } from './backup.ts'
import { copyIn, plainText } from './backup-copy.ts'
import { broken, fileOf, type Manifest, verifyBackup } from './backup-manifest.ts'
import { tablesAt } from './backup-tables.ts'
import { carryOut, holdMigrations, migrate, readMigrations, schemaVersion } from './migrate.ts'
import type { Sql, Tx } from './open.ts'

/** What is there before anybody has put anything in. */
const withoutFacts = new Set(['owner', 'session', 'one_time_code', 'support_state', 'forecast'])

/**
 * Puts a backup into an empty ledger and brings it up to date. All of it is checked first and loaded in one
 * transaction, so the ledger afterwards is the one of the backup, or empty as before.
 *
 * Throws Refusal: what verifyBackup throws, ledger-not-empty, busy (an Enishi serves this ledger).
 */
export async function restoreBackup(sql: Sql, folder: string, migrations?: string): Promise<Manifest> {
  const manifest = await verifyBackup(folder, migrations)
  await sql.begin(async tx => {
    await holdMigrations(tx)
    await clear(tx, migrations)
    for (const migration of readMigrations(migrations))
      if (migration.version <= manifest.schema) await carryOut(tx, migration)
    await plainText(tx)
    for (const kept of manifest.tables)
      if ((await copyIn(tx, folder, kept)) !== kept.rows) throw broken(folder, fileOf(kept.table))
  })
  await migrate(sql, migrations)
  return manifest
}

/** Takes away the tables of an empty ledger, which may be of another schema than the backup. */
async function clear(tx: Tx, migrations?: string): Promise<void> {
  const version = await schemaVersion(tx)
  if (version === 0) return
  const known = readMigrations(migrations).at(-1)!.version
  if (version > known) throw new Refusal('data-newer', { found: version, known })
  const tables = tablesAt(version, migrations)
  await refuseServed(tx)
  await tx`lock table ${tx(tables)} in access exclusive mode`
  const facts = tables.filter(table => !withoutFacts.has(table))
  if (await anyRow(tx, facts)) throw new Refusal('ledger-not-empty')
  await tx`drop table ${tx(tables)}`
  await tx`delete from schema_migration`
}

/** A running Enishi knows its owner by an id that would be another one afterwards (the lock of server/serve.ts). */
async function refuseServed(tx: Tx): Promise<void> {
  const owners = await tx<{ free: boolean; where: string }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('serve ' || owner_id, 0)) as free,
      coalesce(settings->>'servedAt', current_database()) as where
    from owner`
  const served = owners.find(owner => !owner.free)
  if (served) throw new Refusal('busy', { where: served.where })
}
