import { hash } from 'node:crypto'
import type { AccountId, OwnerId } from '#ledger/ids.ts'
import { actKinds, directions } from '#ledger/kinds.ts'
import { precisions } from '#ledger/when.ts'
import type { AccountRef } from '#networks/contract.ts'
import { profileKey, safeLink } from '#networks/files/links.ts'
import { type CopyValue, copyRows } from '#store/copy.ts'
import type { Sql, Tx } from '#store/open.ts'
import type { Chunk, SeenAccount, SeenAct, SeenWork } from './collect.ts'

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
   * Digest of each account's description: somebody in ten thousand messages is described once and not in every
   * chunk. Bounded: a forgotten account is only described again.
   */
  described: Map<AccountId, string>
  /** No act met so far was in the ledger already, so the next ones are tried without looking. */
  allNew: boolean
}
export const nothingWritten = (): Written => ({ described: new Map(), allNew: true })
const describedAtMost = 200_000

/** Makes the staging table of this connection. */
export async function prepareStage(sql: Sql): Promise<void> {
  await sql.unsafe(`create temp table if not exists stage_act (
    act_id uuid, account_id uuid, work_id uuid, at timestamptz, kind smallint, direction smallint,
    "precision" smallint, zone_known boolean, external_key text, text text, url text) on commit delete rows`)
}

/** Writes a chunk inside the caller's transaction and says what it changed. Writing it again changes nothing. */
export async function writeChunk(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  network: string,
  chunk: Chunk,
  written: Written,
): Promise<Counts> {
  const counts = noCounts()
  await writeAccounts(
    tx,
    owner,
    importNo,
    undescribed([...chunk.accounts.values()], written.described),
    counts,
  )
  await writeWorks(tx, owner, importNo, [...chunk.works.values()])
  await writeActs(tx, owner, importNo, network, [...chunk.acts.values()], counts, written)
  counts.actsKnown += chunk.repeated
  return counts
}

function undescribed(accounts: SeenAccount[], described: Written['described']): SeenAccount[] {
  return accounts
    .filter(account => {
      const said = hash('md5', JSON.stringify([account.ref, account.isSelf]), 'base64')
      if (described.get(account.id) === said) return false
      if (described.size >= describedAtMost) described.clear()
      described.set(account.id, said)
      return true
    })
    .sort(byId)
}

async function writeAccounts(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  accounts: SeenAccount[],
  counts: Counts,
) {
  if (accounts.length === 0) return
  const ids = accounts.map(account => account.id)
  const profiles = accounts.map(account => JSON.stringify(profileOf(account.ref)))
  const selves = accounts.map(account => account.isSelf)
  const added = await tx`
    insert into account (owner_id, account_id, person_id, network, key, is_self, profile)
    select ${owner}, id, id, network, key, is_self, profile::jsonb
    from unnest(${ids}::uuid[], ${accounts.map(a => a.ref.network)}::text[], ${accounts.map(a => a.ref.key)}::text[],
      ${selves.map(String)}::boolean[], ${profiles}::text[]) as told(id, network, key, is_self, profile)
    on conflict (owner_id, account_id) do nothing
    returning account_id, is_self`
  const firstHere = await tx<{ account_id: AccountId; fresh: boolean; is_self: boolean }[]>`
    insert into account_seen as seen (owner_id, account_id, import_no, as_of, is_self, profile)
    select ${owner}, id, ${importNo}, to_timestamp(as_of / 1000), is_self, profile::jsonb
    from unnest(${ids}::uuid[], ${accounts.map(a => a.asOf)}::float8[], ${selves.map(String)}::boolean[], ${profiles}::text[])
      as told(id, as_of, is_self, profile)
    on conflict (owner_id, account_id, import_no) do update set
      as_of = greatest(seen.as_of, excluded.as_of),
      is_self = seen.is_self or excluded.is_self,
      profile = case when coalesce(excluded.as_of >= seen.as_of, true)
        then seen.profile || excluded.profile else excluded.profile || seen.profile end
    returning account_id, (xmax = 0) as fresh, is_self`
  counts.peopleAdded += added.filter(row => !row.is_self).length
  counts.peopleKnown +=
    firstHere.filter(row => row.fresh && !row.is_self).length - added.filter(row => !row.is_self).length
  const keys = accounts.flatMap(account => keysOf(account.ref).map(key => ({ ...key, id: account.id })))
  if (keys.length > 0)
    await tx`
      insert into account_key (owner_id, kind, value, account_id, import_no, firm)
      select ${owner}, kind, value, id, ${importNo}, bool_or(firm)
      from unnest(${keys.map(k => k.kind)}::text[], ${keys.map(k => k.value)}::text[], ${keys.map(k => k.id)}::uuid[],
        ${keys.map(k => String(k.firm))}::boolean[]) as told(kind, value, id, firm)
      group by kind, value, id
      order by kind, value, id
      on conflict (owner_id, kind, value, account_id, import_no) do nothing`
}

/** The fields that describe somebody; a link is kept only when a browser may open it. */
function profileOf(ref: AccountRef): Record<string, unknown> {
  const { network: _network, key: _key, sameAs: _sameAs, url, ...rest } = ref
  return storable({ ...rest, url: safeLink(url) })
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
const ownAddress = new Set(['fediverse', 'linkedin', 'x', 'bluesky'])

function keysOf(ref: AccountRef): { kind: string; value: string; firm: boolean }[] {
  const keys: { kind: string; value: string; firm: boolean }[] = []
  const own = profileKey(ref.url)
  if (own) keys.push({ kind: 'url', value: own, firm: ownAddress.has(ref.network) })
  if (ref.network === 'mail') keys.push({ kind: 'mail', value: ref.key, firm: false })
  for (const { kind, value, firm } of ref.sameAs ?? []) {
    const normal = kind === 'mail' ? value.normalize('NFKC').trim().toLowerCase() : profileKey(value)
    if (normal && normal.length <= 500 && !normal.includes('\u0000')) keys.push({ kind, value: normal, firm })
  }
  return keys
}

async function writeWorks(tx: Tx, owner: OwnerId, importNo: number, works: SeenWork[]) {
  if (works.length === 0) return
  works.sort(byId)
  const ids = works.map(work => work.id)
  const urls = works.map(({ ref }) => clean(safeLink(ref.url)))
  const titles = works.map(({ ref }) => clean(ref.title))
  const published = works.map(({ ref }) => ref.publishedAt?.at ?? null)
  await tx`
    insert into work (owner_id, work_id, network, key, url, title, published_at)
    select ${owner}, id, network, key, url, title, to_timestamp(published / 1000)
    from unnest(${ids}::uuid[], ${works.map(w => w.ref.network)}::text[], ${works.map(w => w.ref.key)}::text[],
      ${urls}::text[], ${titles}::text[], ${published}::float8[]) as told(id, network, key, url, title, published)
    on conflict (owner_id, work_id) do update set
      url = coalesce(work.url, excluded.url), title = coalesce(work.title, excluded.title),
      published_at = least(work.published_at, excluded.published_at)
    where (work.url is null and excluded.url is not null) or (work.title is null and excluded.title is not null)
      or (work.published_at is distinct from least(work.published_at, excluded.published_at))`
  await tx`
    insert into work_seen as seen (owner_id, work_id, import_no, url, title, published_at)
    select ${owner}, id, ${importNo}, url, title, to_timestamp(published / 1000)
    from unnest(${ids}::uuid[], ${urls}::text[], ${titles}::text[], ${published}::float8[]) as told(id, url, title, published)
    on conflict (owner_id, work_id, import_no) do update set
      url = coalesce(seen.url, excluded.url), title = coalesce(seen.title, excluded.title),
      published_at = least(seen.published_at, excluded.published_at)
    where (seen.url is null and excluded.url is not null) or (seen.title is null and excluded.title is not null)
      or (seen.published_at is distinct from least(seen.published_at, excluded.published_at))`
}

async function writeActs(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  network: string,
  acts: SeenAct[],
  counts: Counts,
  written: Written,
) {
  if (acts.length === 0) return
  // Sorted, so that two imports that tell the same acts wait for one another instead of locking up.
  acts.sort(byId)
  if (written.allNew) {
    written.allNew = await copyNewActs(tx, owner, importNo, network, acts)
    if (written.allNew) {
      counts.actsAdded += acts.length
      return
    }
  }
  const stream = await tx`copy stage_act from stdin`.writable()
  await copyRows(stream, stagedRows(acts))
  const added = await tx`
    insert into act (owner_id, act_id, account_id, work_id, at, kind, direction, precision, zone_known,
      external_key, text, url, import_no, network)
    select ${owner}, stage_act.*, ${importNo}, ${network} from stage_act
    on conflict (owner_id, act_id) do nothing`
  counts.actsAdded += added.count
  if (added.count < acts.length) await writeKnownActs(tx, owner, importNo, counts, acts.length - added.count)
}

/**
 * Straight into the table, at nearly twice the rate of the staged way; false, with nothing written, when one of the
 * acts is there already.
 */
async function copyNewActs(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  network: string,
  acts: SeenAct[],
): Promise<boolean> {
  try {
    await tx.savepoint(async inner => {
      const stream = await inner`
        copy act (act_id, account_id, work_id, at, kind, direction, precision, zone_known, external_key, text, url,
          owner_id, import_no, network) from stdin`.writable()
      await copyRows(stream, stagedRows(acts, [owner, importNo, network]))
    })
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return false
    throw error
  }
}

/** Acts that other imports told before: noted as told again, or, where this export is newer and differs, replaced. */
async function writeKnownActs(tx: Tx, owner: OwnerId, importNo: number, counts: Counts, known: number) {
  const changed = await tx`
    with theirs as (
      select act.*, stage.work_id as new_work
      from stage_act stage join act on act.owner_id = ${owner} and act.act_id = stage.act_id
      join import mine on mine.owner_id = ${owner} and mine.import_no = ${importNo}
      join import other on other.owner_id = ${owner} and other.import_no = act.import_no
      where act.import_no <> ${importNo}
        and (coalesce(mine.made_at, mine.created_at), mine.import_no) > (coalesce(other.made_at, other.created_at), other.import_no)
        and (act.account_id, act.work_id, act.at, act.kind, act.direction, act.precision, act.zone_known, act.text, act.url)
          is distinct from (stage.account_id, stage.work_id, stage.at, stage.kind, stage.direction, stage.precision,
            stage.zone_known, stage.text, stage.url)
      for update of act
    ), alike as (
      update act_also set statement = ${actStatement(tx, tx`theirs`)}
      from theirs
      where act_also.owner_id = ${owner} and act_also.act_id = theirs.act_id and act_also.statement is null
    ), displaced as (
      insert into act_also (owner_id, act_id, import_no, statement)
      select ${owner}, theirs.act_id, theirs.import_no, ${actStatement(tx, tx`theirs`)} from theirs
      on conflict (owner_id, import_no, act_id) do update set statement = excluded.statement
    )
    update act set account_id = stage.account_id, work_id = stage.work_id, at = stage.at, import_no = ${importNo},
      kind = stage.kind, direction = stage.direction, precision = stage.precision, zone_known = stage.zone_known,
      text = stage.text, url = stage.url
    from stage_act stage join theirs on theirs.act_id = stage.act_id
    where act.owner_id = ${owner} and act.act_id = stage.act_id`
  counts.actsChanged += changed.count
  counts.actsKnown += known - changed.count
  await tx`
    insert into act_also (owner_id, act_id, import_no, statement)
    select ${owner}, stage.act_id, ${importNo},
      case when (act.account_id, act.work_id, act.at, act.kind, act.direction, act.precision, act.zone_known, act.text, act.url)
          is not distinct from (stage.account_id, stage.work_id, stage.at, stage.kind, stage.direction, stage.precision,
            stage.zone_known, stage.text, stage.url)
        then null else ${actStatement(tx, tx`stage`)} end
    from stage_act stage join act on act.owner_id = ${owner} and act.act_id = stage.act_id
    where act.import_no <> ${importNo}
    on conflict (owner_id, import_no, act_id) do nothing`
}

/** The statement of an act as act_also keeps it. */
const actStatement = (tx: Tx, row: ReturnType<Tx>) => tx`jsonb_build_object(
  'account_id', ${row}.account_id, 'work_id', ${row}.work_id, 'at', ${row}.at, 'kind', ${row}.kind,
  'direction', ${row}.direction, 'precision', ${row}.precision, 'zone_known', ${row}.zone_known,
  'text', ${row}.text, 'url', ${row}.url)`

function* stagedRows(acts: SeenAct[], more: CopyValue[] = []): Iterable<CopyValue[]> {
  for (const { id, accountId, workId, entry } of acts)
    yield [
      id,
      accountId,
      workId,
      new Date(entry.when.at).toISOString(),
      actKinds[entry.act].code,
      directions[entry.direction],
      precisions.indexOf(entry.when.precision),
      entry.when.zoneKnown,
      entry.externalKey.slice(0, 500),
      clean(entry.text),
      clean(safeLink(entry.url)),
      ...more,
    ]
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

function clean(text: string | undefined): string | null {
  return text ? text.replaceAll('\u0000', '').toWellFormed().slice(0, 2000) : null
}
