import { spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'
import { signalQuietly } from './postmaster.ts'
import { openWay, type RunAs } from './server-user.ts'

/** What a new cluster and its first log take, and what an existing one needs to get up and be read. */
const neededForNewMb = 200
const neededForOldMb = 50
const reserveMb = 64

/** Makes the data directory and refuses plainly where a ledger cannot live, before anything is written. */
export async function prepareFolder(home: string, as: RunAs, neededMb?: number) {
  const closed = openWay(home, as)
  if (closed) throw new Refusal('not-traversable', { dir: closed })
  try {
    const made = mkdirSync(home, { recursive: true, mode: as ? 0o711 : 0o700 })
    // Passing through is enough for the server's user; a strict umask must not take that away.
    if (made && as) for (let one = home; one.length >= made.length; one = dirname(one)) chmodSync(one, 0o711)
    accessSync(home, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw notWritable(home, rootCause(home, error))
  }
  const clusterDir = join(home, 'postgres')
  const needed = neededMb ?? (existsSync(join(clusterDir, 'PG_VERSION')) ? neededForOldMb : neededForNewMb)
  if ((await freeMb(home)) < needed) await rm(join(home, 'reserve'), { force: true })
  await requireSpace(home, needed)
  if (existsSync(clusterDir)) takeOver(clusterDir, as)
}

/** Free space where `dir` lies, in MB (10^6 bytes), as an ordinary user may use it. */
export async function freeMb(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return Math.floor((bavail * bsize) / 1e6)
}

/** Throws Refusal no-space. Ask before writing much: PostgreSQL stops altogether when its log of changes has no room. */
export async function requireSpace(dir: string, needed: number) {
  const free = await freeMb(dir)
  if (free < needed) throw new Refusal('no-space', { dir, needed, free })
}

/**
 * Space set aside while there is plenty: when the disk is full and PostgreSQL has stopped for it, giving this up lets
 * it start, so that the ledger can be read and things deleted.
 */
export async function keepReserve(home: string) {
  const file = join(home, 'reserve')
  if (existsSync(file) || (await freeMb(home)) < neededForNewMb + reserveMb) return
  await writeFile(file, Buffer.alloc(reserveMb * 1e6)).catch(() => rm(file, { force: true }))
}

/**
 * initdb beside the final place, then one rename: a killed initdb leaves nothing half made, and of two at once the
 * second one's work is thrown away.
 */
export async function makeCluster(
  home: string,
  clusterDir: string,
  initdb: string,
  as: RunAs,
  durable: boolean,
) {
  sweep(home)
  const part = join(home, `postgres.${process.pid}.part`)
  mkdirSync(part, { mode: 0o700 })
  if (as) chownSync(part, as.uid, as.gid)
  try {
    const sync = durable ? [] : ['--no-sync']
    await run(initdb, ['-D', part, ...initdbFlags, ...sync], as)
    writeFileSync(join(part, 'pg_hba.conf'), 'local all all trust\n')
    if (durable) await syncFolder(part)
    await rename(part, clusterDir)
    if (durable) await syncFolder(home)
  } catch (error) {
    if (existsSync(join(clusterDir, 'PG_VERSION'))) return
    if (error instanceof Refusal) throw error
    throw notWritable(clusterDir, error)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

const initdbFlags = [
  ...[
    '--username=enishi',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ],
  ...['--data-checksums', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
]

/** Keeps one earlier log. */
export function rotateLog(file: string): string {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10e6) renameSync(file, `${file}.1`)
  return file
}

function run(program: string, args: string[], as: RunAs): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...as,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { LC_ALL: 'C', TZ: 'UTC' },
    })
    let said = ''
    child.stderr.on('data', chunk => (said += chunk))
    child.on('error', error => reject(new Refusal('postgres-missing', { why: error.message })))
    child.on('close', code => {
      const why =
        said.split('\n').find(line => line.includes('error:') || line.includes('FATAL')) ?? `initdb: ${code}`
      if (code === 0) resolve()
      else if (/No space left/.test(said))
        reject(new Refusal('no-space', { dir: dirname(args[1]!), needed: neededForNewMb, free: 0 }))
      else reject(new Refusal('postgres-missing', { why: why.trim() }))
    })
  })
}

/** What a killed initdb left. */
function sweep(home: string) {
  for (const name of readdirSync(home)) {
    const pid = Number(/^postgres\.(\d+)\.part$/.exec(name)?.[1])
    if (pid && (pid === process.pid || !signalQuietly(pid, 0)))
      rmSync(join(home, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

/** A restore by root leaves files to root: give them to the server's user. */
function takeOver(clusterDir: string, as: RunAs) {
  const { uid } = statSync(clusterDir)
  const own = as?.uid ?? process.getuid?.()
  if (uid === own) return
  if (!as || uid !== 0) throw new Refusal('not-writable', { dir: clusterDir, why: 'EACCES' })
  for (const name of readdirSync(clusterDir, { recursive: true }) as string[])
    lchownSync(join(clusterDir, name), as.uid, as.gid)
  chownSync(clusterDir, as.uid, as.gid)
}

async function syncFolder(dir: string) {
  const handle = await open(dir, 'r')
  await handle.sync().finally(() => handle.close())
}

/** mkdir says ENOENT for a folder on a read-only disk; the nearest folder that is there knows the real cause. */
function rootCause(home: string, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error
  let near = home
  while (!existsSync(near)) near = dirname(near)
  try {
    accessSync(near, constants.W_OK | constants.X_OK)
    return error
  } catch (cause) {
    return cause
  }
}

function notWritable(dir: string, error: unknown) {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new Refusal('no-space', { dir, needed: neededForNewMb, free: 0 })
  return new Refusal('not-writable', { dir, why: code ?? message })
}
