import type { Language } from '#ledger/language.ts'
import { displayName } from '#ledger/name.ts'
import { importByNo } from '#loop/gather/imports.ts'
import type { Evidence } from '#loop/know/link-records.ts'
import type { Ctx } from '#store/ctx.ts'
import { reasonOf } from '../person/reason.ts'
import type { Joined } from './shape.ts'

const shown = 100

type Row = {
  decision_id: string
  person_id: string
  profile: Parameters<typeof displayName>[0]
  other: Parameters<typeof displayName>[0]
  why: string
  evidence: string | null
  weighed: Evidence[] | null
  people: number
}

/**
 * Whom this import was recognised to tell of once more: what Enishi joined by itself because one of the two accounts came
 * with it, the other with it or before. Throws Refusal('not-found').
 */
export async function loadJoined(ctx: Ctx, importNo: number, language: Language): Promise<Joined> {
  const { sql } = ctx.store
  const told = await importByNo(sql, ctx.owner, importNo)
  const rows = await sql<Row[]>`
    with mine as (
      select account_id from account_seen where owner_id = ${ctx.owner} and import_no = ${told.same_as ?? importNo}
    ), joined as (
      select link.decision_id, link.account_a, link.account_b, link.why, link.evidence, link.weighed, link.made_at
      from link_decision link
      where link.owner_id = ${ctx.owner} and link.verdict = 'same' and link.revoked_at is null and link.made_by <> 'owner'
        and (link.account_a in (select account_id from mine) or link.account_b in (select account_id from mine))
        and (select max(came) from (
          select min(seen.import_no) as came from account_seen seen
          where seen.owner_id = ${ctx.owner} and seen.account_id in (link.account_a, link.account_b)
          group by seen.account_id) as firsts) = ${told.same_as ?? importNo}
    )
    select joined.decision_id, a.person_id, a.profile, b.profile as other, joined.why, joined.evidence, joined.weighed,
      (count(*) over ())::int as people
    from (select distinct on (one.person_id) joined.* from joined
      join account one on one.owner_id = ${ctx.owner} and one.account_id = joined.account_a
      order by one.person_id, joined.made_at, joined.decision_id) joined
    join account a on a.owner_id = ${ctx.owner} and a.account_id = joined.account_a
    join account b on b.owner_id = ${ctx.owner} and b.account_id = joined.account_b
    order by joined.made_at, joined.decision_id limit ${shown}`
  return {
    total: rows[0]?.people ?? 0,
    people: rows.map(row => ({
      decisionId: row.decision_id,
      personId: row.person_id,
      name: displayName(row.profile) || displayName(row.other),
      because: reasonOf(row, language),
    })),
  }
}
