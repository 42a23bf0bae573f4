import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import { freeMb, keepReserve } from '#store/make-cluster.ts'
import type { Sql, Store } from '#store/open.ts'
import { isDiskFull } from '#store/transact.ts'
import type { ImportRow } from './import-row.ts'

type Failure = NonNullable<ImportRow['failure']>

/** Free before reading begins, in MB: what PostgreSQL writes beside the ledger, and the ledger's own growth up to a limit. */
const besideMb = 150
const growthAtMostMb = 350
/** With less than this left no further chunk is written: PostgreSQL stops altogether when its log of changes has no room. */
const leastMb = 80

/** Free space that an import of so many bytes asks for, in MB. */
export const neededMb = (bytes: number) => besideMb + Math.min(growthAtMostMb, Math.ceil(bytes / 1e6))

/** Before an import reads anything. Throws Refusal('no-space'). */
export async function requireRoomFor(ctx: Ctx, bytes: number): Promise<void> {
  await requireRoom(ctx, neededMb(bytes))
  if (spent.delete(ctx.store)) await keepReserve(ctx.dataDir)
}

/** Between two chunks. Throws Refusal('no-space'). */
export const requireRoomForMore = (ctx: Ctx) => requireRoom(ctx, leastMb)

async function requireRoom({ store, dataDir }: Ctx, needed: number): Promise<void> {
  // A server of the owner's own keeps its files wherever it likes.
  if (store.kind !== 'embedded') return
  const free = await freeMb(dataDir).catch(() => Number.POSITIVE_INFINITY)
  // The answer goes out by HTTP: the folder's own name, not where it lies.
  if (free < needed) throw new Refusal('no-space', { dir: basename(dataDir), needed, free })
}

/** Ends of imports that the full disk let nobody write down: told from here until they are, or the import goes on. */
const unwritten = new WeakMap<Store, Map<number, Failure>>()
/** Stores whose reserve was given up. */
const spent = new WeakSet<Store>()

const unwrittenOf = ({ store }: Ctx): Map<number, Failure> => {
  const known = unwritten.get(store) ?? new Map<number, Failure>()
  unwritten.set(store, known)
  return known
}

/** Writes that an import has failed, giving up the reserve if need be; where even that does not help, it is remembered. */
export async function writeFailed(ctx: Ctx, sql: Sql, importNo: number, failure: Failure): Promise<boolean> {
  try {
    return await setFailed(ctx, sql, importNo, failure)
  } catch (error) {
    if (!isDiskFull(error)) throw error
  }
  try {
    spent.add(ctx.store)
    await rm(join(ctx.dataDir, 'reserve'), { force: true })
    return await setFailed(ctx, sql, importNo, failure)
  } catch (error) {
    if (!isDiskFull(error)) throw error
  }
  ctx.log(`import ${importNo}: the disk is too full even to write down that it stopped`)
  unwrittenOf(ctx).set(importNo, failure)
  return true
}

/** What was remembered is written as soon as there is room. */
export async function writeUnwritten(ctx: Ctx): Promise<void> {
  for (const [importNo, failure] of [...unwrittenOf(ctx)])
    try {
      await setFailed(ctx, ctx.store.sql, importNo, failure)
      unwrittenOf(ctx).delete(importNo)
    } catch (error) {
      if (!isDiskFull(error)) throw error
    }
}

/** Imports that stand still although the ledger does not say so. */
export const stoppedUnwritten = (ctx: Ctx): number[] => [...unwrittenOf(ctx).keys()]

/** The import goes on; returns whether its end was only remembered. */
export const forgetUnwritten = (ctx: Ctx, importNo: number): boolean => unwrittenOf(ctx).delete(importNo)

/** The row of an import as it would stand if the disk were not full. */
export function asItStands(ctx: Ctx, row: ImportRow): ImportRow {
  const failure = unwrittenOf(ctx).get(row.import_no)
  return failure ? { ...row, status: 'failed', failure } : row
}

async function setFailed(ctx: Ctx, sql: Sql, importNo: number, failure: Failure): Promise<boolean> {
  const { count } = await sql`
    update import set status = 'failed', wish = null, failure = ${sql.json(failure)}
    where owner_id = ${ctx.owner} and import_no = ${importNo} and status in ('waiting', 'reading')`
  return count > 0
}
