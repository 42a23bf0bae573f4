import { statfs } from 'node:fs/promises'
import type { Language } from '#ledger/language.ts'
import { uploadsLeft } from '#loop/gather/uploads-left.ts'
import { copyState } from '#loop/guard/daily-copy.ts'
import type { Ctx } from '#store/ctx.ts'
import { isDamaged } from '#store/damage.ts'
import { schemaVersion } from '#store/migrate.ts'
import { checkOfError, examineDisk } from './doctor-storage.ts'
import { words } from './doctor-words.ts'

export type Check = { name: string; ok: boolean; sentence: string }

/**
 * Looks at everything that can quietly go wrong, and says it in words. Changes nothing. `whole`: reads the ledger to its
 * last page; otherwise damage is told only where it is met.
 */
export async function examine(
  ctx: Ctx,
  language: Language,
  { whole = false }: { whole?: boolean } = {},
): Promise<Check[]> {
  const checks: Check[] = whole ? [(await examineDisk(ctx, language)).check] : []
  for (const look of [database, integrity, people, imports, disk, copies, uploads]) {
    try {
      checks.push(...(await look(ctx, words[language])))
    } catch (error) {
      if (!isDamaged(error)) throw error
      if (!checks.some(({ name, ok }) => name === 'storage' && !ok))
        checks.push(await checkOfError(ctx, error, language, whole))
    }
  }
  return checks
}

type Words = (typeof words)[Language]

async function database({ store }: Ctx, w: Words): Promise<Check[]> {
  const [size] = await store.sql<
    { mb: number }[]
  >`select (pg_database_size(current_database()) / 1048576)::int as mb`
  const schema = await schemaVersion(store.sql)
  return [{ name: 'database', ok: true, sentence: w.database(store.describe, schema, size!.mb) }]
}

async function integrity({ store, owner }: Ctx, w: Words): Promise<Check[]> {
  const [lost] = await store.sql<{ accounts: number; works: number; imports: number }[]>`
    select
      (select count(*)::int from act where owner_id = ${owner} and not exists (
        select from account where account.owner_id = ${owner} and account.account_id = act.account_id)) as accounts,
      (select count(*)::int from act where owner_id = ${owner} and work_id is not null and not exists (
        select from work where work.owner_id = ${owner} and work.work_id = act.work_id)) as works,
      (select count(*)::int from act where owner_id = ${owner} and import_no > 0 and not exists (
        select from import where import.owner_id = ${owner} and import.import_no = act.import_no)) as imports`
  const broken = lost!.accounts + lost!.works + lost!.imports
  return [{ name: 'integrity', ok: broken === 0, sentence: broken === 0 ? w.whole : w.broken(broken) }]
}

async function people({ store, owner }: Ctx, w: Words): Promise<Check[]> {
  const [row] = await store.sql<{ wrong: number }[]>`
    select count(*)::int as wrong from account
    where owner_id = ${owner} and not is_self and not exists (
      select from person where person.owner_id = ${owner} and person.person_id = account.person_id)
      and not exists (select from account self where self.owner_id = ${owner} and self.person_id = account.person_id and self.is_self)`
  const { wrong } = row!
  return [{ name: 'people', ok: wrong === 0, sentence: wrong === 0 ? w.people : w.peopleWrong(wrong) }]
}

async function imports({ store, owner }: Ctx, w: Words): Promise<Check[]> {
  const [work] = await store.sql<{ waiting: number; asking: number; failed: number; stale: boolean }[]>`
    select (count(*) filter (where status in ('waiting', 'reading')))::int as waiting,
      (count(*) filter (where status = 'asking'))::int as asking,
      (count(*) filter (where status = 'failed'))::int as failed,
      (select facts_no <> computed_no from owner where owner_id = ${owner}) as stale
    from import where owner_id = ${owner}`
  const { waiting, asking, failed, stale } = work!
  return [
    { name: 'imports', ok: failed + asking === 0, sentence: w.imports(waiting, asking, failed) },
    { name: 'figures', ok: true, sentence: stale ? w.figuresStale : w.figuresFresh },
  ]
}

async function disk({ dataDir }: Ctx, w: Words): Promise<Check[]> {
  const free = await freeMb(dataDir)
  return [{ name: 'disk', ok: free > 1000, sentence: free > 1000 ? w.disk(free) : w.diskLow(free) }]
}

/** How the daily copies stand, as one check. */
export const examineCopies = async (ctx: Ctx, language: Language): Promise<Check> =>
  (await copies(ctx, words[language]))[0]!

async function copies(ctx: Ctx, w: Words): Promise<Check[]> {
  const { newestAt, failed } = await copyState(ctx)
  const newest =
    newestAt === null ? undefined : new Date(newestAt).toISOString().slice(0, 16).replace('T', ' ')
  const sentence = failed ? w.copyFailed(failed.code, failed.facts, newest) : w.copies(newest)
  return [{ name: 'copies', ok: failed === null, sentence }]
}

async function uploads(ctx: Ctx, w: Words): Promise<Check[]> {
  const left = (await uploadsLeft(ctx)).length
  return [{ name: 'uploads', ok: left === 0, sentence: left === 0 ? w.uploads : w.uploadsLeft(left) }]
}

async function freeMb(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return Math.floor((bavail * bsize) / 2 ** 20)
}
