import type { AccountId } from '#ledger/ids.ts'
import { factsChanged, ownerLock } from '#loop/know/owner-lock.ts'
import { refreshPeople } from '#loop/know/people-refresh.ts'
import type { Live, LivePage } from '#networks/live.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { nothingWritten, writeChunk } from './chunk-write.ts'
import { type Chunk, collect, emptyChunk } from './collect.ts'
import { FlatActs } from './flat-acts.ts'
import { importByNo } from './imports.ts'
import { liveByNo } from './live-row.ts'
import { added, holdRun, storable } from './run.ts'

/** What a source leaves out is kept with its place up to here; beyond that only counted. */
const rejectsAtMost = 5_000

/**
 * Writes one page, and the place from which to go on, in one transaction: a crash repeats a page and loses none.
 * False when this source is followed no longer (disconnected, undone, taken up elsewhere); then nothing was written.
 */
export async function writePage(
  ctx: Ctx,
  sql: Sql,
  importNo: number,
  live: Live,
  page: LivePage,
): Promise<boolean> {
  return transact(sql, async tx => {
    const { owner } = ctx
    await ownerLock(tx, owner)
    const row = await liveByNo(tx, owner, importNo)
    if (row?.state !== 'following' || !(await holdRun(tx, ctx, importNo))) return false
    if (page.rows.length > 0) {
      const before = await importByNo(tx, owner, importNo)
      const chunk = emptyChunk(new FlatActs(owner, importNo, page.actsOf ?? live.network), before.rows_done)
      for (const found of page.rows) collect(chunk, found)
      // First, since of two statements of one fact the later one's stands.
      await tx`
        update import set made_at = ${new Date(ctx.now())} where owner_id = ${owner} and import_no = ${importNo}`
      await noteOwn(tx, ctx, importNo, live, chunk)
      // Acts of a source that is followed are often known: they are looked for, not tried.
      const written = { ...nothingWritten(), allNew: false }
      const { counts } = await writeChunk(tx, owner, importNo, chunk, written)
      const left = { ...before.left_counts }
      for (const why of await writeRejects(tx, ctx, importNo, chunk)) left[why] = (left[why] ?? 0) + 1
      await tx`
        update import set rows_done = rows_done + ${chunk.rows}, counts = ${tx.json(added(before.counts, counts))},
          left_counts = ${tx.json(left)}, finished_at = ${new Date(ctx.now())}
        where owner_id = ${owner} and import_no = ${importNo}`
      await refreshPeople(tx, owner, [...chunk.accounts.keys()] as AccountId[], ctx.now())
      if (hasNews(chunk)) await factsChanged(tx, owner)
    }
    await tx`
      update live set cursor = ${tx.json(page.cursor as never)}, done = coalesce(${page.done ?? null}::real, done)
      where owner_id = ${owner} and import_no = ${importNo}`
    return true
  })
}

const hasNews = ({ accounts, works, acts }: Chunk) => accounts.size + works.size + acts.size > 0

/** The network's own statement whose account this is, as archives of it are compared with. */
async function noteOwn(tx: Tx, ctx: Ctx, importNo: number, live: Live, chunk: Chunk): Promise<void> {
  const self = [...chunk.accounts.values()].find(account => account.isSelf)?.ref
  if (!self) return
  await tx`
    insert into source (owner_id, network, self_key, self_name, created_at)
    values (${ctx.owner}, ${live.network}, ${self.key}, ${self.handle ?? self.name ?? self.key}, ${new Date(ctx.now())})
    on conflict (owner_id, network, self_key) do nothing`
  await tx`update import set self_key = ${self.key} where owner_id = ${ctx.owner} and import_no = ${importNo}`
}

/** The same thing may be met again with every look; it is left out, and counted, once. */
async function writeRejects(tx: Tx, ctx: Ctx, importNo: number, { rejects }: Chunk): Promise<string[]> {
  if (rejects.length === 0) return []
  const known = await tx<{ place: string; code: string; reject_no: number }[]>`
    select place, code, reject_no from reject
    where owner_id = ${ctx.owner} and import_no = ${importNo} order by reject_no`
  const seen = new Set(known.map(({ place, code }) => `${code} ${place}`))
  const fresh = rejects.filter(({ where, why }) => {
    const name = `${why} ${storable(where)}`
    return !seen.has(name) && seen.add(name)
  })
  const kept = fresh.slice(0, Math.max(0, rejectsAtMost - known.length))
  const last = known.at(-1)?.reject_no ?? 0
  if (kept.length > 0)
    await tx`
      insert into reject (owner_id, import_no, reject_no, place, code, detail)
      select ${ctx.owner}, ${importNo}, no, place, code, detail
      from unnest(${kept.map((_, i) => last + i + 1)}::int[], ${kept.map(r => storable(r.where))}::text[],
        ${kept.map(r => r.why)}::text[], ${kept.map(r => (r.detail ? storable(r.detail) : null))}::text[])
        as told(no, place, code, detail)`
  return fresh.map(({ why }) => why)
}
