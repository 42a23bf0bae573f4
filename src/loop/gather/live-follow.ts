import { hash } from 'node:crypto'
import { type OutCtx, wireOf } from '#loop/guard/egress.ts'
import { openSecrets } from '#loop/guard/seal.ts'
import { liveById } from '#networks/all-live.ts'
import { HttpTrouble, type Live, LiveTrouble } from '#networks/live.ts'
import type { Sql } from '#store/open.ts'
import { isAway, isDiskFull } from '#store/transact.ts'
import { ownOf } from './answers.ts'
import { type After, afterTrouble, afterWell, type Trouble } from './live-pace.ts'
import { writePage } from './live-page.ts'
import { type LiveRow, liveByNo, sealedFor } from './live-row.ts'
import { holdRun } from './run.ts'

/** After so many pages the others have their turn; the cursor says where to go on. */
const pagesATurn = 100

/** `well`: looked at to the end; `more`: there is more to fetch; `over`: not followed any more. */
export type TurnEnd = 'well' | 'more' | 'trouble' | 'stopped' | 'over' | 'elsewhere'

/** The source whose turn it is, if any. */
export async function nextLive(ctx: OutCtx): Promise<number | undefined> {
  const [row] = await ctx.store.sql<{ import_no: number }[]>`
    select import_no from live
    where owner_id = ${ctx.owner} and state = 'following' and next_at <= ${new Date(ctx.now())}
    order by next_at limit 1`
  return row?.import_no
}

/**
 * Asks one source for what is new and writes it, page by page. Safe to call from several processes: one does it. What
 * the network or its answers do wrong is the source's state and never an exception; only an absent database throws.
 */
export async function followLive(ctx: OutCtx, importNo: number, signal: AbortSignal): Promise<TurnEnd> {
  const single = ctx.store.single()
  try {
    if (!(await holdRun(single, ctx, importNo))) return 'elsewhere'
    const row = await liveByNo(single, ctx.owner, importNo)
    const live = row && liveById(row.kind)
    if (!row || !live || row.state !== 'following') return 'over'
    try {
      const end = await fetchPages(ctx, single, row, live, signal)
      if (end === 'well' || end === 'more') await goneWell(ctx, single, row, live, end)
      return end
    } catch (error) {
      if (signal.aborted) return 'stopped'
      const trouble = troubleOf(error)
      if (trouble === undefined) throw error
      if (trouble.kind === 'unexpected')
        ctx.log(`live ${row.kind} ${importNo}: ${error instanceof Error ? error.stack : error}`)
      const after = afterTrouble(trouble, row, ctx.now(), Math.random())
      if (after.notice && !row.notice)
        ctx.log(`live ${row.kind} ${importNo}: ${trouble.kind} (${trouble.why})`)
      await settle(ctx, single, row, after)
      return 'trouble'
    }
  } finally {
    await single.end({ timeout: 1 })
  }
}

async function fetchPages(
  ctx: OutCtx,
  single: Sql,
  row: LiveRow,
  live: Live,
  signal: AbortSignal,
): Promise<'well' | 'more' | 'over'> {
  const secrets = await openSecrets(ctx, sealedFor(row.kind, row.self_key), row.secrets)
  if (!secrets) throw new Unsealed()
  const wire = wireOf(ctx.egress, ctx.now, signal)
  const met = new Map<string, number>()
  let pages = 0
  const account = { settings: row.settings, secrets, own: await ownOf(single, ctx.owner) }
  for await (const page of live.follow(wire, account, row.cursor ?? undefined)) {
    signal.throwIfAborted()
    if (!(await writePage(ctx, single, row.import_no, live, page))) return 'over'
    // The same place for the third time: the network leads in a circle.
    const place = hash('md5', JSON.stringify(page.cursor) ?? '', 'base64')
    met.set(place, (met.get(place) ?? 0) + 1)
    if (met.get(place)! >= 3) throw new LiveTrouble('away', 'pages in a circle')
    if (++pages >= pagesATurn) return 'more'
  }
  return 'well'
}

class Unsealed extends Error {}

/** What it means for the source; undefined for what is not the source's (the database, the disk). */
function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof LiveTrouble) return { kind: error.kind, why: error.message, retryAt: error.retryAt }
  if (error instanceof Unsealed) return { kind: 'key-lost', why: 'secrets.key' }
  if (error instanceof HttpTrouble) {
    if (error.kind === 'busy') return { kind: 'slow-down', why: error.kind, retryAt: error.retryAt }
    return { kind: error.kind === 'forbidden' ? 'refused' : 'away', why: error.message }
  }
  return isAway(error) || isDiskFull(error)
    ? undefined
    : { kind: 'unexpected', why: error instanceof Error ? error.name : 'error' }
}

async function goneWell(
  ctx: OutCtx,
  sql: Sql,
  row: LiveRow,
  live: Live,
  end: 'well' | 'more',
): Promise<void> {
  const after = afterWell(live.everySeconds, ctx.now(), Math.random())
  if (end === 'more') return settle(ctx, sql, row, { ...after, nextAt: ctx.now() })
  await sql`
    update live set followed_at = ${new Date(ctx.now())}, done = 1
    where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
  await settle(ctx, sql, row, after)
}

/** Only while it is followed with the same token: the owner may have connected anew in the meantime. */
async function settle(ctx: OutCtx, sql: Sql, { import_no, secrets }: LiveRow, after: After): Promise<void> {
  await sql`
    update live set state = ${after.state}, failures = ${after.failures},
      notice = ${after.notice === null ? null : sql.json(after.notice)},
      next_at = ${after.nextAt === null ? null : new Date(after.nextAt)}
    where owner_id = ${ctx.owner} and import_no = ${import_no} and state = 'following' and secrets = ${secrets}`
}
