import { setImmediate } from 'node:timers/promises'
import { type AccountId, hashText } from '#ledger/ids.ts'
import { ownerLock } from '#loop/know/owner-lock.ts'
import { networkById } from '#networks/all.ts'
import type { Network } from '#networks/contract.ts'
import { readSource } from '#networks/read-source.ts'
import type { CopyBytes } from '#store/copy-bytes.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { isAway, transact } from '#store/transact.ts'
import type { Brought } from './brought.ts'
import {
  type Counts,
  meetAgain,
  metAtMost,
  noCounts,
  nothingWritten,
  prepare,
  remember,
  type Written,
  writeChunk,
} from './chunk-write.ts'
import { type Chunk, collect, emptyChunk } from './collect.ts'
import { FlatActs } from './flat-acts.ts'
import { forgetUnwritten, requireRoomForMore } from './full-disk.ts'
import { failed, saidBy } from './import-failed.ts'
import type { ImportPhase, ImportRow, ImportStatus } from './import-row.ts'
import { importByNo } from './imports.ts'
import { accountsOf, refreshTouched } from './link-touched.ts'
import { openOwn } from './open-own.ts'
import { beginPace } from './pace.ts'
import { removeSpareCopies } from './spare-copies.ts'
import { asksWhose } from './whose.ts'

/** Rows written in one transaction. */
const chunkRows = 20_000
/** Fewer where nearly every row tells of somebody else: an account weighs as much as two rows. */
const chunkWeight = 13_000
/** Where people wrote much, fewer: this many characters, of which two chunks may be in memory. */
const chunkLetters = 4_000_000
/** A reader that has much in memory gives way after so many rows. */
const rowsAtATurn = 128
/** Where a source gives little for long, what there is of it is written after so many milliseconds. */
const chunkMs = 1_500
/** People become visible at least this often while a long import runs. */
const refreshEveryMs = 15_000
/** Rows left out that are kept with their place; beyond that only counted. */
const rejectsAtMost = 200_000

/** A reader that fails at every item would fill the log with one fault. */
const failuresLogged = 20

/** How a run ended; 'elsewhere': another process is at it; 'stopped': this process goes, the next one goes on. */
export type RunEnd = ChunkEnd | 'stopped'
type ChunkEnd = ImportStatus | 'elsewhere'

/**
 * Carries out one import from where it stands to its end, and says how it ended. Safe to call from several
 * processes: one runs it, the others return 'elsewhere'. A failure of the file, and a full disk, is the import's state and not
 * an exception; only an absent database throws (isAway), after which calling again goes on at the last chunk.
 * `signal`: end at the next border of a chunk.
 */
export async function runImport(
  ctx: Ctx,
  importNo: number,
  rowsAtOnce = chunkRows,
  signal?: AbortSignal,
): Promise<RunEnd> {
  const ended = await runOne(ctx, importNo, rowsAtOnce, signal)
  if (ended !== 'done') return ended
  // The same content may be an earlier import's that had not come to its end: then this file is read for that one.
  const { same_as } = await importByNo(ctx.store.sql, ctx.owner, importNo)
  return same_as === null ? ended : runOne(ctx, same_as, rowsAtOnce, signal)
}

async function runOne(
  ctx: Ctx,
  importNo: number,
  rowsAtOnce: number,
  signal: AbortSignal | undefined,
): Promise<RunEnd> {
  const single = ctx.store.single()
  try {
    if (!(await holdRun(single, ctx, importNo))) return 'elsewhere'
    forgetUnwritten(ctx, importNo)
    try {
      const [row] = await single<ImportRow[]>`
        update import set status = 'reading', phase = 'checking', started_at = coalesce(started_at, ${new Date(ctx.now())}),
          pace_at = ${new Date(ctx.now())}, pace_bytes = case when rows_done = 0 then 0 else bytes_read end
        where owner_id = ${ctx.owner} and import_no = ${importNo} and status in ('waiting', 'reading')
        returning *`
      if (!row) return (await importByNo(single, ctx.owner, importNo)).status
      // What the owner wished while a process was going.
      if (row.wish !== null) return await leave(ctx, single, importNo)
      return await readWhole(ctx, single, row, rowsAtOnce, signal)
    } catch (error) {
      if (isAway(error)) throw error
      if (signal?.aborted) return await leave(ctx, single, importNo)
      const status = await failed(ctx, single, importNo, error)
      await removeSpareCopies(ctx, single, importNo)
      return status
    }
  } finally {
    await single.end({ timeout: 1 })
  }
}

/**
 * The advisory lock of the session that says: this import is being run here. Asked for again with every chunk, since
 * a connection that was lost and made anew no longer holds it.
 */
export async function holdRun(sql: Sql | Tx, ctx: Ctx, importNo: number): Promise<boolean> {
  // 63 bits of a hash of owner and number.
  const key = (BigInt(`0x${hashText(`import ${ctx.owner} ${importNo}`).slice(0, 16)}`) >> 1n).toString()
  const [lock] = await sql<{ held: boolean }[]>`select pg_try_advisory_lock(${key}::bigint) as held`
  return lock!.held
}

async function readWhole(
  ctx: Ctx,
  single: Sql,
  row: ImportRow,
  rowsAtOnce: number,
  signal: AbortSignal | undefined,
): Promise<RunEnd> {
  let brought: Brought | undefined
  try {
    const opened = await openOwn(ctx, single, row, signal)
    brought = opened.brought
    const { verdict } = opened
    if (verdict === 'done') await removeSpareCopies(ctx, single, row.import_no)
    if (verdict !== 'read') return verdict
    const { network } = await importByNo(single, ctx.owner, row.import_no)
    const ended = await readRows(
      ctx,
      single,
      row.import_no,
      brought,
      networkById(network!)!,
      rowsAtOnce,
      signal,
    )
    if (ended !== 'done') return ended
    await brought.unchanged()
    await finish(ctx, single, row.import_no)
    await removeSpareCopies(ctx, single, row.import_no)
    return 'done'
  } finally {
    await brought?.close()
  }
}

async function readRows(
  ctx: Ctx,
  single: Sql,
  importNo: number,
  brought: Brought,
  network: Network,
  rowsAtOnce: number,
  signal: AbortSignal | undefined,
): Promise<RunEnd> {
  const start = await importByNo(single, ctx.owner, importNo)
  const written = nothingWritten()
  // After a break nobody knows which accounts were made into people; then all of this import's are, once more.
  const touched = new Set<AccountId>(start.rows_done > 0 ? await accountsOf(single, ctx, importNo) : [])
  let rejectNo = Object.values(start.left_counts).reduce((sum, count) => sum + count, 0)
  let skip = start.rows_done
  let refreshedAt = ctx.now()
  // To tell what it is, the same bytes were looked at before.
  brought.startOver()
  const bytesSoFar = brought.bytesRead
  const write = async (chunk: Chunk): Promise<ChunkEnd> => {
    const bytesRead = bytesSoFar()
    const after = await writeWithCursor(
      ctx,
      single,
      importNo,
      network,
      chunk,
      written,
      bytesRead,
      rejectNo,
      touched,
    )
    if (after === 'asking' || after === 'elsewhere') return after
    rejectNo += chunk.rejects.length
    if (after !== 'reading') return after
    signal?.throwIfAborted()
    if (ctx.now() - refreshedAt > refreshEveryMs || written.met.size > metAtMost) {
      await refreshTouched(ctx, single, importNo, touched, written.met)
      refreshedAt = ctx.now()
    }
    await requireRoomForMore(ctx)
    return 'reading'
  }
  let status: ChunkEnd = 'reading'
  // The next chunk is read while this one is written; never more than two are held.
  let writing: Promise<ChunkEnd> = Promise.resolve('reading')
  const chunkFrom = (before: number, memory?: CopyBytes) =>
    emptyChunk(new FlatActs(ctx.owner, importNo, actsOf(network), memory), before)
  let chunk = chunkFrom(start.rows_done)
  let free: CopyBytes | undefined
  let begun = performance.now()
  try {
    let failures = 0
    const stumbled = (error: unknown) => {
      if (++failures <= failuresLogged)
        ctx.log(`import ${importNo}: the reader of ${network.id} failed: ${saidBy(error)}`)
    }
    let isAtItsPlace = false
    for await (const found of readSource(network.reader, brought.source, stumbled, signal)) {
      if (skip > 0) {
        skip--
        meetAgain(written, found)
        continue
      }
      if (!isAtItsPlace) await beginPace(ctx, single, importNo, bytesSoFar())
      isAtItsPlace = true
      collect(chunk, found)
      // What is being written waits for answers of the database, which only then come.
      if (chunk.rows % rowsAtATurn === 0) await setImmediate()
      const weight = chunk.rows + 2 * chunk.accounts.size
      const isSmall = chunk.rows < rowsAtOnce && weight < chunkWeight && chunk.letters < chunkLetters
      if (isSmall && performance.now() - begun < chunkMs) continue
      await prepare(chunk, written)
      status = await writing
      if (status !== 'reading') break
      const full = chunk
      writing = write(full)
      writing.catch(() => {})
      chunk = chunkFrom(full.before + full.rows, free)
      free = full.acts.handOn()
      begun = performance.now()
    }
  } finally {
    await writing.catch(() => {})
  }
  if (status === 'reading') status = await writing
  if (status === 'reading' && chunk.rows > 0) {
    status = await write(chunk)
    // Everything is in: there is nothing left to pause.
    if (status === 'paused') status = 'reading'
  }
  if (status === 'elsewhere') return status
  signal?.throwIfAborted()
  await setPhase(ctx, single, importNo, 'linking')
  await refreshTouched(ctx, single, importNo, touched, written.met)
  return status === 'reading' ? 'done' : stop(ctx, single, importNo, status)
}

/**
 * One chunk, its rejects, its counts and its place in the file: all or nothing. Returns how the import stands then;
 * with 'asking' and 'elsewhere' nothing of the chunk was written.
 */
async function writeWithCursor(
  ctx: Ctx,
  single: Sql,
  importNo: number,
  network: Network,
  chunk: Chunk,
  written: Written,
  bytesRead: number,
  rejectNo: number,
  touched: Set<AccountId>,
): Promise<ChunkEnd> {
  const done = await transact(single, async tx => {
    // A chunk that a crash of the server takes back takes its place in the file back too; the end waits for the disk.
    // Asked in one breath: while the next chunk is being read every answer waits its turn.
    const [, , row, isOurs] = await Promise.all([
      tx`set local synchronous_commit = off`,
      ownerLock(tx, ctx.owner),
      importByNo(tx, ctx.owner, importNo),
      holdRun(tx, ctx, importNo),
    ])
    if (!isOurs || row.status !== 'reading' || row.rows_done !== chunk.before) return 'elsewhere'
    if (await asksWhose(tx, ctx, row, network, chunk)) return 'asking'
    const { counts, ...news } = await writeChunk(tx, ctx.owner, importNo, chunk, written)
    const kept = chunk.rejects.slice(0, Math.max(0, rejectsAtMost - rejectNo))
    if (kept.length > 0)
      await tx`
        insert into reject (owner_id, import_no, reject_no, place, code, detail)
        select ${ctx.owner}, ${importNo}, no, place, code, detail
        from unnest(${kept.map((_, i) => rejectNo + i + 1)}::int[], ${kept.map(r => storable(r.where))}::text[],
          ${kept.map(r => r.why)}::text[], ${kept.map(r => (r.detail ? storable(r.detail) : null))}::text[])
          as told(no, place, code, detail)`
    const left = { ...row.left_counts }
    for (const { why } of chunk.rejects) left[why] = (left[why] ?? 0) + 1
    const [after] = await tx<{ wish: ImportRow['wish'] }[]>`
      update import set phase = 'reading', rows_done = rows_done + ${chunk.rows},
        bytes_read = least(${bytesRead}::bigint, bytes),
        counts = ${tx.json(added(row.counts, counts))}, left_counts = ${tx.json(left)}
      where owner_id = ${ctx.owner} and import_no = ${importNo}
      returning wish`
    return { ...news, wish: after!.wish }
  })
  if (typeof done === 'string') return done
  for (const id of done.unsettled) touched.add(id)
  remember(written, done.told, done.again)
  return done.wish === null ? 'reading' : done.wish === 'pause' ? 'paused' : 'cancelled'
}

const actsOf = ({ id, actsOf = id }: Network) => actsOf

export const storable = (text: string) => text.replaceAll('\u0000', '').toWellFormed().slice(0, 500)

export function added(before: Partial<Counts>, more: Counts): Counts {
  const sum = noCounts()
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] = (before[name] ?? 0) + more[name]
  return sum
}

/** This process goes: what the owner wished meanwhile is done, else the next one goes on where this one stopped. */
async function leave(ctx: Ctx, single: Sql, importNo: number): Promise<RunEnd> {
  const { status, wish } = await importByNo(single, ctx.owner, importNo)
  if (status !== 'reading') return status
  return wish === null ? 'stopped' : stop(ctx, single, importNo, wish === 'pause' ? 'paused' : 'cancelled')
}

async function stop(ctx: Ctx, single: Sql, importNo: number, status: ImportStatus): Promise<ImportStatus> {
  await single`
    update import set status = ${status}, wish = null where owner_id = ${ctx.owner} and import_no = ${importNo}`
  return status
}

async function finish(ctx: Ctx, single: Sql, importNo: number): Promise<void> {
  await single`
    update import set status = 'done', phase = 'finished', bytes_read = bytes, wish = null,
      finished_at = ${new Date(ctx.now())}
    where owner_id = ${ctx.owner} and import_no = ${importNo}`
}

async function setPhase(ctx: Ctx, single: Sql, importNo: number, phase: ImportPhase): Promise<void> {
  await single`update import set phase = ${phase} where owner_id = ${ctx.owner} and import_no = ${importNo}`
}
