import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { directionOfCode, kindOfCode } from '#ledger/kinds.ts'
import { importByNo } from '#loop/gather/imports.ts'
import { connectLive, listLive } from '#loop/gather/live.ts'
import { followLive } from '#loop/gather/live-follow.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { type BlueskyNetwork, noBluesky, type Post, startBluesky } from '#tests/peers-bluesky.ts'

/** The programs that bsky.social runs, with real accounts and real sign-in, followed as a person's own account is. */
describe('a real Bluesky network', { skip: noBluesky(), timeout: 120_000 }, () => {
  const still = new AbortController().signal
  let network: BlueskyNetwork
  let lab: Lab
  let ctx: TestCtx
  let importNo: number
  let log: string[]
  const dids = new Map<string, string>()
  const posts: Post[] = []
  const me = 'hanako.test'

  before(async () => {
    if (noBluesky()) return
    network = await startBluesky()
    lab = openLab()
    // The directory names the PDS by the name it has for itself.
    for (const name of ['pds.example', 'localhost']) lab.name(name)
    log = []
    ctx = Object.assign(await testCtx(Date.now()), {
      egress: lab.egress,
      log: (line: string) => log.push(line),
    })
    for (const [handle, name] of [
      [me, '縁 花子'],
      ['yui.test', '佐藤 結衣'],
      ['ren.test', '高橋 蓮'],
      ['maya.test', 'Maya Lindqvist'],
    ] as const)
      dids.set(handle, (await network.say<{ did: string }>('account', { handle, name })).did)
  })
  after(async () => {
    await ctx?.end()
    await lab?.close()
    await network?.close()
  })

  const follow = async () => {
    for (;;) {
      const end = await followLive(ctx, importNo, still)
      if (end !== 'more') return end
    }
  }
  /** Kind, direction and person of every act. */
  const told = async () => {
    const rows = await ctx.store.sql<{ kind: number; direction: number; key: string }[]>`
      select kind, direction, account.key
      from act join account on account.account_id = act.account_id where account.network = 'bluesky'`
    const names = new Map([...dids].map(([handle, did]) => [did, handle.replace('.test', '')]))
    return rows
      .map(row => `${kindOfCode(row.kind)} ${directionOfCode(row.direction)} ${names.get(row.key)}`)
      .sort()
  }
  const leftOut = async (no: number) =>
    (
      await ctx.store.sql<
        { why: string }[]
      >`select code as why from reject where import_no = ${no} order by 1`
    ).map(({ why }) => why)
  test('connected with an app password, all that happened is there, each once', async () => {
    for (const text of ['はじめまして', 'きょうは縁側で', 'A third post'])
      posts.push(await network.say('post', { by: me, text }))
    const theirs = await network.say('post', { by: 'yui.test', text: 'おはよう' })
    const ref = (post: Post) => ({ uri: post.uri, cid: post.cid })
    await network.say('like', { by: 'yui.test', post: posts[0] })
    await network.say('like', { by: 'ren.test', post: posts[0] })
    await network.say('repost', { by: 'ren.test', post: posts[1] })
    await network.say('follow', { by: 'ren.test', did: dids.get(me) })
    await network.say('post', {
      by: 'yui.test',
      text: 'いいですね',
      reply: { root: ref(posts[0]!), parent: ref(posts[0]!) },
    })
    await network.say('post', { by: 'maya.test', text: 'Look at this', quote: ref(posts[2]!) })
    await network.say('post', { by: 'maya.test', text: 'Hello @hanako.test' })
    await network.say('post', {
      by: me,
      text: 'おはようございます',
      reply: { root: ref(theirs), parent: ref(theirs) },
    })
    await network.say('repost', { by: me, post: theirs })
    await network.say('like', { by: me, post: theirs })
    await network.say('settle')

    const password = await network.say<string>('appPassword', { by: me, name: 'enishi' })
    const said = { handle: me, password, server: `http://pds.example:${network.port}` }
    await assert.rejects(connectLive(ctx, 'bluesky', { ...said, password: 'aaaa-bbbb-cccc-dddd' }), {
      code: 'live-token',
    })
    const done = await connectLive(ctx, 'bluesky', said)
    assert.ok('importNo' in done)
    importNo = done.importNo
    assert.equal(await follow(), 'well', log.join('\n'))
    assert.deepEqual(await told(), [
      'follow toward ren',
      'like toward ren',
      'like toward yui',
      'mention toward maya',
      'reply by yui',
      'reply toward yui',
      'share by yui',
      'share toward maya',
      'share toward ren',
    ])
    assert.deepEqual(await leftOut(importNo), [])
    await assertWhole(ctx)
  })

  test('followed, only what is new comes; a look that finds nothing changes nothing', async () => {
    const before = await told()
    await network.say('like', { by: 'maya.test', post: posts[2] })
    await network.say('settle')
    ctx.setNow(Date.now() + 3_600_000)
    assert.equal(await follow(), 'well')
    const now = await told()
    assert.equal(now.length, before.length + 1)
    const facts = async () => (await ctx.store.sql`select facts_no from owner`)[0]!.facts_no
    const were = await facts()
    ctx.setNow(Date.now() + 7_200_000)
    assert.equal(await follow(), 'well')
    assert.equal(await facts(), were)
  })

  test('the whole repository as a CAR file: known acts are known, nothing unexplained is left out', async () => {
    const path = join(ctx.dataDir, 'hanako.car')
    await writeFile(path, Buffer.from(await network.say<string>('repo', { by: me }), 'base64'))
    const before = await told()
    const car = await importFile(ctx, path)
    const row = await importByNo(ctx.store.sql, ctx.owner, car)
    assert.equal(row.network, 'bluesky')
    assert.equal(row.status, 'done')
    assert.deepEqual(await leftOut(car), [])
    // A like of one's own stands nowhere but in the repository.
    assert.deepEqual(await told(), [...before, 'like by yui'].sort())
    await assertWhole(ctx)
  })

  test('an app password taken back is told once, and nothing is asked after it', async () => {
    await network.say('revoke', { by: me, name: 'enishi' })
    ctx.setNow(Date.now() + 9_000_000)
    assert.equal(await follow(), 'trouble')
    const [live] = await listLive(ctx)
    assert.deepEqual([live!.state, live!.notice?.code, live!.next_at], ['token-lost', 'token-lost', null])
    assert.equal(log.filter(line => line.includes('token-lost')).length, 1)
    assert.equal(await follow(), 'over')
  })
})
