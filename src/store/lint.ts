import { readMigrations } from './migrate.ts'
import type { AnySql } from './open.ts'

export type Violation = { table: string; why: string }

/** Plain tables of the coordinator: neither spread nor copied to all machines, so nothing may refer to them. */
export const localTables = ['schema_migration']

/**
 * Would Citus refuse this schema? Reads the catalogue of any PostgreSQL from 15 on. A table with a column owner_id is
 * an owner's and will be distributed by it; every other one is shared (a reference table), unless named in `local`.
 * Answers one line for each violation, none for a clean schema. What queries do it cannot see.
 */
export async function lintCatalogue(sql: AnySql, local = localTables): Promise<Violation[]> {
  const rows = await sql<Violation[]>`
    with t as (
      select c.oid, c.relname::text as name, c.relispartition as part, c.relname = any (${local}) as local,
        a.attnum as own, a.attnotnull as own_needed, format_type(a.atttypid, null) as own_type
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      left join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id' and not a.attisdropped
      where c.relkind in ('r', 'p')
    ),
    foreign_key as (
      select t.*, k.conname::text as key, k.conkey, k.confkey, k.confdeltype, k.confupdtype,
        far.own as far_own, far.local as far_local, far.name as far_name
      from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join t far on far.oid = k.confrelid
    )
    select name as table, 'owner_id may be null' as why from t where own is not null and not part and not own_needed

    union all select name, 'owner_id is ' || own_type || ', not uuid: cannot lie together with the others'
    from t where own is not null and own_type <> 'uuid'

    union all select name, 'no primary key: cannot be moved to another machine online'
    from t where not part and not local
      and not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)

    union all select name, 'owner_id is not the first column of the primary key'
    from t join pg_index i on i.indrelid = t.oid and i.indisprimary
    where own is not null and own <> i.indkey[0]

    -- Key columns only: an owner_id that is merely INCLUDEd does not count.
    union all select name, 'unique index without owner_id: ' || i.indexrelid::regclass
    from t join pg_index i on i.indrelid = t.oid and i.indisunique
    where own is not null and not own = any ((i.indkey::int2[])[0:i.indnkeyatts - 1])

    union all select name, 'exclusion constraint without owner_id: ' || k.conname
    from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'x'
    where own is not null and not own = any (k.conkey)

    union all select name, 'foreign key does not pair owner_id with owner_id: ' || key
    from foreign_key where own is not null and far_own is not null
      and not exists (select from unnest(conkey, confkey) as pair (a, b) where pair.a = own and pair.b = far_own)

    union all select name, 'foreign key sets null or default, or follows a changed key: ' || key
    from foreign_key where own is not null and (confdeltype in ('n', 'd') or confupdtype in ('n', 'd', 'c'))

    union all select name, 'foreign key from a shared table into an owner''s: ' || key
    from foreign_key where own is null and far_own is not null

    union all select name, 'foreign key to a table of the coordinator alone (' || far_name || '): ' || key
    from foreign_key where far_local and not local

    union all select name, 'foreign key from a table of the coordinator alone: ' || key
    from foreign_key where local and not far_local

    union all select name, 'trigger: ' || g.tgname
    from t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal where not local

    union all select name, 'rewrite rule: ' || r.rulename
    from t join pg_rewrite r on r.ev_class = t.oid where not local

    union all select name, 'inherits from another table'
    from t join pg_inherits h on h.inhrelid = t.oid where not part

    union all select name, 'virtual generated column (not before PostgreSQL 18): ' || a.attname
    from t join pg_attribute a on a.attrelid = t.oid and a.attgenerated = 'v' and not a.attisdropped

    order by 1, 2`
  return rows.map(({ table, why }) => ({ table, why }))
}

/**
 * Does every table have its place on a Citus cluster? Compares the catalogue with the names that the .citus.sql files
 * quote; a table that none of them names would stay behind on the coordinator.
 */
export async function lintPlaces(sql: AnySql, folder?: string, local = localTables): Promise<Violation[]> {
  const told = readMigrations(folder)
    .map(one => one.citus ?? '')
    .join('\n')
  const named = new Set([...told.matchAll(/'(\w+)'/g)].map(match => match[1]!))
  const shared = new Set([...told.matchAll(/create_reference_table\('(\w+)'/g)].map(match => match[1]!))
  const tables = await sql<{ name: string; owned: boolean }[]>`
    select c.relname::text as name, bool_or(a.attname is not null) as owned
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all (${local})
    group by c.oid, c.relname
    order by 1`
  return tables.flatMap(({ name, owned }) => {
    if (owned && shared.has(name)) return [{ table: name, why: 'has owner_id but is made a reference table' }]
    if (!owned && named.has(name) && !shared.has(name))
      return [{ table: name, why: 'has no owner_id but is distributed' }]
    return named.has(name) ? [] : [{ table: name, why: 'no .citus.sql file gives it a place' }]
  })
}
