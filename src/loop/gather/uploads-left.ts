import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#store/ctx.ts'
import { ownCopyOf, uploadFolder } from './own-copy.ts'

const dayMs = 86_400_000

/** Uploads that no import waits for: of a folder whose sending was broken off, or of a crash between copy and row. */
export async function uploadsLeft(ctx: Ctx): Promise<string[]> {
  const there = await readdir(uploadFolder(ctx)).catch(() => [])
  if (there.length === 0) return []
  const rows = await ctx.store.sql<{ path: string }[]>`
    select path from import where owner_id = ${ctx.owner} and own_copy and status not in ('done', 'undone')`
  const waited = new Set(rows.map(row => ownCopyOf(ctx, row.path)))
  return there.filter(name => !waited.has(name))
}

/** Removes those that nothing was added to for a day; answers how many. */
export async function removeUploadsLeft(ctx: Ctx): Promise<number> {
  let removed = 0
  for (const name of await uploadsLeft(ctx)) {
    const path = join(uploadFolder(ctx), name)
    if (ctx.now() - (await lastTouched(path)) < dayMs) continue
    await rm(path, { recursive: true, force: true })
    removed++
  }
  return removed
}

/** When something was last put there, ms since 1970; by the date that an upload cannot bring with it. */
async function lastTouched(path: string): Promise<number> {
  const own = await stat(path)
  if (!own.isDirectory()) return own.ctimeMs
  const below = await readdir(path, { recursive: true, withFileTypes: true })
  const folders = below.filter(entry => entry.isDirectory()).map(entry => join(entry.parentPath, entry.name))
  const dates = await Promise.all(folders.map(async folder => (await stat(folder)).ctimeMs))
  return dates.reduce((newest, date) => Math.max(newest, date), own.ctimeMs)
}
