import type { AccountId, OwnerId, WorkId } from '#ledger/ids.ts'
import { refreshPeople } from '#loop/know/people-refresh.ts'
import type { Sql, Tx } from '#store/open.ts'
import { takeActsBack } from './act-write.ts'
import { retellWorks } from './work-write.ts'

/** A later import of exactly the same file, which was not read because this one had it all. */
export async function heirOf(sql: Sql | Tx, owner: OwnerId, importNo: number): Promise<number | undefined> {
  const [heir] = await sql<{ import_no: number }[]>`
    select import_no from import
    where owner_id = ${owner} and same_as = ${importNo} and status = 'done' order by import_no limit 1`
  return heir?.import_no
}

const tablesOfImport = ['act', 'act_also', 'account_seen', 'account_key', 'work_seen', 'reject'] as const

/** Everything an import told is now told by its heir, which goes on reading if this one had not come to the end. */
export async function inherit(tx: Tx, owner: OwnerId, importNo: number, heir: number): Promise<void> {
  for (const table of tablesOfImport)
    await tx`update ${tx(table)} set import_no = ${heir} where owner_id = ${owner} and import_no = ${importNo}`
  await tx`
    update import heir set same_as = null, network = mine.network, version = mine.version, self_key = mine.self_key,
      made_at = mine.made_at, bytes = mine.bytes, bytes_read = mine.bytes_read, rows_done = mine.rows_done,
      counts = mine.counts, left_counts = mine.left_counts, confirmed = mine.confirmed, sample = mine.sample,
      status = case when mine.finished_at is null then 'waiting' else heir.status end,
      phase = case when mine.finished_at is null then 'waiting' else heir.phase end
    from import mine
    where mine.owner_id = ${owner} and mine.import_no = ${importNo}
      and heir.owner_id = ${owner} and heir.import_no = ${heir}`
  await tx`
    update import set same_as = ${heir} where owner_id = ${owner} and same_as = ${importNo} and import_no <> ${heir}`
}

/** Takes every fact of an import out of the ledger; the caller holds the owner's lock. */
export async function takeBack(tx: Tx, owner: OwnerId, importNo: number, now: number): Promise<void> {
  await takeActsBack(tx, owner, importNo)
  const gone = (
    await tx<{ account_id: AccountId }[]>`
      delete from account_seen where owner_id = ${owner} and import_no = ${importNo} returning account_id`
  ).map(row => row.account_id)
  const accounts = await withKeysInCommon(tx, owner, gone)
  await tx`delete from account_key where owner_id = ${owner} and import_no = ${importNo}`
  await keepWhatTheOwnerWrote(tx, owner, gone)
  await tx`
    delete from account
    where owner_id = ${owner} and account_id = any(${gone}::uuid[])
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

/** These accounts and those that share an address with them: links between the others may hang on them. */
async function withKeysInCommon(tx: Tx, owner: OwnerId, accounts: AccountId[]): Promise<AccountId[]> {
  const rows = await tx<{ account_id: AccountId }[]>`
    select distinct other.account_id
    from account_key mine
    join account_key other on other.owner_id = ${owner} and other.kind = mine.kind and other.value = mine.value
    where mine.owner_id = ${owner} and mine.account_id = any(${accounts}::uuid[])`
  return [...new Set([...accounts, ...rows.map(row => row.account_id)])]
}

/**
 * An account with the owner's notes, or that the owner linked by hand or told from another, stays, told by the owner's
 * own hand (import 0). Without a time: it gives way to any import that tells of it again.
 */
async function keepWhatTheOwnerWrote(tx: Tx, owner: OwnerId, accounts: AccountId[]): Promise<void> {
  await tx`
    insert into account_seen (owner_id, account_id, import_no, is_self, profile)
    select ${owner}, account_id, 0, is_self, profile
    from account
    where owner_id = ${owner} and account_id = any(${accounts}::uuid[]) and ${isOwnersWord(tx, owner, 'account')}
      and not exists (select from account_seen seen
        where seen.owner_id = ${owner} and seen.account_id = account.account_id)
    on conflict (owner_id, account_id, import_no) do nothing`
}

/**
 * SQL: the owner wrote a note on this account, linked it by hand, or took back a link that was made by itself: without the
 * account that word would be forgotten, and the next import would join the two again. `account`: the table's name in the
 * query.
 */
export function isOwnersWord(sql: Sql | Tx, owner: OwnerId, account: string) {
  const id = sql.unsafe(`${account}.account_id`)
  return sql`(
    exists (select from note where note.owner_id = ${owner} and note.account_id = ${id})
    or exists (select from link_decision link
      where link.owner_id = ${owner} and (link.made_by = 'owner') = (link.revoked_at is null)
        and (link.account_a = ${id} or link.account_b = ${id})))`
}

async function takeBackWorks(tx: Tx, owner: OwnerId, importNo: number): Promise<void> {
  const works = (
    await tx<{ work_id: WorkId }[]>`
      delete from work_seen where owner_id = ${owner} and import_no = ${importNo} returning work_id`
  ).map(row => row.work_id)
  await tx`
    delete from work
    where owner_id = ${owner} and work_id = any(${works}::uuid[])
      and not exists (select from work_seen seen where seen.owner_id = ${owner} and seen.work_id = work.work_id)`
  await retellWorks(tx, owner, works)
}

async function dropLinksOfNobody(tx: Tx, owner: OwnerId): Promise<void> {
  await tx`
    delete from link_decision link
    where owner_id = ${owner} and (
      not exists (select from account a where a.owner_id = ${owner} and a.account_id = link.account_a)
      or not exists (select from account b where b.owner_id = ${owner} and b.account_id = link.account_b))`
}
