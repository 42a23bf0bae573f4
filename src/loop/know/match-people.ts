import { type AccountId, decisionIdOf, hashText, type OwnerId } from '#ledger/ids.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { accountNews } from './account-records.ts'
import { readDecisions } from './decision-rows.ts'
import { firmOf, wordsOf } from './grouping.ts'
import { type Likeness, type MatchAnswer, matchModel } from './match/account-matching.ts'
import type { Matcher } from './matcher.ts'
import { ownerLock, peopleMoved } from './owner-lock.ts'
import { regroupPeople, rewritePeople } from './people-refresh.ts'

/**
 * Compares accounts that came or were described anew since the last time, and all when an older version of the method
 * decided; joins those whose likeness is beyond doubt, and keeps the pairs that wait for the owner. All in one transaction
 * at the end: killed before it, nothing changed, and the next run does it again. Returns how many accounts came to another person; undefined when there was nothing
 * to compare, or an import is still being read.
 */
export async function matchPeople(ctx: Ctx, matcher: Matcher): Promise<number | undefined> {
  const { store, owner } = ctx
  const [row] = await store.sql<
    { facts_no: number; matched_no: number; importing: boolean; older: boolean }[]
  >`
    select facts_no, matched_no, exists (
      select from import where owner_id = ${owner} and status in ('waiting', 'reading')
        and not exists (select from live where live.owner_id = ${owner} and live.import_no = import.import_no)) as importing,
      exists (select from link_decision where owner_id = ${owner} and made_by = 'match' and revoked_at is null and model <> ${matchModel})
      or exists (select from match_pair where owner_id = ${owner} and model <> ${matchModel}) as older
    from owner where owner_id = ${owner}`
  if (!row || row.importing || (row.facts_no === row.matched_no && !row.older)) return undefined
  const decisions = await readDecisions(store.sql, owner)
  const news = await accountNews(store.sql, owner, matcher.held)
  const unread = await unreadNames(ctx)
  const unsaid = await unsaidReadings(store.sql, owner)
  const words = wordsOf(decisions)
  const firm = firmOf(decisions)
  const settled = hashText(JSON.stringify([words, firm.toSorted(), news.selves.toSorted()]))
  if (
    news.told.length + news.gone.length + unread.length + unsaid.length === 0 &&
    matcher.settled === settled &&
    !row.older
  ) {
    await store.sql`update owner set matched_no = ${row.facts_no} where owner_id = ${owner} and facts_no = ${row.facts_no}`
    return undefined
  }
  const answer = await matcher.answer({ ...news, words, firm, unread })
  const moved = await transact(store.sql, async tx => {
    await ownerLock(tx, owner)
    await writeAccepted(tx, ctx, answer)
    await writeWaiting(tx, ctx, answer.waiting)
    await writeReadings(tx, ctx, unread, answer.readings)
    const moved = await regroupPeople(tx, owner)
    if (moved > 0) await peopleMoved(tx, owner)
    // What changed in the meantime is compared next time.
    await tx`update owner set matched_no = ${row.facts_no}::bigint + ${moved > 0 ? 1 : 0} where owner_id = ${owner}`
    return moved
  })
  matcher.settled = settled
  return moved
}

/** People whose name has a suggested reading that their row does not say: written again, or known since. */
async function unsaidReadings(sql: Sql | Tx, owner: OwnerId): Promise<AccountId[]> {
  const rows = await sql<{ person_id: AccountId }[]>`
    select person_id from person join reading_guess guess using (owner_id, name)
    where owner_id = ${owner} and person.reading is null and guess.reading is not null`
  return rows.map(row => row.person_id)
}

/** Kanji names that nobody tells how to read, and that have not been thought about. */
async function unreadNames(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.store.sql<{ name: string }[]>`
    select distinct name from person
    where owner_id = ${ctx.owner} and reading is null and name ~ '[\u3400-\u9fff々]' and not exists (
      select from reading_guess guess where guess.owner_id = ${ctx.owner} and guess.name = person.name)`
  return rows.map(row => row.name)
}

async function writeReadings(
  tx: Tx,
  { owner }: Ctx,
  names: readonly string[],
  readings: readonly (string | null)[],
): Promise<void> {
  if (names.length > 0) {
    await tx`
      insert into reading_guess (owner_id, name, reading)
      select ${owner}, * from unnest(${names as string[]}::text[], ${readings as string[]}::text[])
      on conflict (owner_id, name) do nothing`
  }
  await rewritePeople(tx, owner, await unsaidReadings(tx, owner))
}

/** Everybody is still there of whom these pairs speak. */
const bothHere = (tx: Tx, ctx: Ctx) => tx`
  exists (select from account where account.owner_id = ${ctx.owner} and account.account_id = told.a)
  and exists (select from account where account.owner_id = ${ctx.owner} and account.account_id = told.b)`

async function writeAccepted(tx: Tx, ctx: Ctx, { accepted }: MatchAnswer): Promise<void> {
  const ids = accepted.map(({ a, b }) => decisionIdOf(a as AccountId, b as AccountId, 'match'))
  await tx`
    delete from link_decision
    where owner_id = ${ctx.owner} and made_by = 'match' and revoked_at is null
      and not (decision_id = any(${ids}::uuid[]))`
  if (accepted.length === 0) return
  await tx`
    insert into link_decision as link (owner_id, decision_id, account_a, account_b, verdict, made_by, why, made_at,
      bits, weighed, model)
    select ${ctx.owner}, id, a, b, 'same', 'match', 'alike', ${new Date(ctx.now())}, bits, weighed::jsonb, ${matchModel}
    from unnest(${ids}::uuid[], ${accepted.map(({ a }) => a)}::uuid[], ${accepted.map(({ b }) => b)}::uuid[],
      ${accepted.map(({ bits }) => bits)}::real[], ${weighedOf(accepted)}::text[]) as told(id, a, b, bits, weighed)
    where ${bothHere(tx, ctx)}
    on conflict (owner_id, decision_id) do update
      set bits = excluded.bits, weighed = excluded.weighed, model = excluded.model
      where link.revoked_at is null and (link.bits, link.model) is distinct from (excluded.bits, excluded.model)`
}

async function writeWaiting(tx: Tx, ctx: Ctx, waiting: readonly Likeness[]): Promise<void> {
  await tx`delete from match_pair where owner_id = ${ctx.owner}`
  if (waiting.length === 0) return
  await tx`
    insert into match_pair (owner_id, account_a, account_b, bits, kind, weighed, model)
    select ${ctx.owner}, a, b, bits, kind, weighed::jsonb, ${matchModel}
    from unnest(${waiting.map(({ a }) => a)}::uuid[], ${waiting.map(({ b }) => b)}::uuid[],
      ${waiting.map(({ bits }) => bits)}::real[], ${waiting.map(({ kind }) => kind)}::text[],
      ${weighedOf(waiting)}::text[]) as told(a, b, bits, kind, weighed)
    where ${bothHere(tx, ctx)}`
}

const weighedOf = (some: readonly Likeness[]): string[] =>
  some.map(({ weighed }) =>
    JSON.stringify(weighed.map(one => ({ ...one, bits: Math.round(one.bits * 100) / 100 }))),
  )
