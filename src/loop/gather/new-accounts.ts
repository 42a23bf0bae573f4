import type { AccountId, OwnerId } from '#ledger/ids.ts'
import { copyPeople, roomForKeys } from '#loop/know/people-refresh.ts'
import type { PersonRow } from '#loop/know/profile.ts'
import { copyRows } from '#store/copy.ts'
import type { Tx } from '#store/open.ts'
import type { SeenAccount } from './collect.ts'

export type Key = { kind: string; value: string; firm: boolean }
/**
 * What a chunk says of an account, in the form in which it is kept; `keys`: each address once; `row`: the person it
 * would be by itself.
 */
export type Told = { account: SeenAccount; profileText: string; keys: Key[]; row: PersonRow }

/** Which of these accounts the ledger has not met; `apart`: of those, the ones that are surely a person of their own. */
export async function newOf<T extends Told>(
  tx: Tx,
  owner: OwnerId,
  told: T[],
): Promise<{ fresh: T[]; known: T[]; apart: Set<AccountId> }> {
  const ids = told.map(({ account }) => account.id)
  // Each is looked up by its key (lateral, limit): of tables that have just grown from nothing a planner knows little.
  const met = await tx<{ id: AccountId; known: boolean }[]>`
    select id, known from unnest(${ids}::uuid[]) as told(id) cross join lateral (
      (select true as known from account where owner_id = ${owner} and account_id = told.id limit 1)
      union all (select false from person where owner_id = ${owner} and person_id = told.id limit 1)
      union all (select false from account_word where owner_id = ${owner} and account_id = told.id limit 1)
      union all (select false from link_decision where owner_id = ${owner} and account_a = told.id limit 1)
      union all (select false from link_decision where owner_id = ${owner} and account_b = told.id limit 1)) as met`
  const isKnown = new Set(met.filter(row => row.known).map(row => row.id))
  const isLinked = new Set(met.map(row => row.id))
  const fresh = told.filter(({ account }) => !isKnown.has(account.id))
  const shared = await sharedAddresses(tx, owner, fresh, told)
  const apart = fresh.filter(
    ({ account, keys }) =>
      !account.isSelf && !isLinked.has(account.id) && !keys.some(({ value }) => shared.has(value)),
  )
  return {
    fresh,
    known: told.filter(({ account }) => isKnown.has(account.id)),
    apart: new Set(apart.map(({ account }) => account.id)),
  }
}

/** Addresses of new accounts that another account has too, in the ledger or in this chunk. */
async function sharedAddresses(tx: Tx, owner: OwnerId, fresh: Told[], told: Told[]): Promise<Set<string>> {
  const shared = new Set<string>()
  const holders = new Map<string, AccountId>()
  for (const { account, keys } of told)
    for (const { value } of keys) {
      if ((holders.get(value) ?? account.id) !== account.id) shared.add(value)
      holders.set(value, account.id)
    }
  // In the order of the index, which then is read along and not across.
  const asked = fresh.flatMap(({ keys }) => keys).sort((a, b) => (a.value < b.value ? -1 : 1))
  if (asked.length === 0) return shared
  const held = await tx<{ value: string }[]>`
    select value from unnest(${asked.map(key => key.kind)}::text[], ${asked.map(key => key.value)}::text[]) as told(kind, value)
    cross join lateral (
      select from account_key key
      where key.owner_id = ${owner} and key.kind = told.kind and key.value = told.value limit 1) as held`
  for (const { value } of held) shared.add(value)
  return shared
}

/**
 * Writes accounts that the ledger has not met, at twice the rate of `on conflict`, and those that are people of their
 * own as people: there is nothing to link and nothing to read again. The caller holds the owner's lock.
 */
export async function copyNewAccounts(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  fresh: Told[],
  apart: Set<AccountId>,
): Promise<void> {
  await copyRows(
    tx,
    'account',
    {
      owner_id: 'uuid',
      account_id: 'uuid',
      person_id: 'uuid',
      network: 'text',
      key: 'text',
      is_self: 'bool',
      profile: 'json',
    },
    fresh
      .values()
      .map(({ account: { id, ref, isSelf }, profileText }) => [
        owner,
        id,
        id,
        ref.network,
        ref.key,
        isSelf,
        profileText,
      ]),
  )
  await copyRows(
    tx,
    'account_seen',
    {
      owner_id: 'uuid',
      account_id: 'uuid',
      import_no: 'int4',
      as_of: 'time',
      is_self: 'bool',
      profile: 'json',
    },
    fresh
      .values()
      .map(({ account: { id, isSelf, asOf }, profileText }) => [
        owner,
        id,
        importNo,
        asOf,
        isSelf,
        profileText,
      ]),
  )
  if (fresh.some(({ keys }) => keys.length > 0))
    await copyRows(
      tx,
      'account_key',
      {
        owner_id: 'uuid',
        kind: 'text',
        value: 'text',
        account_id: 'uuid',
        import_no: 'int4',
        firm: 'bool',
      },
      fresh
        .values()
        .flatMap(({ account, keys }) =>
          keys.map(({ kind, value, firm }) => [owner, kind, value, account.id, importNo, firm]),
        ),
    )
  if (apart.size === 0) return
  await roomForKeys(tx)
  await copyPeople(
    tx,
    owner,
    fresh
      .values()
      .filter(({ account }) => apart.has(account.id))
      .map(({ account, row }) => [account.id, row]),
  )
}
