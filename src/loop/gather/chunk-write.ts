import { hash } from 'node:crypto'
import type { AccountId, OwnerId } from '#ledger/ids.ts'
import { urlKey } from '#loop/know/link-rules.ts'
import type { Profile } from '#loop/know/profile.ts'
import type { AccountRef } from '#networks/contract.ts'
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
  /** No act met so far was in the ledger already, so the next ones are tried without looking. */
  allNew: boolean
}
export type Saying = { said: string; asOf: number | null }
export const nothingWritten = (): Written => ({ described: new Map(), allNew: true })
const describedAtMost = 100_000

/**
 * Writes a chunk inside the caller's transaction and says what it changed; `told` goes to `remember` once that is
 * committed, `unsettled` are the accounts that are still to be made into people. Writing a chunk again changes nothing.
 */
export async function writeChunk(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  network: string,
  chunk: Chunk,
  written: Written,
): Promise<{ counts: Counts; told: Map<AccountId, Saying>; unsettled: AccountId[] }> {
  const counts = noCounts()
  // Sorted, as works and acts are, so that writers of the same rows wait for one another instead of locking up.
  const { inFull, again } = newsOf([...chunk.accounts.values()].sort(byId), written.described)
  const { told, unsettled } = await writeAccounts(tx, owner, importNo, inFull, counts)
  for (const saying of await seenAgain(tx, owner, importNo, again)) told.set(...saying)
  await writeWorks(tx, owner, importNo, [...chunk.works.values()].sort(byId))
  const acts = [...chunk.acts.values()].sort(byId)
  const { added, known, changed } = await writeActs(tx, owner, importNo, network, acts, written)
  counts.actsAdded += added
  counts.actsKnown += known + chunk.repeated
  counts.actsChanged += changed
  for (const { account } of again) unsettled.push(account.id)
  return { counts, told, unsettled }
}

/** Only what is committed counts as told: what was rolled back has to be written again. */
export function remember({ described }: Written, told: Map<AccountId, Saying>): void {
  if (described.size + told.size > describedAtMost) described.clear()
  for (const [id, saying] of told) described.set(id, saying)
}

type News = { account: SeenAccount; said: string }

/** `again`: the newest words once more, at a later time. What was said before and is not newer is no news. */
function newsOf(accounts: SeenAccount[], described: Written['described']) {
  const inFull: News[] = []
  const again: News[] = []
  for (const account of accounts) {
    const said = digestOf(account)
    const known = described.get(account.id)
    if (known?.said !== said) inFull.push({ account, said })
    else if (account.asOf !== null && account.asOf > (known.asOf ?? -Infinity)) again.push({ account, said })
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

async function seenAgain(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  news: News[],
): Promise<[AccountId, Saying][]> {
  if (news.length === 0) return []
  const times = news.map(({ account }) => account.asOf)
  await tx`
    update account_seen seen set as_of = to_timestamp(told.as_of / 1000)
    from unnest(${news.map(({ account }) => account.id)}::uuid[], ${times}::float8[]) as told(id, as_of)
    where seen.owner_id = ${owner} and seen.import_no = ${importNo} and seen.account_id = told.id`
  return news.map(({ account, said }) => [account.id, { said, asOf: account.asOf }])
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
    news.map(({ account, said }) => {
      const profile = profileOf(account.ref)
      return { account, said, profile, profileText: JSON.stringify(profile), keys: keysOf(account.ref) }
    }),
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
  const { network: _network, key: _key, sameAs: _sameAs, url, ...rest } = ref
  return storable({ ...rest, url: cleanLink(url) ?? undefined }) as Profile
}

/** PostgreSQL's jsonb takes neither NUL nor a lone surrogate. */
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
