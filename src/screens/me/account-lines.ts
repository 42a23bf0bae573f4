import type { Language } from '#ledger/language.ts'
import { type Profile, personRow } from '#loop/know/profile.ts'
import { askedFrom } from '#loop/know/signs.ts'
import { saySigns } from '#loop/know/signs-words.ts'
import { networkTitle } from '#screens/parts/network-titles.ts'
import type { Ctx } from '#store/ctx.ts'
import type { AccountLine } from './shape.ts'

/** Lines shown of each kind. */
export const shownAtMost = 100

type About = 'own' | 'program'
type Row = {
  account_id: string
  person_id: string
  network: string
  key: string
  profile: Profile
  acts: number
  reasons: Parameters<typeof saySigns>[1] | null
  said: boolean | null
  decision_id: string | null
  total: number
}

/**
 * Accounts of one kind: `open`: signs speak for it and the owner has not spoken; `yes` and `no`: the owner has; `told`: a
 * source says that they are the owner's.
 */
export async function accountLines(
  ctx: Ctx,
  about: About,
  which: 'open' | 'yes' | 'no' | 'told',
  language: Language,
): Promise<{ lines: AccountLine[]; total: number }> {
  const { sql } = ctx.store
  const holds = {
    open: sql`word.verdict is null and sign.weight >= ${askedFrom} and not exists (
      select from account other where other.owner_id = ${ctx.owner} and other.person_id = account.person_id and other.is_self)`,
    yes: sql`word.verdict`,
    no: sql`not word.verdict`,
    told: sql`account.is_self and word.verdict is null`,
  }
  const rows = await sql<Row[]>`
    select account.account_id, person_id, network, key, profile, sign.reasons, word.verdict as said, word.decision_id,
      count(*) over ()::int as total, (
        select count(*)::int from act
        where act.owner_id = ${ctx.owner} and act.account_id = account.account_id and direction = 1) as acts
    from account
    left join account_word word on word.owner_id = ${ctx.owner} and word.account_id = account.account_id
      and word.about = ${about} and word.revoked_at is null
    left join account_sign sign on sign.owner_id = ${ctx.owner} and sign.account_id = account.account_id and sign.about = ${about}
    where account.owner_id = ${ctx.owner} and ${holds[which]}
    order by sign.weight desc nulls last, account.account_id limit ${shownAtMost}`
  return {
    total: rows[0]?.total ?? 0,
    lines: rows.map(row => ({
      accountId: row.account_id,
      personId: row.person_id,
      name: personRow([row]).name,
      handle: row.profile.handle ?? (row.network === 'mail' ? row.key : null),
      network: row.network,
      networkTitle: networkTitle(row.network, language),
      url: row.profile.url ?? null,
      acts: row.acts,
      because: saySigns(about, row.reasons ?? [], language),
      said: row.said,
      decisionId: row.decision_id,
    })),
  }
}

export type Counts = { asked: number; programs: number; looking: boolean }

/** How many accounts the owner is asked about, how many are taken for programs, and whether new facts wait to be looked at. */
export async function countsOfAccounts(ctx: Ctx): Promise<Counts> {
  const [row] = await ctx.store.sql<Counts[]>`
    select
      (select facts_no - moved_no <> signed_no from owner where owner_id = ${ctx.owner}) as looking,
      (select count(*)::int from account_sign sign
        join account on account.owner_id = ${ctx.owner} and account.account_id = sign.account_id
        where sign.owner_id = ${ctx.owner} and sign.about = 'own' and sign.weight >= ${askedFrom}
          and not exists (select from account_word word where word.owner_id = ${ctx.owner}
            and word.account_id = sign.account_id and word.about = 'own' and word.revoked_at is null)
          and not exists (select from account other where other.owner_id = ${ctx.owner}
            and other.person_id = account.person_id and other.is_self)) as asked,
      (select count(*)::int from account
        left join account_word word on word.owner_id = ${ctx.owner} and word.account_id = account.account_id
          and word.about = 'program' and word.revoked_at is null
        left join account_sign sign on sign.owner_id = ${ctx.owner} and sign.account_id = account.account_id
          and sign.about = 'program'
        where account.owner_id = ${ctx.owner} and coalesce(word.verdict, sign.weight >= ${askedFrom})) as programs`
  return row!
}
