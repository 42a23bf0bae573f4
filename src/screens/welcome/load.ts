import type { Language } from '#ledger/language.ts'
import { waitingPairs } from '#loop/know/waiting.ts'
import { countsOfAccounts } from '#screens/me/account-lines.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Home } from './shape.ts'

/**
 * What the first page needs to choose what to show. While figures are behind the facts, people are counted, up to a
 * thousand: enough to say "many", and a ledger that was just emptied is empty at once.
 */
export async function loadHome(ctx: Ctx, version: string): Promise<Home> {
  const [row] = await ctx.store.sql<
    { language: Language | null; people: number; acts: number; running: number; sample: boolean }[]
  >`
    select owner.language,
      coalesce((select (headline->'counts'->>'people')::int from support_state
          where owner_id = ${ctx.owner} and facts_no = owner.facts_no),
        (select count(*)::int from (select 1 from person where owner_id = ${ctx.owner} limit 1000) a_few)) as people,
      (select coalesce(sum((counts->>'actsAdded')::int), 0)::int from import
        where owner_id = ${ctx.owner} and status <> 'undone') as acts,
      (select count(*)::int from import where owner_id = ${ctx.owner} and status in ('waiting', 'reading')) as running,
      exists (select from import where owner_id = ${ctx.owner} and sample and status <> 'undone') as sample
    from owner where owner.owner_id = ${ctx.owner}`
  const [pairs, counts] = await Promise.all([waitingPairs(ctx), countsOfAccounts(ctx)])
  return {
    version,
    language: row!.language,
    people: row!.people,
    acts: row!.acts,
    samplePeople: row!.sample,
    runningImports: row!.running,
    waiting: pairs.length,
    ...counts,
  }
}
