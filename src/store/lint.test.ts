import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { withDatabase } from '#tests/database.ts'
import { lintCatalogue, lintPlaces } from './lint.ts'
import type { Sql } from './open.ts'

test('the ledger as migrated has nothing Citus would refuse', () =>
  withDatabase(async sql => {
    assert.deepEqual(await lintCatalogue(sql), [])
    assert.deepEqual(await lintPlaces(sql), [])
  }))

const seeded: [what: string, statements: string, table: string, why: RegExp][] = [
  ['nullable owner', 'create table a (owner_id uuid, id uuid primary key)', 'a', /may be null/],
  [
    'owner of another type',
    'create table a (owner_id text, id uuid, primary key (owner_id, id))',
    'a',
    /not uuid/,
  ],
  ['no key', 'create table a (owner_id uuid not null)', 'a', /no primary key/],
  ['shared without key', 'create table a (code text)', 'a', /no primary key/],
  [
    'owner second',
    'create table a (owner_id uuid, id uuid, primary key (id, owner_id))',
    'a',
    /not the first column/,
  ],
  [
    'owner not in the key',
    'create table a (owner_id uuid not null, id uuid primary key)',
    'a',
    /not the first column/,
  ],
  [
    'unique across owners',
    'create table a (owner_id uuid, id uuid, mail text unique, primary key (owner_id, id))',
    'a',
    /unique index without owner_id: a_mail_key/,
  ],
  [
    'owner merely included',
    `create table a (owner_id uuid, id uuid, mail text, primary key (owner_id, id));
     create unique index a_mail on a (mail) include (owner_id)`,
    'a',
    /unique index without owner_id: a_mail/,
  ],
  [
    'exclusion across owners',
    'create table a (owner_id uuid, id uuid, at tstzrange, primary key (owner_id, id), exclude using gist (at with &&))',
    'a',
    /exclusion constraint without owner_id/,
  ],
  [
    'unpaired foreign key',
    'create table a (owner_id uuid, id uuid, primary key (owner_id, id), foreign key (owner_id, id) references house (id, owner_id))',
    'a',
    /does not pair/,
  ],
  [
    'set null',
    'create table a (owner_id uuid, id uuid, primary key (owner_id, id), foreign key (owner_id, id) references house on delete set null)',
    'a',
    /sets null/,
  ],
  [
    'on update cascade',
    'create table a (owner_id uuid, id uuid, primary key (owner_id, id), foreign key (owner_id, id) references house on update cascade)',
    'a',
    /follows a changed key/,
  ],
  [
    'shared into owned',
    'create table a (code text primary key, o uuid, h uuid, foreign key (o, h) references house)',
    'a',
    /shared table into an owner's/,
  ],
  [
    'into the coordinator',
    'create table a (owner_id uuid, v int references schema_migration, primary key (owner_id, v))',
    'a',
    /coordinator alone \(schema_migration\)/,
  ],
  [
    'from the coordinator',
    'create table setting (code text primary key); alter table schema_migration add code text references setting',
    'schema_migration',
    /from a table of the coordinator/,
  ],
  [
    'trigger',
    `create function f() returns trigger language plpgsql as 'begin return new; end';
     create trigger t before insert on house for each row execute function f()`,
    'house',
    /trigger: t/,
  ],
  ['rule', 'create rule r as on insert to house do instead nothing', 'house', /rewrite rule: r/],
  ['inheritance', 'create table a (primary key (owner_id, id)) inherits (house)', 'a', /inherits/],
  [
    'virtual column',
    'alter table house add twice int generated always as (2) virtual',
    'house',
    /virtual generated/,
  ],
]

for (const [what, statements, table, why] of seeded) {
  test(`flags: ${what}`, () =>
    withDatabase(sql =>
      undone(sql, async tx => {
        await tx.unsafe(
          'create table house (owner_id uuid, id uuid, primary key (owner_id, id), unique (id, owner_id))',
        )
        assert.deepEqual(await lintCatalogue(tx), [], 'clean before the fault is seeded')
        await tx.unsafe(statements)
        const found = await lintCatalogue(tx)
        assert.ok(
          found.some(one => one.table === table && why.test(one.why)),
          `not flagged: ${JSON.stringify(found)}`,
        )
      }),
    ))
}

test('flags a table that no file gives a place on Citus, and one in the wrong place', () =>
  withDatabase(sql =>
    undone(sql, async tx => {
      const folder = mkdtempSync(join(tmpdir(), 'enishi-places-'))
      try {
        writeFileSync(join(folder, '0001_a.sql'), '')
        writeFileSync(
          join(folder, '0001_a.citus.sql'),
          "select create_reference_table('house'); select create_distributed_table('code', 'owner_id')",
        )
        await tx.unsafe(`do $$ declare t text; begin
          for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'
          loop execute 'drop table ' || quote_ident(t) || ' cascade'; end loop; end $$`)
        await tx.unsafe(`create table house (owner_id uuid primary key);
          create table code (code text primary key); create table forgotten (owner_id uuid primary key)`)
        assert.deepEqual(await lintPlaces(tx, folder), [
          { table: 'code', why: 'has no owner_id but is distributed' },
          { table: 'forgotten', why: 'no .citus.sql file gives it a place' },
          { table: 'house', why: 'has owner_id but is made a reference table' },
        ])
      } finally {
        rmSync(folder, { recursive: true })
      }
    }),
  ))

/** Whatever `use` does to the catalogue is rolled back. */
async function undone(sql: Sql, use: (tx: Parameters<Parameters<Sql['begin']>[1]>[0]) => Promise<void>) {
  const back = new Error('roll back')
  await sql
    .begin(async tx => {
      await use(tx)
      throw back
    })
    .catch(error => {
      if (error !== back) throw error
    })
}
