import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { withDatabase } from '#tests/database.ts'
import type { AnySql, Sql } from './open.ts'
import { isAway } from './transact.ts'

test('a connection that dies in the middle of a transaction’s statement fails that transaction alone', () =>
  withDatabase(async (killer, { another }) => {
    const sql = another(1)
    for (let turn = 0; turn < 5; turn++) {
      const running = sql.begin(async tx => {
        const pid = await backendOf(tx)
        await Promise.all([tx`select pg_sleep(10)`, killer`select pg_terminate_backend(${pid})`])
      })
      await assert.rejects(running, isAway)
      const [row] = await sql`select 1 as one`
      assert.equal(row!.one, 1)
    }
  }))

test('what is left of a transaction whose connection died does not run on the next session', () =>
  withDatabase(async (killer, { another }) => {
    const sql = another(1)
    await sql`create table row (no int)`
    let rest: Promise<unknown> | undefined
    const running = sql.begin(async tx => {
      await end(killer, await backendOf(tx))
      // The pool has one place: this takes it over, and the transaction goes on without knowing.
      await again(() => sql`select 1`)
      rest = Promise.resolve(tx`insert into row values (1)`)
      await rest
    })
    await assert.rejects(running, isAway)
    while (!rest) await setImmediate()
    await assert.rejects(rest, isAway)
    const [row] = await killer`select count(*) as rows from row`
    assert.equal(row!.rows, 0)
    await sql.begin(tx => tx`insert into row values (2)`)
    assert.equal((await sql`select no from row`)[0]!.no, 2)
  }))

const midway = 'select 1 / (5000 - g) as x from generate_series(1, 10000) g'
const failures: [how: string, fail: (sql: Sql) => Promise<unknown>][] = [
  ['as it is', sql => sql.unsafe(midway)],
  ['prepared', sql => sql`select 1 / (${5000}::int - g) from generate_series(1, 10000) g`],
  ['as bare rows', sql => sql.unsafe(midway).values()],
  ['in a transaction', sql => sql.begin(tx => tx.unsafe(midway))],
  ['in a savepoint', sql => sql.begin(tx => tx.savepoint(inner => inner.unsafe(midway)))],
  ['behind a cursor', sql => sql.unsafe(midway).cursor(700, async () => {})],
  ['row by row', sql => sql.unsafe(midway).forEach(() => {})],
  ['of several statements', sql => sql.unsafe(`select 1; ${midway}`).simple()],
  [
    'copied out',
    async sql => {
      for await (const _piece of await sql.unsafe(`copy (${midway}) to stdout`).readable());
    },
  ],
  [
    'copied in',
    async sql => {
      await sql.unsafe('create temp table if not exists copied (no int)')
      const into = await sql.unsafe('copy copied from stdin').writable()
      await pipeline(Readable.from([`${'1\n'.repeat(5000)}x\n`]), into)
    },
  ],
  [
    'behind a cursor in a transaction',
    sql =>
      sql.begin(async tx => {
        for await (const rows of tx.unsafe(midway).cursor(100)) assert.equal(rows.length, 100)
      }),
  ],
  [
    'cancelled',
    sql => {
      const query = sql.unsafe(
        'select g, pg_sleep(case when g < 3000 then 0 else 0.01 end) from generate_series(1, 10000) g',
      )
      let cancelled = false
      return query.forEach(() => {
        if (!cancelled) query.cancel()
        cancelled = true
      })
    },
  ],
  [
    'cut off by its time',
    sql =>
      sql.begin(async tx => {
        await tx`set local statement_timeout = 50`
        await tx`select g, pg_sleep(case when g < 3000 then 0 else 0.01 end) from generate_series(1, 10000) g`
      }),
  ],
]
for (const [how, fail] of failures)
  test(`the statement after one that failed in the middle of its rows has its own rows: ${how}`, () =>
    withDatabase(async (_, { another }) => {
      const sql = another(1)
      for (let turn = 0; turn < 3; turn++) {
        await assert.rejects(fail(sql))
        assert.deepEqual([...(await sql`select 7 as seven`)], [{ seven: 7 }])
        await assert.rejects(fail(sql))
        assert.equal((await sql`select g from generate_series(1, 3) g`).length, 3)
      }
    }))

test('a statement that is asked again after one that failed in the middle has its own rows', () =>
  withDatabase(async (_, { another }) => {
    const sql = another(1)
    await Promise.allSettled([sql.unsafe(midway), sql.unsafe(midway)])
    const [failed, ...answers] = await Promise.allSettled([
      sql.unsafe(midway),
      ...Array.from({ length: 20 }, (_, n) => sql`select ${n}::int as n`),
    ])
    assert.equal(failed!.status, 'rejected')
    assert.deepEqual(
      answers.map(answer => (answer.status === 'fulfilled' ? [...answer.value] : answer.reason)),
      Array.from({ length: 20 }, (_, n) => [{ n }]),
    )
  }))

test('a COPY that fails with its first bytes fails for whoever asked, and ends no process', () =>
  withDatabase(async (_, { another }) => {
    const sql = another(1)
    for (const rows of [1, 2, 100, 20_000]) {
      const copying = async () => {
        const out = await sql
          .unsafe(`copy (select 1 / (${rows} - g) from generate_series(1, 20000) g) to stdout`)
          .readable()
        // However late it is read.
        await setImmediate()
        for await (const _piece of out);
      }
      await assert.rejects(copying(), { code: '22012' })
      assert.deepEqual([...(await sql`select 7 as seven`)], [{ seven: 7 }])
    }
    await sql`create temp table copied (no int)`
    const into = await sql`copy copied from stdin`.writable()
    into.write('x\n')
    await sql`select 1`.catch(() => {})
    await assert.rejects(pipeline(Readable.from(['1\n']), into))
    assert.equal((await sql`select count(*)::int as n from copied`)[0]!.n, 0)
  }))

test('a reserved connection that died is refused and goes back to no pool', () =>
  withDatabase(async (killer, { another }) => {
    const sql = another(1)
    const reserved = await sql.reserve()
    await end(killer, await backendOf(reserved))
    await assert.rejects(
      again(() => reserved`select 1`, 3),
      isAway,
    )
    reserved.release()
    assert.equal((await sql`select 1 as one`)[0]!.one, 1)
  }))

test('a transaction that had to wait behind many statements is rolled back whole', () =>
  withDatabase(async (look, { another }) => {
    const sql = another(1)
    await sql`create table row (no int)`
    for (const before of [98, 99, 100, 101, 150]) {
      const waiting = Array.from(
        { length: before },
        (_, no) => sql`select ${no}::int as no, ${'x'.repeat(2000)} as text`,
      )
      const failing = sql.begin(async tx => {
        await tx`insert into row values (${before})`
        throw new Error('changed my mind')
      })
      const other = sql`select 1`
      await assert.rejects(failing, { message: 'changed my mind' })
      await Promise.all([...waiting, other])
      assert.equal((await look`select count(*) as rows from row`)[0]!.rows, 0, `behind ${before}`)
    }
  }))

const copies: [
  what: string,
  write: (stream: Writable, cut: () => Promise<unknown>) => Promise<void>,
  code: RegExp,
][] = [
  ['a bad row at its end', async stream => void stream.end('1\nnot a number\n'), /22P02/],
  [
    'its connection cut off in the middle',
    async (stream, cut) => {
      stream.write('1\n')
      await cut()
      stream.end('2\n')
    },
    /CONNECTION_CLOSED|57P01|ECONNRESET|EPIPE|ERR_STREAM/,
  ],
  [
    'its connection cut off as it ends',
    async (stream, cut) => {
      stream.write('1\n')
      const cutting = cut()
      stream.end('2\n')
      await cutting
    },
    /CONNECTION_CLOSED|57P01|ECONNRESET|EPIPE|ERR_STREAM|^done$/,
  ],
]
for (const [what, write, code] of copies) {
  test(`a COPY with ${what} is answered`, () =>
    withDatabase(async (killer, { another }) => {
      const sql = another(1)
      await sql`create table row (no int)`
      const copying = sql.begin(async tx => {
        const pid = await backendOf(tx)
        const stream = await tx`copy row from stdin`.writable()
        const done = finished(stream)
        done.catch(() => {})
        await write(stream, () => end(killer, pid))
        await done
      })
      const outcome = await copying.then(
        () => 'done',
        error => error.code,
      )
      assert.match(outcome, code)
      const [row] = await again(() => sql`select count(*) as rows from row`)
      assert.equal(row!.rows, outcome === 'done' ? 2 : 0)
    }))
}

test('a COPY whose last rows come quicker than they are read leaves its connection usable', () =>
  withDatabase(async (_sql, { another }) => {
    const sql = another(1)
    await sql`create table row as select no, repeat(md5(no::text), 300) as text from generate_series(1, 61) no`
    for (let turn = 0; turn < 5; turn++) {
      let bytes = 0
      for await (const piece of await sql`copy row to stdout`.readable()) {
        bytes += (piece as Buffer).length
        await sleep(1)
      }
      assert.ok(bytes > 61 * 9600)
      assert.equal((await sql`select 1 as one`)[0]!.one, 1)
    }
  }))

test('every pool comes from the mended driver', () => {
  const root = join(import.meta.dirname, '../..')
  const bare = ['src', 'tests', 'bench']
    .flatMap(folder =>
      (readdirSync(join(root, folder), { recursive: true }) as string[]).map(name => join(folder, name)),
    )
    .filter(name => name.endsWith('.ts') && name !== 'src/store/driver.ts')
    .filter(name => /^import (?!type ).*from 'postgres'/m.test(readFileSync(join(root, name), 'utf8')))
  assert.deepEqual(bare, [])
})

const backendOf = async (sql: AnySql): Promise<number> => (await sql`select pg_backend_pid() as pid`)[0]!.pid

/** Ends a session and waits until it is gone. */
async function end(killer: Sql, pid: number) {
  await killer`select pg_terminate_backend(${pid}, 2000)`
}

/** The first statements after a cut may still meet the old connection; bounded. */
async function again<T>(act: () => PromiseLike<T>, turns = 5): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await act()
    } catch (error) {
      if (turn === turns || !isAway(error)) throw error
    }
  }
}
