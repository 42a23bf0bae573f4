import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { isAway, isDiskFull } from '#store/transact.ts'
import { writeFailed } from './full-disk.ts'
import type { ImportStatus } from './import-row.ts'
import { importByNo } from './imports.ts'
import { accountsOf, refreshTouched } from './link-touched.ts'

/** Writes down why an import stopped; what was read stays. */
export async function failed(ctx: Ctx, single: Sql, importNo: number, error: unknown): Promise<ImportStatus> {
  const refusal = error instanceof Refusal ? error : undefined
  const code = refusal?.code ?? (isDiskFull(error) ? 'disk-full' : 'import-failed')
  if (code === 'import-failed') ctx.log(`import ${importNo} failed: ${saidBy(error)}`)
  const isFull = code === 'disk-full' || code === 'no-space'
  // On a full disk what must be told goes first.
  if (!isFull) await linkAll(ctx, single, importNo)
  const isWritten = await writeFailed(ctx, single, importNo, { code, facts: refusal?.facts ?? {} })
  if (isFull) await linkAll(ctx, single, importNo)
  // What failed after the end was written has not failed.
  return isWritten ? 'failed' : (await importByNo(single, ctx.owner, importNo)).status
}

/** Makes people of what was read so far. Where that fails too, going on with the import makes them. */
async function linkAll(ctx: Ctx, single: Sql, importNo: number): Promise<void> {
  try {
    await refreshTouched(ctx, single, importNo, new Set(await accountsOf(single, ctx, importNo)))
  } catch (error) {
    if (isAway(error)) throw error
    if (!isDiskFull(error)) ctx.log(`import ${importNo}, linking: ${saidBy(error)}`)
  }
}

export const saidBy = (error: unknown) => (error instanceof Error ? error.stack : error)
