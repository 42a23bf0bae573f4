import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import {
  AppBskyActorGetProfile,
  AppBskyFeedGetAuthorFeed,
  AppBskyFeedGetLikes,
  AppBskyFeedGetQuotes,
  AppBskyFeedGetRepostedBy,
  AppBskyGraphGetFollowers,
  AppBskyNotificationListNotifications,
} from '@atcute/bluesky'
import { safeParse } from '@atcute/lexicons/validations'
import { wireOf } from '#loop/guard/egress.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { blueskyServer } from '#tests/live-bluesky.ts'
import { actsIn, spoiled, turn } from '#tests/live-turn.ts'
import { rejectsOf } from '#tests/sources.ts'
import { lots } from '#tests/spoiling.ts'
import { LiveTrouble } from '../live.ts'
import { blueskyLive as live } from './live.ts'

let lab: Lab
let server: Awaited<ReturnType<typeof blueskyServer>>
before(async () => {
  let now = Date.now()
  lab = openLab(() => (now += 10_000))
  server = await blueskyServer(lab)
})
after(() => lab.close())
afterEach(() => Object.assign(server, { failing: undefined, mutate: (body: unknown) => body, asked: [] }))

const account = () => ({
  settings: { handle: 'hanako.bsky.social', server: server.origin },
  secrets: { password: server.password },
})

test('an app password says whose account it is; a wrong one is a lost token', async () => {
  const wire = wireOf(lab.egress, Date.now, new AbortController().signal)
  const { key, name } = await live.connect(wire, account())
  assert.deepEqual([key, name], ['did:plc:hanako', '@hanako.bsky.social'])
  await assert.rejects(live.connect(wire, { ...account(), secrets: { password: 'wrong' } }), {
    kind: 'token-lost',
  })
})

test('the first time brings all there is, told by notification or by list under one key', async () => {
  const { rows } = await turn(lab, live, account())
  const post = 'at://did:plc:hanako/app.bsky.feed.post/'
  assert.deepEqual(
    [...new Set(actsIn(rows))],
    [
      'follow toward 高橋 蓮 follow:did:plc:rent',
      `like toward Maya Lindqvist like:did:plc:mayalindq:${post}3aaa`,
      `like toward 佐藤 結衣 like:did:plc:yuisato:${post}3aaa`,
      `like toward 高橋 蓮 like:did:plc:rent:${post}3aaa`,
      `mention by did:plc:rent ${post}3bbb#mention=did:plc:rent`,
      `reply by 佐藤 結衣 ${post}3bbb`,
      'reply toward 佐藤 結衣 at://did:plc:yuisato/app.bsky.feed.post/n09041000',
      `share by 佐藤 結衣 at://did:plc:hanako/app.bsky.feed.repost/3rrr`,
      'share toward Maya Lindqvist at://did:plc:mayalindq/app.bsky.feed.post/3qqq',
      `share toward 高橋 蓮 share:did:plc:rent:${post}3aaa`,
    ].sort(),
  )
  assert.deepEqual(rejectsOf(rows), { unsupported: 1 })
  const acts = rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry] : []))
  const reply = acts.find(({ act, direction }) => act === 'reply' && direction === 'toward')!
  assert.deepEqual([reply.text, reply.work?.key], ['an answer', `${post}3aaa`])
  // A handle in one's own domain is proof of that domain.
  assert.deepEqual(reply.account.sameAs, [{ kind: 'url', value: 'sato.example', firm: true }])
  const shares = acts.filter(({ externalKey }) => externalKey.startsWith('share:'))
  assert.deepEqual(
    shares.map(({ when }) => when.precision),
    ['millisecond', 'day'],
  )
  assert.deepEqual(rows.filter(row => row.ok && row.entry.kind === 'self').length, 1)
})

test('the answers it was tried with are what the published lexicons say', async () => {
  server.answered.length = 0
  await turn(lab, live, account())
  const shapes: Record<string, { mainSchema: { output: unknown } }> = {
    'app.bsky.actor.getProfile': AppBskyActorGetProfile,
    'app.bsky.notification.listNotifications': AppBskyNotificationListNotifications,
    'app.bsky.feed.getAuthorFeed': AppBskyFeedGetAuthorFeed,
    'app.bsky.feed.getLikes': AppBskyFeedGetLikes,
    'app.bsky.feed.getRepostedBy': AppBskyFeedGetRepostedBy,
    'app.bsky.feed.getQuotes': AppBskyFeedGetQuotes,
    'app.bsky.graph.getFollowers': AppBskyGraphGetFollowers,
  }
  const met = new Set<string>()
  for (const [method, body] of server.answered) {
    if (!shapes[method]) continue
    met.add(method)
    const { schema } = shapes[method].mainSchema.output as { schema: Parameters<typeof safeParse>[0] }
    const parsed = safeParse(schema, body)
    assert.ok(parsed.ok, parsed.ok ? '' : `${method}: ${parsed.message}`)
  }
  assert.deepEqual([...met].sort(), Object.keys(shapes).sort())
})

test('the next time brings what is new alone; a stop anywhere loses nothing', async () => {
  const whole = await turn(lab, live, account())
  const idle = await turn(lab, live, account(), whole.cursor)
  assert.deepEqual(idle.rows, [])
  server.notifications.unshift(server.note('mention', 'yui', '2026-11-23T08:00:00.000Z'))
  const more = await turn(lab, live, account(), whole.cursor)
  assert.deepEqual(actsIn(more.rows).filter(line => line.startsWith('mention')).length, 1)
  const told = new Set(actsIn((await turn(lab, live, account())).rows))
  for (const [i, place] of whole.cursors.entries()) {
    const rest = await turn(lab, live, account(), place)
    for (const line of actsIn(rest.rows)) assert.ok(told.has(line), `${i}: ${line}`)
    assert.ok(
      actsIn(rest.rows).some(line => line.startsWith('mention toward')),
      `${i}`,
    )
  }
  server.notifications.shift()
})

test('answers of another shape are left out one by one', async () => {
  const random = lots(7)
  for (let round = 0; round < 60; round++) {
    server.mutate = body => spoiled(body, random)
    await turn(lab, live, account()).catch(error =>
      assert.ok(error instanceof LiveTrouble || error.name === 'HttpTrouble', error.stack),
    )
  }
})

test('limits are kept', async () => {
  server.failing = {
    status: 429,
    headers: { 'ratelimit-reset': String(Date.parse('2026-11-23T09:05:00Z') / 1000) },
  }
  await assert.rejects(turn(lab, live, account()), {
    kind: 'slow-down',
    retryAt: Date.parse('2026-11-23T09:05:00Z'),
  })
})
