import { Refusal } from '#ledger/refusal.ts'
import { tablesAt } from './backup-tables.ts'
import { readMigrations, schemaVersion } from './migrate.ts'
import type { Sql } from './open.ts'

/**
 * Whether a PostgreSQL of the person's own can hold the ledger: asked before anything is written, so that one sentence
 * names what it lacks. Throws Refusal: server-standby, server-read-only, server-encoding, server-rights,
 * server-occupied.
 */
export async function checkServerFit(sql: Sql, where: string): Promise<void> {
  const [found] = await sql<Found[]>`
    select quote_ident(current_user) as role, quote_ident(current_database()) as database,
      quote_ident(current_schema()) as schema, current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as standby, current_setting('transaction_read_only') = 'on' as "readOnly",
      has_schema_privilege(current_schema(), 'create') as "mayCreate",
      has_database_privilege(current_database(), 'temporary') as "mayStage",
      coalesce((select pg_get_userbyid(nspowner) = 'pg_database_owner' from pg_namespace
        where nspname = current_schema()), false) as "ofDatabaseOwner",
      exists (select from pg_namespace where nspname = 'public') as "hasPublic"`
  const { role, database } = found!
  if (found!.standby) throw new Refusal('server-standby', { where })
  if (found!.readOnly)
    throw new Refusal('server-read-only', {
      ...{ where, role },
      give: `alter role ${role} in database ${database} set default_transaction_read_only = off`,
    })
  if (found!.encoding !== 'UTF8')
    throw new Refusal('server-encoding', {
      ...{ where, found: found!.encoding },
      give: `create database enishi_utf8 owner ${role} template template0 encoding 'UTF8' locale 'C'`,
    })
  const lack = lackOf(found!) ?? (await lackOfTables(sql, found!, where))
  if (lack) throw new Refusal('server-rights', { where, role, ...lack })
}

type Found = {
  role: string
  database: string
  schema: string | null
  encoding: string
  standby: boolean
  readOnly: boolean
  mayCreate: boolean | null
  mayStage: boolean
  ofDatabaseOwner: boolean
  hasPublic: boolean
}

type Lack = { missing: 'schema' | 'create' | 'temporary' | 'tables' | 'owner'; what: string; give: string }

function lackOf({ role, database, schema, mayStage, hasPublic }: Found): Lack | undefined {
  if (schema === null)
    return {
      missing: 'schema',
      what: 'public',
      give: hasPublic
        ? `grant usage, create on schema public to ${role}`
        : `create schema public authorization ${role}`,
    }
  if (!mayStage)
    return {
      missing: 'temporary',
      what: database,
      give: `grant temporary on database ${database} to ${role}`,
    }
  return undefined
}

/** Rights on the tables that are there, and, where this version brings further ones, the rights for that. */
async function lackOfTables(sql: Sql, found: Found, where: string): Promise<Lack | undefined> {
  const { role, database, ofDatabaseOwner } = found
  const schema = found.schema!
  const known = readMigrations().at(-1)?.version ?? 0
  const tables = await sql<
    { name: string; schema: string; usable: boolean; owned: boolean; owner: string; superuser: boolean }[]
  >`
    select name, c.relnamespace::regnamespace::text as schema, pg_has_role(c.relowner, 'usage') as owned,
      quote_ident(r.rolname) as owner, r.rolsuper as superuser,
      has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert')
        and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete') as usable
    from unnest(${['schema_migration', ...tablesAt(known)]}::text[]) with ordinality as one (name, place)
    join pg_class c on c.oid = to_regclass(name) and c.relkind in ('r', 'p')
    join pg_roles r on r.oid = c.relowner
    order by place`
  // Each migration is one transaction with its record: without records, such tables are not Enishi's.
  if (tables.length > 0 && tables[0]!.name !== 'schema_migration')
    throw new Refusal('server-occupied', {
      ...{ where, what: tables[0]!.name },
      give: `create schema enishi authorization ${role}; alter role ${role} in database ${database} set search_path = enishi`,
    })
  const shut = tables.find(({ usable }) => !usable)
  if (shut)
    return {
      missing: 'tables',
      what: shut.name,
      give: `grant select, insert, update, delete on all tables in schema ${shut.schema} to ${role}`,
    }
  if ((await schemaVersion(sql)) >= known) return undefined
  if (!found.mayCreate)
    return {
      missing: 'create',
      what: schema,
      give: ofDatabaseOwner
        ? `alter database ${database} owner to ${role}`
        : `grant create on schema ${schema} to ${role}`,
    }
  const others = tables.find(({ name, owned }) => !owned && name !== 'schema_migration')
  if (!others) return undefined
  // Whoever is made a member of a superuser can become one.
  const theirs = tables.filter(({ owned, superuser }) => !owned && superuser)
  const give = others.superuser
    ? theirs.map(({ name }) => `alter table ${name} owner to ${role}`).join('; ')
    : `grant ${others.owner} to ${role}`
  return { missing: 'owner', what: others.name, give }
}

/** Why a server could not be opened, as a sentence can tell it. `role`: as the address names it. */
export function whyUnopened(error: unknown, where: string, role: string): Refusal {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string }
  if (code === '53300') return new Refusal('server-full', { where, why: message })
  if (code === '08P01' && /startup parameter/.test(message))
    return new Refusal('server-pooler', { where, why: message })
  if (code === '42501')
    return new Refusal('server-rights', {
      ...{ where, role, missing: 'connect', what: message },
      give: `grant connect on database ${quoted(where.split('/').at(-1)!)} to ${quoted(role)}`,
    })
  return new Refusal('server-unreachable', { where, why: code ?? message })
}

/** What a server says while it runs when a right was taken away, or it has become one that only follows. */
export function refusedNow(error: unknown): Refusal | undefined {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string }
  if (code === '42501') return new Refusal('server-right-lost', { said: message })
  if (code === '25006') return new Refusal('server-standby')
  return undefined
}

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)
