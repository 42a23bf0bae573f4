import { type AccountId, decisionIdOf, type OwnerId } from '#ledger/ids.ts'
import { mailboxOf } from '#ledger/mailbox.ts'
import { isCjk } from '#ledger/name.ts'
import { comparedName } from '#ledger/name-orders.ts'
import { copyRows } from '#store/copy.ts'
import type { Tx } from '#store/open.ts'
import { keyServer } from './account-records.ts'
import { readDecisions } from './decision-rows.ts'
import { type Decision, personsOf } from './grouping.ts'
import { type AccountKey, hardLinks, type RuleLink, urlKey } from './link-rules.ts'
import { seatOf } from './match/account-settings.ts'
import {
  type AccountOfPerson,
  addressesAtMost,
  effectiveProfile,
  type PersonRow,
  type Profile,
  personRow,
} from './profile.ts'

/** Accounts handled per round trip: bounds memory while 200,000 accounts are made into people. */
const atATime = 5_000

/**
 * Makes accounts into people again after their descriptions, keys or links changed: effective profiles, links by
 * hard keys, components, and the rows that lists and search read. Idempotent; the caller holds the owner's lock.
 */
export async function refreshPeople(tx: Tx, owner: OwnerId, accounts: readonly AccountId[], now: number) {
  for (let i = 0; i < accounts.length; i += atATime) {
    const some = accounts.slice(i, i + atATime)
    await refreshProfiles(tx, owner, some)
    await heedWords(tx, owner, some)
    await linkByRule(tx, owner, some, now)
  }
  const moved = await regroup(tx, owner)
  await rewritePeople(tx, owner, [...accounts, ...moved])
}

/** Only of accounts that two sources describe differently; a single statement stands in account.profile already. */
async function refreshProfiles(tx: Tx, owner: OwnerId, accounts: AccountId[]) {
  const rows = await tx<
    {
      account_id: AccountId
      as_of: number | null
      made_at: number | null
      import_no: number
      is_self: boolean
      profile: Profile
    }[]
  >`
    select account_id, extract(epoch from coalesce(as_of, made_at))::float8 as as_of,
      extract(epoch from made_at)::float8 as made_at, seen.import_no, is_self, profile
    from account_seen seen left join import on import.owner_id = ${owner} and import.import_no = seen.import_no
    where seen.owner_id = ${owner} and account_id in (
      select seen.account_id from account_seen seen
      join account on account.owner_id = ${owner} and account.account_id = seen.account_id
      where seen.owner_id = ${owner} and seen.account_id = any(${accounts}::uuid[])
        and (seen.profile, seen.is_self) is distinct from (account.profile, account.is_self))`
  if (rows.length === 0) return
  const byAccount = Map.groupBy(rows, row => row.account_id)
  const ids = [...byAccount.keys()]
  const told = [...byAccount.values()].map(statements =>
    effectiveProfile(
      statements.map(row => ({
        asOf: row.as_of,
        madeAt: row.made_at,
        importNo: row.import_no,
        isSelf: row.is_self,
        profile: row.profile,
      })),
    ),
  )
  await tx`
    update account set profile = told.profile::jsonb, is_self = told.is_self
    from unnest(${ids}::uuid[], ${told.map(t => JSON.stringify(t.profile))}::text[], ${told.map(t => String(t.isSelf))}::text[]::boolean[])
      as told(id, profile, is_self)
    where account.owner_id = ${owner} and account.account_id = told.id
      and (account.profile, account.is_self) is distinct from (told.profile::jsonb, told.is_self)`
}

/** Whether an account is the owner's is theirs to say, whatever imports say. */
async function heedWords(tx: Tx, owner: OwnerId, accounts: AccountId[]) {
  await tx`
    update account set is_self = word.verdict from account_word word
    where word.owner_id = ${owner} and word.account_id = any(${accounts}::uuid[]) and about = 'own' and revoked_at is null
      and account.owner_id = ${owner} and account.account_id = word.account_id and is_self <> word.verdict`
}

type KeyRow = {
  kind: 'mail' | 'url'
  value: string
  account_id: AccountId
  network: string
  key: string
  firm: boolean
}

/**
 * Adds the links that hard keys of these accounts give, and takes away rule links that keys no longer give. Where the
 * owner has taken a link back, that address joins nobody new: whom it means is the owner's to say.
 */
async function linkByRule(tx: Tx, owner: OwnerId, accounts: AccountId[], now: number) {
  const keys = await tx<KeyRow[]>`
    select key.kind, key.value, key.account_id, account.network, account.key, bool_or(key.firm) as firm
    from account_key key join account on account.owner_id = ${owner} and account.account_id = key.account_id
    where key.owner_id = ${owner} and (key.kind, key.value) in (
      select kind, value from account_key where owner_id = ${owner} and account_id = any(${accounts}::uuid[]))
    group by key.kind, key.value, key.account_id, account.network, account.key
    order by key.kind, key.value, key.account_id`
  const groups = Map.groupBy(keys, key => `${key.kind} ${key.value}`)
  const before = await tx<{ decision_id: string; why: string; evidence: string; revoked: boolean }[]>`
    select decision_id, why, evidence, revoked_at is not null as revoked from link_decision
    where owner_id = ${owner} and made_by = 'rule' and account_a = any(${[...new Set(keys.map(key => key.account_id))]}::uuid[])`
  const nameOf = ({ why, evidence }: { why: string; evidence: string }) =>
    `${why} ${mailboxOf(evidence) ?? evidence}`
  const disputed = new Set(before.filter(link => link.revoked).map(nameOf))
  const stands = (link: RuleLink) =>
    !disputed.has(nameOf(link)) || before.some(({ decision_id }) => decision_id === idOf(link))
  const told = await profilesOf(tx, owner, [...groups.values()].filter(group => group.length > 1).flat())
  // A mailbox of many spellings joins by the one that all of them share.
  const links = [...groups.values()]
    .filter(([key]) => mailboxOf(key!.value) === undefined)
    .flatMap(group => hardLinks(group.map(row => asAccountKey(row, told.get(row.account_id)))))
    .filter(stands)
  const ids = links.map(idOf)
  const kept = before.filter(link => disputed.has(nameOf(link))).map(link => link.decision_id)
  const first = [...groups.values()].map(group => group[0]!)
  await tx`
    delete from link_decision link
    where owner_id = ${owner} and made_by = 'rule' and revoked_at is null
      and (account_a = any(${accounts}::uuid[]) or account_b = any(${accounts}::uuid[])
        or (why, evidence) in (select * from unnest(${first.map(k => k.kind)}::text[], ${first.map(k => k.value)}::text[])))
      and not (decision_id = any(${ids}::uuid[]))
      and not (decision_id = any(${kept}::uuid[]) and ${bothGiveTheKey(tx, owner)})`
  if (links.length > 0)
    await tx`
      insert into link_decision (owner_id, decision_id, account_a, account_b, verdict, made_by, why, evidence, made_at)
      select ${owner}, id, a, b, 'same', 'rule', why, evidence, to_timestamp(${now / 1000}::float8)
      from unnest(${ids}::uuid[], ${links.map(l => l.a)}::uuid[], ${links.map(l => l.b)}::uuid[],
        ${links.map(l => l.why)}::text[], ${links.map(l => l.evidence)}::text[]) as told(id, a, b, why, evidence)
      on conflict (owner_id, decision_id) do nothing`
}

const idOf = (link: RuleLink) => decisionIdOf(link.a, link.b, `${link.why} ${link.evidence}`)

function asAccountKey(row: KeyRow, profile: Profile = {}): AccountKey {
  const isOwnPage =
    row.kind === 'url' &&
    ((row.network === 'web' && urlKey(row.key) === row.value) ||
      (row.network === 'bluesky' && row.value === `bsky.app/profile/${row.key}`))
  const name = comparedName(profile)
  const network = seatOf(row.network, keyServer(row))
  return { ...row, network, accountId: row.account_id, isOwnPage, name, birthday: profile.birthday }
}

/** How accounts that share an address with another are described. */
async function profilesOf(tx: Tx, owner: OwnerId, rows: readonly KeyRow[]): Promise<Map<AccountId, Profile>> {
  if (rows.length === 0) return new Map()
  const ids = [...new Set(rows.map(row => row.account_id))]
  const accounts = await tx<{ account_id: AccountId; profile: Profile }[]>`
    select account_id, profile from account where owner_id = ${owner} and account_id = any(${ids}::uuid[])`
  return new Map(accounts.map(({ account_id, profile }) => [account_id, profile]))
}

const bothGiveTheKey = (tx: Tx, owner: OwnerId) => tx`
  2 = (select count(distinct account_id) from account_key key
    where key.owner_id = ${owner} and key.kind = link.why and key.value = link.evidence
      and key.account_id in (link.account_a, link.account_b))`

/**
 * Sets each account's person to the one that decisions give and writes the rows of every person that gained or lost an
 * account. Returns how many accounts moved. The caller holds the owner's lock.
 */
export async function regroupPeople(tx: Tx, owner: OwnerId): Promise<number> {
  const moved = await regroup(tx, owner)
  await rewritePeople(tx, owner, moved)
  return moved.length
}

/** Returns the accounts of every person that gained or lost one. */
async function regroup(tx: Tx, owner: OwnerId): Promise<AccountId[]> {
  const decisions = await readDecisions(tx, owner)
  const alike = decisions.filter(({ madeBy }) => madeBy === 'match')
  const personOf = personsOf(decisions, await networksOf(tx, owner, alike.length > 0 ? decisions : []))
  const rows = await tx<{ account_id: AccountId; person_id: string }[]>`
    select account_id, person_id from account
    where owner_id = ${owner} and (person_id <> account_id or account_id = any(${[...personOf.keys()]}::uuid[]))`
  const changed = rows
    .map(row => ({ ...row, person: personOf.get(row.account_id) ?? row.account_id }))
    .filter(row => row.person !== row.person_id)
  if (changed.length === 0) return []
  await tx`
    update account set person_id = told.person
    from unnest(${changed.map(row => row.account_id)}::uuid[], ${changed.map(row => row.person)}::uuid[]) as told(id, person)
    where account.owner_id = ${owner} and account.account_id = told.id`
  const people = [...new Set(changed.flatMap(row => [row.person, row.person_id]))]
  await tx`delete from person where owner_id = ${owner} and person_id = any(${people}::uuid[])`
  const touched = await tx<{ account_id: AccountId }[]>`
    select account_id from account where owner_id = ${owner} and person_id = any(${people}::uuid[])`
  return touched.map(row => row.account_id)
}

/** Of the accounts that decisions name: of which network each is, and on which of its servers. */
async function networksOf(tx: Tx, owner: OwnerId, decisions: Decision[]): Promise<Map<string, string>> {
  if (decisions.length === 0) return new Map()
  const named = [...new Set(decisions.flatMap(({ a, b }) => [a, b]))]
  const rows = await tx<{ account_id: string; network: string; key: string }[]>`
    select account_id, network, key from account where owner_id = ${owner} and account_id = any(${named}::uuid[])`
  return new Map(rows.map(row => [row.account_id, seatOf(row.network, keyServer(row))]))
}

export async function rewritePeople(tx: Tx, owner: OwnerId, accounts: AccountId[]) {
  const done = new Set<string>()
  for (let i = 0; i < accounts.length; i += atATime) {
    const rows = await tx<(AccountOfPerson & { person_id: string; is_self: boolean })[]>`
      select account.person_id, account.network, account.key, account.profile, account.is_self,
        array(select distinct value collate "C" from account_key address
          where address.owner_id = ${owner} and address.account_id = account.account_id
          order by 1 limit ${addressesAtMost}) as addresses
      from account
      where owner_id = ${owner} and person_id in (
        select person_id from account where owner_id = ${owner} and account_id = any(${accounts.slice(i, i + atATime)}::uuid[]))`
    const people = Map.groupBy(rows, row => row.person_id)
    for (const id of done) people.delete(id)
    for (const id of people.keys()) done.add(id)
    await tx`delete from person where owner_id = ${owner} and person_id = any(${[...people.keys()]}::uuid[])`
    const others = [...people].filter(([, accounts]) => !accounts.some(account => account.is_self))
    const made = others.map(([id, accounts]): [string, PersonRow] => [id, personRow(accounts)])
    const guesses = await guessesOf(
      tx,
      owner,
      made.flatMap(([, row]) => (row.reading === null && isCjk(row.name) ? [row.name] : [])),
    )
    await copyPeople(
      tx,
      owner,
      made.values().map(([id, row], k) => {
        const isGuessed = row.reading === null && guesses.get(row.name)
        return [id, isGuessed ? personRow(others[k]![1], name => guesses.get(name)) : row]
      }),
    )
  }
}

/** How these names may be read, as far as that has been thought about. */
async function guessesOf(tx: Tx, owner: OwnerId, names: string[]): Promise<Map<string, string | null>> {
  if (names.length === 0) return new Map()
  const rows = await tx<{ name: string; reading: string | null }[]>`
    select name, reading from reading_guess where owner_id = ${owner} and name = any(${names}::text[])`
  return new Map(rows.map(row => [row.name, row.reading]))
}

/** Writes the rows of people who have none. */
export async function copyPeople(
  tx: Tx,
  owner: OwnerId,
  people: Iterable<[string, PersonRow]>,
): Promise<void> {
  await copyRows(
    tx,
    'person',
    {
      owner_id: 'uuid',
      person_id: 'uuid',
      name: 'text',
      reading: 'text',
      sort_key: 'text',
      search: 'text',
      keys: 'texts',
      networks: 'texts',
      guessed: 'bool',
    },
    Iterator.from(people).map(([id, row]) => [
      owner,
      id,
      row.name,
      row.reading,
      row.sortKey,
      row.search,
      row.keys,
      row.networks,
      row.guessed,
    ]),
  )
}

/** New search keys are sorted into the index in few batches, until the transaction ends. */
export async function roomForKeys(tx: Tx): Promise<void> {
  await tx`select set_config('work_mem', '48MB', true)`
}
