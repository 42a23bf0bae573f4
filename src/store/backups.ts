import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OwnerId } from '#ledger/ids.ts'

export const backupsFolder = (dataDir: string) => join(dataDir, 'backups')

/** The names of a ledger's backups, oldest first. */
export async function backupsOf(dataDir: string, owner: OwnerId): Promise<string[]> {
  const names = await readdir(backupsFolder(dataDir)).catch(() => [] as string[])
  return names
    .filter(name => /^\d{4}-.*-schema-\d+-/.test(name) && name.endsWith(`-${owner.slice(-8)}`))
    .sort()
}

export const newestBackup = async (dataDir: string, owner: OwnerId): Promise<string | undefined> =>
  (await backupsOf(dataDir, owner)).at(-1)
