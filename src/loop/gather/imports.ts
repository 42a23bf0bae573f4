import type { OwnerId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import { ownerLock } from '#loop/know/owner-lock.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { keepAnswers } from './answers.ts'
import { asItStands, forgetUnwritten, stoppedUnwritten, writeUnwritten } from './full-disk.ts'
import type { ImportRow, ImportStatus } from './import-row.ts'

/** Statuses from which an import can go on. */
const resumable: ImportStatus[] = ['paused', 'failed', 'cancelled', 'waiting']

/**
 * Registers a file to be imported. Nothing is read yet; the worker (or `runImport`) does.
 * `ownCopy`: the file lies in the data directory and is removed when the import is over.
 */
export async function addImport(
  ctx: Ctx,
  file: { path: string; name: string; ownCopy?: boolean; sample?: boolean },
): Promise<number> {
  return transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const begun = file.ownCopy || file.sample ? undefined : await begunBefore(ctx, tx, file.path)
    return begun ?? (await queue(ctx, tx, file))
  })
}

/** What was brought from the same path and then interrupted before anything of it was read goes on instead. */
async function begunBefore({ owner }: Ctx, tx: Tx, path: string): Promise<number | undefined> {
  const [begun] = await tx<{ import_no: number }[]>`
    select import_no from import
    where owner_id = ${owner} and path = ${path} and not own_copy and beside is null and rows_done = 0
      and status in ('waiting', 'paused')
    order by import_no desc limit 1`
  if (!begun) return undefined
  await tx`
    update import set status = 'waiting', wish = null
    where owner_id = ${owner} and (import_no = ${begun.import_no} or beside = ${begun.import_no}) and status = 'paused'`
  return begun.import_no
}

/**
 * Another export in what `first` was brought in: `key` says which. Where it was waiting to be read from the same path, or
 * was stopped before anything of it was read, that import is it.
 */
export async function addBeside(
  ctx: Ctx,
  tx: Tx,
  first: ImportRow,
  { key, name }: { key: string; name: string },
): Promise<void> {
  const { path, own_copy, sample, beside, import_no } = first
  const [begun] = await tx<{ import_no: number }[]>`
    update import set status = case when status = 'asking' then status else 'waiting' end, failure = null, wish = null
    where owner_id = ${ctx.owner} and import_no = (select import_no from import
      where owner_id = ${ctx.owner} and path = ${path} and export = ${key} and rows_done = 0
        and import_no <> ${beside ?? import_no} and status in ('waiting', 'paused', 'asking', 'failed', 'cancelled')
      order by import_no desc limit 1)
    returning import_no`
  const importNo =
    begun?.import_no ?? (await queue(ctx, tx, { path: path!, name, ownCopy: own_copy, sample }))
  await tx`
    update import set export = ${key}, beside = ${beside ?? import_no}
    where owner_id = ${ctx.owner} and import_no = ${importNo}`
}

/** The imports of whatever was brought together with this one. */
export async function importsBeside(ctx: Ctx, { import_no, beside }: ImportRow): Promise<ImportRow[]> {
  const first = beside ?? import_no
  return ctx.store.sql<ImportRow[]>`
    select * from import
    where owner_id = ${ctx.owner} and (import_no = ${first} or beside = ${first}) and import_no <> ${import_no}
    order by import_no`
}

async function queue(
  ctx: Ctx,
  tx: Tx,
  file: { path: string; name: string; ownCopy?: boolean; sample?: boolean },
): Promise<number> {
  const [owner] = await tx<{ import_no: number }[]>`
    update owner set next_import_no = next_import_no + 1 where owner_id = ${ctx.owner}
    returning next_import_no - 1 as import_no`
  await tx`
    insert into import (owner_id, import_no, status, file_name, path, own_copy, sample, created_at)
    values (${ctx.owner}, ${owner!.import_no}, 'waiting', ${file.name}, ${file.path}, ${file.ownCopy ?? false}, ${file.sample ?? false},
      ${new Date(ctx.now())})`
  return owner!.import_no
}

export async function importByNo(sql: Sql | Tx, owner: OwnerId, importNo: number): Promise<ImportRow> {
  const [row] = await sql<ImportRow[]>`
    select * from import where owner_id = ${owner} and import_no = ${importNo}`
  if (!row) throw new Refusal('not-found')
  return row
}

/** Also where a full disk kept its end from being written. */
export async function importAsItStands(ctx: Ctx, importNo: number): Promise<ImportRow> {
  return asItStands(ctx, await importByNo(ctx.store.sql, ctx.owner, importNo))
}

/** Newest first. */
export async function listImports(ctx: Ctx): Promise<ImportRow[]> {
  const rows = await ctx.store.sql<ImportRow[]>`
    select * from import where owner_id = ${ctx.owner} order by import_no desc limit 500`
  return rows.map(row => asItStands(ctx, row))
}

export type RejectRow = { place: string; code: string; detail: string | null }

/** What an import left out, in the order of the file. `after`: continue behind this row. */
export async function rejectsOf(
  ctx: Ctx,
  importNo: number,
  limit: number,
  after = 0,
): Promise<(RejectRow & { reject_no: number })[]> {
  return ctx.store.sql<(RejectRow & { reject_no: number })[]>`
    select reject_no, place, code, detail from reject
    where owner_id = ${ctx.owner} and import_no = ${importNo} and reject_no > ${after}
    order by reject_no limit ${limit}`
}

/** The import that the worker should take up next, if any. */
export async function nextImport(ctx: Ctx): Promise<number | undefined> {
  await writeUnwritten(ctx)
  const [row] = await ctx.store.sql<{ import_no: number }[]>`
    select import_no from import
    where owner_id = ${ctx.owner} and status in ('waiting', 'reading')
      and import_no <> all(${stoppedUnwritten(ctx)}::int[])
    order by import_no limit 1`
  return row?.import_no
}

/** Pauses an import and whatever was brought together with it, as far as it is not over. */
export async function pauseTogether(ctx: Ctx, importNo: number): Promise<void> {
  const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
  for (const { import_no, status } of [row, ...(await importsBeside(ctx, row))])
    if (status === 'waiting' || status === 'reading')
      await pauseImport(ctx, import_no).catch(error => {
        // It came to its end in this moment.
        if (!(error instanceof Refusal)) throw error
      })
}

/** Asks a running import to stop after its current chunk; what was read stays. */
export async function pauseImport(ctx: Ctx, importNo: number): Promise<void> {
  await wish(ctx, importNo, 'pause', 'paused')
}

/** As pause, and not taken up again unless the owner says so. */
export async function cancelImport(ctx: Ctx, importNo: number): Promise<void> {
  await wish(ctx, importNo, 'cancel', 'cancelled')
}

async function wish(ctx: Ctx, importNo: number, what: 'pause' | 'cancel', then: ImportStatus): Promise<void> {
  await writeUnwritten(ctx)
  const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
  if (row.status === 'reading')
    await ctx.store.sql`
      update import set wish = ${what} where owner_id = ${ctx.owner} and import_no = ${importNo} and status = 'reading'`
  else if (['waiting', 'asking', 'paused'].includes(row.status))
    await setStatus(ctx, importNo, [row.status], then)
  else throw new Refusal('import-state', { importId: importNo, status: row.status })
}

/** Goes on with an import where it stopped. */
export async function resumeImport(ctx: Ctx, importNo: number): Promise<void> {
  if (forgetUnwritten(ctx, importNo)) return
  await setStatus(ctx, importNo, resumable, 'waiting')
}

/**
 * The owner's answer to an import that asks: yes, this archive is mine too; or `answers` by the questions' ids, what
 * was proposed where one is missing. Throws Refusal('bad-answer') on an answer that was not offered.
 */
export async function confirmImport(
  ctx: Ctx,
  importNo: number,
  answers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { question, status } = await importByNo(ctx.store.sql, ctx.owner, importNo)
  if (status === 'asking' && question?.kind === 'tell') {
    for (const { id, choices, optional, proposed = '' } of question.questions) {
      const answer = answers[id] ?? proposed
      if (answer === '' ? !optional : !choices.some(({ value }) => value === answer))
        throw new Refusal('bad-answer', { id })
    }
    await keepAnswers(ctx.store.sql, ctx.owner, question.network, question.questions, answers)
    await setStatus(ctx, importNo, ['asking'], 'waiting')
    return
  }
  await setStatus(ctx, importNo, ['asking'], 'waiting', true)
}

async function setStatus(
  ctx: Ctx,
  importNo: number,
  from: ImportStatus[],
  to: ImportStatus,
  confirmed = false,
): Promise<void> {
  const changed = await ctx.store.sql`
    update import set status = ${to}, wish = null, question = null, failure = null,
      confirmed = confirmed or ${confirmed}
    where owner_id = ${ctx.owner} and import_no = ${importNo} and status = any(${from})`
  if (changed.count > 0) return
  const { status } = await importByNo(ctx.store.sql, ctx.owner, importNo)
  throw new Refusal('import-state', { importId: importNo, status })
}
