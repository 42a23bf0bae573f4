import { Refusal } from '#ledger/refusal.ts'
import { factsChanged, ownerLock } from '#loop/know/owner-lock.ts'
import { backupsOf, type Holding, holding } from '#store/backups.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { forgetPassedOver } from './answers.ts'
import { writeUnwritten } from './full-disk.ts'
import type { ImportRow } from './import-row.ts'
import { importByNo } from './imports.ts'
import { removeCopy } from './own-copy.ts'
import { isWanted } from './spare-copies.ts'
import { heirOf, inherit, isOwnersWord, takeBack } from './take-back.ts'

/** Of what this import tells: what goes, and what stays since something else tells it too. `people` as in the lists. */
export type UndoCounts = { acts: number; people: number; keptActs: number; keptPeople: number }
/** `copies`: which backups hold what this import brought, whatever is undone. */
export type UndoPreview = UndoCounts & { copies: Holding }

/** What taking an import back would do. */
export async function previewUndo(ctx: Ctx, importNo: number): Promise<UndoPreview> {
  const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
  const copies = holding(await backupsOf(ctx.dataDir, ctx.owner), row.created_at.getTime())
  return { ...(await countUndo(ctx, importNo, row)), copies }
}

async function countUndo(ctx: Ctx, importNo: number, row: ImportRow): Promise<UndoCounts> {
  const { sql } = ctx.store
  const none = { acts: 0, people: 0, keptActs: 0, keptPeople: 0 }
  if (row.same_as !== null || row.status === 'undone') return none
  const [acts] = await sql<{ mine: number; kept: number }[]>`
    with told as (
      select count(*)::int as mine,
        (count(*) filter (where exists (select from act_also also
          where also.owner_id = ${ctx.owner} and also.act_id = act.act_id)))::int as kept
      from act where owner_id = ${ctx.owner} and import_no = ${importNo}
      union all
      select count(*)::int, count(*)::int from act_also where owner_id = ${ctx.owner} and import_no = ${importNo}
    )
    select sum(mine)::int as mine, sum(kept)::int as kept from told`
  const [people] = await sql<{ mine: number; gone: number }[]>`
    with mine as (
      select distinct account.person_id
      from account_seen seen
      join account on account.owner_id = ${ctx.owner} and account.account_id = seen.account_id
      join person on person.owner_id = ${ctx.owner} and person.person_id = account.person_id
      where seen.owner_id = ${ctx.owner} and seen.import_no = ${importNo}
    )
    select count(*)::int as mine, (count(*) filter (where not exists (
      select from account
      where account.owner_id = ${ctx.owner} and account.person_id = mine.person_id
        and (${isOwnersWord(sql, ctx.owner, 'account')} or exists (select from account_seen other
          where other.owner_id = ${ctx.owner} and other.account_id = account.account_id
            and other.import_no <> ${importNo})))))::int as gone
    from mine`
  if ((await heirOf(sql, ctx.owner, importNo)) !== undefined)
    return { ...none, keptActs: acts!.mine, keptPeople: people!.mine }
  return {
    acts: acts!.mine - acts!.kept,
    people: people!.gone,
    keptActs: acts!.kept,
    keptPeople: people!.mine - people!.gone,
  }
}

/**
 * Takes an import back in one transaction. What another import also tells stays, in that import's words; people
 * with the owner's own notes or links stay. One that waits is not read at all.
 * Throws Refusal('import-state') while it is being read.
 */
export async function undoImport(ctx: Ctx, importNo: number): Promise<void> {
  await writeUnwritten(ctx)
  const copy = await transact(ctx.store.sql, async tx => {
    const { owner } = ctx
    await ownerLock(tx, owner)
    const row = await importByNo(tx, owner, importNo)
    if (row.status === 'undone') return undefined
    const [free] = await tx`
      select 1 from import
      where owner_id = ${owner} and import_no = ${importNo} and status <> 'reading' for update`
    if (!free) throw new Refusal('import-state', { importId: importNo, status: 'reading' })
    const heir = row.same_as === null ? await heirOf(tx, owner, importNo) : undefined
    if (heir !== undefined) await inherit(tx, owner, importNo, heir)
    else if (row.same_as === null) await takeBack(tx, owner, importNo, ctx.now())
    await tx`
      update import set status = 'undone', phase = 'finished', wish = null, finished_at = ${new Date(ctx.now())}
      where owner_id = ${owner} and import_no = ${importNo}`
    await undoTwins(tx, ctx, row)
    if (row.network !== null) await forgetPassedOver(tx, owner, row.network)
    // A live source whose facts are taken back is followed no longer.
    await tx`delete from live where owner_id = ${owner} and import_no = ${importNo}`
    await factsChanged(tx, owner)
    // An unfinished import of the same content may have been given this one's file.
    return row.own_copy && row.path && !(await isWanted(tx, ctx, row.path)) ? row.path : undefined
  })
  if (copy) await removeCopy(ctx, copy)
}

/** One that was interrupted before, of the same path and with nothing read, would bring all of it back. */
async function undoTwins(
  tx: Tx,
  { owner, now }: Ctx,
  { import_no, path, export: key }: ImportRow,
): Promise<void> {
  if (path === null) return
  await tx`
    update import set status = 'undone', phase = 'finished', wish = null, finished_at = ${new Date(now())}
    where owner_id = ${owner} and path = ${path} and import_no < ${import_no} and rows_done = 0
      and export in (${key}, '') and status in ('waiting', 'reading')`
}
