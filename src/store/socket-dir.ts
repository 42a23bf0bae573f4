import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'
import type { RunAs } from './server-user.ts'

/** The kernel's limit for the path of a unix socket, in bytes, without the closing zero. */
const longestSocketPath = 107

export const socketPath = (socketDir: string) => join(socketDir, '.s.PGSQL.5432')

/**
 * The folder for the socket, closed to everybody but the server's user: entering it is the only key there is.
 * `<dir>/run`; where that path is too long for a socket, a short folder named after `dir`. Others find it through
 * postmaster.pid.
 */
export function socketDirFor(dir: string, as: RunAs, shortHome = '/tmp'): string {
  const near = join(dir, 'run')
  if (Buffer.byteLength(socketPath(near)) <= longestSocketPath) {
    if (claim(near, as)) return near
    throw new Refusal('not-writable', { dir: near, why: 'EPERM' })
  }
  const mark = createHash('sha256').update(dir).digest('hex').slice(0, 16)
  for (let turn = 0; turn < 8; turn++) {
    const short = join(shortHome, `enishi-${mark}${turn || ''}`)
    if (claim(short, as)) return short
  }
  throw new Refusal('not-writable', { dir: shortHome, why: 'EPERM' })
}

/** Leaves nothing in a folder that belongs to all. Not empty, or already gone: then it is somebody else's turn. */
export function dropShortSocketDir(socketDir: string) {
  try {
    if (shortName.test(basename(socketDir))) rmdirSync(socketDir)
  } catch {}
}

const shortName = /^enishi-[0-9a-f]{16}\d?$/

/** In a folder open to all the name may be taken by somebody else, or be a link that leads elsewhere. */
function claim(dir: string, as: RunAs): boolean {
  const uid = as?.uid ?? process.getuid?.() ?? 0
  try {
    mkdirSync(dir, { mode: 0o700 })
    if (as) chownSync(dir, as.uid, as.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = lstatSync(dir)
  if (!found.isDirectory()) return false
  if (found.uid !== uid) {
    if (found.uid !== process.getuid?.()) return false
    chownSync(dir, uid, as?.gid ?? found.gid)
  }
  if (found.mode & 0o077) chmodSync(dir, 0o700)
  return true
}
