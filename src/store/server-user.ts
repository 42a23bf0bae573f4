import { spawnSync } from 'node:child_process'
import { chmodSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'

/** The system user that PostgreSQL runs as; undefined: the user this process already is. */
export type RunAs = { uid: number; gid: number } | undefined

export const isRoot = () => process.getuid?.() === 0

/** Where a ledger lies when nobody says otherwise. root's own home is closed to the user PostgreSQL runs as. */
export function defaultDataDir(dataHome = join(homedir(), '.local', 'share')): string {
  return isRoot() ? '/var/lib/enishi' : join(dataHome, 'enishi')
}

/**
 * PostgreSQL refuses to run as root. An existing cluster keeps the user it belongs to; a new one, or one that a
 * restore left to root, goes to the system user `postgres`, made if it is missing.
 */
export function serverUser(clusterDir: string): RunAs {
  if (!isRoot()) return undefined
  try {
    const { uid, gid } = statSync(clusterDir)
    if (uid !== 0) return { uid, gid }
  } catch {}
  return systemUser() ?? makeSystemUser()
}

/** Asks the kernel instead of reading mode bits, so that access lists and mounts count as well. */
export function mayEnter(dir: string, as: RunAs): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir], { ...as, cwd: '/', stdio: 'ignore' }).status === 0
  )
}

/** The outermost folder on the way to `dir` that `as` may not enter; folders that do not exist yet don't count. */
export function closedFolder(dir: string, as: RunAs): string | undefined {
  if (!as) return undefined
  const way = [dir]
  while (dirname(way[0]!) !== way[0]) way.unshift(dirname(way[0]!))
  const there = way.filter(isFolder)
  if (mayEnter(there.at(-1)!, as)) return undefined
  return there.find(one => !mayEnter(one, as))
}

/**
 * Lets `as` pass through (not list) the data directory itself and temporary folders of our own on the way to it; any
 * other folder is the person's to open. Returns the first folder that stays closed.
 */
export function openWay(dir: string, as: RunAs): string | undefined {
  for (let before: string | undefined; ; ) {
    const closed = closedFolder(dir, as)
    const ours = closed !== undefined && (closed === dir || closed.startsWith(`${tmpdir()}/`))
    if (!closed || !ours || closed === before || statSync(closed).uid !== process.getuid?.()) return closed
    chmodSync(closed, (statSync(closed).mode & 0o7777) | 0o011)
    before = closed
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function systemUser(): RunAs {
  const [uid, gid] = ['-u', '-g'].map(flag => {
    const asked = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return asked.status === 0 ? Number(asked.stdout.trim()) : Number.NaN
  })
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid!, gid: gid! } : undefined
}

function makeSystemUser(): RunAs {
  const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
  spawnSync('useradd', [...flags, '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' })
  const user = systemUser()
  if (!user) throw new Refusal('postgres-missing', { why: 'useradd --system postgres' })
  return user
}
