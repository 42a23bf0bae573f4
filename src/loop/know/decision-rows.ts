import type { AccountId, DecisionId, OwnerId } from '#ledger/ids.ts'
import type { Sql, Tx } from '#store/open.ts'
import type { Decision } from './grouping.ts'

type Row = {
  decision_id: DecisionId
  account_a: AccountId
  account_b: AccountId
  verdict: Decision['verdict']
  made_by: Decision['madeBy']
  by_key: string | null
  bits: number | null
  made_at: Date
  revoked_at: Date | null
  also: AccountId[] | null
}

/** Every decision that counts: those that stand, and likeness that the owner took back. */
export async function readDecisions(sql: Sql | Tx, owner: OwnerId): Promise<Decision[]> {
  const rows = await sql<Row[]>`
    select decision_id, account_a, account_b, verdict, made_by, bits,
      case made_by when 'rule' then concat(why, ' ', evidence) end as by_key, made_at, revoked_at, also from link_decision
    where owner_id = ${owner} and (revoked_at is null or made_by = 'match')`
  const named = rows.flatMap(({ also }) => also ?? [])
  const here = new Set(
    named.length === 0
      ? []
      : (
          await sql<{ account_id: AccountId }[]>`
            select account_id from account where owner_id = ${owner} and account_id = any(${named}::uuid[])`
        ).map(row => row.account_id),
  )
  return rows.map(row => ({
    id: row.decision_id,
    a: row.account_a,
    b: row.account_b,
    verdict: row.verdict,
    madeBy: row.made_by,
    byKey: row.by_key,
    bits: row.bits,
    madeAt: row.made_at.getTime(),
    revokedAt: row.revoked_at?.getTime() ?? null,
    also: row.also && pairsHere(row.also, here),
  }))
}

/** Accounts may have gone with the import that told them. */
function pairsHere(also: AccountId[], here: ReadonlySet<AccountId>): AccountId[] {
  return also.filter((_, k) => here.has(also[k & ~1]!) && here.has(also[k | 1]!))
}
