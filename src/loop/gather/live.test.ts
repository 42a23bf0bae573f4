import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { lives } from '#networks/all-live.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { type MentionServer, mentionServer } from '#tests/live-webmention.ts'
import { importByNo } from './imports.ts'
import { connectLive, disconnectLive, followSoon, listLive } from './live.ts'
import { followLive, nextLive } from './live-follow.ts'
import { previewUndo, undoImport } from './undo.ts'

describe('a source that is followed', () => {
  let lab: Lab
  let server: MentionServer
  let ctx: TestCtx
  let log: string[]
  const still = new AbortController().signal

  before(async () => {
    lab = openLab()
    server = await mentionServer(lab)
  })
  after(() => lab.close())
  beforeEach(async () => {
    ctx = Object.assign(await testCtx(), { egress: lab.egress, log: (line: string) => log.push(line) })
    log = []
    Object.assign(server, { failing: undefined, mentions: [], asked: 0, token: 'canary-token-of-webmention' })
    server.add('like-of', 'yui', '2026-09-02T10:00:00Z')
    server.add('in-reply-to', 'ren', '2026-09-03T10:00:00Z')
  })

  afterEach(async () => {
    await assertWhole(ctx)
    await ctx.end()
  })

  const filledIn = () => ({ domain: 'hanako.example', token: server.token, server: server.origin })
  const connect = async () => {
    const done = await connectLive(ctx, 'webmention', filledIn())
    assert.ok('importNo' in done)
    return done.importNo
  }
  const acts = async () =>
    (
      await ctx.store.sql<{ external_key: string; import_no: number }[]>`
      select external_key, import_no from act order by external_key`
    ).map(row => [row.external_key, row.import_no])
  const later = (minutes: number) => ctx.setNow(ctx.now() + minutes * 60_000)

  test('is filled, then brings what is new; a look that finds nothing changes nothing', async () => {
    const importNo = await connect()
    assert.equal(await nextLive(ctx), importNo)
    assert.equal(await followLive(ctx, importNo, still), 'well')
    assert.deepEqual(await acts(), [
      ['wm:1001', importNo],
      ['wm:1002', importNo],
    ])
    assert.equal(await nextLive(ctx), undefined)
    later(20)
    const facts = async () => (await ctx.store.sql`select facts_no from owner`)[0]!.facts_no
    const before = await facts()
    assert.equal(await followLive(ctx, (await nextLive(ctx))!, still), 'well')
    assert.equal(await facts(), before)
    server.add('repost-of', 'yui', '2026-11-23T09:10:00Z')
    later(20)
    assert.equal(await followLive(ctx, importNo, still), 'well')
    assert.equal((await acts()).length, 3)
    const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
    assert.deepEqual(
      [row.status, row.network, row.counts.actsAdded, row.counts.peopleAdded],
      ['done', 'webmention', 3, 2],
    )
    const [{ people }] = (await ctx.store.sql`select count(*)::int as people from person`) as unknown as [
      { people: number },
    ]
    assert.equal(people, 2)
  })

  test('the same account again is the same source; an archive of it tells the same facts', async () => {
    const importNo = await connect()
    await followLive(ctx, importNo, still)
    assert.equal(await connect(), importNo)
    assert.equal((await listLive(ctx)).length, 1)
    assert.equal(await followLive(ctx, importNo, still), 'well')
    assert.equal((await acts()).length, 2)
  })

  test('undo takes its facts back and ends it; connecting anew brings them back', async () => {
    const importNo = await connect()
    await followLive(ctx, importNo, still)
    const { copies: _, ...counts } = await previewUndo(ctx, importNo)
    assert.deepEqual(counts, { acts: 2, people: 2, keptActs: 0, keptPeople: 0 })
    await undoImport(ctx, importNo)
    assert.deepEqual([await acts(), (await listLive(ctx)).length], [[], 0])
    assert.equal(await followLive(ctx, importNo, still), 'over')
    const again = await connect()
    await followLive(ctx, again, still)
    assert.deepEqual(
      (await acts()).map(([, no]) => no),
      [again, again],
    )
  })

  test('disconnecting forgets the token and keeps what was gathered', async () => {
    const importNo = await connect()
    await followLive(ctx, importNo, still)
    await disconnectLive(ctx, importNo)
    assert.deepEqual([(await listLive(ctx)).length, (await acts()).length], [0, 2])
    await assert.rejects(disconnectLive(ctx, importNo), { code: 'not-found' })
    await assert.rejects(followSoon(ctx, importNo), { code: 'not-found' })
    assert.equal(await followLive(ctx, importNo, still), 'over')
    const [kept] = await ctx.store.sql`select length(secrets) as length from live`
    assert.equal(kept!.length, 0)
    assert.equal(await connect(), importNo)
    assert.equal(await followLive(ctx, importNo, still), 'well')
    assert.equal((await acts()).length, 2)
    await disconnectLive(ctx, importNo)
    await undoImport(ctx, importNo)
    assert.deepEqual(await acts(), [])
  })

  test('a token that is taken away is told once and not tried again; a new one goes on', async () => {
    const importNo = await connect()
    await followLive(ctx, importNo, still)
    server.token = 'another'
    server.add('repost-of', 'yui', '2026-11-23T09:10:00Z')
    later(20)
    assert.equal(await followLive(ctx, importNo, still), 'trouble')
    const [row] = await listLive(ctx)
    assert.deepEqual([row!.state, row!.notice?.code, row!.next_at], ['token-lost', 'token-lost', null])
    const asked = server.asked
    later(100_000)
    assert.equal(await nextLive(ctx), undefined)
    assert.equal(await followLive(ctx, importNo, still), 'over')
    await assert.rejects(followSoon(ctx, importNo), { code: 'live-connect-anew' })
    assert.equal(server.asked, asked)
    assert.equal(log.length, 1)
    assert.equal(await connect(), importNo)
    assert.equal(await followLive(ctx, importNo, still), 'well')
    assert.equal((await acts()).length, 3)
    assert.equal((await listLive(ctx))[0]!.notice, null)
  })

  test('when the network says not now, it is asked then; when it is away, less and less', async () => {
    const importNo = await connect()
    await followLive(ctx, importNo, still)
    later(20)
    server.failing = { status: 429, headers: { 'retry-after': '1800' } }
    assert.equal(await followLive(ctx, importNo, still), 'trouble')
    const at = async () => (await listLive(ctx))[0]!.next_at!.getTime() - ctx.now()
    assert.ok((await at()) >= 1_800_000 && (await at()) <= 1_830_000)
    // Neither does a hurried owner hurry it.
    await followSoon(ctx, importNo)
    assert.ok((await at()) >= 1_800_000)
    server.failing = { status: 502 }
    for (const failures of [2, 3, 4]) {
      assert.equal(await followLive(ctx, importNo, still), 'trouble')
      assert.equal((await listLive(ctx))[0]!.failures, failures)
    }
    assert.equal((await listLive(ctx))[0]!.notice?.code, 'away')
    server.failing = undefined
    assert.equal(await followLive(ctx, importNo, still), 'well')
    const [row] = await listLive(ctx)
    assert.deepEqual([row!.failures, row!.notice, row!.done], [0, null, 1])
  })

  test('tokens stand nowhere in the clear, and without the key file only they must be given anew', async () => {
    const importNo = await connect()
    await followLive(ctx, importNo, still)
    const dump = JSON.stringify([
      await ctx.store.sql`select live::text from live`,
      await ctx.store.sql`select import::text from import`,
      log,
    ])
    assert.ok(!dump.includes(server.token))
    assert.ok(!dump.includes(Buffer.from(server.token).toString('hex')))
    await rm(join(ctx.dataDir, 'secrets.key'))
    later(20)
    assert.equal(await followLive(ctx, importNo, still), 'trouble')
    const [row] = await listLive(ctx)
    assert.deepEqual([row!.state, row!.notice?.code, (await acts()).length], ['token-lost', 'key-lost', 2])
    assert.equal(await connect(), importNo)
  })

  test('what cannot be is refused before it is kept', async () => {
    const tries: [Record<string, string>, string][] = [
      [{ ...filledIn(), token: 'wrong' }, 'live-token'],
      [{ ...filledIn(), server: 'http://127.0.0.2:1' }, 'live-address'],
      [{ ...filledIn(), server: 'https://nobody.example' }, 'live-away'],
      [{ ...filledIn(), server: 'ftp://webmention.example' }, 'field-wrong'],
      [{ domain: 'hanako.example' }, 'field-wrong'],
      [{ ...filledIn(), more: 'x' }, 'bad-request'],
      [{ ...filledIn(), domain: ' ' }, 'field-wrong'],
    ]
    for (const [said, code] of tries)
      await assert.rejects(connectLive(ctx, 'webmention', said), { code }, JSON.stringify(said))
    await assert.rejects(connectLive(ctx, 'nothing', {}), { code: 'not-found' })
    assert.equal((await listLive(ctx)).length, 0)
  })

  test('an address on the inside is refused by every kind that takes one (B012)', async () => {
    for (const live of lives)
      for (const field of live.fields.filter(({ kind, id }) => kind === 'address' || id === 'server'))
        for (const inside of [
          'http://127.0.0.2:1/',
          'http://192.168.0.1/',
          'http://[::1]/',
          'http://169.254.169.254/',
        ]) {
          const said = Object.fromEntries(
            live.fields.map(one => [
              one.id,
              one.kind === 'mail' ? 'a@b.example' : one.kind === 'choice' ? one.value! : 'x.example',
            ]),
          )
          if (live.signIn) delete said.token
          const value = field.kind === 'text' ? new URL(inside).host : inside
          // Only the field in question leads anywhere.
          for (const one of live.fields)
            if (one.kind === 'address' && one.id !== field.id && one.optional) delete said[one.id]
          if (field.id === 'comments') continue
          await assert.rejects(
            connectLive(ctx, live.id, { ...said, [field.id]: value }),
            error =>
              [
                'live-address',
                'field-wrong',
                ...(field.id === 'server' && live.id === 'hatena-bookmark' ? ['live-away'] : []),
              ].includes((error as { code: string }).code),
            `${live.id} ${field.id} ${inside}`,
          )
        }
    assert.equal((await listLive(ctx)).length, 0)
  })

  test('two at once: one follows', async () => {
    const importNo = await connect()
    let other: string | undefined
    const first = { ...ctx, egress: { ...ctx.egress } }
    first.egress.http = async request => {
      other ??= await followLive(ctx, importNo, still)
      return ctx.egress.http(request)
    }
    assert.equal(await followLive(first, importNo, still), 'well')
    assert.equal(other, 'elsewhere')
    assert.equal((await acts()).length, 2)
  })

  test('stopped in the middle it goes on where it stood', async () => {
    for (let i = 0; i < 230; i++) server.add('like-of', 'yui', '2026-10-01T10:00:00Z')
    const importNo = await connect()
    const stop = new AbortController()
    const watched = { ...ctx, egress: { ...ctx.egress } }
    let asked = 0
    watched.egress.http = request => {
      // All three pages are heard before the first is judged.
      if (++asked === 5) stop.abort()
      return ctx.egress.http(request)
    }
    assert.equal(await followLive(watched, importNo, stop.signal), 'stopped')
    assert.equal((await acts()).length, 100)
    assert.equal(((await listLive(ctx))[0]!.cursor as { since: number }).since, 1100)
    assert.equal(await followLive(ctx, importNo, still), 'well')
    assert.equal((await acts()).length, 232)
    const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
    assert.deepEqual([row.rows_done, row.counts.actsAdded, row.counts.actsKnown], [232, 232, 0])
  })
})
