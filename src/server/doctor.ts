import { statfs } from 'node:fs/promises'
import type { Language } from '#ledger/language.ts'
import { uploadsLeft } from '#loop/gather/uploads-left.ts'
import type { Ctx } from '#store/ctx.ts'
import { schemaVersion } from '#store/migrate.ts'
import { words } from './doctor-words.ts'

export type Check = { name: string; ok: boolean; sentence: string }

/** Looks at everything that can quietly go wrong, and says it in words. Changes nothing. */
export async function examine(ctx: Ctx, language: Language): Promise<Check[]> {
  const w = words[language]
  const { sql } = ctx.store
  const { owner } = ctx
  const [size] = await sql<
    { mb: number }[]
  >`select (pg_database_size(current_database()) / 1048576)::int as mb`
  const schema = await schemaVersion(sql)
  const [lost] = await sql<{ accounts: number; works: number; imports: number }[]>`
    select
      (select count(*)::int from act where owner_id = ${owner} and not exists (
        select from account where account.owner_id = ${owner} and account.account_id = act.account_id)) as accounts,
      (select count(*)::int from act where owner_id = ${owner} and work_id is not null and not exists (
        select from work where work.owner_id = ${owner} and work.work_id = act.work_id)) as works,
      (select count(*)::int from act where owner_id = ${owner} and import_no > 0 and not exists (
        select from import where import.owner_id = ${owner} and import.import_no = act.import_no)) as imports`
  const broken = lost!.accounts + lost!.works + lost!.imports
  const [people] = await sql<{ wrong: number }[]>`
    select count(*)::int as wrong from account
    where owner_id = ${owner} and not is_self and not exists (
      select from person where person.owner_id = ${owner} and person.person_id = account.person_id)
      and not exists (select from account self where self.owner_id = ${owner} and self.person_id = account.person_id and self.is_self)`
  const [work] = await sql<{ waiting: number; asking: number; failed: number; stale: boolean }[]>`
    select (count(*) filter (where status in ('waiting', 'reading')))::int as waiting,
      (count(*) filter (where status = 'asking'))::int as asking,
      (count(*) filter (where status = 'failed'))::int as failed,
      (select facts_no <> computed_no from owner where owner_id = ${owner}) as stale
    from import where owner_id = ${owner}`
  const free = await freeMb(ctx.dataDir)
  const leftover = (await uploadsLeft(ctx)).length
  return [
    { name: 'database', ok: true, sentence: w.database(ctx.store.describe, schema, size!.mb) },
    { name: 'integrity', ok: broken === 0, sentence: broken === 0 ? w.whole : w.broken(broken) },
    {
      name: 'people',
      ok: people!.wrong === 0,
      sentence: people!.wrong === 0 ? w.people : w.peopleWrong(people!.wrong),
    },
    {
      name: 'imports',
      ok: work!.failed + work!.asking === 0,
      sentence: w.imports(work!.waiting, work!.asking, work!.failed),
    },
    { name: 'figures', ok: true, sentence: work!.stale ? w.figuresStale : w.figuresFresh },
    { name: 'disk', ok: free > 1000, sentence: free > 1000 ? w.disk(free) : w.diskLow(free) },
    { name: 'uploads', ok: leftover === 0, sentence: leftover === 0 ? w.uploads : w.uploadsLeft(leftover) },
  ]
}

async function freeMb(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return Math.floor((bavail * bsize) / 2 ** 20)
}
