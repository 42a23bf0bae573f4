import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type TestDatabase, testDatabase } from '#tests/database.ts'
import { copyRows } from './copy.ts'
import { CopyBytes } from './copy-bytes.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
  await db.sql`create table every (no int, uuid uuid, text text, texts text[], json jsonb, int2 smallint, int4 int,
    float4 real, bool boolean, time timestamptz)`
})
after(() => db.close())

const columns = {
  no: 'int4',
  uuid: 'uuid',
  text: 'text',
  texts: 'texts',
  json: 'json',
  int2: 'int2',
  int4: 'int4',
  float4: 'float4',
  bool: 'bool',
  time: 'time',
} as const

const any = fc.string({ unit: 'binary', maxLength: 90 })
const stored = (text: string) => text.replaceAll('\u0000', '').toWellFormed()
const row = fc.record({
  uuid: fc.uuid(),
  text: fc.oneof(any, fc.constantFrom('', '\\N', '\\.', 'a\tb\nc\r\\', '縁'.repeat(40), '\ud800x')),
  texts: fc.array(any, { maxLength: 4 }),
  json: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxKeys: 3 }),
  int2: fc.integer({ min: -32_768, max: 32_767 }),
  int4: fc.integer(),
  float4: fc.float({ noNaN: true }),
  bool: fc.boolean(),
  time: fc.integer({ min: Date.UTC(1700, 0, 1), max: Date.UTC(2300, 0, 1) }),
})

test('every kind of value comes back as it was written', async () => {
  const rows = fc.sample(row, { numRuns: 300, seed: 1 })
  // PostgreSQL's jsonb takes neither NUL nor half a character: whoever writes it has seen to that.
  const json = rows.map(({ json }) => JSON.stringify(json).replace(/\\u(?:0000|d[89a-f]..)/gi, ''))
  await copyRows(
    db.sql,
    'every',
    columns,
    rows.map((r, no) => [no, r.uuid, r.text, r.texts, json[no]!, r.int2, r.int4, r.float4, r.bool, r.time]),
  )
  const found = await db.sql`select * from every order by no`
  assert.equal(found.length, rows.length)
  for (const [no, r] of rows.entries()) {
    assert.deepEqual(
      { ...found[no] },
      {
        no,
        uuid: r.uuid,
        text: stored(r.text),
        texts: r.texts.map(stored),
        json: JSON.parse(json[no]!),
        int2: r.int2,
        int4: r.int4,
        float4: found[no]!.float4,
        bool: r.bool,
        time: new Date(r.time),
      },
    )
    assert.equal(Math.fround(found[no]!.float4), Math.fround(r.float4))
  }
})

test('nothing, and the ends of time', async () => {
  await db.sql`delete from every`
  const none = Array(8).fill(null)
  await copyRows(db.sql, 'every', columns, [
    [1, ...none, Number.NEGATIVE_INFINITY],
    [2, ...none, Number.POSITIVE_INFINITY],
    [3, ...none, undefined],
  ])
  const found = await db.sql`select no, time::text, text is null as nothing from every order by no`
  assert.deepEqual(
    found.map(row => [row.no, row.time, row.nothing]),
    [
      [1, '-infinity', true],
      [2, 'infinity', true],
      [3, null, true],
    ],
  )
  await copyRows(db.sql, 'every', columns, [])
})

test('what does not fit is refused and leaves nothing', async () => {
  await db.sql`delete from every`
  const rest = Array(8).fill(null)
  const one = db.another(1)
  const good = [0, null, ...rest]
  await assert.rejects(copyRows(one, 'every', columns, [good, [1, 'no uuid', ...rest]]), RangeError)
  assert.equal((await one`select from every`).length, 0)
  await assert.rejects(
    copyRows(db.sql, 'every', { ...columns, none: 'text' }, [[1, null, ...rest, 'x']]),
    /none/,
  )
  assert.equal((await db.sql`select from every`).length, 0)
  assert.throws(() => new CopyBytes().uuid('0197e09b-3f13-44b2-e438'), RangeError)
})
