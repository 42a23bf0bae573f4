import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchKeys } from '#ledger/search-keys.ts'
import { soleOwner } from '#server/ctx.ts'
import type { Ctx } from '#store/ctx.ts'
import { migrate } from '#store/migrate.ts'
import { connectTo, testDatabase } from '#tests/database.ts'
import { loadSupporters } from './load.ts'

/** In the order of code points; a server of English or Japanese order puts small letters and marks elsewhere. */
const sortKeys = ['0 Zoë', '0 a-b', '0 aa', '0 ab', '0 b', '0 é', '1 さ', '1 ざ', '1 ジ', '2 一', '2 丁']

test('people stand in the order of their sort keys, page by page, on a server that sorts otherwise', async () => {
  const home = await testDatabase()
  const name = `${home.name}_icu`
  await home.sql.unsafe(`create database ${name} template template0 locale_provider icu icu_locale 'en-US'`)
  const sql = connectTo(home.socketDir, name)
  try {
    const [otherwise] = await sql<{ keys: string[] }[]>`
      select array_agg(key order by key) as keys from unnest(${sortKeys}::text[]) as key`
    assert.notDeepEqual(otherwise!.keys, sortKeys)
    await migrate(sql)
    const now = Date.parse('2026-11-23T09:00:00Z')
    const owner = await soleOwner(sql, now)
    for (const key of sortKeys.toReversed()) {
      const search = `wakana ${key}`
      await sql`
        with added as (
          insert into person (owner_id, person_id, name, sort_key, search, keys, networks)
          values (${owner}, gen_random_uuid(), ${key}, ${key}, ${search}, ${searchKeys(search)}::text[], '{}')
          returning person_id)
        insert into support (owner_id, person_id, p, stage, last_at, received, given, evidence)
        select ${owner}, person_id, 0, 0, '-infinity', 0, 0, '{"n": 0, "given": 0, "lastAt": null}' from added`
    }
    const ctx: Ctx = {
      store: { sql, kind: 'server', describe: 'test', single: () => sql, close: async () => {} },
      owner,
      dataDir: '',
      now: () => now,
      log: () => {},
    }
    for (const q of [undefined, 'wakana']) {
      const shown: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await loadSupporters(ctx, { q, sort: 'name', limit: 2, cursor }, 'en')
        shown.push(...page.people.map(one => one.name))
        if (page.next === null) break
        cursor = page.next
      }
      assert.deepEqual(shown, sortKeys, q)
    }
  } finally {
    await sql.end({ timeout: 1 })
    await home.sql.unsafe(`drop database if exists ${name} with (force)`)
    await home.close()
  }
})
