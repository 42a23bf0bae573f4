import { spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#ledger/refusal.ts'
import { type BinaryPlaces, bundledMajor, findBinaries } from './binaries.ts'
import { isDamaged } from './damage.ts'
import { postgres } from './driver.ts'
import { type Greeting, greet } from './greet.ts'
import { keepReserve, makeCluster, prepareFolder, rotateLog } from './make-cluster.ts'
import {
  clearOrphans,
  isPostmasterOf,
  type PidFile,
  readPidFile,
  removeStaleLocks,
  serversOf,
  stopPostmaster,
} from './postmaster.ts'
import { type RunAs, serverUser } from './server-user.ts'
import { dropShortSocketDir, socketDirFor, socketPath } from './socket-dir.ts'

export const clusterUser = 'enishi'
export const clusterDatabase = 'enishi'

/** A running PostgreSQL on a data directory, started here or found running. */
export type Cluster = {
  socketDir: string
  user: string
  /** It was already running: this process joined it. */
  attached: boolean
  pid: number
  /** The last one out turns off the light: stops the server unless somebody else is connected. */
  leave(): Promise<void>
}

export type ClusterOptions = BinaryPlaces & {
  /** Server settings on top of the house's own. */
  settings?: Record<string, string>
  /** false: a cluster that may be lost (tests); nothing waits for the disk. */
  durable?: boolean
  /** Free space asked for before a new cluster is made, in MB. */
  neededMb?: number
  /** There was a cluster a moment ago: where it is gone (a disk pulled out), no empty one takes its place. */
  existing?: boolean
}

/**
 * Opens the PostgreSQL of a data directory: joins the server that runs there (also one whose starter was killed),
 * or starts one, and makes the cluster first if there is none. Never two servers on the same files: PostgreSQL's own
 * lock decides between two starters, and the loser joins.
 *
 * Throws Refusal: postgres-missing, postgres-version, not-traversable, not-writable, no-space, busy,
 * data-gone, ledger-damaged.
 */
export async function openCluster(dir: string, options: ClusterOptions = {}): Promise<Cluster> {
  const home = resolve(dir)
  const clusterDir = join(home, 'postgres')
  const until = Date.now() + 300_000
  let startedPid: number | undefined
  for (let starts = 0; ; ) {
    const joined = await joinRunning(clusterDir).catch(async error => {
      // Nobody can come in, so nobody would ever turn it off.
      if (startedPid !== undefined && isPostmasterOf(startedPid, clusterDir))
        await stopPostmaster(startedPid, clusterDir)
      throw error
    })
    if (joined === 'wait') await sleep(25)
    else if (joined) return cluster(clusterDir, joined, joined.pid !== startedPid)
    else {
      const end = await start(home, clusterDir, options)
      if (typeof end === 'number') {
        startedPid = end
        continue
      }
      // Losing the race against another starter ends here too; then the next round joins the winner.
      if (++starts >= 5 && !serversOf(clusterDir).postmaster) throw whyNot(end, clusterDir, options)
      await clearOrphans(clusterDir)
      await sleep(20 * starts)
    }
    if (Date.now() > until) throw new Refusal('postgres-missing', { why: 'timeout' })
  }
}

type Joined = PidFile & { presence: Socket }

async function joinRunning(clusterDir: string): Promise<Joined | 'wait' | undefined> {
  const found = readPidFile(clusterDir)
  if (!found) return undefined
  const hello = found.socketDir ? await sayHello(found.socketDir) : ({ kind: 'nobody' } as const)
  if (hello.kind === 'ready') return { ...found, presence: hello.socket }
  if (hello.kind === 'refused') {
    if (isDamaged(hello)) throw new Refusal('ledger-damaged', { said: hello.message })
    if (!startingOrStopping.has(hello.code)) throw new Refusal('postgres-missing', { why: hello.message })
    return 'wait'
  }
  if (serversOf(clusterDir).postmaster) return 'wait'
  await clearOrphans(clusterDir)
  const left = serversOf(clusterDir)
  if (left.postmaster || left.children.length > 0) return 'wait'
  if (readPidFile(clusterDir)?.text === found.text) removeStaleLocks(clusterDir, found)
  return undefined
}

const startingOrStopping = new Set(['57P01', '57P02', '57P03', '53300'])

async function sayHello(socketDir: string): Promise<Greeting> {
  const hello = await greet(socketPath(socketDir), clusterUser, clusterDatabase, 'enishi presence')
  if (hello.kind !== 'refused' || hello.code !== '3D000') return hello
  const sql = postgres({
    host: socketDir,
    user: clusterUser,
    database: 'postgres',
    max: 1,
    onnotice: () => {},
  })
  try {
    await sql.unsafe(`create database ${clusterDatabase}`)
  } catch (error) {
    // Two first starters: the other one's create came first.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  } finally {
    await sql.end()
  }
  return greet(socketPath(socketDir), clusterUser, clusterDatabase, 'enishi presence')
}

/** Answers the pid of a server that is up, or why there is none. */
async function start(home: string, clusterDir: string, options: ClusterOptions): Promise<number | string> {
  if (options.existing && !existsSync(join(clusterDir, 'PG_VERSION')))
    throw new Refusal('data-gone', { dir: home })
  const as = serverUser(clusterDir)
  await prepareFolder(home, as, options.neededMb)
  const binaries = await findBinaries(as, options)
  if (!existsSync(join(clusterDir, 'PG_VERSION')))
    await makeCluster(home, clusterDir, binaries.initdb, as, options.durable !== false)
  const found = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (found !== String(bundledMajor(options)))
    throw new Refusal('postgres-version', { dir: clusterDir, found, ours: bundledMajor(options) })
  const socketDir = socketDirFor(home, as)
  const log = openSync(rotateLog(join(home, 'postgres.log')), 'a', 0o600)
  const before = fstatSync(log).size
  const child = spawnServer(binaries.postgres, clusterDir, socketDir, as, log, options)
  closeSync(log)
  let end: string | undefined
  // Without a listener the 'error' event of a program that cannot be run would end this process.
  child.on('error', error => (end ??= error.message))
  child.on(
    'exit',
    (code, signal) => (end ??= lastWords(join(home, 'postgres.log'), before) || `${signal ?? code}`),
  )
  child.unref()
  while (end === undefined) {
    if (readPidFile(clusterDir)?.pid === child.pid) {
      const hello = await greet(socketPath(socketDir), clusterUser, 'postgres', 'enishi start')
      if (hello.kind === 'ready') {
        hello.socket.destroy()
        if (options.durable !== false) await keepReserve(home)
        return child.pid!
      }
    }
    await sleep(5)
  }
  return end
}

function spawnServer(
  program: string,
  clusterDir: string,
  socketDir: string,
  as: RunAs,
  log: number,
  options: ClusterOptions,
) {
  const settings = { ...houseSettings, ...(options.durable === false ? forgetful : {}), ...options.settings }
  const flags = Object.entries({ ...settings, unix_socket_directories: socketDir })
  return spawn(program, ['-D', clusterDir, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...as,
    cwd: '/',
    // A process group of its own: Ctrl-C in the terminal must reach Enishi first, not its database.
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  })
}

/** For a machine shared with other things; the log keeps no statement and no value, since those name people. */
const houseSettings: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '160MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
}

const forgetful = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '100' }

function cluster(clusterDir: string, { socketDir, pid, presence }: Joined, attached: boolean): Cluster {
  presence.on('error', () => {})
  presence.resume()
  presence.unref()
  let left: Promise<void> | undefined
  return {
    socketDir,
    user: clusterUser,
    attached,
    pid,
    leave: () => (left ??= leave(clusterDir, socketDir, pid, presence)),
  }
}

async function leave(clusterDir: string, socketDir: string, pid: number, presence: Socket) {
  presence.end(Buffer.from([88, 0, 0, 0, 4]))
  if (await somebodyElseIsHere(socketDir)) return
  // The pid may belong to another process table (a container beside this one): then it is not ours to stop.
  if (!isPostmasterOf(pid, clusterDir)) return
  await stopPostmaster(pid, clusterDir)
  dropShortSocketDir(socketDir)
}

/** Those who are leaving as well don't count, or two who leave at once would each wait for the other. */
async function somebodyElseIsHere(socketDir: string): Promise<boolean> {
  const sql = postgres({
    host: socketDir,
    user: clusterUser,
    database: 'postgres',
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: 'enishi leaving' },
  })
  try {
    // Sessions this process just closed need a moment to disappear, and longer where a statement was cut off; every other
    // Enishi is known by its presence.
    for (let turn = 0; turn < 25; turn++) {
      const [seen] = await sql`
        select count(*)::int as others, count(*) filter (where application_name = 'enishi presence')::int as present
        from pg_stat_activity
        where backend_type = 'client backend' and application_name not in ('enishi', 'enishi leaving')`
      if (seen!.others === 0) return false
      if (turn >= 3 && seen!.present > 0) return true
      await sleep(20)
    }
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function lastWords(logFile: string, from: number): string {
  try {
    const log = openSync(logFile, 'r')
    const bytes = Buffer.alloc(8192)
    const read = readSync(log, bytes, 0, bytes.length, from)
    closeSync(log)
    const lines = bytes.toString('utf8', 0, read).split('\n')
    return (lines.find(line => /FATAL|PANIC|error while loading/.test(line)) ?? lines.at(-2) ?? '').replace(
      /^.*?(?:FATAL|PANIC):\s*/,
      '',
    )
  } catch {
    return ''
  }
}

/** What PostgreSQL says at its start of files that are damaged or gone. */
const saidOfFiles =
  /control file|checkpoint record|invalid page|relation mapping|could not (?:open|read|access|find|stat) (?:file|directory|block|redo|the (?:server|database))|unexpected (?:pageaddr|EOF)|not a valid data directory|files are incompatible with server/i

function whyNot(why: string, clusterDir: string, options: ClusterOptions): Refusal {
  if (/No space left/i.test(why))
    return new Refusal('no-space', { dir: clusterDir, needed: options.neededMb ?? 200, free: 0 })
  if (/Permission denied|Read-only file system|wrong ownership/i.test(why))
    return new Refusal('not-writable', { dir: clusterDir, why })
  if (/lock file .* already exists|shared memory block/i.test(why))
    return new Refusal('busy', { where: clusterDir })
  if (saidOfFiles.test(why)) return new Refusal('ledger-damaged', { said: why })
  return new Refusal('postgres-missing', { why })
}
