import type { Ctx } from '#store/ctx.ts'

export type Dump = Record<string, string[]>

/**
 * All facts of the owner, table by table, in an order and in words that do not depend on import numbers, on the
 * moment of writing, or on which of several imports that say the same happens to hold an act: imports are named by
 * their content, and each act lists what every import says of it. Two ledgers that know the same dump the same.
 */
export async function dumpLedger({ store: { sql }, owner }: Ctx): Promise<Dump> {
  const named = sql`named as (
    select import_no, left(content_hash, 12) as name from import where owner_id = ${owner}
    union all select 0, 'by hand')`
  const said = (row: string) =>
    sql.unsafe(`jsonb_build_object('account_id', ${row}.account_id, 'work_id', ${row}.work_id, 'at', ${row}.at,
      'kind', ${row}.kind, 'direction', ${row}.direction, 'precision', ${row}.precision, 'zone_known', ${row}.zone_known,
      'text', ${row}.text, 'url', ${row}.url)`)
  const tables = {
    source: sql`select network, self_key, self_name from source where owner_id = ${owner}`,
    account: sql`
      select account_id, person_id, network, key, is_self, profile from account where owner_id = ${owner}`,
    account_seen: sql`
      with ${named} select account_id, name, as_of, is_self, profile
      from account_seen join named using (import_no) where owner_id = ${owner}`,
    account_key: sql`
      with ${named} select kind, value, account_id, name, firm
      from account_key join named using (import_no) where owner_id = ${owner}`,
    // A link of the owner's own that was taken back says nothing any more.
    link_decision: sql`
      select account_a, account_b, verdict, made_by, why, evidence, revoked_at is not null as revoked
      from link_decision where owner_id = ${owner} and not (made_by = 'owner' and revoked_at is not null)`,
    work: sql`select work_id, network, key, url, title, published_at from work where owner_id = ${owner}`,
    work_seen: sql`
      with ${named} select work_id, name, url, title, published_at
      from work_seen join named using (import_no) where owner_id = ${owner}`,
    act: sql`
      with ${named}, told as (
        select act_id, import_no, ${said('act')} as words from act where owner_id = ${owner}
        union all
        select also.act_id, also.import_no, coalesce(also.statement, ${said('act')})
        from act_also also join act on act.owner_id = ${owner} and act.act_id = also.act_id
        where also.owner_id = ${owner}
      )
      select act.act_id, act.network, act.external_key, ${said('act')} as words,
        (select jsonb_object_agg(named.name, told.words) from told join named using (import_no)
          where told.act_id = act.act_id) as told
      from act where owner_id = ${owner}`,
    person: sql`
      select person_id, name, reading, sort_key, search, networks from person where owner_id = ${owner}`,
    note: sql`select note_id, account_id, text, version from note where owner_id = ${owner}`,
  }
  const dump: Dump = {}
  for (const [table, rows] of Object.entries(tables))
    dump[table] = (await rows).map(row => JSON.stringify(row)).sort()
  return dump
}

/** Rows in each table of facts. */
export async function countFacts({ store: { sql }, owner }: Ctx): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of [
    'act',
    'account',
    'account_seen',
    'account_key',
    'work',
    'work_seen',
    'person',
    'link_decision',
  ])
    counts[table] = (await sql`select count(*)::int as n from ${sql(table)} where owner_id = ${owner}`)[0]!.n
  return counts
}
