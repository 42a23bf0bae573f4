import { type AccountId, type DecisionId, decisionIdOf } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { factsChanged, ownerLock } from './owner-lock.ts'
import { personOf } from './people.ts'
import { refreshPeople } from './people-refresh.ts'

/** The owner's word that two people are one. Idempotent; taking it back is `revokeDecision`. */
export async function linkPeople(ctx: Ctx, a: string, b: string): Promise<DecisionId> {
  return transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const people = [await personOf(tx, ctx, a), await personOf(tx, ctx, b)].sort() as unknown as AccountId[]
    if (people[0] === people[1]) throw new Refusal('self-link')
    const id = decisionIdOf(people[0]!, people[1]!, 'owner')
    await tx`
      insert into link_decision (owner_id, decision_id, account_a, account_b, verdict, made_by, why, made_at)
      values (${ctx.owner}, ${id}, ${people[0]!}, ${people[1]!}, 'same', 'owner', 'owner', ${new Date(ctx.now())})
      on conflict (owner_id, decision_id) do update set revoked_at = null`
    await regroup(tx, ctx, people)
    return id
  })
}

/** Takes a link back, the owner's or a rule's; a rule does not make it again. Idempotent. */
export async function revokeDecision(ctx: Ctx, decisionId: string): Promise<void> {
  await setRevoked(ctx, decisionId, new Date(ctx.now()))
}

/** Takes taking back back. */
export async function restoreDecision(ctx: Ctx, decisionId: string): Promise<void> {
  await setRevoked(ctx, decisionId, null)
}

async function setRevoked(ctx: Ctx, decisionId: string, at: Date | null): Promise<void> {
  await transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const [row] = await tx<{ account_a: AccountId; account_b: AccountId }[]>`
      update link_decision set revoked_at = ${at}
      where owner_id = ${ctx.owner} and decision_id = ${decisionId} returning account_a, account_b`
    if (!row) throw new Refusal('not-found')
    await regroup(tx, ctx, [row.account_a, row.account_b])
  })
}

async function regroup(tx: Tx, ctx: Ctx, accounts: AccountId[]): Promise<void> {
  await refreshPeople(tx, ctx.owner, accounts, ctx.now())
  await factsChanged(tx, ctx.owner)
}
