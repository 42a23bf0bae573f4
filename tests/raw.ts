import { postgres } from '#store/driver.ts'
import { clusterDatabase, clusterUser } from '#store/embedded.ts'
import { type Sql, settings } from '#store/open.ts'

/** A pool on the ledger's own database of a cluster, with nothing that revives it. */
export const connectRaw = (socketDir: string, max = 2, database = clusterDatabase): Sql =>
  postgres({ ...settings(max), host: socketDir, user: clusterUser, database }) as unknown as Sql
