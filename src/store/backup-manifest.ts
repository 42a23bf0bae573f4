import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '#ledger/refusal.ts'
import { tablesToKeep } from './backup-tables.ts'
import { readMigrations } from './migrate.ts'

const keptTable = z.strictObject({
  table: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  /** Of the compressed file. */
  sha256: z.string(),
})
const manifestShape = z.strictObject({
  enishi: z.string(),
  schema: z.int().min(1),
  postgres: z.string(),
  madeAt: z.iso.datetime(),
  tables: z.array(keptTable),
})

/** What one table of a backup holds; its file is `fileOf(table)`. */
export type KeptTable = z.infer<typeof keptTable>
export type Manifest = z.infer<typeof manifestShape>

export const manifestFile = 'manifest.json'
export const fileOf = (table: string): string => `${table}.copy.gz`

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The manifest with a hash of itself at its end, so that a flipped bit in it is found as well. */
export const sealed = (manifest: object): string =>
  `${JSON.stringify({ ...manifest, sha256: sha256(JSON.stringify(manifest)) }, null, 1)}\n`

/**
 * Reads the manifest of a backup and holds every file of it to its hash.
 *
 * Throws Refusal: no-such-file, not-a-backup, data-newer (made by a newer Enishi), backup-broken with the `file`.
 */
export async function verifyBackup(folder: string, migrations?: string): Promise<Manifest> {
  const manifest = await readManifest(folder, migrations)
  for (const { table, bytes, sha256 } of manifest.tables) {
    const found = await hashOf(join(folder, fileOf(table)))
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw broken(folder, fileOf(table))
  }
  return manifest
}

async function readManifest(folder: string, migrations?: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(error => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new Refusal('not-a-backup', { folder: basename(folder) })
    throw broken(folder, manifestFile)
  })
  const manifest = parsed(text)
  // Written again it must be the same to the byte: so nothing in it was touched.
  if (!manifest || sealed(manifest) !== text) throw broken(folder, manifestFile)
  const known = readMigrations(migrations).at(-1)!.version
  if (Number(manifest.schema) > known)
    throw new Refusal('data-newer', { found: Number(manifest.schema), known })
  const { data } = manifestShape.safeParse(manifest)
  const names = data?.tables.map(one => one.table).join()
  if (!data || names !== tablesToKeep(data.schema, migrations).join()) throw broken(folder, manifestFile)
  return data
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const { sha256, ...manifest } = JSON.parse(text)
    return manifest
  } catch {
    return undefined
  }
}

async function hashOf(path: string): Promise<{ bytes: number; sha256: string } | undefined> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of createReadStream(path)) {
      hash.update(piece)
      bytes += piece.length
    }
  } catch {
    return undefined
  }
  return { bytes, sha256: hash.digest('hex') }
}

export const broken = (folder: string, file: string) =>
  new Refusal('backup-broken', { folder: basename(folder), file })
