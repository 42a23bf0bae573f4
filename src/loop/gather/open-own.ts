import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { type Brought, openBrought } from './brought.ts'
import { check } from './check.ts'
import { requireRoomFor } from './full-disk.ts'
import type { ImportRow, ImportStatus } from './import-row.ts'
import { importByNo } from './imports.ts'
import { changedSince, liesApart } from './lies-apart.ts'

type Opened = { brought: Brought; verdict: 'read' | ImportStatus }

/**
 * What an import reads, opened and checked (check.ts); the caller closes it. A folder is looked at whole once: from then
 * on each import opens what lies apart for it alone, or a hundred zips would be opened a hundred times.
 */
export async function openOwn(
  ctx: Ctx,
  single: Sql,
  row: ImportRow,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  const first = await openedAt(ctx, single, row, signal, await ownPlace(row))
  if (first) return first
  const mine = await importByNo(single, ctx.owner, row.import_no)
  const inside = await liesApart(mine.path!, mine.export)
  const own = inside === undefined ? undefined : await openedAt(ctx, single, mine, signal, inside)
  // Its file has gone in this moment.
  if (!own) throw new Refusal('export-gone', { name: mine.file_name })
  return own
}

/** Undefined where what the import reads lies apart from the rest. */
async function openedAt(
  ctx: Ctx,
  single: Sql,
  row: ImportRow,
  signal: AbortSignal | undefined,
  inside: string | undefined,
): Promise<Opened | undefined> {
  const brought = await openBrought(row.path!, row.file_name, signal, inside)
  try {
    await requireRoomFor(ctx, brought.bytes)
    const verdict = await check(ctx, single, row, brought)
    if (verdict !== 'apart') return { brought, verdict }
  } catch (error) {
    await brought.close()
    throw error
  }
  await brought.close()
  return undefined
}

/** Anew the whole folder, where something may have been added since all of it was listed. */
async function ownPlace({
  path,
  export: key,
  content_hash,
  created_at,
}: ImportRow): Promise<string | undefined> {
  const inside = await liesApart(path!, key)
  if (inside === undefined || content_hash === null) return inside
  return (await changedSince(path!, created_at)) ? undefined : inside
}
