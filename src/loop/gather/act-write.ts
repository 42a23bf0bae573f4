import type { OwnerId } from '#ledger/ids.ts'
import { copyPieces } from '#store/copy.ts'
import type { Tx } from '#store/open.ts'
import { actColumns, type FlatActs } from './flat-acts.ts'

export type ActCounts = { added: number; known: number; changed: number }

/*
 * An act stands in the words of the newest export that tells it. `act.import_no` is one import that says just that;
 * all others that tell it are in act_also: without a statement where they say the same, else with their own.
 */

/** Writes the acts of a chunk. The caller holds the owner's lock: nobody else rewrites acts meanwhile. */
export async function writeActs(
  tx: Tx,
  owner: OwnerId,
  importNo: number,
  acts: FlatActs,
  written: { allNew: boolean },
): Promise<ActCounts> {
  const counts = { added: acts.size, known: 0, changed: 0 }
  if (acts.size === 0) return counts
  if (written.allNew) {
    written.allNew = await copyNewActs(tx, acts)
    if (written.allNew) return counts
  }
  // In every transaction: a connection that was lost and made anew has no such table.
  await tx.unsafe(`create temp table if not exists stage_act (
    owner_id uuid, act_id uuid, account_id uuid, work_id uuid, at timestamptz, import_no int, kind smallint,
    direction smallint, "precision" smallint, zone_known boolean, network text, external_key text, text text, url text)
    on commit delete rows`)
  await copyPieces(tx, 'stage_act', actColumns, acts.pieces())
  const all = tx.unsafe(actColumns.map(column => `"${column}"`).join(', '))
  counts.added = (
    await tx`
      insert into act (${all}) select ${all} from stage_act on conflict (owner_id, act_id) do nothing`
  ).count
  if (counts.added < acts.size) counts.changed = await writeKnownActs(tx, owner, importNo)
  counts.known = acts.size - counts.added - counts.changed
  return counts
}

/**
 * Straight into the table, at nearly twice the rate of the staged way; false, with nothing written, when one of the
 * acts is there already.
 */
async function copyNewActs(tx: Tx, acts: FlatActs): Promise<boolean> {
  try {
    await tx.savepoint(inner => copyPieces(inner, 'act', actColumns, acts.pieces()))
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return false
    throw error
  }
}

/**
 * Acts that other imports told before: replaced where this export is the newest and differs, else noted. Every row is
 * met by its key (lateral, on conflict): what a planner guesses of tables that have just grown from nothing would
 * have it read them whole for each act.
 */
async function writeKnownActs(tx: Tx, owner: OwnerId, importNo: number): Promise<number> {
  const known = tx`
    stage_act stage
    cross join lateral (
      select * from act where act.owner_id = ${owner} and act.act_id = stage.act_id limit 1
    ) as act`
  const changed = await tx`
    with mine as (
      select coalesce(made_at, created_at) as made, coalesce(content_hash, '') as hash
      from import where owner_id = ${owner} and import_no = ${importNo}
    ), theirs as materialized (
      select act.*, ${tx.unsafe(told.map(column => `stage."${column}" as "new_${column}"`).join(', '))}
      from ${known} cross join mine
      where act.import_no <> ${importNo} and ${words(tx, 'act')} is distinct from ${words(tx, 'stage')}
        and (select true from act_also also
          where also.owner_id = ${owner} and also.import_no = ${importNo} and also.act_id = act.act_id limit 1) is null
        and (
          select true from (
            select act.import_no union all
            select import_no from act_also also where also.owner_id = ${owner} and also.act_id = act.act_id
          ) as teller
          join import other on other.owner_id = ${owner} and other.import_no = teller.import_no
          where (coalesce(other.made_at, other.created_at), coalesce(other.content_hash, '')) > (mine.made, mine.hash)
          limit 1) is null
    ), displaced as (
      insert into act_also (owner_id, act_id, import_no, statement)
      select ${owner}, theirs.act_id, alike.import_no, ${statementOf(tx, 'theirs')}
      from theirs cross join lateral (
        select theirs.import_no union all
        select import_no from act_also also
        where also.owner_id = ${owner} and also.act_id = theirs.act_id and also.statement is null
      ) as alike
      on conflict (owner_id, import_no, act_id) do update set statement = excluded.statement
    )
    insert into act (owner_id, act_id, import_no, network, external_key, ${columns(tx)})
    select ${owner}, act_id, ${importNo}, network, external_key, ${columns(tx, 'new_')} from theirs
    on conflict (owner_id, act_id) do update set import_no = excluded.import_no, ${fromExcluded(tx)}`
  await tx`
    insert into act_also (owner_id, act_id, import_no, statement)
    select ${owner}, stage.act_id, ${importNo},
      case when ${words(tx, 'act')} is not distinct from ${words(tx, 'stage')} then null else ${statementOf(tx, 'stage')} end
    from ${known}
    where act.import_no <> ${importNo}
    on conflict (owner_id, import_no, act_id) do nothing`
  return changed.count
}

/**
 * Takes an import's acts away. Those that other imports also tell stay, in the words of the newest of them; acts
 * that this import was the newest to confirm are judged again too.
 */
export async function takeActsBack(tx: Tx, owner: OwnerId, importNo: number): Promise<void> {
  const moved = await tx<{ act_id: string; import_no: number }[]>`
    with judged as (
      select act_id from act where owner_id = ${owner} and import_no = ${importNo}
      union
      select mine.act_id from act_also mine
      where mine.owner_id = ${owner} and mine.import_no = ${importNo} and mine.statement is null
        and exists (select from act_also other
          where other.owner_id = ${owner} and other.act_id = mine.act_id and other.statement is not null)
    ), moved as materialized (
      select act.*, best.import_no as heir, best.statement
      from judged
      cross join lateral (
        select * from act where act.owner_id = ${owner} and act.act_id = judged.act_id limit 1
      ) as act
      cross join lateral (
        select teller.import_no, teller.statement
        from (
          select act.import_no, null::jsonb as statement union all
          select import_no, statement from act_also also where also.owner_id = ${owner} and also.act_id = act.act_id
        ) as teller
        join import on import.owner_id = ${owner} and import.import_no = teller.import_no
        where teller.import_no <> ${importNo}
        order by coalesce(import.made_at, import.created_at) desc, coalesce(import.content_hash, '') desc,
          teller.import_no desc
        limit 1
      ) as best
      where best.import_no <> act.import_no and (act.import_no = ${importNo} or best.statement is not null)
    ), displaced as (
      insert into act_also (owner_id, act_id, import_no, statement)
      select ${owner}, moved.act_id, alike.import_no, ${statementOf(tx, 'moved')}
      from moved cross join lateral (
        select moved.import_no union all
        select import_no from act_also also
        where also.owner_id = ${owner} and also.act_id = moved.act_id and also.statement is null
      ) as alike
      where moved.statement is not null and alike.import_no not in (${importNo}, moved.heir)
      on conflict (owner_id, import_no, act_id) do update set statement = excluded.statement
    )
    insert into act (owner_id, act_id, import_no, network, external_key, ${columns(tx)})
    select ${owner}, moved.act_id, heir, network, external_key, ${tx.unsafe(told.map(column => `told."${column}"`).join(', '))}
    from moved cross join lateral jsonb_to_record(coalesce(moved.statement, ${statementOf(tx, 'moved')}))
      as told(account_id uuid, work_id uuid, at timestamptz, kind smallint, direction smallint, precision smallint,
        zone_known boolean, text text, url text)
    on conflict (owner_id, act_id) do update set import_no = excluded.import_no, ${fromExcluded(tx)}
    returning act_id, import_no`
  // An heir no longer stands beside the act: it holds it.
  for (const [heir, acts] of Map.groupBy(moved, row => row.import_no))
    for (let i = 0; i < acts.length; i += 10_000)
      await tx`
        delete from act_also where owner_id = ${owner} and import_no = ${heir}
          and act_id = any(${acts.slice(i, i + 10_000).map(row => row.act_id)}::uuid[])`
  await tx`delete from act where owner_id = ${owner} and import_no = ${importNo}`
  await tx`delete from act_also where owner_id = ${owner} and import_no = ${importNo}`
}

const told = ['account_id', 'work_id', 'at', 'kind', 'direction', 'precision', 'zone_known', 'text', 'url']

/** What an act says, as a row to compare. */
const words = (tx: Tx, row: string) => tx.unsafe(`(${told.map(column => `${row}."${column}"`).join(', ')})`)

const columns = (tx: Tx, before = '') => tx.unsafe(told.map(column => `"${before}${column}"`).join(', '))

const fromExcluded = (tx: Tx) =>
  tx.unsafe(told.map(column => `"${column}" = excluded."${column}"`).join(', '))

/** The same as act_also keeps it. */
const statementOf = (tx: Tx, row: string) =>
  tx.unsafe(`jsonb_build_object(${told.map(column => `'${column}', ${row}."${column}"`).join(', ')})`)
