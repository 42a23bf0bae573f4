import type { Sql, Tx } from './open.ts'

/** One table or index of the ledger that cannot be read whole; `said`: PostgreSQL's own words. */
export type Damage = { kind: 'table' | 'index'; name: string; table: string; said: string }

export type Storage = {
  tables: number
  indexes: number
  damaged: Damage[]
  wholeTables: string[]
  /** True where the server lacks amcheck, or the right to use it: indexes were not looked at. */
  withoutIndexes: boolean
}

const codes = new Set(['XX001', 'XX002', '58P01', '58030'])
/** What PostgreSQL calls an internal error, but is met on damaged pages only. */
const saidOfDamage =
  /invalid page|could not (?:read|open|access) (?:block|file|status)|invalid memory alloc request|(?:missing|unexpected) chunk number|compressed .* is corrupt|found xmin|uninitialized page|zero page/i

/** A page, file or index of the database is damaged: asking again helps nobody. */
export function isDamaged(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: unknown; message?: unknown }
  return codes.has(String(code)) || (code === 'XX000' && saidOfDamage.test(String(message)))
}

type Relation = {
  oid: number
  name: string
  table: string
  kind: 'table' | 'index'
  method: string | null
  key: string[] | null
}

/**
 * Reads every page of every table and index of the ledger: the table's pages (with checksums, a flipped bit is found), its long
 * values, its rows' structure, and the order of its indexes. Changes nothing, and blocks nobody. An absent database
 * comes out as it is (isAway), and so does a damaged catalogue (isDamaged).
 */
export async function examineStorage(sql: Sql): Promise<Storage> {
  const relations = await relationsOf(sql)
  const damaged: Damage[] = []
  let withoutIndexes = false
  for (const relation of relations) {
    const found =
      relation.kind === 'table' ? await lookAtTable(sql, relation) : await lookAtIndex(sql, relation)
    if (found === 'unable') withoutIndexes ||= relation.kind === 'index'
    else if (found !== undefined)
      damaged.push({ kind: relation.kind, name: relation.name, table: relation.table, said: found })
  }
  for (const relation of relations) {
    if (relation.kind === 'index' || damaged.some(({ table }) => table === relation.name)) continue
    const found = await followKey(sql, relation)
    if (found !== undefined && found !== 'unable')
      damaged.push({ kind: 'table', name: relation.name, table: relation.name, said: found })
  }
  const count = (kind: Relation['kind']) => relations.filter(one => one.kind === kind).length
  const hurt = new Set(damaged.filter(({ kind }) => kind === 'table').map(({ name }) => name))
  const wholeTables = relations
    .filter(one => one.kind === 'table' && !hurt.has(one.name))
    .map(one => one.name)
  return { tables: count('table'), indexes: count('index'), damaged, wholeTables, withoutIndexes }
}

/** Builds the damaged indexes of tables that are whole anew; answers their names. */
export async function rebuildIndexes(sql: Sql, { damaged }: Storage): Promise<string[]> {
  const hurt = new Set(damaged.filter(({ kind }) => kind === 'table').map(({ table }) => table))
  const names = damaged.filter(({ kind, table }) => kind === 'index' && !hurt.has(table)).map(one => one.name)
  for (const name of names) await sql`reindex index ${sql(name)}`
  return names
}

async function relationsOf(sql: Sql): Promise<Relation[]> {
  return sql<Relation[]>`
    select c.oid::int8 as oid, c.relname as name, coalesce(t.relname, c.relname) as table,
      case when c.relkind = 'i' then 'index' else 'table' end as kind, am.amname as method,
      (select array_agg(a.attname::text order by k.place) from pg_index p
        cross join unnest(p.indkey::int2[]) with ordinality k (no, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.no
        where p.indrelid = c.oid and p.indisprimary) as key
    from pg_class c
    left join pg_index i on i.indexrelid = c.oid
    left join pg_class t on t.oid = i.indrelid
    left join pg_am am on am.oid = c.relam and c.relkind = 'i'
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'i') and c.relpersistence = 'p'
    order by 3, 4 desc, 2`
}

type Found = string | 'unable' | undefined

/** Whatever stands in the last read of all its columns cannot be damaged unseen: long values are fetched too. */
async function lookAtTable(sql: Sql, { name, oid }: Relation): Promise<Found> {
  const read = await looked(sql, async tx => {
    await tx`set local enable_indexscan = off`
    await tx`set local enable_indexonlyscan = off`
    await tx`set local enable_bitmapscan = off`
    await tx`select sum(pg_column_size(row.*)), sum(length(row::text)) from ${tx(name)} as row`
  })
  if (read !== undefined) return read
  const checked = await looked(sql, async tx => {
    await tx`create extension if not exists amcheck`
    const [first] = await tx<{ msg: string }[]>`
      select msg from verify_heapam(${oid}::oid, on_error_stop => true) limit 1`
    if (first) throw Object.assign(new Error(first.msg), { code: 'XX001' })
  })
  return checked === 'unable' ? undefined : checked
}

/** A file that was cut short just has fewer rows: only the way by its key misses them. */
async function followKey(sql: Sql, { name, key }: Relation): Promise<Found> {
  if (!key) return undefined
  return looked(sql, async tx => {
    await tx`set local enable_seqscan = off`
    await tx`set local enable_sort = off`
    await tx`set local enable_indexonlyscan = off`
    await tx`select sum(pg_column_size(row.*)) from (select * from ${tx(name)} order by ${tx(key)}) as row`
  })
}

async function lookAtIndex(sql: Sql, { oid, method }: Relation): Promise<Found> {
  if (method !== 'btree' && method !== 'gin') return undefined
  return looked(sql, async tx => {
    await tx`create extension if not exists amcheck`
    if (method === 'btree') await tx`select bt_index_check(${oid}::oid, true)`
    // From PostgreSQL 18 on.
    else if ((await tx`select to_regproc('gin_index_check') as is`)[0]!.is)
      await tx`select gin_index_check(${oid}::oid)`
  })
}

const taken = new Error('taken back')

/** Looks and takes everything back, the extension too; answers what is damaged, or that it may not look. */
async function looked(sql: Sql, look: (tx: Tx) => Promise<void>): Promise<Found> {
  try {
    await sql.begin(async tx => {
      await tx`set local statement_timeout = 0`
      await look(tx)
      throw taken
    })
  } catch (error) {
    if (error === taken) return undefined
    if (isMissing(error)) return 'unable'
    if (isDamaged(error)) return (error as Error).message
    throw error
  }
  return undefined
}

/** No right to it, or no such extension on that server. */
const isMissing = (error: unknown) => {
  const { code, message } = error as { code?: string; message?: string }
  return (
    code === '42501' || code === '0A000' || (code === '58P01' && /extension control file/.test(message ?? ''))
  )
}
