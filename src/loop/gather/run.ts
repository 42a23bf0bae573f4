import { rm } from 'node:fs/promises'
import { type AccountId, hashText } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import { factsChanged, ownerLock } from '#loop/know/owner-lock.ts'
import { refreshPeople } from '#loop/know/people-refresh.ts'
import { networkById } from '#networks/all.ts'
import type { Network } from '#networks/contract.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { isAway, transact } from '#store/transact.ts'
import { type Brought, openBrought } from './brought.ts'
import { check } from './check.ts'
import {
  type Counts,
  noCounts,
  nothingWritten,
  prepareStage,
  type Written,
  writeChunk,
} from './chunk-write.ts'
import { type Chunk, collect, emptyChunk } from './collect.ts'
import type { ImportPhase, ImportRow, ImportStatus } from './import-row.ts'
import { importByNo } from './imports.ts'

/** Rows written in one transaction. */
const chunkRows = 5_000
/** People become visible at least this often while a long import runs. */
const refreshEveryMs = 15_000
/** Rows left out that are kept with their place; beyond that only counted. */
const rejectsAtMost = 200_000

/**
 * Carries out one import from where it stands to its end, and says how it ended. Safe to call from several
 * processes: one runs it, the others return 'elsewhere'. A failure of the file is the import's state, not an
 * exception; only an absent database throws (isAway), after which calling again goes on at the last chunk.
 */
export async function runImport(ctx: Ctx, importNo: number): Promise<ImportStatus | 'elsewhere'> {
  const single = ctx.store.single()
  try {
    const [lock] = await single<{ held: boolean }[]>`
      select pg_try_advisory_lock(${lockNo(ctx, importNo)}::bigint) as held`
    if (!lock!.held) return 'elsewhere'
    const row = await importByNo(single, ctx.owner, importNo)
    if (row.status !== 'waiting' && row.status !== 'reading') return row.status
    await single`
      update import set status = 'reading', phase = 'checking', started_at = coalesce(started_at, ${new Date(ctx.now())})
      where owner_id = ${ctx.owner} and import_no = ${importNo}`
    try {
      return await readWhole(ctx, single, row)
    } catch (error) {
      if (isAway(error)) throw error
      return await failed(ctx, single, importNo, error)
    }
  } finally {
    await single.end({ timeout: 1 })
  }
}

async function readWhole(ctx: Ctx, single: Sql, row: ImportRow): Promise<ImportStatus> {
  let brought: Brought | undefined
  try {
    brought = await openBrought(row.path!, row.file_name)
    const verdict = await check(ctx, single, row, brought)
    if (verdict !== 'read') return verdict
    const { network } = await importByNo(single, ctx.owner, row.import_no)
    const ended = await readRows(ctx, single, row.import_no, brought, networkById(network!)!)
    if (ended !== 'done') return ended
    await brought.unchanged()
    await finish(ctx, single, row.import_no)
    if (row.own_copy) await rm(row.path!, { force: true })
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
): Promise<ImportStatus> {
  await prepareStage(single)
  const start = await importByNo(single, ctx.owner, importNo)
  const written = nothingWritten()
  // After a break nobody knows which accounts were made into people; then all of this import's are, once more.
  const touched = new Set<AccountId>(start.rows_done > 0 ? await accountsOf(single, ctx, importNo) : [])
  let rejectNo = Object.values(start.left_counts).reduce((sum, count) => sum + count, 0)
  let skip = start.rows_done
  let refreshedAt = ctx.now()
  const write = async (chunk: Chunk): Promise<ImportStatus> => {
    if (await asksWhose(ctx, single, importNo, network, chunk)) return 'asking'
    const bytesRead = brought.bytesRead()
    const wish = await writeWithCursor(ctx, single, importNo, network.id, chunk, written, bytesRead, rejectNo)
    rejectNo += chunk.rejects.length
    for (const id of chunk.accounts.keys()) touched.add(id)
    if (wish) return wish === 'pause' ? 'paused' : 'cancelled'
    if (ctx.now() - refreshedAt > refreshEveryMs) {
      await refreshTouched(ctx, single, touched)
      refreshedAt = ctx.now()
    }
    return 'reading'
  }
  let status: ImportStatus = 'reading'
  // The next chunk is read while this one is written; never more than two are held.
  let writing: Promise<ImportStatus> = Promise.resolve('reading')
  let chunk = emptyChunk()
  try {
    for await (const found of network.reader.read(brought.source)) {
      if (skip > 0) {
        skip--
        continue
      }
      collect(chunk, network.id, found)
      if (chunk.rows < chunkRows) continue
      status = await writing
      if (status !== 'reading') break
      writing = write(chunk)
      writing.catch(() => {})
      chunk = emptyChunk()
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
  await setPhase(ctx, single, importNo, 'linking')
  await refreshTouched(ctx, single, touched)
  return status === 'reading' ? 'done' : stop(ctx, single, importNo, status)
}

/**
 * Says whether the owner must be asked: this archive belongs to another account than the ledger knows on this
 * network. Two people's lives are never mixed silently.
 */
async function asksWhose(
  ctx: Ctx,
  single: Sql,
  importNo: number,
  network: Network,
  chunk: Chunk,
): Promise<boolean> {
  const self = [...chunk.accounts.values()].find(account => account.isSelf)?.ref
  if (!self) return false
  const name = self.handle ?? self.name ?? self.key
  const [other] = await single<{ self_key: string; self_name: string }[]>`
    select self_key, self_name from source
    where owner_id = ${ctx.owner} and network = ${network.id} and self_key <> ''
    order by (self_key = ${self.key}) desc, created_at limit 1`
  const { confirmed, sample } = await importByNo(single, ctx.owner, importNo)
  if (sample) return false
  if (other && other.self_key !== self.key && !confirmed) {
    const question = { theirs: name, ours: other.self_name, network: network.id }
    await single`
      update import set question = ${single.json(question)} where owner_id = ${ctx.owner} and import_no = ${importNo}`
    return true
  }
  await single`
    insert into source (owner_id, network, self_key, self_name, created_at)
    values (${ctx.owner}, ${network.id}, ${self.key}, ${name}, ${new Date(ctx.now())})
    on conflict (owner_id, network, self_key) do nothing`
  await single`
    update import set self_key = ${self.key} where owner_id = ${ctx.owner} and import_no = ${importNo}`
  return false
}

/** One chunk, its rejects, its counts and its place in the file: all or nothing. Returns what the owner wishes. */
async function writeWithCursor(
  ctx: Ctx,
  single: Sql,
  importNo: number,
  network: string,
  chunk: Chunk,
  written: Written,
  bytesRead: number,
  rejectNo: number,
): Promise<'pause' | 'cancel' | null> {
  try {
    return await transact(single, async tx => {
      const counts = await writeChunk(tx, ctx.owner, importNo, network, chunk, written)
      const kept = chunk.rejects.slice(0, Math.max(0, rejectsAtMost - rejectNo))
      if (kept.length > 0)
        await tx`
          insert into reject (owner_id, import_no, reject_no, place, code, detail)
          select ${ctx.owner}, ${importNo}, no, place, code, detail
          from unnest(${kept.map((_, i) => rejectNo + i + 1)}::int[], ${kept.map(r => storable(r.where))}::text[],
            ${kept.map(r => r.why)}::text[], ${kept.map(r => (r.detail ? storable(r.detail) : null))}::text[])
            as told(no, place, code, detail)`
      const [row] = await tx<
        { counts: Counts; left_counts: Record<string, number>; wish: 'pause' | 'cancel' | null }[]
      >`
        select counts, left_counts, wish from import
        where owner_id = ${ctx.owner} and import_no = ${importNo} for update`
      const left = { ...row!.left_counts }
      for (const { why } of chunk.rejects) left[why] = (left[why] ?? 0) + 1
      await tx`
        update import set phase = 'reading', rows_done = rows_done + ${chunk.rows}, bytes_read = ${bytesRead},
          counts = ${tx.json(added(row!.counts, counts))}, left_counts = ${tx.json(left)}
        where owner_id = ${ctx.owner} and import_no = ${importNo}`
      return row!.wish
    })
  } catch (error) {
    written.described.clear()
    throw error
  }
}

const storable = (text: string) => text.replaceAll('\u0000', '').toWellFormed().slice(0, 500)

function added(before: Partial<Counts>, more: Counts): Counts {
  const sum = noCounts()
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] = (before[name] ?? 0) + more[name]
  return sum
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

async function accountsOf(single: Sql, ctx: Ctx, importNo: number): Promise<AccountId[]> {
  const seen = await single<{ account_id: AccountId }[]>`
    select account_id from account_seen where owner_id = ${ctx.owner} and import_no = ${importNo}`
  return seen.map(row => row.account_id)
}

/** Makes people out of the accounts touched since the last time. */
async function refreshTouched(ctx: Ctx, single: Sql, touched: Set<AccountId>): Promise<void> {
  await transact(single, async tx => {
    await ownerLock(tx, ctx.owner)
    await refreshPeople(tx, ctx.owner, [...touched], ctx.now())
    await factsChanged(tx, ctx.owner)
  })
  touched.clear()
}

async function failed(ctx: Ctx, single: Sql, importNo: number, error: unknown): Promise<ImportStatus> {
  const refusal = error instanceof Refusal ? error : undefined
  if (!refusal) ctx.log(`import ${importNo} failed: ${error instanceof Error ? error.stack : error}`)
  await refreshTouched(ctx, single, new Set(await accountsOf(single, ctx, importNo)))
  await single`
    update import set status = 'failed', wish = null,
      failure = ${single.json({ code: refusal?.code ?? 'import-failed', facts: refusal?.facts ?? {} })}
    where owner_id = ${ctx.owner} and import_no = ${importNo}`
  return 'failed'
}

/** The advisory lock that says: this import is being run. 63 bits of a hash of owner and number. */
function lockNo(ctx: Ctx, importNo: number): string {
  return (BigInt(`0x${hashText(`import ${ctx.owner} ${importNo}`).slice(0, 16)}`) >> 1n).toString()
}
