import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type postgresTypes from 'postgres'
import { Refusal } from '#ledger/refusal.ts'
import { postgres } from './driver.ts'
import { type ClusterOptions, clusterDatabase, clusterUser, openCluster } from './embedded.ts'
import { checkServerFit, whyUnopened } from './server-fit.ts'
import { socketPath } from './socket-dir.ts'

/**
 * The client. bigint (also count(*)) arrives as a number where that is exact and as a string beyond 2^53;
 * numeric arrives as a string, timestamptz as a Date, sessions are in UTC.
 */
export type Sql = postgresTypes.Sql
export type Tx = postgresTypes.TransactionSql
/** Takes both: for functions that run inside a transaction or alone. */
export type AnySql = postgresTypes.ISql

export type Store = {
  sql: Sql
  kind: 'embedded' | 'server'
  /** One line for people: which PostgreSQL, and where. Without a password. */
  describe: string
  /** A client of one connection without a time limit, for long work that holds session locks; the caller ends it. */
  single(): Sql
  /** Work that is still under way, also on a `single`, fails after a moment with an error that isAway() knows. */
  close(): Promise<void>
}

export type StoreOptions = {
  dataDir: string
  /** A PostgreSQL of the person's own, 15 to 18; undefined: the embedded one in dataDir. */
  databaseUrl?: string | undefined
  /** Connections in the pool. */
  max?: number
  cluster?: ClusterOptions
}

/**
 * Opens the ledger's database. Throws Refusal: what openCluster throws, and those of words-server.ts.
 *
 * When the embedded server dies, the next connection starts it again: statements that were under way fail with an
 * error that isAway() knows, later ones wait until it is back.
 */
export function openStore({ dataDir, databaseUrl, max = 10, cluster }: StoreOptions): Promise<Store> {
  return databaseUrl ? openServer(databaseUrl, max) : openEmbedded(dataDir, max, cluster)
}

/** How long a store that closes waits for what is under way, in seconds. */
const patience = 0.5

/** Clients that are ended with the store, should their owners not have come to it. */
function trackedSingles(open: () => Sql) {
  const singles = new Set<Sql>()
  return {
    single: () => {
      const single = open()
      const { end } = single
      single.end = options => end(options).finally(() => singles.delete(single))
      singles.add(single)
      return single
    },
    endSingles: () => Promise.all([...singles].map(single => single.end({ timeout: 0 }))),
  }
}

/** Settings that every connection of the house shares. */
export function settings(max: number) {
  return {
    max,
    types: { bigint: exactOrText },
    // The driver's own back-off grows to 20 s; a restarted server must be found within a moment.
    backoff: (tries: number) => Math.min(0.05 * tries, 1),
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: 'enishi', TimeZone: 'UTC', statement_timeout: 60_000 },
  }
}

/** Settings of `Store.single`. */
export function unhurried() {
  const base = settings(1)
  return { ...base, connection: { ...base.connection, statement_timeout: 0 } }
}

const exactOrText = {
  to: 20,
  from: [20],
  serialize: String,
  parse: (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
}

async function openEmbedded(dataDir: string, max: number, options: ClusterOptions = {}): Promise<Store> {
  let cluster = await openCluster(dataDir, options)
  let reviving: Promise<void> | undefined
  let closing = false

  const revive = () =>
    (reviving ??= openCluster(dataDir, { ...options, existing: true })
      .then(async again => {
        cluster = again
        if (closing) await again.leave()
      })
      .finally(() => {
        reviving = undefined
      }))

  const socket = async () => {
    const found = await knock(socketPath(cluster.socketDir))
    if (found) return found
    try {
      if (!closing) await revive()
      return connect(socketPath(cluster.socketDir))
    } catch (error) {
      return brokenSocket(error as Error)
    }
  }
  const client = (base: ReturnType<typeof settings>) =>
    postgres({
      ...base,
      user: clusterUser,
      database: clusterDatabase,
      host: cluster.socketDir,
      socket,
    } as postgresTypes.Options<Record<string, postgresTypes.PostgresType>>) as unknown as Sql
  const sql = client(settings(max))
  const { single, endSingles } = trackedSingles(() => client(unhurried()))

  const [row] = await sql`select current_setting('server_version') as version`
  return {
    sql,
    kind: 'embedded',
    describe: `PostgreSQL ${row!.version} (${dataDir})`,
    single,
    close: async () => {
      closing = true
      await Promise.all([sql.end({ timeout: patience }), endSingles()])
      await reviving?.catch(() => {})
      await cluster.leave()
    },
  }
}

function knock(path: string): Promise<Socket | undefined> {
  return new Promise(resolve => {
    const socket = connect(path)
    // Stays on: between here and the driver's own listeners an error must not end the process.
    socket.on('error', () => resolve(undefined))
    socket.on('connect', () => resolve(socket))
  })
}

/** The driver must get a socket, or it loses a place in its pool for good: one that fails with the real cause. */
const brokenSocket = (cause: Error) =>
  new Duplex({ read() {}, write: (_chunk, _encoding, done) => done(cause) }) as unknown as Socket

async function openServer(databaseUrl: string, max: number): Promise<Store> {
  const where = placeOf(databaseUrl)
  let sql: Sql | undefined
  try {
    const { url, ...place } = partsOf(databaseUrl)
    sql = postgres(url, { ...settings(max), ...place }) as unknown as Sql
    const [row] = await sql`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version`
    if (!serves(row!.number)) throw new Refusal('server-version', { where, found: row!.version })
    await checkServerFit(sql, where)
    const opened = sql
    const { single, endSingles } = trackedSingles(
      () => postgres(url, { ...unhurried(), ...place }) as unknown as Sql,
    )
    return {
      sql,
      kind: 'server',
      describe: `PostgreSQL ${row!.version} (${where})`,
      single,
      close: async () => {
        await Promise.all([opened.end({ timeout: patience }), endSingles()])
      },
    }
  } catch (error) {
    await sql?.end({ timeout: 1 })
    if (error instanceof Refusal) throw error
    throw whyUnopened(error, where, roleOf(databaseUrl))
  }
}

export const serves = (versionNumber: number) => versionNumber >= 150_000 && versionNumber < 190_000

/** A socket folder stands in `?host=`, or encoded as the host; the driver wants it apart. */
function partsOf(databaseUrl: string) {
  const url = readUrl(databaseUrl)
  const named = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const user = url.searchParams.get('user')
  for (const name of ['host', 'user']) url.searchParams.delete(name)
  return { url: url.href, ...(named.startsWith('/') ? { host: named } : {}), ...(user ? { user } : {}) }
}

/** Whom a connection URL names; as far as it does. */
function roleOf(databaseUrl: string): string {
  try {
    const url = readUrl(databaseUrl)
    return url.searchParams.get('user') || decodeURIComponent(url.username) || '?'
  } catch {
    return '?'
  }
}

/** Host and database of a connection URL; never its user or password. */
export function placeOf(databaseUrl: string): string {
  try {
    const url = readUrl(databaseUrl)
    return `${url.searchParams.get('host') ?? (decodeURIComponent(url.host) || 'localhost')}${url.pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

/** PostgreSQL allows `user@/database`, without a host; URLs don't. */
const readUrl = (databaseUrl: string) => new URL(databaseUrl.replace(/^(\w+:\/\/[^/]*@)\//, '$1localhost/'))
