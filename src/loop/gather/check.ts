import { isMedia } from '#ledger/file-names.ts'
import { factsChanged, ownerLock } from '#loop/know/owner-lock.ts'
import { networks } from '#networks/all.ts'
import type { Source } from '#networks/contract.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { withAnswers } from './answers.ts'
import { type Brought, Stopped } from './brought.ts'
import { exportsIn } from './exports.ts'
import type { ImportRow, ImportStatus } from './import-row.ts'
import { liesApart } from './lies-apart.ts'
import { ownShare } from './share.ts'
import { heirOf, inherit, takeBack } from './take-back.ts'

/**
 * Before anything is read: what is it, and has exactly this content been here before? Of several exports in one source
 * this import reads one, and the others are queued beside it. Returns 'read' when reading should begin or go on,
 * 'apart' when that one lies by itself and is all that has to be opened, 'asking' when the owner has to tell something first, else how the import ended.
 * Throws Refusal('mistaken-file' | 'unknown-format' | 'export-gone'), and what is wrong with a zip among others.
 */
export async function check(
  ctx: Ctx,
  sql: Sql,
  row: ImportRow,
  brought: Brought,
): Promise<'read' | 'apart' | ImportStatus> {
  // A file is hashed first, which shows how it goes on; of a folder perhaps a part suffices.
  let hash = brought.isFolder ? undefined : await hashed(ctx, sql, row, brought)
  if (typeof hash === 'object') return hash.status
  const exports = await exportsIn(brought.source, brought.places)
  const mine = await ownShare(ctx, sql, row, exports, brought.inside === undefined)
  if (brought.inside === undefined && (await liesApart(row.path!, mine.key)) !== undefined) return 'apart'
  if ('trouble' in mine) throw mine.trouble
  hash ??= await hashed(ctx, sql, row, brought)
  if (typeof hash === 'object') return hash.status
  await brought.unchanged()
  const isOther = row.content_hash !== null && row.content_hash !== hash
  if (isOther && row.rows_done > 0) await beginAnew(ctx, sql, row)
  if (await isTakenOver(ctx, sql, row, hash, mine.key)) return 'done'
  const { network } = mine
  const madeAt = new Date(Math.min(mine.source.madeAt ?? ctx.now(), ctx.now()))
  await sql`
    update import set network = ${network.id}, version = ${network.version}, bytes = ${bytesOf(mine.source)},
      made_at = coalesce(made_at, ${madeAt})
    where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
  const { source, open } = await withAnswers(ctx, sql, network, mine.source)
  brought.source = source
  if (open.length === 0 || row.sample) return 'read'
  await sql`
    update import set status = 'asking', question = ${sql.json({ kind: 'tell', network: network.id, questions: open } as never)}
    where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
  return 'asking'
}

/** The hash of the content, or how the owner stopped it meanwhile. A large archive takes its time. */
async function hashed(
  ctx: Ctx,
  sql: Sql,
  { import_no, rows_done }: ImportRow,
  brought: Brought,
): Promise<string | { status: ImportStatus }> {
  let status: ImportStatus | undefined
  const told = async (bytes: number) => {
    const [row] = await sql<{ wish: ImportRow['wish'] }[]>`
      update import set bytes = ${brought.bytes},
        bytes_read = case when rows_done = 0 then least(${bytes}::bigint, ${brought.bytes}) else bytes_read end
      where owner_id = ${ctx.owner} and import_no = ${import_no} returning wish`
    if (!row?.wish) return
    status = row.wish === 'pause' ? 'paused' : 'cancelled'
    throw new Stopped()
  }
  try {
    const hash = await brought.hash(told)
    if (rows_done === 0)
      await sql`update import set bytes_read = 0 where owner_id = ${ctx.owner} and import_no = ${import_no}`
    return hash
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    await sql`
      update import set status = ${status!}, wish = null where owner_id = ${ctx.owner} and import_no = ${import_no}`
    return { status: status! }
  }
}

/** Pictures and films are not read. */
const bytesOf = ({ files }: Source) =>
  files.reduce((sum, { path, size }) => sum + (isMedia(path) ? 0 : size), 0)

/**
 * Another content under the same path: what the first one told is taken back (or stays with an import that counts on
 * it), and reading begins at the first row.
 */
async function beginAnew(ctx: Ctx, sql: Sql, row: ImportRow): Promise<void> {
  await transact(sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const heir = await heirOf(tx, ctx.owner, row.import_no)
    if (heir !== undefined) await inherit(tx, ctx.owner, row.import_no, heir)
    else await takeBack(tx, ctx.owner, row.import_no, ctx.now())
    await tx`delete from reject where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
    await tx`
      update import set rows_done = 0, content_hash = null, network = null, made_at = null, self_key = '',
        counts = '{}', left_counts = '{}'
      where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
    await factsChanged(tx, ctx.owner)
  })
}

/**
 * The same content is in the ledger already, or another import is at it: this one points there and is over. An
 * unfinished one is given this path, so that it goes on even if its own file has moved away.
 */
async function isTakenOver(ctx: Ctx, sql: Sql, row: ImportRow, hash: string, key: string): Promise<boolean> {
  return transact(sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const [other] = await tx<ImportRow[]>`
      select * from import
      where owner_id = ${ctx.owner} and content_hash = ${hash} and export = ${key} and import_no <> ${row.import_no} and same_as is null
        and status <> 'undone' and (status not in ('cancelled', 'asking') or rows_done > 0)
      order by (status = 'done') desc, import_no limit 1`
    const networkVersion = other && networks.find(network => network.id === other.network)?.version
    // A newer reader may see more in the same bytes: then the file is read again.
    const isStale =
      other?.status === 'done' && networkVersion !== undefined && networkVersion !== other.version
    if (!other || isStale) {
      await tx`
        update import set content_hash = ${hash} where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
      return false
    }
    await tx`
      update import set status = 'done', phase = 'finished', content_hash = ${hash}, same_as = ${other.import_no},
        network = ${other.network}, finished_at = ${new Date(ctx.now())}
      where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
    if (['paused', 'failed', 'cancelled'].includes(other.status))
      await tx`
        update import set status = 'waiting', failure = null, wish = null, path = ${row.path}, own_copy = ${row.own_copy}
        where owner_id = ${ctx.owner} and import_no = ${other.import_no}`
    return true
  })
}
