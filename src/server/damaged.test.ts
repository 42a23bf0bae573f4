import assert from 'node:assert/strict'
import { chown, mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { run } from '#cli/run.ts'
import { runImport } from '#loop/gather/run.ts'
import { addSamplePeople } from '#loop/gather/sample-people.ts'
import { newCode, openSession } from '#loop/guard/access.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { testFolder } from '#tests/cluster.ts'
import { sessionCookieOf } from './access.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { openCtx } from './ctx.ts'
import type { Check } from './doctor.ts'

describe('a ledger that the disk has damaged', () => {
  let config: ReturnType<typeof readConfig>
  const places: Record<string, string> = {}

  before(async () => {
    config = readConfig({ dataDir: await testFolder(), port: 0, hostNames: [], language: 'en' })
    const ctx = await openCtx(config, { log: () => {} })
    for (const importNo of await addSamplePeople(ctx)) await runImport(ctx, importNo)
    await computeSupport(ctx)
    places.pg_control = 'global/pg_control'
    for (const name of ['support', 'account', 'act_pkey', 'person', 'owner', 'schema_migration', 'pg_class'])
      places[name] = (await ctx.store.sql`select pg_relation_filepath(${name}::regclass) as path`)[0]!.path
    await ctx.egress.close()
    await ctx.store.close()
  })

  after(() => rm(config.dataDir, { recursive: true, force: true }))

  /** Does harm to one file of the stopped database, lets `look` see, and makes it good again. */
  async function harmed(name: string, harm: (path: string) => Promise<void>, look: () => Promise<void>) {
    const path = join(config.dataDir, 'postgres', places[name]!)
    const whole = await readFile(path)
    const { uid, gid, mode } = await stat(path)
    await harm(path)
    try {
      await look()
    } finally {
      await writeFile(path, whole, { mode })
      await chown(path, uid, gid)
    }
  }

  const flip = async (path: string) => {
    const file = await open(path, 'r+')
    await file.write(Buffer.alloc(16, 0xa5), 0, 16, 8192 + 4000)
    await file.close()
  }

  const flipAllButTheFirst = async (path: string) => {
    const { length } = await readFile(path)
    const file = await open(path, 'r+')
    for (let at = 8192; at < length; at += 8192) await file.write(Buffer.alloc(16, 0xa5), 0, 16, at + 4000)
    await file.close()
  }

  async function doctor(...options: string[]) {
    let out = ''
    let err = ''
    const exit = await run(['doctor', '--json', '--data', config.dataDir, ...options], {
      out: text => void (out += text),
      err: text => void (err += text),
      isTty: false,
      signal: new AbortController().signal,
    })
    const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: Check[] }
    assert.doesNotMatch(out + err, /\bat .*\.ts:\d|try again/)
    return { exit, ok, checks, storage: checks.find(({ name }) => name === 'storage')! }
  }

  async function api(path: string) {
    const ctx = await openCtx(config, { log: line => log.push(line) })
    const log: string[] = []
    try {
      const { token } = await openSession(ctx, await newCode(ctx))
      const answer = await createApp(ctx, config).request(`/api/v1${path}`, {
        headers: { host: 'localhost', cookie: `${sessionCookieOf(ctx)}=${token}` },
      })
      return { status: answer.status, log, body: (await answer.json()) as Record<string, unknown> }
    } finally {
      await ctx.egress.close()
      await ctx.store.close()
    }
  }

  test('whole, it is read to its last page, and nothing stays behind', async () => {
    const { exit, storage } = await doctor()
    assert.equal(exit, 0)
    assert.match(storage.sentence, /tables and \d+ indexes are whole/)
    const ctx = await openCtx(config)
    const extensions = await ctx.store.sql`select 1 from pg_extension where extname = 'amcheck'`
    assert.equal(extensions.length, 0)
    await ctx.egress.close()
    await ctx.store.close()
  })

  for (const name of ['support', 'account'])
    test(`a flipped page of the table ${name} is named, with what is whole and what to do`, () =>
      harmed(name, flip, async () => {
        const { exit, ok, storage } = await doctor()
        assert.equal(exit, 1)
        assert.equal(ok, false)
        assert.equal(storage.ok, false)
        assert.match(storage.sentence, new RegExp(`damaged ${name} \\(`))
        assert.match(storage.sentence, /Whole are: .*\bact\b.*\bperson\b/)
        assert.match(storage.sentence, /There is no copy/)
      }))

  test('the API tells it by a code of its own, without asking to try again, and health still answers', () =>
    harmed('person', flipAllButTheFirst, async () => {
      const list = await api('/supporters?sort=name&limit=200')
      assert.equal(list.status, 500)
      assert.equal(list.body.code, 'ledger-damaged')
      assert.doesNotMatch(String(list.body.detail), /try again/i)
      assert.ok(list.log.some(line => line.startsWith('damaged: ')))
      assert.ok(!list.log.some(line => line.includes('.ts:')))
      const health = await api('/health')
      assert.equal(health.status, 200)
      const checks = health.body.checks as Check[]
      assert.ok(checks.some(({ name, ok }) => name === 'storage' && !ok))
    }))

  const zeroAll = async (path: string) => writeFile(path, Buffer.alloc((await readFile(path)).length, 0xa5))
  const without: [name: string, harm: (path: string) => Promise<void>, said: RegExp][] = [
    ['owner', zeroAll, /damaged owner \(.*Whole are: .*\bperson\b/],
    ['schema_migration', zeroAll, /damaged schema_migration \(.*Whole are: .*\bowner\b/],
    ['owner', path => rm(path), /damaged owner \(could not open file/],
    ['pg_class', zeroAll, /Part of the database itself cannot be read \(/],
    ['pg_control', zeroAll, /Part of the database itself cannot be read \(/],
    ['pg_control', path => rm(path), /Part of the database itself cannot be read \(/],
  ]
  for (const [name, harm, said] of without)
    test(`${name} ${harm === zeroAll ? 'in shreds' : 'gone'}: the doctor tells it though no ledger can be opened, and what to go back to`, () =>
      harmed(name, harm, async () => {
        const copy = join(config.dataDir, 'backups', '2026-11-23T09-00-00-000Z-day-schema-9-5f0c2a9b')
        await mkdir(copy, { recursive: true })
        try {
          const { exit, checks, storage } = await doctor()
          assert.equal(exit, 1)
          assert.equal(checks.length, 1)
          assert.match(storage.sentence, said)
          assert.ok(storage.sentence.includes(`npx enishi restore ${copy} --data a-new-folder`))
          let err = ''
          const ended = await run(['supporters', '--lang', 'en', '--data', config.dataDir], {
            out: () => {},
            err: text => void (err += text),
            isTty: false,
            signal: new AbortController().signal,
          })
          assert.equal(ended, 1)
          assert.match(err, /✗ Part of the ledger is damaged on the disk/)
          assert.doesNotMatch(err, /\.ts:\d|npm ci/)
        } finally {
          await rm(copy, { recursive: true })
        }
      }))

  test('a damaged index of a whole table is built anew on request', () =>
    harmed('act_pkey', flip, async () => {
      const { exit, storage } = await doctor()
      assert.equal(exit, 1)
      assert.match(storage.sentence, /Indexes are damaged: act_pkey .*--mend/)
      const mended = await doctor('--mend')
      assert.equal(mended.exit, 0)
    }))

  test('a table whose file was cut short is named', () =>
    harmed(
      'person',
      path => truncate(path, 8192),
      async () => {
        const { exit, storage } = await doctor()
        assert.equal(exit, 1)
        assert.equal(storage.ok, false)
      },
    ))
})
