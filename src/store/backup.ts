import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'
import { copyOut, plainText } from './backup-copy.ts'
import { type Manifest, manifestFile, sealed, verifyBackup } from './backup-manifest.ts'
import { tablesToKeep } from './backup-tables.ts'
import { type BackupKind, backupsAmong, backupsFolder, dayMark, isAhead, keptOf } from './backups.ts'
import { isDamaged } from './damage.ts'
import { freeMb } from './make-cluster.ts'
import type { Tx } from './open.ts'
import { signalQuietly } from './postmaster.ts'
import { isAway } from './transact.ts'

/** What stands in the manifest besides the tables, and where the backup goes: `backups/` in the data directory. */
export type BackupOf = { dataDir: string; enishi: string; now: number; kind?: BackupKind }

/**
 * Copies a ledger of schema `schema` into a folder of its own, one compressed file a table, and answers the folder;
 * nothing when no row is there yet. Before a change nobody else writes until `tx` ends, so the backup is exactly what a
 * migration in the same transaction meets; one of a day blocks nobody, and sees what its `tx` (repeatable read) sees. The
 * folder has its name only when all of it is on the disk and was read back; the newest of each kind are kept.
 *
 * Throws Refusal: backup-space, backup-failed. An absent database comes out as it is (isAway).
 */
export async function backUp(tx: Tx, schema: number, of: BackupOf): Promise<string | undefined> {
  const tables = tablesToKeep(schema)
  const { kind = 'change' } = of
  if (kind === 'change') await tx`lock table ${tx(tables)} in share mode`
  if (!(await anyRow(tx, tables))) return undefined
  const home = backupsFolder(of.dataDir)
  let needed = 0
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    await sweep(home)
    needed = (await neededMb(tx, tables)) + (kind === 'day' ? leftFreeMb : 0)
    if ((await freeMb(home)) < needed) throw Object.assign(new Error(), { code: 'ENOSPC' })
    return await write(tx, schema, tables, home, of)
  } catch (error) {
    if (isAway(error)) throw error
    if (isDamaged(error)) throw new Refusal('ledger-damaged')
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new Refusal('backup-space', { dir: home, needed, free: await freeMb(home) })
    throw new Refusal('backup-failed', { dir: home, why: code ?? message })
  }
}

export async function anyRow(tx: Tx, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) if ((await tx`select from ${tx(table)} limit 1`).length > 0) return true
  return false
}

/** No copy of a day is made that would leave less: the ledger itself needs room. */
const leftFreeMb = 256

/** Compressed text took a fifth to two fifths of the tables it came from. */
async function neededMb(tx: Tx, tables: readonly string[]): Promise<number> {
  const [size] = await tx<{ bytes: number }[]>`
    select sum(pg_table_size(name::regclass))::bigint as bytes from unnest(${tables}::text[]) as name`
  return Math.ceil(Number(size!.bytes) / 2e6) + 10
}

async function write(tx: Tx, schema: number, tables: string[], home: string, of: BackupOf): Promise<string> {
  const { kind = 'change' } = of
  const part = join(home, `${process.pid}.part`)
  await mkdir(part, { mode: 0o700 })
  try {
    await plainText(tx)
    const [server] = await tx<{ version: string }[]>`select current_setting('server_version') as version`
    const manifest: Manifest = {
      enishi: of.enishi,
      schema,
      postgres: server!.version,
      madeAt: new Date(of.now).toISOString(),
      tables: [],
    }
    for (const table of tables) manifest.tables.push(await copyOut(tx, part, table))
    await writeDurably(join(part, manifestFile), sealed(manifest))
    await sync(part)
    // What cannot be read back is no backup, and takes no good one's place.
    await verifyBackup(part)
    const ledger = await ledgerName(tx)
    const made = freeName(
      home,
      `${manifest.madeAt.replaceAll(/[:.]/g, '-')}${kind === 'day' ? dayMark : ''}-schema-${schema}-${ledger}`,
    )
    await rename(part, join(home, made))
    await sync(home)
    await dropOld(home, kind, ledger, made, of.now)
    return join(home, made)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Two ledgers may share a data directory (one embedded, one by DATABASE_URL); neither drops the other's backups. */
async function ledgerName(tx: Tx): Promise<string> {
  const [owner] = await tx<{ owner_id: string }[]>`select owner_id from owner order by created_at limit 1`
  return owner?.owner_id.slice(-8) ?? 'nobody'
}

/** The clock may have been set back to a moment that has its backup. */
function freeName(home: string, wanted: string): string {
  let name = wanted
  for (let no = 2; existsSync(join(home, name)); no++) name = wanted.replace('-schema', `-${no}-schema`)
  return name
}

async function dropOld(
  home: string,
  kind: BackupKind,
  ledger: string,
  made: string,
  now: number,
): Promise<void> {
  const all = backupsAmong(await readdir(home), ledger)
  // What a clock that stood ahead has dated goes first: it would count as the newest for as long.
  const older = all
    .filter(one => one.kind === kind && one.name !== made)
    .sort((one, other) => Number(isAhead(other, now)) - Number(isAhead(one, now)))
    .map(one => one.name)
  for (const name of older.slice(0, Math.max(0, older.length - keptOf[kind] + 1)))
    await rm(join(home, name), { recursive: true, force: true })
}

/** What a killed backup left. */
async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^(\d+)\.part$/.exec(name)?.[1])
    if (pid && (pid === process.pid || !signalQuietly(pid, 0)))
      await rm(join(home, name), { recursive: true, force: true })
  }
}
