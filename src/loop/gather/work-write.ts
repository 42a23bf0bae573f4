import type { OwnerId, WorkId } from '#ledger/ids.ts'
import { copyRows } from '#store/copy.ts'
import type { Sql, Tx } from '#store/open.ts'
import { clean, cleanLink } from './clean.ts'
import type { SeenWork } from './collect.ts'

/** Writes what an import says of works, each told once an import, and what follows from all imports together. */
export async function writeWorks(tx: Tx, owner: OwnerId, importNo: number, works: SeenWork[]) {
  if (works.length === 0) return
  const met = await tx<{ id: WorkId }[]>`
    select id from unnest(${works.map(work => work.id)}::uuid[]) as told(id) cross join lateral (
      select from work where owner_id = ${owner} and work_id = told.id limit 1) as met`
  const isKnown = new Set(met.map(row => row.id))
  await copyNewWorks(
    tx,
    owner,
    importNo,
    works.filter(({ id }) => !isKnown.has(id)),
  )
  await writeKnownWorks(
    tx,
    owner,
    importNo,
    works.filter(({ id }) => isKnown.has(id)),
  )
}

/** Works that nobody had told of; they stand in these words. */
async function copyNewWorks(tx: Tx, owner: OwnerId, importNo: number, works: SeenWork[]): Promise<void> {
  if (works.length === 0) return
  const told = works.map(({ id, ref }) => ({
    id,
    ref,
    words: [cleanLink(ref.url), clean(ref.title), ref.publishedAt?.at] as const,
  }))
  const words = { url: 'text', title: 'text', published_at: 'time' } as const
  await copyRows(
    tx,
    'work',
    { owner_id: 'uuid', work_id: 'uuid', network: 'text', key: 'text', ...words },
    told.values().map(({ id, ref, words }) => [owner, id, ref.network, ref.key, ...words]),
  )
  await copyRows(
    tx,
    'work_seen',
    { owner_id: 'uuid', work_id: 'uuid', import_no: 'int4', ...words },
    told.values().map(({ id, words }) => [owner, id, importNo, ...words]),
  )
}

async function writeKnownWorks(tx: Tx, owner: OwnerId, importNo: number, works: SeenWork[]): Promise<void> {
  if (works.length === 0) return
  const told = await tx<{ work_id: WorkId }[]>`
    insert into work_seen as seen (owner_id, work_id, import_no, url, title, published_at)
    select ${owner}, id, ${importNo}, url, title, to_timestamp(published / 1000)
    from unnest(${works.map(work => work.id)}::uuid[], ${works.map(({ ref }) => cleanLink(ref.url))}::text[],
      ${works.map(({ ref }) => clean(ref.title))}::text[], ${works.map(({ ref }) => ref.publishedAt?.at ?? null)}::float8[])
      as told(id, url, title, published)
    on conflict (owner_id, work_id, import_no) do update set
      url = coalesce(seen.url, excluded.url), title = coalesce(seen.title, excluded.title),
      published_at = least(seen.published_at, excluded.published_at)
    where (seen.url is null and excluded.url is not null) or (seen.title is null and excluded.title is not null)
      or (seen.published_at is distinct from least(seen.published_at, excluded.published_at))
    returning work_id`
  await retellWorks(
    tx,
    owner,
    told.map(row => row.work_id),
  )
}

/** Works in the words of the newest export that has any, whatever the order of imports; published when first said. */
export async function retellWorks(tx: Sql | Tx, owner: OwnerId, works: readonly WorkId[]): Promise<void> {
  if (works.length === 0) return
  await tx`
    update work set url = told.url, title = told.title, published_at = told.published_at
    from unnest(${works as WorkId[]}::uuid[]) as one(work_id) cross join lateral (
      select
        (array_agg(url order by coalesce(made_at, created_at) desc, url) filter (where url is not null))[1] as url,
        (array_agg(title order by coalesce(made_at, created_at) desc, title) filter (where title is not null))[1] as title,
        min(published_at) as published_at
      from (
        select seen.url, seen.title, seen.published_at, import.made_at, import.created_at
        from work_seen seen
        join import on import.owner_id = ${owner} and import.import_no = seen.import_no
        where seen.owner_id = ${owner} and seen.work_id = one.work_id
        offset 0
      ) as said
    ) as told
    where work.owner_id = ${owner} and work.work_id = one.work_id
      and (work.url, work.title, work.published_at) is distinct from (told.url, told.title, told.published_at)`
}
