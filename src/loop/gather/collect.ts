import { type AccountId, accountIdOf, type OwnerId, type WorkId, workIdOf } from '#ledger/ids.ts'
import { isPlausible } from '#ledger/when.ts'
import type { AccountRef, ActEntry, Reject, RejectCode, Row, WorkRef } from '#networks/contract.ts'
import { FlatActs } from './flat-acts.ts'

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
  acts: FlatActs
  /** Acts told twice within this piece. */
  repeated: number
  rejects: Reject[]
}

/** `network`: whose acts they are. */
export const emptyChunk = (owner: OwnerId, importNo: number, network: string, before: number): Chunk => ({
  before,
  rows: 0,
  letters: 0,
  accounts: new Map(),
  works: new Map(),
  acts: new FlatActs(owner, importNo, network),
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
  const id = idOf(ref)
  const known = chunk.accounts.get(id)
  if (!known) chunk.accounts.set(id, { id, ref, isSelf, asOf })
  else {
    const newer = (asOf ?? 0) >= (known.asOf ?? 0)
    known.ref = newer ? merged(known.ref, ref) : merged(ref, known.ref)
    known.isSelf ||= isSelf
    known.asOf = Math.max(asOf ?? 0, known.asOf ?? 0) || null
  }
  return id
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
  if (older === newer) return newer
  const said = Object.fromEntries(
    Object.entries(newer).filter(([, value]) => value !== undefined && value !== ''),
  )
  const sameAs = [...(older.sameAs ?? []), ...(newer.sameAs ?? [])]
  return { ...older, ...said, ...(sameAs.length > 0 && { sameAs: uniqueKeys(sameAs) }) } as AccountRef
}

function uniqueKeys(keys: NonNullable<AccountRef['sameAs']>) {
  return [...new Map(keys.map(key => [`${key.kind} ${key.value} ${key.firm}`, key])).values()]
}

function addWork(chunk: Chunk, ref: WorkRef): WorkId {
  const id = workIdOf(ref.network, ref.key)
  const known = chunk.works.get(id)
  if (!known) chunk.works.set(id, { id, ref })
  else if (known.ref !== ref)
    known.ref = {
      ...known.ref,
      url: known.ref.url ?? ref.url,
      title: known.ref.title ?? ref.title,
      publishedAt: known.ref.publishedAt ?? ref.publishedAt,
    }
  return id
}
