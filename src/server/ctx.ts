import { newId, type OwnerId } from '#ledger/ids.ts'
import { type OutCtx, openEgress } from '#loop/guard/egress.ts'
import { backUp } from '#store/backup.ts'
import { migrate } from '#store/migrate.ts'
import { openStore, type Sql } from '#store/open.ts'
import type { Config } from './config.ts'

/** Opens the ledger: database, migrations, owner. Close it with `ctx.store.close()`. */
export async function openCtx(config: Config, overrides: Partial<OutCtx> = {}): Promise<OutCtx> {
  const store =
    overrides.store ?? (await openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl }))
  const now = overrides.now ?? Date.now
  try {
    if (!overrides.store)
      await migrate(store.sql, undefined, (tx, schema) =>
        backUp(tx, schema, { dataDir: config.dataDir, enishi: config.version, now: now() }),
      )
    return {
      store,
      owner: overrides.owner ?? (await soleOwner(store.sql, now())),
      dataDir: config.dataDir,
      now,
      log: overrides.log ?? (line => process.stderr.write(`${line}\n`)),
      egress: overrides.egress ?? openEgress({ now, userAgent: `Enishi/${config.version}` }),
    }
  } catch (error) {
    if (!overrides.store) await store.close()
    throw error
  }
}

/** This house has one owner; the first start writes their row. */
export async function soleOwner(sql: Sql, now: number): Promise<OwnerId> {
  const [found] = await sql<{ owner_id: OwnerId }[]>`select owner_id from owner order by created_at limit 1`
  if (found) return found.owner_id
  return sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(4649)`
    const [other] = await tx<{ owner_id: OwnerId }[]>`select owner_id from owner order by created_at limit 1`
    if (other) return other.owner_id
    const owner = newId<OwnerId>(now)
    await tx`insert into owner (owner_id, created_at) values (${owner}, ${new Date(now)})`
    return owner
  })
}
