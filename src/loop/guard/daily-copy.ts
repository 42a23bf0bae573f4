import { Refusal } from '#ledger/refusal.ts'
import { backUp } from '#store/backup.ts'
import { backupsOf, isAhead } from '#store/backups.ts'
import type { Ctx } from '#store/ctx.ts'
import { schemaVersion } from '#store/migrate.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/** How the copies of a ledger stand: the newest good one, and why there is none newer where one failed since. */
export type CopyState = {
  newestAt: number | null
  failed: { at: number; code: string; facts: Record<string, string | number> } | null
}

/**
 * Makes the day's copy if none is younger than a day: one at a time whatever processes there are, out of the way of
 * imports, of an own snapshot that blocks nobody. Answers whether one was made. A failure is kept as a fact and tried again
 * after an hour; whatever goes wrong, the good copies stay.
 */
export async function copyDaily(ctx: Ctx, enishi: string, signal: AbortSignal): Promise<boolean> {
  if (!(await isDue(ctx))) return false
  const single = ctx.store.single()
  const cut = () => void single.end({ timeout: 0 })
  signal.addEventListener('abort', cut, { once: true })
  try {
    return await single.begin('isolation level repeatable read', async tx => {
      const [lock] = await tx<{ mine: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${`daily copy ${ctx.owner}`}, 0)) as mine`
      // The other one may have made it since.
      if (!lock!.mine || !(await isDue(ctx))) return false
      const made = await backUp(tx, await schemaVersion(tx), {
        dataDir: ctx.dataDir,
        enishi,
        now: ctx.now(),
        kind: 'day',
      })
      return made !== undefined
    })
  } catch (error) {
    if (signal.aborted) return false
    if (!(error instanceof Refusal)) throw error
    await keepFailure(ctx, { at: ctx.now(), code: error.code, facts: error.facts })
    return false
  } finally {
    signal.removeEventListener('abort', cut)
    await single.end({ timeout: 1 })
  }
}

async function isDue(ctx: Ctx): Promise<boolean> {
  const { newestAt, failed } = await copyState(ctx)
  const now = ctx.now()
  const age = newestAt === null ? Number.POSITIVE_INFINITY : now - newestAt
  // A clock that was set back makes no copy of every minute.
  if (age < dayMs || (failed && Math.abs(now - failed.at) < hourMs)) return false
  const [row] = await ctx.store.sql<{ filled: boolean; reading: boolean }[]>`
    select exists (select from account where owner_id = ${ctx.owner}) as filled,
      exists (select from import where owner_id = ${ctx.owner} and status in ('waiting', 'reading')) as reading`
  return row!.filled && (!row!.reading || (age > 2 * dayMs && newestAt !== null))
}

export async function copyState(ctx: Ctx): Promise<CopyState> {
  const now = ctx.now()
  const newest = (await backupsOf(ctx.dataDir, ctx.owner))
    .filter(one => one.kind === 'day' && !isAhead(one, now))
    .at(-1)
  const newestAt = newest?.madeAt ?? null
  const [row] = await ctx.store.sql<{ failed: CopyState['failed'] }[]>`
    select settings->'copyFailed' as failed from owner where owner_id = ${ctx.owner}`
  const failed = row?.failed ?? null
  const isSince = failed && failed.at > (newestAt ?? 0) && failed.at <= now + dayMs
  return { newestAt, failed: isSince ? failed : null }
}

async function keepFailure(ctx: Ctx, failed: { at: number; code: string; facts: object }): Promise<void> {
  await ctx.store.sql`
    update owner set settings = settings || jsonb_build_object('copyFailed', ${ctx.store.sql.json(failed as never)}::jsonb)
    where owner_id = ${ctx.owner}`
}
