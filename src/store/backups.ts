import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OwnerId } from '#ledger/ids.ts'

/** How many of each kind stay: those from before a change of the ledger's layout, and those of a day. */
export const keptOf = { change: 3, day: 7 }
export type BackupKind = keyof typeof keptOf
export const dayMark = '-day'

/** One backup, as its folder's name tells: `2026-11-23T09-00-00-000Z-day-schema-9-5f0c2a9b`; `ledger`: its end. */
export type Backup = { name: string; kind: BackupKind; madeAt: number; ledger: string }

export const backupsFolder = (dataDir: string) => join(dataDir, 'backups')

/** A ledger's backups, oldest first. */
export async function backupsOf(dataDir: string, owner: OwnerId): Promise<Backup[]> {
  const names = await readdir(backupsFolder(dataDir)).catch(() => [] as string[])
  return backupsAmong(names, owner.slice(-8))
}

/** All backups of a data directory, whatever ledger they are of, oldest first. */
export const backupsIn = async (dataDir: string): Promise<Backup[]> =>
  backupsAmong(await readdir(backupsFolder(dataDir)).catch(() => [] as string[]))

export const newestBackup = async (dataDir: string, owner: OwnerId): Promise<string | undefined> =>
  (await backupsOf(dataDir, owner)).at(-1)?.name

/** `ledger`: the end of every name of one ledger's backups; without it, those of all. */
export function backupsAmong(names: readonly string[], ledger?: string): Backup[] {
  const form = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(-\d+)?(-day)?(?:-\d+)?-schema-\d+-(\w+)$/
  const found: Backup[] = []
  for (const name of [...names].sort()) {
    const [, day, hour, minute, second, ms, , ofDay, end] = form.exec(name) ?? []
    if (day === undefined || end === undefined || (ledger !== undefined && end !== ledger)) continue
    const madeAt = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`)
    found.push({ name, kind: ofDay ? 'day' : 'change', madeAt, ledger: end })
  }
  return found
}

const dayMs = 86_400_000

/** The clock stood wrong when it was made: by `now` its day is still to come. */
export const isAhead = ({ madeAt }: Backup, now: number) => madeAt > now + dayMs

/** Which backups hold what was in the ledger from `since` on, ms since 1970, and until when. */
export type Holding = {
  /** The last day on which one of a day still stays (the seventh after it takes its place); null where none holds it. */
  until: string | null
  /** Backups from before a change, which stay until three newer ones are there. */
  beforeChanges: number
}

export function holding(backups: readonly Backup[], since: number): Holding {
  const those = backups.filter(({ madeAt }) => madeAt >= since)
  const ofDay = those.filter(({ kind }) => kind === 'day').at(-1)
  return {
    until: ofDay ? new Date(ofDay.madeAt + keptOf.day * dayMs).toISOString().slice(0, 10) : null,
    beforeChanges: those.filter(({ kind }) => kind === 'change').length,
  }
}
