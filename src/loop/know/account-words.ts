import { type AccountId, type DecisionId, decisionIdOf, type OwnerId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { factsChanged, ownerLock } from './owner-lock.ts'
import { refreshPeople } from './people-refresh.ts'
import { programAt } from './signs/program-signs.ts'

/** What a word of the owner's about one account is about: that it is their own; that a program keeps it. */
export type About = 'own' | 'program'
export type AccountWord = { accountId: string; verdict: boolean }

/**
 * The owner's words about single accounts, all or none. Each stands once; said anew, the newer holds. Taking one back is
 * `revokeDecision`. They are remembered when an import is taken back, and hold again when its accounts come again.
 * Throws Refusal: not-found.
 */
export async function sayOfAccounts(
  ctx: Ctx,
  about: About,
  words: readonly AccountWord[],
): Promise<DecisionId[]> {
  if (words.length === 0) return []
  return transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const accounts = [...new Set(words.map(word => word.accountId as AccountId))]
    const here = await tx`
      select 1 from account where owner_id = ${ctx.owner} and account_id = any(${accounts}::uuid[])`
    if (here.length < accounts.length) throw new Refusal('not-found')
    const last = new Map(words.map(word => [word.accountId as AccountId, word.verdict]))
    const ids = accounts.map(account => decisionIdOf(account, account, about))
    await tx`
      insert into account_word (owner_id, account_id, about, verdict, decision_id, made_at)
      select ${ctx.owner}, account, ${about}, verdict, decision, ${new Date(ctx.now())}
      from unnest(${accounts}::uuid[], ${accounts.map(account => String(last.get(account)))}::text[]::boolean[], ${ids}::uuid[])
        as said(account, verdict, decision)
      on conflict (owner_id, account_id, about) do update
        set verdict = excluded.verdict, made_at = excluded.made_at, revoked_at = null`
    await heed(tx, ctx, accounts)
    return ids
  })
}

/** Takes a word about an account back, or that back. False when there is no such word. */
export async function setWordRevoked(
  tx: Tx,
  ctx: Ctx,
  decisionId: string,
  at: Date | null,
): Promise<boolean> {
  const rows = await tx<{ account_id: AccountId }[]>`
    update account_word set revoked_at = ${at}
    where owner_id = ${ctx.owner} and decision_id = ${decisionId} returning account_id`
  if (rows.length === 0) return false
  await heed(
    tx,
    ctx,
    rows.map(row => row.account_id),
  )
  return true
}

async function heed(tx: Tx, ctx: Ctx, accounts: AccountId[]): Promise<void> {
  await refreshPeople(tx, ctx.owner, accounts, ctx.now())
  await factsChanged(tx, ctx.owner)
}

/**
 * Accounts whose acts are no support because programs keep them: by the owner's word, else by what they look like. With
 * `among`, of these alone.
 */
export async function programAccounts(
  sql: Sql | Tx,
  owner: OwnerId,
  among: readonly AccountId[] | null = null,
): Promise<Set<AccountId>> {
  const isAsked = among ? sql`and account_id = any(${among as AccountId[]}::uuid[])` : sql``
  const rows = await sql<{ account_id: AccountId }[]>`
    select account_id from account_word
    where owner_id = ${owner} and about = 'program' and verdict and revoked_at is null ${isAsked}
    union
    select account_id from account_sign
    where owner_id = ${owner} and about = 'program' and weight >= ${programAt} ${isAsked} and not exists (
      select from account_word word where word.owner_id = ${owner} and word.account_id = account_sign.account_id
        and about = 'program' and revoked_at is null)`
  return new Set(rows.map(row => row.account_id))
}
