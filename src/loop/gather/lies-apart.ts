import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { networkById } from '#networks/all.ts'
import { partsOf } from '#networks/files/parts.ts'
import { filesIn } from './brought.ts'
import { placeOf } from './exports.ts'

/**
 * Where an export lies that is a file of its own in a folder and can be opened without the rest, by its key; undefined
 * for what lies in a file, and for pieces of one that lie apart.
 */
export async function liesApart(folder: string, key: string): Promise<string | undefined> {
  const inside = placeOf(key)
  if (inside === undefined || networkById(key.split(' ', 1)[0]!)?.inPieces) return undefined
  const path = join(folder, inside)
  const found = await lstat(path).catch(() => undefined)
  return found?.isFile() && (await partsOf(path)).length === 1 ? inside : undefined
}

/** Whether anything came into a folder, or was written there, since. */
export async function changedSince(folder: string, since: Date): Promise<boolean> {
  for (const path of await filesIn(folder).catch(() => [])) {
    const found = await lstat(path).catch(() => undefined)
    if (found && found.ctimeMs > since.getTime()) return true
  }
  return false
}
