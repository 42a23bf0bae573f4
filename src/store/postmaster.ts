import { execFileSync } from 'node:child_process'
import { linkSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** postmaster.pid as the server writes it: who runs on this data directory, and where it listens. */
export type PidFile = { pid: number; socketDir: string; text: string }

export function readPidFile(clusterDir: string): PidFile | undefined {
  try {
    const text = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8')
    const lines = text.split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] ?? '', text }
  } catch {
    return undefined
  }
}

/** Every server process has its data directory as its working directory, and keeps it when its parent dies. */
export function serversOf(clusterDir: string): { postmaster?: number; children: number[] } {
  if (process.platform !== 'linux') return serversByPs(clusterDir)
  const home = realPath(clusterDir)
  const found: { postmaster?: number; children: number[] } = { children: [] }
  if (!home) return found
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || !livesIn(pid, home)) continue
    const words = commandOf(pid)
    // Children name themselves "postgres: checkpointer" and the like; the postmaster keeps its command line.
    if (words.startsWith('postgres: ')) found.children.push(pid)
    else if (basename(words.split('\0')[0] ?? '') === 'postgres') found.postmaster = pid
  }
  return found
}

/** Is that process the postmaster of this data directory, now? A pid alone may have gone to another program. */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (process.platform !== 'linux') return serversByPs(clusterDir).postmaster === pid
  if (!livesIn(pid, realPath(clusterDir))) return false
  const words = commandOf(pid)
  return basename(words.split('\0')[0] ?? '') === 'postgres' && !words.startsWith('postgres: ')
}

/**
 * After kill -9 of the postmaster its children go by themselves, except one that is busy computing. They share memory
 * that no new server may join, and nothing they still do can be committed, so after a moment they are ended.
 */
export async function clearOrphans(clusterDir: string) {
  const steps: [number, NodeJS.Signals | 0][] = [
    [300, 0],
    [500, 'SIGQUIT'],
    [1500, 'SIGKILL'],
  ]
  for (const [patienceMs, signal] of steps) {
    const until = Date.now() + patienceMs
    const { postmaster, children } = serversOf(clusterDir)
    if (postmaster) return
    if (signal) for (const pid of children) signalQuietly(pid, signal)
    while (Date.now() < until) {
      if (serversOf(clusterDir).children.length === 0) return
      await sleep(15)
    }
  }
}

/**
 * PostgreSQL clears a stale lock file itself unless its pid lives again as another program of the same user; only
 * then it needs help. Call only after serversOf() found nobody.
 */
export function removeStaleLocks(clusterDir: string, judged: PidFile) {
  if (!signalQuietly(Math.abs(judged.pid), 0)) return
  const lock = join(clusterDir, 'postmaster.pid')
  const aside = `${lock}.${process.pid}.stale`
  renameSync(lock, aside)
  // Another starter may have been quicker, and this is already the lock of its living server: put it back.
  if (readFileSync(aside, 'utf8') !== judged.text) linkSync(aside, lock)
  else rmSync(join(judged.socketDir, '.s.PGSQL.5432.lock'), { force: true })
  rmSync(aside, { force: true })
}

/** Fast shutdown; after `patienceMs` the immediate one, which costs a recovery at the next start and loses nothing. */
export async function stopPostmaster(pid: number, clusterDir: string, patienceMs = 8000) {
  signalQuietly(pid, 'SIGINT')
  const until = Date.now() + patienceMs
  while (isPostmasterOf(pid, clusterDir)) {
    if (Date.now() > until) signalQuietly(pid, 'SIGQUIT')
    if (Date.now() > until + 3000) return
    await sleep(10)
  }
}

export function signalQuietly(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid > 0 && process.kill(pid, signal)
  } catch {
    return false
  }
}

function realPath(dir: string): string | undefined {
  try {
    return realpathSync(dir)
  } catch {
    return undefined
  }
}

function livesIn(pid: number, home: string | undefined): boolean {
  try {
    return home !== undefined && readlinkSync(`/proc/${pid}/cwd`) === home
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function serversByPs(clusterDir: string): { postmaster?: number; children: number[] } {
  const rows = execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
  const postmaster = rows.find(row => row?.[3]?.includes(`-D ${clusterDir} `))?.[1]
  return { ...(postmaster ? { postmaster: Number(postmaster) } : {}), children: [] }
}
