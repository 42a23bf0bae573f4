import { type AccountId, accountIdOf, type WorkId, workIdOf } from '#ledger/ids.ts'
import { isPlausible } from '#ledger/when.ts'
import type { AccountRef, ActEntry, Reject, RejectCode, Row, WorkRef } from '#networks/contract.ts'
import type { FlatActs } from './flat-acts.ts'

export type SeenAccount = { id: AccountId; ref: AccountRef; isSelf: boolean; asOf: number | null }
export type SeenWork = { id: WorkId; ref: WorkRef }

/** A piece of an archive, ready to be written in one transaction. */
export type Chunk = {
  /** Rows of the archive before this piece. */
  before: number
  rows: number
  /** Characters of people's words in it: what makes some rows a thousand times as large as others. */
  letters: number
  accounts: Map<AccountId, SeenAccount>
  works: Map<WorkId, SeenWork>
  /** The same by network and key, which are quicker to look up than an id is to derive. */
  accountKeys: Map<string, Map<string, SeenAccount>>
  workKeys: Map<string, Map<string, SeenWork>>
  acts: FlatActs
  /** Acts told twice within this piece. */
  repeated: number
  rejects: Reject[]
}

/** `before`: rows of the archive before this piece. */
export const emptyChunk = (acts: FlatActs, before: number): Chunk => ({
  before,
  rows: 0,
  letters: 0,
  accounts: new Map(),
  works: new Map(),
  accountKeys: new Map(),
  workKeys: new Map(),
  acts,
  repeated: 0,
  rejects: [],
})

/** Adds one row to the chunk. Entries that break the contract become rejects, never exceptions. */
export function collect(chunk: Chunk, row: Row): void {
  chunk.rows++
  if (!row.ok) {
    chunk.rejects.push(row)
    return
  }
  const { entry } = row
  const refuse = (why: RejectCode) =>
    chunk.rejects.push({ ok: false, where: `row ${chunk.before + chunk.rows}`, why })
  if (entry.kind === 'work') {
    if (!entry.work.key) refuse('no-key')
    else addWork(chunk, entry.work)
    return
  }
  if (!entry.account.key) {
    refuse('no-author')
    return
  }
  if (entry.kind === 'self') addAccount(chunk, entry.account, true, null)
  else if (entry.kind === 'account') addAccount(chunk, entry.account, false, entry.asOf?.at ?? null)
  else if (!isPlausible(entry.when.at)) refuse('bad-date')
  else if (!entry.externalKey) refuse('no-key')
  else addAct(chunk, entry)
}

function addAct(chunk: Chunk, entry: ActEntry): void {
  const accountId = addAccount(chunk, entry.account, false, entry.when.at)
  const workId = entry.work?.key ? addWork(chunk, entry.work) : null
  if (chunk.acts.add(entry, accountId, workId)) chunk.letters += entry.text?.length ?? 0
  else chunk.repeated++
}

function addAccount(chunk: Chunk, ref: AccountRef, isSelf: boolean, asOf: number | null): AccountId {
  const keys = keysOf(chunk.accountKeys, ref.network)
  const known = keys.get(ref.key)
  if (!known) {
    const id = idOf(ref)
    const account = { id, ref, isSelf, asOf }
    chunk.accounts.set(id, account)
    keys.set(ref.key, account)
    return id
  }
  if (known.ref !== ref) {
    const newer = (asOf ?? 0) >= (known.asOf ?? 0)
    known.ref = newer ? merged(known.ref, ref) : merged(ref, known.ref)
  }
  known.isSelf ||= isSelf
  known.asOf = Math.max(asOf ?? 0, known.asOf ?? 0) || null
  return known.id
}

function keysOf<T>(networks: Map<string, Map<string, T>>, network: string): Map<string, T> {
  let keys = networks.get(network)
  if (!keys) networks.set(network, (keys = new Map()))
  return keys
}

/** Readers hand out one object for one member again and again: then its id is known. */
const ids = new WeakMap<AccountRef, AccountId>()

function idOf(ref: AccountRef): AccountId {
  let id = ids.get(ref)
  if (id === undefined) ids.set(ref, (id = accountIdOf(ref.network, ref.key)))
  return id
}

/** Fields of the second over those of the first; what only one of them says stays. */
function merged(older: AccountRef, newer: AccountRef): AccountRef {
  if (saysNoMore(newer, older)) return older
  const said = Object.fromEntries(
    Object.entries(newer).filter(([, value]) => value !== undefined && value !== ''),
  )
  const sameAs = [...(older.sameAs ?? []), ...(newer.sameAs ?? [])]
  return { ...older, ...said, ...(sameAs.length > 0 && { sameAs: uniqueKeys(sameAs) }) } as AccountRef
}

/** The same words, as somebody has them in most of an archive's rows. */
function saysNoMore(newer: AccountRef, older: AccountRef): boolean {
  for (const name in newer) {
    if (name === 'sameAs') continue
    const said = newer[name as keyof AccountRef]
    if (said !== older[name as keyof AccountRef] && said !== undefined && said !== '') return false
  }
  return (
    newer.sameAs?.every(({ kind, value, firm }, at) => {
      const key = older.sameAs?.[at]
      return key?.kind === kind && key.value === value && key.firm === firm
    }) ?? true
  )
}

function uniqueKeys(keys: NonNullable<AccountRef['sameAs']>) {
  return [...new Map(keys.map(key => [`${key.kind} ${key.value} ${key.firm}`, key])).values()]
}

function addWork(chunk: Chunk, ref: WorkRef): WorkId {
  const keys = keysOf(chunk.workKeys, ref.network)
  const known = keys.get(ref.key)
  if (!known) {
    const id = workIdOf(ref.network, ref.key)
    const work = { id, ref }
    chunk.works.set(id, work)
    keys.set(ref.key, work)
    return id
  }
  const { url, title, publishedAt } = known.ref
  if ((ref.url && !url) || (ref.title && !title) || (ref.publishedAt && !publishedAt))
    known.ref = {
      ...known.ref,
      url: url ?? ref.url,
      title: title ?? ref.title,
      publishedAt: publishedAt ?? ref.publishedAt,
    }
  return known.id
}
