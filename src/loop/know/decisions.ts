import { type AccountId, type DecisionId, decisionIdOf, type PersonId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { setWordRevoked } from './account-words.ts'
import { readDecisions } from './decision-rows.ts'
import { pairsOf } from './grouping.ts'
import { ownerLock, peopleMoved } from './owner-lock.ts'
import { personOf } from './people.ts'
import { refreshPeople } from './people-refresh.ts'

/** Accounts of each side that one word is about, at most; who has more is told apart by the first of them. */
const accountsAtMost = 20

/**
 * The owner's word that two people are one. Idempotent: said of two who are one by the owner's word already, it is that word.
 * Taking it back is `revokeDecision`. Throws Refusal: not-found, self-link (somebody and themselves).
 */
export async function linkPeople(ctx: Ctx, a: string, b: string): Promise<DecisionId> {
  return transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const said = a === b ? undefined : await saidBefore(tx, ctx, a, b)
    if (said) return said
    const [one, other] = await bothPeople(tx, ctx, a, b)
    const mine = new Set(await accountsOf(tx, ctx, one))
    const theirs = new Set(await accountsOf(tx, ctx, other))
    const between = (x: AccountId, y: AccountId) =>
      (mine.has(x) && theirs.has(y)) || (mine.has(y) && theirs.has(x))
    // What the owner said of single accounts of theirs before, this word is about too.
    const opposed = (await readDecisions(tx, ctx.owner))
      .filter(({ madeBy, verdict }) => madeBy === 'match' || verdict === 'not-same')
      .flatMap(({ a, b, also }) => pairsOf(a, b, also).filter(([x, y]) => between(x, y)))
    const pairs = [[one as unknown as AccountId, other as unknown as AccountId] as const, ...opposed]
    return say(tx, ctx, 'same', pairs, [[...mine], [...theirs]])
  })
}

/** The owner's word that two people are two, for ever: whatever they have in common joins them no more. Idempotent. */
export async function tellApart(ctx: Ctx, a: string, b: string): Promise<DecisionId> {
  return transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const [one, other] = await bothPeople(tx, ctx, a, b)
    const mine = (await accountsOf(tx, ctx, one)).slice(0, accountsAtMost)
    const theirs = (await accountsOf(tx, ctx, other)).slice(0, accountsAtMost)
    return say(
      tx,
      ctx,
      'not-same',
      mine.flatMap(x => theirs.map(y => [x, y] as const)),
      [mine, theirs],
    )
  })
}

/**
 * The owner's word that one account of a person is somebody else's. Idempotent. With `personId`, refused when the
 * account is not that person's.
 */
export async function splitAccount(ctx: Ctx, accountId: string, personId = accountId): Promise<DecisionId> {
  return transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const person = await personOf(tx, ctx, personId)
    const account = accountId as AccountId
    const theirs = person === (await personOf(tx, ctx, account))
    const others = theirs ? (await accountsOf(tx, ctx, person)).filter(other => other !== account) : []
    if (others.length > 0)
      return say(
        tx,
        ctx,
        'not-same',
        others.map(other => [account, other] as const),
      )
    const before = await splitBefore(tx, ctx, account)
    if (!before) throw new Refusal(theirs ? 'alone-already' : 'not-found')
    return before
  })
}

/**
 * Takes a link back, the owner's, a rule's or a likeness, or the owner's word about an account; none of them is made again by
 * itself. Idempotent.
 */
export async function revokeDecision(ctx: Ctx, decisionId: string): Promise<void> {
  await setRevoked(ctx, decisionId, new Date(ctx.now()))
}

/** Takes taking back back. */
export async function restoreDecision(ctx: Ctx, decisionId: string): Promise<void> {
  await setRevoked(ctx, decisionId, null)
}

async function bothPeople(tx: Tx, ctx: Ctx, a: string, b: string): Promise<[PersonId, PersonId]> {
  const people = [await personOf(tx, ctx, a), await personOf(tx, ctx, b)].sort() as [PersonId, PersonId]
  if (people[0] === people[1]) throw new Refusal('self-link')
  return people
}

/** The newest word of the owner's that holds two together who are one person. */
async function saidBefore(tx: Tx, ctx: Ctx, a: string, b: string): Promise<DecisionId | undefined> {
  const person = await personOf(tx, ctx, a)
  if (person !== (await personOf(tx, ctx, b))) return undefined
  const accounts = await accountsOf(tx, ctx, person)
  const [row] = await tx<{ decision_id: DecisionId }[]>`
    select decision_id from link_decision
    where owner_id = ${ctx.owner} and made_by = 'owner' and verdict = 'same' and revoked_at is null
      and account_a = any(${accounts}::uuid[]) and account_b = any(${accounts}::uuid[])
    order by made_at desc, decision_id limit 1`
  return row?.decision_id
}

async function accountsOf(tx: Tx, ctx: Ctx, person: PersonId): Promise<AccountId[]> {
  const rows = await tx<{ account_id: AccountId }[]>`
    select account_id from account where owner_id = ${ctx.owner} and person_id = ${person} order by account_id`
  return rows.map(row => row.account_id)
}

async function splitBefore(tx: Tx, ctx: Ctx, account: AccountId): Promise<DecisionId | undefined> {
  const [row] = await tx<{ decision_id: DecisionId }[]>`
    select decision_id from link_decision
    where owner_id = ${ctx.owner} and made_by = 'owner' and verdict = 'not-same' and revoked_at is null
      and (account_a = ${account} or account_b = ${account})
    order by made_at desc, decision_id limit 1`
  return row?.decision_id
}

/**
 * Writes a word of the owner's about pairs of accounts, the first of which names it, and what likeness weighed by then of any
 * account `between` the two sides.
 */
async function say(
  tx: Tx,
  ctx: Ctx,
  verdict: 'same' | 'not-same',
  pairs: readonly (readonly [AccountId, AccountId])[],
  between: readonly [AccountId[], AccountId[]] = [[pairs[0]![0]], [pairs[0]![1]]],
): Promise<DecisionId> {
  const [a, b] = [...pairs[0]!].sort() as [AccountId, AccountId]
  const id = decisionIdOf(a, b, verdict === 'same' ? 'owner' : 'owner not-same')
  const [mine, theirs] = between
  const also = pairs.length > 1 ? pairs.slice(1).flat() : null
  await tx`
    insert into link_decision (owner_id, decision_id, account_a, account_b, verdict, made_by, why, made_at, also,
      bits, weighed, model)
    select ${ctx.owner}, ${id}, ${a}, ${b}, ${verdict}, 'owner', 'owner', ${new Date(ctx.now())}, ${also}::uuid[],
      pair.bits, pair.weighed, pair.model
    from (select 1) as said left join lateral (
      select bits, weighed, model from match_pair
      where owner_id = ${ctx.owner}
        and ((account_a = any(${mine}::uuid[]) and account_b = any(${theirs}::uuid[]))
          or (account_a = any(${theirs}::uuid[]) and account_b = any(${mine}::uuid[])))
      order by bits desc, account_a, account_b limit 1) pair on true
    on conflict (owner_id, decision_id) do update
      set revoked_at = null, made_at = excluded.made_at, also = excluded.also`
  await regroup(tx, ctx, [a, b])
  return id
}

async function setRevoked(ctx: Ctx, decisionId: string, at: Date | null): Promise<void> {
  await transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const [row] = await tx<{ account_a: AccountId; account_b: AccountId }[]>`
      update link_decision set revoked_at = ${at}
      where owner_id = ${ctx.owner} and decision_id = ${decisionId} returning account_a, account_b`
    if (row) await regroup(tx, ctx, [row.account_a, row.account_b])
    else if (!(await setWordRevoked(tx, ctx, decisionId, at))) throw new Refusal('not-found')
  })
}

async function regroup(tx: Tx, ctx: Ctx, accounts: AccountId[]): Promise<void> {
  await refreshPeople(tx, ctx.owner, accounts, ctx.now())
  await peopleMoved(tx, ctx.owner)
}
