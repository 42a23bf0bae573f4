import type { AccountId, OwnerId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import { factsChanged, ownerLock } from '#loop/know/owner-lock.ts'
import { refreshPeople } from '#loop/know/people-refresh.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { importByNo } from './imports.ts'

export type UndoCounts = { acts: number; people: number; keptActs: number; keptPeople: number }

/** What taking an import back would do. */
export async function previewUndo(ctx: Ctx, importNo: number): Promise<UndoCounts> {
  const { sql } = ctx.store
  const row = await importByNo(sql, ctx.owner, importNo)
  const none = { acts: 0, people: 0, keptActs: 0, keptPeople: 0 }
  if (row.same_as !== null || row.status === 'undone') return none
  const heir = await heirOf(sql, ctx.owner, importNo)
  const [acts] = await sql<{ mine: number; kept: number }[]>`
    select count(*)::int as mine,
      (count(*) filter (where exists (select from act_also also
        where also.owner_id = ${ctx.owner} and also.act_id = act.act_id)))::int as kept
    from act where owner_id = ${ctx.owner} and import_no = ${importNo}`
  const [people] = await sql<{ mine: number; kept: number }[]>`
    select count(*)::int as mine,
      (count(*) filter (where exists (select from account_seen other
          where other.owner_id = ${ctx.owner} and other.account_id = seen.account_id and other.import_no <> ${importNo})
        or exists (select from note where note.owner_id = ${ctx.owner} and note.account_id = seen.account_id)))::int as kept
    from account_seen seen where seen.owner_id = ${ctx.owner} and seen.import_no = ${importNo} and not seen.is_self`
  if (heir !== undefined) return { ...none, keptActs: acts!.mine, keptPeople: people!.mine }
  return {
    acts: acts!.mine - acts!.kept,
    people: people!.mine - people!.kept,
    keptActs: acts!.kept,
    keptPeople: people!.kept,
  }
}

/**
 * Takes an import back in one transaction. What another import also tells stays, in that import's words; people
 * with the owner's own notes stay. Throws Refusal('import-state') while it is being read.
 */
export async function undoImport(ctx: Ctx, importNo: number): Promise<void> {
  await transact(ctx.store.sql, async tx => {
    const { owner } = ctx
    await ownerLock(tx, owner)
    const row = await importByNo(tx, owner, importNo)
    if (row.status === 'undone') return
    if (row.status === 'reading' || (row.status === 'waiting' && row.rows_done === 0))
      throw new Refusal('import-state', { importId: importNo, status: row.status })
    const heir = row.same_as === null ? await heirOf(tx, owner, importNo) : undefined
    if (heir !== undefined) await inherit(tx, owner, importNo, heir)
    else if (row.same_as === null) await takeBack(tx, owner, importNo, ctx.now())
    await tx`
      update import set status = 'undone', phase = 'finished', wish = null, finished_at = ${new Date(ctx.now())}
      where owner_id = ${owner} and import_no = ${importNo}`
    await factsChanged(tx, owner)
  })
}

/** A later import of exactly the same file, which was not read because this one had it all. */
async function heirOf(sql: Sql | Tx, owner: OwnerId, importNo: number): Promise<number | undefined> {
  const [heir] = await sql<{ import_no: number }[]>`
    select import_no from import
    where owner_id = ${owner} and same_as = ${importNo} and status = 'done' order by import_no limit 1`
  return heir?.import_no
}

const tablesOfImport = ['act', 'act_also', 'account_seen', 'account_key', 'work_seen', 'reject'] as const

async function inherit(tx: Tx, owner: OwnerId, importNo: number, heir: number): Promise<void> {
  for (const table of tablesOfImport)
    await tx`update ${tx(table)} set import_no = ${heir} where owner_id = ${owner} and import_no = ${importNo}`
  await tx`
    update import heir set same_as = null, version = mine.version, self_key = mine.self_key, made_at = mine.made_at,
      bytes = mine.bytes, bytes_read = mine.bytes_read, rows_done = mine.rows_done, counts = mine.counts,
      left_counts = mine.left_counts, confirmed = mine.confirmed
    from import mine
    where mine.owner_id = ${owner} and mine.import_no = ${importNo}
      and heir.owner_id = ${owner} and heir.import_no = ${heir}`
  await tx`
    update import set same_as = ${heir} where owner_id = ${owner} and same_as = ${importNo} and import_no <> ${heir}`
}

async function takeBack(tx: Tx, owner: OwnerId, importNo: number, now: number): Promise<void> {
  await tx`delete from act_also where owner_id = ${owner} and import_no = ${importNo}`
  await handActsOver(tx, owner, importNo)
  const gone = await tx<{ account_id: AccountId }[]>`
    delete from account_seen where owner_id = ${owner} and import_no = ${importNo} returning account_id`
  const accounts = await withKeysInCommon(
    tx,
    owner,
    gone.map(row => row.account_id),
  )
  await tx`delete from account_key where owner_id = ${owner} and import_no = ${importNo}`
  await keepWhatTheOwnerWrote(
    tx,
    owner,
    gone.map(row => row.account_id),
    now,
  )
  await tx`
    delete from account
    where owner_id = ${owner} and account_id = any(${gone.map(row => row.account_id)}::uuid[])
      and not exists (select from account_seen seen
        where seen.owner_id = ${owner} and seen.account_id = account.account_id)`
  await takeBackWorks(tx, owner, importNo)
  await tx`
    delete from source
    where owner_id = ${owner} and not exists (select from import
      where import.owner_id = ${owner} and import.network = source.network and import.self_key = source.self_key
        and import.status <> 'undone' and import.import_no <> ${importNo})`
  await dropLinksOfNobody(tx, owner)
  await refreshPeople(tx, owner, accounts, now)
  await tx`
    delete from person where owner_id = ${owner} and person_id = any(${accounts}::uuid[])
      and not exists (select from account
        where account.owner_id = ${owner} and account.person_id = person.person_id)`
}

/** Acts that other imports also tell pass to the newest of them, in its words; the rest goes. */
async function handActsOver(tx: Tx, owner: OwnerId, importNo: number): Promise<void> {
  await tx`
    with best as (
      select distinct on (also.act_id) also.act_id, also.import_no, also.statement
      from act
      join act_also also on also.owner_id = ${owner} and also.act_id = act.act_id
      join import on import.owner_id = ${owner} and import.import_no = also.import_no
      where act.owner_id = ${owner} and act.import_no = ${importNo}
      order by also.act_id, coalesce(import.made_at, import.created_at) desc, also.import_no desc
    ), taken as (
      delete from act_also also using best
      where also.owner_id = ${owner} and also.act_id = best.act_id and also.import_no = best.import_no
    )
    update act set import_no = best.import_no,
      account_id = coalesce((statement->>'account_id')::uuid, act.account_id),
      work_id = case when statement is null then act.work_id else (statement->>'work_id')::uuid end,
      at = coalesce((statement->>'at')::timestamptz, act.at),
      kind = coalesce((statement->>'kind')::smallint, act.kind),
      direction = coalesce((statement->>'direction')::smallint, act.direction),
      precision = coalesce((statement->>'precision')::smallint, act.precision),
      zone_known = coalesce((statement->>'zone_known')::boolean, act.zone_known),
      text = case when statement is null then act.text else statement->>'text' end,
      url = case when statement is null then act.url else statement->>'url' end
    from best where act.owner_id = ${owner} and act.act_id = best.act_id`
  await tx`delete from act where owner_id = ${owner} and import_no = ${importNo}`
}

/** These accounts and those that share an address with them: links between the others may hang on them. */
async function withKeysInCommon(tx: Tx, owner: OwnerId, accounts: AccountId[]): Promise<AccountId[]> {
  const rows = await tx<{ account_id: AccountId }[]>`
    select distinct other.account_id
    from account_key mine
    join account_key other on other.owner_id = ${owner} and other.kind = mine.kind and other.value = mine.value
    where mine.owner_id = ${owner} and mine.account_id = any(${accounts}::uuid[])`
  return [...new Set([...accounts, ...rows.map(row => row.account_id)])]
}

/** An account with the owner's notes, or that the owner linked by hand, is now the owner's own statement. */
async function keepWhatTheOwnerWrote(
  tx: Tx,
  owner: OwnerId,
  accounts: AccountId[],
  now: number,
): Promise<void> {
  await tx`
    insert into account_seen (owner_id, account_id, import_no, as_of, is_self, profile)
    select ${owner}, account_id, 0, to_timestamp(${now / 1000}::float8), false, profile
    from account
    where owner_id = ${owner} and account_id = any(${accounts}::uuid[])
      and exists (select from note where note.owner_id = ${owner} and note.account_id = account.account_id)
      and not exists (select from account_seen seen
        where seen.owner_id = ${owner} and seen.account_id = account.account_id)
    on conflict (owner_id, account_id, import_no) do nothing`
}

async function takeBackWorks(tx: Tx, owner: OwnerId, importNo: number): Promise<void> {
  const works = await tx<{ work_id: string }[]>`
    delete from work_seen where owner_id = ${owner} and import_no = ${importNo} returning work_id`
  const ids = works.map(row => row.work_id)
  await tx`
    delete from work
    where owner_id = ${owner} and work_id = any(${ids}::uuid[])
      and not exists (select from work_seen seen where seen.owner_id = ${owner} and seen.work_id = work.work_id)`
  await tx`
    update work set url = told.url, title = told.title, published_at = told.published_at
    from (
      select work_id, (array_agg(url order by import_no) filter (where url is not null))[1] as url,
        (array_agg(title order by import_no) filter (where title is not null))[1] as title,
        min(published_at) as published_at
      from work_seen where owner_id = ${owner} and work_id = any(${ids}::uuid[]) group by work_id
    ) as told
    where work.owner_id = ${owner} and work.work_id = told.work_id`
}

async function dropLinksOfNobody(tx: Tx, owner: OwnerId): Promise<void> {
  await tx`
    delete from link_decision link
    where owner_id = ${owner} and (
      not exists (select from account a where a.owner_id = ${owner} and a.account_id = link.account_a)
      or not exists (select from account b where b.owner_id = ${owner} and b.account_id = link.account_b))`
}
