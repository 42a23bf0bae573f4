import type { AccountId, PersonId } from '#ledger/ids.ts'
import type { Ctx } from '#store/ctx.ts'
import { readDecisions } from './decision-rows.ts'
import { wordsOf } from './grouping.ts'
import type { LikenessKind } from './match/account-matching.ts'
import type { Evidence } from './match/score.ts'

/** Two accounts of two people that the owner is asked about. */
export type WaitingPair = {
  a: AccountId
  b: AccountId
  bits: number
  kind: LikenessKind
  people: [PersonId, PersonId]
}

/**
 * The pairs that wait, strongest first. What the owner has settled since the last comparison is left out: of any two
 * people one pair, and none of people that are one or were told apart.
 */
export async function waitingPairs(ctx: Ctx): Promise<WaitingPair[]> {
  const { sql } = ctx.store
  const rows = await sql<
    { a: AccountId; b: AccountId; bits: number; kind: LikenessKind; person_a: PersonId; person_b: PersonId }[]
  >`
    select account_a as a, account_b as b, bits, kind, one.person_id as person_a, other.person_id as person_b
    from match_pair pair
    join account one on one.owner_id = ${ctx.owner} and one.account_id = pair.account_a
    join account other on other.owner_id = ${ctx.owner} and other.account_id = pair.account_b
    where pair.owner_id = ${ctx.owner} and one.person_id <> other.person_id
      and not (one.is_self and other.is_self)
      -- Of an account that the owner said is not theirs there is nothing to ask beside one that is.
      and not ((one.is_self or other.is_self) and exists (select from account_word word
        where word.owner_id = ${ctx.owner} and word.account_id in (one.account_id, other.account_id)
          and about = 'own' and not verdict and revoked_at is null))
    order by bits desc, a, b`
  if (rows.length === 0) return []
  const words = wordsOf(
    (await readDecisions(sql, ctx.owner)).filter(
      ({ madeBy, revokedAt }) => madeBy === 'owner' || revokedAt !== null,
    ),
  )
  const apart = new Set(words.flatMap(([a, b, same]) => (same ? [] : [between(a, b)])))
  const met = new Set<string>()
  return rows.flatMap(({ person_a, person_b, ...pair }) => {
    const people = between(person_a, person_b)
    if (apart.has(between(pair.a, pair.b)) || met.has(people)) return []
    met.add(people)
    return [{ ...pair, people: [person_a, person_b] }]
  })
}

const between = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** What was weighed of these pairs, in their order. */
export async function weighedOf(ctx: Ctx, pairs: readonly WaitingPair[]): Promise<Evidence[][]> {
  const rows = await ctx.store.sql<{ a: string; b: string; weighed: Evidence[] }[]>`
    select account_a as a, account_b as b, weighed from match_pair
    where owner_id = ${ctx.owner} and account_a = any(${pairs.map(({ a }) => a)}::uuid[])`
  const known = new Map(rows.map(row => [between(row.a, row.b), row.weighed]))
  return pairs.map(({ a, b }) => known.get(between(a, b)) ?? [])
}

/** Accounts came in that have not been compared yet. */
export async function isMatching(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.store.sql<{ behind: boolean }[]>`
    select facts_no <> matched_no as behind from owner where owner_id = ${ctx.owner}`
  return row?.behind ?? false
}
