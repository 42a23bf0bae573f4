import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type AccountId, accountIdOf, type OwnerId } from '#ledger/ids.ts'
import { mailboxOf } from '#ledger/mailbox.ts'
import { isPlausible } from '#ledger/when.ts'
import { urlKey } from '#loop/know/link-rules.ts'
import { addressesShown, type Profile, personRow } from '#loop/know/profile.ts'
import type { AccountRef, Row } from '#networks/contract.ts'
import type { Tx } from '#store/open.ts'
import { writeActs } from './act-write.ts'
import { cleanLink } from './clean.ts'
import type { Chunk, SeenAccount } from './collect.ts'
import { copyNewAccounts, type Key, newOf, type Told } from './new-accounts.ts'
import { writeWorks } from './work-write.ts'

export type Counts = {
  actsAdded: number
  actsKnown: number
  actsChanged: number
  peopleAdded: number
  peopleKnown: number
}
export const noCounts = (): Counts => ({
  actsAdded: 0,
  actsKnown: 0,
  actsChanged: 0,
  peopleAdded: 0,
  peopleKnown: 0,
})

/** What one run has written so far, to spare writing it again. */
export type Written = {
  /**
   * Digest and time of each account's newest description: somebody in ten thousand messages is described once and
   * not in every chunk. Bounded: a forgotten account is only described again.
   */
  described: Map<AccountId, Saying>
  /**
   * Accounts met again in the same words, and when last (ms since 1970): written at a pause, at the end and before
   * other words of the same account, not with every chunk. What a crash loses of it is met again on the way to where
   * the import stood.
   */
  met: Map<AccountId, number>
  /** No act met so far was in the ledger already, so the next ones are tried without looking. */
  allNew: boolean
}
export type Saying = { said: string; asOf: number | null }
/** Where memory gets short, sooner. */
export const metAtMost = 50_000
export const nothingWritten = (): Written => ({ described: new Map(), met: new Map(), allNew: true })
const describedAtMost = 100_000

/**
 * Writes a chunk inside the caller's transaction and says what it changed; `told` and `again` go to `remember` once that
 * is committed, `unsettled` are the accounts that are still to be made into people. Writing a chunk again changes nothing.
 */
export async function writeChunk(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  chunk: Chunk,
  written: Written,
): Promise<ChunkWritten> {
  const counts = noCounts()
  // Sorted, as works and acts are, so that writers of the same rows wait for one another instead of locking up.
  const { inFull, again } = newsOf([...chunk.accounts.values()].sort(byId), written.described)
  const due = inFull.map(({ account }) => account.id).filter(id => written.met.has(id))
  await writeMet(tx, owner, importNo, new Map(due.map(id => [id, written.met.get(id)!])))
  const { told, unsettled } = await writeAccounts(tx, owner, importNo, inFull, counts)
  await writeWorks(tx, owner, importNo, [...chunk.works.values()].sort(byId))
  const { added, known, changed } = await writeActs(tx, owner, importNo, chunk.acts, written)
  counts.actsAdded += added
  counts.actsKnown += known + chunk.repeated
  counts.actsChanged += changed
  return { counts, told, again, unsettled }
}

export type ChunkWritten = {
  counts: Counts
  told: Map<AccountId, Saying>
  again: SeenAccount[]
  unsettled: AccountId[]
}

/** Only what is committed counts as told: what was rolled back has to be written again. */
export function remember(
  { described, met }: Written,
  told: Map<AccountId, Saying>,
  again: SeenAccount[],
): void {
  for (const { id, asOf } of again) {
    met.set(id, asOf!)
    described.get(id)!.asOf = asOf
  }
  if (described.size + told.size > describedAtMost) described.clear()
  for (const [id, saying] of told) {
    described.set(id, saying)
    met.delete(id)
  }
}

/** A row that an earlier run has written: only when it met its account is noted. */
export function meetAgain({ met }: Written, row: Row): void {
  if (!row.ok || row.entry.kind === 'work' || row.entry.kind === 'self' || !row.entry.account.key) return
  const { entry } = row
  if (entry.kind === 'act' && !(isPlausible(entry.when.at) && entry.externalKey)) return
  const at = entry.kind === 'act' ? entry.when.at : entry.asOf?.at
  if (at === undefined) return
  const id = accountIdOf(entry.account.network, entry.account.key)
  met.set(id, Math.max(met.get(id) ?? -Infinity, at))
}

type News = { account: SeenAccount; said: string }

/** A chunk gives way after so many accounts while it is prepared. */
const accountsAtATurn = 64

/**
 * Brings what a chunk says of people into the form in which it is kept. That takes time and no database: it is done
 * while the chunk before is being written.
 */
export async function prepare({ accounts }: Chunk, { described }: Written): Promise<void> {
  let turn = 0
  for (const account of accounts.values()) {
    if (described.has(account.id)) continue
    toldOf(account)
    digestOf(account)
    if (++turn % accountsAtATurn === 0) await setImmediate()
  }
}

const tellings = new WeakMap<SeenAccount, Told>()

function toldOf(account: SeenAccount): Told {
  let told = tellings.get(account)
  if (!told) {
    const { network, key } = account.ref
    let profile = profileOf(account.ref)
    let profileText = JSON.stringify(profile)
    if (unstorable.test(profileText)) profileText = JSON.stringify((profile = storable(profile)))
    const keys = keysOf(account.ref)
    const addresses = addressesShown(keys.map(({ value }) => value))
    const row = personRow([{ network, key, profile, addresses }])
    tellings.set(account, (told = { account, profileText, keys, row }))
  }
  return told
}

/** `again`: the newest words once more, at a later time. What was said before and is not newer is no news. */
function newsOf(accounts: SeenAccount[], described: Written['described']) {
  const inFull: News[] = []
  const again: SeenAccount[] = []
  for (const account of accounts) {
    const said = digestOf(account)
    const known = described.get(account.id)
    if (known?.said !== said) inFull.push({ account, said })
    else if (account.asOf !== null && account.asOf > (known.asOf ?? -Infinity)) again.push(account)
  }
  return { inFull, again }
}

/** Readers hand out one object for one member again and again: then its digest is known. */
const digests = new WeakMap<AccountRef, string>()

function digestOf({ ref, isSelf }: SeenAccount): string {
  let digest = digests.get(ref)
  if (digest === undefined) {
    digest = hash('md5', JSON.stringify(ref), 'base64')
    digests.set(ref, digest)
  }
  return isSelf ? `self ${digest}` : digest
}

/**
 * Writes when accounts that this import describes were last met. Returns those that another import describes too: whose
 * words are the newest may have changed.
 */
export async function writeMet(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  met: Map<AccountId, number>,
): Promise<AccountId[]> {
  if (met.size === 0) return []
  const rows = await tx<{ account_id: AccountId }[]>`
    with moved as (
      update account_seen seen set as_of = greatest(seen.as_of, to_timestamp(told.as_of / 1000))
      from unnest(${[...met.keys()]}::uuid[], ${[...met.values()]}::float8[]) as told(id, as_of)
      where seen.owner_id = ${owner} and seen.import_no = ${importNo} and seen.account_id = told.id
      returning seen.account_id)
    select account_id from moved cross join lateral (
      select from account_seen other
      where other.owner_id = ${owner} and other.account_id = moved.account_id and other.import_no <> ${importNo}
      limit 1) as another`
  return rows.map(row => row.account_id)
}

/** Returns the descriptions that are now the newest of this import, and whom they leave to be linked and shown. */
async function writeAccounts(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  news: News[],
  counts: Counts,
): Promise<{ told: Map<AccountId, Saying>; unsettled: AccountId[] }> {
  if (news.length === 0) return { told: new Map(), unsettled: [] }
  const { fresh, known, apart } = await newOf(
    tx,
    owner,
    news.map(({ account, said }) => ({ ...toldOf(account), said })),
  )
  await copyNewAccounts(tx, owner, importNo, fresh, apart)
  counts.peopleAdded += fresh.filter(({ account }) => !account.isSelf).length
  const told = new Map<AccountId, Saying>()
  for (const { account, said } of fresh) told.set(account.id, { said, asOf: account.asOf })
  for (const saying of await writeKnown(tx, owner, importNo, known, counts)) told.set(...saying)
  const unsettled = news.map(({ account }) => account.id).filter(id => !apart.has(id))
  return { told, unsettled }
}

/** What this import says of accounts that the ledger has met, in it or in another one. */
async function writeKnown(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  news: (News & Told)[],
  counts: Counts,
): Promise<[AccountId, Saying][]> {
  if (news.length === 0) return []
  const accounts = news.map(({ account }) => account)
  const ids = accounts.map(account => account.id)
  const selves = accounts.map(account => String(account.isSelf))
  const seen = await tx<{ account_id: AccountId; as_of: Date | null; fresh: boolean; is_self: boolean }[]>`
    insert into account_seen as seen (owner_id, account_id, import_no, as_of, is_self, profile)
    select ${owner}, id, ${importNo}, to_timestamp(as_of / 1000), is_self, profile::jsonb
    from unnest(${ids}::uuid[], ${accounts.map(a => a.asOf)}::float8[], ${selves}::text[]::boolean[],
      ${news.map(({ profileText }) => profileText)}::text[]) as told(id, as_of, is_self, profile)
    on conflict (owner_id, account_id, import_no) do update set
      as_of = greatest(seen.as_of, excluded.as_of),
      is_self = seen.is_self or excluded.is_self,
      profile = case when coalesce(excluded.as_of >= seen.as_of, true)
        then seen.profile || excluded.profile else excluded.profile || seen.profile end
    returning account_id, as_of, (xmax = 0) as fresh, is_self`
  counts.peopleKnown += seen.filter(row => row.fresh && !row.is_self).length
  const keys = news.flatMap(({ account, keys }) => keys.map(key => ({ ...key, id: account.id })))
  if (keys.length > 0)
    await tx`
      insert into account_key (owner_id, kind, value, account_id, import_no, firm)
      select ${owner}, kind, value, id, ${importNo}, firm
      from unnest(${keys.map(k => k.kind)}::text[], ${keys.map(k => k.value)}::text[], ${keys.map(k => k.id)}::uuid[],
        ${keys.map(k => String(k.firm))}::text[]::boolean[]) as told(kind, value, id, firm)
      order by kind, value, id
      on conflict (owner_id, kind, value, account_id, import_no) do update set firm = true
      where excluded.firm and not account_key.firm`
  const asOf = new Map(seen.map(row => [row.account_id, row.as_of?.getTime() ?? null]))
  return news.flatMap(({ account, said }) => {
    const newest = asOf.get(account.id) ?? null
    const isNewest = account.asOf === null || newest === null || account.asOf >= newest
    return isNewest ? [[account.id, { said, asOf: newest }] as [AccountId, Saying]] : []
  })
}

/** The fields that describe somebody; a link is kept only when a browser may open it. */
function profileOf(ref: AccountRef): Profile {
  const profile: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(ref))
    if (!notDescribing.has(name) && value !== undefined && value !== '') profile[name] = value
  const url = cleanLink(ref.url)
  if (url !== null) profile.url = url
  return profile as Profile
}

const notDescribing = new Set(['network', 'key', 'sameAs', 'url'])

/** PostgreSQL's jsonb takes neither NUL nor a lone surrogate, which JSON writes as escapes. */
const unstorable = /\\u(?:0000|d[89a-f])/i

function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed() as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined && field !== '')
      .map(([name, field]) => [name, storable(field)]),
  ) as T
}

/** Networks whose statement of a profile address is their own; elsewhere (a blog's comment form) it is a claim. */
const ownAddress = new Set([
  'fediverse',
  'linkedin',
  'x',
  'bluesky',
  'instagram',
  'threads',
  'youtube',
  'note',
  'hatena',
  'connpass',
  'meetup',
])

/** Each address once; firm where it is firm in one of its places. */
function keysOf(ref: AccountRef): Key[] {
  const keys: Key[] = []
  const own = urlKey(ref.url)
  if (own) keys.push({ kind: 'url', value: own, firm: ownAddress.has(ref.network) })
  if (ref.network === 'mail') keys.push({ kind: 'mail', value: ref.key, firm: false })
  for (const { kind, value, firm } of ref.sameAs ?? []) {
    const normal = kind === 'mail' ? value.normalize('NFKC').trim().toLowerCase() : urlKey(value)
    if (normal && normal.length <= 500 && !normal.includes('\u0000')) keys.push({ kind, value: normal, firm })
  }
  for (const { kind, value, firm } of [...keys]) {
    const mailbox = kind === 'mail' && mailboxOf(value)
    if (mailbox) keys.push({ kind, value: mailbox, firm })
  }
  if (keys.length < 2) return keys
  const byValue = new Map<string, Key>()
  for (const key of keys) {
    const name = `${key.kind} ${key.value}`
    const before = byValue.get(name)
    if (before) before.firm ||= key.firm
    else byValue.set(name, key)
  }
  return [...byValue.values()]
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
