import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { wireOf } from '#loop/guard/egress.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { mastodonServer } from '#tests/live-mastodon.ts'
import { actsIn, spoiled, turn } from '#tests/live-turn.ts'
import { assertAnswer } from '#tests/mastodon-entities.ts'
import { rejectsOf } from '#tests/sources.ts'
import { lots } from '#tests/spoiling.ts'
import type { LiveAccount } from '../live.ts'
import { LiveTrouble } from '../live.ts'
import { mastodonLive as live } from './live.ts'
import { nextIn } from './live-follow.ts'

let lab: Lab
let server: Awaited<ReturnType<typeof mastodonServer>>
const signal = new AbortController().signal
const wire = () => wireOf(lab.egress, () => Date.parse('2026-11-23T09:00:00Z'), signal)
before(async () => {
  // Its clock moves on, so that the budget of a host does not end the suite.
  let now = Date.now()
  lab = openLab(() => (now += 10_000))
  server = await mastodonServer(lab, { pageSize: 2 })
})
after(() => lab.close())
afterEach(() => Object.assign(server, { failing: undefined, mutate: (body: unknown) => body, asked: [] }))

async function connected(): Promise<LiveAccount> {
  const secrets = { token: server.token }
  const { settings, key, name } = await live.connect(wire(), { settings: { server: server.origin }, secrets })
  assert.equal(key, 'https://mstdn.example/users/hanako')
  assert.match(name, /^@hanako@/)
  return { settings: { server: server.origin, ...settings }, secrets }
}

test('the way to a token: an app that may only read, a code, and back again', async () => {
  const account: LiveAccount = { settings: { server: server.origin }, secrets: {} }
  assert.equal(live.signIn!.isNeeded(account), true)
  const { url, keep } = await live.signIn!.begin(wire(), account, 'http://localhost:4649/sources', 'state-1')
  const asked = new URL(url)
  assert.equal(asked.pathname, '/oauth/authorize')
  assert.equal(asked.searchParams.get('scope'), 'read:accounts read:notifications read:statuses')
  assert.equal(asked.searchParams.get('state'), 'state-1')
  assert.doesNotMatch(url, /canary/)
  await assert.rejects(
    live.signIn!.finish(wire(), account, keep, { error: 'access_denied' }),
    /access_denied/,
  )
  await assert.rejects(live.signIn!.finish(wire(), account, keep, { code: 'wrong' }), LiveTrouble)
  const { secrets } = await live.signIn!.finish(wire(), account, keep, { code: server.code })
  assert.equal(secrets.token, server.token)
  await live.leave!(wire(), { settings: account.settings, secrets })
  assert.deepEqual(server.revoked, [server.token])
})

test('the answers it was tried with are what Mastodon sends', async () => {
  server.answered.length = 0
  const account: LiveAccount = { settings: { server: server.origin }, secrets: {} }
  const { keep } = await live.signIn!.begin(wire(), account, 'http://localhost:4649/sources', 'state-1')
  await live.signIn!.finish(wire(), account, keep, { code: server.code })
  await turn(lab, live, await connected())
  // An account that is gone is null, which no server should send and some do.
  const whole = (body: unknown) =>
    Array.isArray(body) ? body.filter(one => !('account' in one) || one.account !== null) : body
  let entities = 0
  for (const [asked, body] of server.answered) entities += assertAnswer(asked, whole(body))
  assert.ok(entities > 15, `${entities}`)
  const asked = new Set(server.answered.map(([one]) => one))
  assert.equal(asked.size, 8, [...asked].join(', '))
})

test('the first time brings all there is, once each, and no private word', async () => {
  const { rows, cursor } = await turn(lab, live, await connected())
  assert.deepEqual(actsIn(rows), [
    'follow toward 高橋 蓮 follow:https://social.example/users/ren_t',
    'like toward 佐藤 結衣 like:https://mstdn.example/users/yui_sato:https://mstdn.example/users/hanako/statuses/101',
    'like toward 佐藤 結衣 like:https://mstdn.example/users/yui_sato:https://mstdn.example/users/hanako/statuses/101',
    'like toward 高橋 蓮 like:https://social.example/users/ren_t:https://mstdn.example/users/hanako/statuses/101',
    'message by https://social.example/users/ren_t https://mstdn.example/users/hanako/statuses/103/activity#message=https://social.example/users/ren_t',
    'message toward 高橋 蓮 https://social.example/users/ren_t/statuses/905',
    'reply by https://mstdn.example/users/yui_sato https://mstdn.example/users/hanako/statuses/102/activity',
    'reply toward 佐藤 結衣 https://mstdn.example/users/yui_sato/statuses/904',
    'share toward 高橋 蓮 share:https://social.example/users/ren_t:https://mstdn.example/users/hanako/statuses/101',
  ])
  assert.deepEqual(rejectsOf(rows), { 'no-author': 1 })
  assert.equal(JSON.stringify([rows, cursor]).includes('secret-of'), false)
  const acts = rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry] : []))
  const reply = acts.find(({ act, direction }) => act === 'reply' && direction === 'toward')!
  assert.equal(reply.work?.key, 'https://mstdn.example/users/hanako/statuses/101')
  assert.equal(reply.text, 'words of 904')
  // The notification, which knows when, comes before the list, which does not.
  const likes = acts.filter(({ act, account }) => act === 'like' && account.name === '佐藤 結衣')
  assert.deepEqual(
    likes.map(({ when }) => when.precision),
    ['millisecond', 'day'],
  )
  assert.deepEqual(likes[0]!.account.sameAs, [{ kind: 'url', value: 'sato.example', firm: true }])
  const kinds = rows.map(row => (row.ok ? row.entry.kind : ''))
  assert.equal(kinds[0], 'self')
  assert.equal(kinds.filter(kind => kind === 'account').length, 2)
})

test('the next time asks for what is new alone; a stop anywhere loses nothing', async () => {
  const account = await connected()
  const whole = await turn(lab, live, account)
  server.asked.length = 0
  const idle = await turn(lab, live, account, whole.cursor)
  assert.deepEqual(idle.rows, [])
  assert.equal(server.asked.length, 2)
  server.notifications.push(server.notification('16', 'favourite', server.people.ren, server.statuses[1]))
  const more = await turn(lab, live, account, whole.cursor)
  assert.deepEqual(
    actsIn(more.rows).map(line => line.slice(0, 18)),
    ['like toward 高橋 蓮 l'],
  )
  server.notifications.pop()
  for (const place of whole.cursors) {
    const rest = await turn(lab, live, account, place)
    const until = whole.cursors.findIndex(one => JSON.stringify(one) === JSON.stringify(place))
    assert.ok(until >= 0)
    assert.deepEqual(rest.cursor, whole.cursor)
  }
})

test('answers of another shape are left out one by one; a list in a circle ends', async () => {
  const account = await connected()
  const random = lots(1)
  for (let round = 0; round < 60; round++) {
    server.mutate = body => spoiled(body, random)
    await turn(lab, live, account).catch(error => assert.ok(error instanceof LiveTrouble, error.stack))
  }
})

test('what goes wrong is told as what it is', async () => {
  const account = await connected()
  const kindOf = (status: number, headers = {}) => {
    server.failing = { status, headers }
    return turn(lab, live, account).then(
      () => 'well',
      error => (error instanceof LiveTrouble ? [error.kind, error.retryAt] : error),
    )
  }
  const now = Date.parse('2026-11-23T09:00:00Z')
  assert.deepEqual(await kindOf(401), ['token-lost', undefined])
  assert.deepEqual(await kindOf(429, { 'x-ratelimit-reset': '2026-11-23T09:04:00.000Z' }), [
    'slow-down',
    now + 240_000,
  ])
  assert.deepEqual(await kindOf(429), ['slow-down', now + 300_000])
  assert.deepEqual(await kindOf(503, { 'retry-after': '90' }), ['slow-down', now + 90_000])
  assert.deepEqual(await kindOf(500), ['away', undefined])
  assert.deepEqual(await kindOf(422), ['refused', undefined])
})

test('once nothing remains of the allowance, nothing more is asked', async () => {
  const account = await connected()
  server.asked.length = 0
  const spent = await lab.serve('spent.example', (_, response) => {
    response.writeHead(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-23T09:03:00Z' })
    response.end(JSON.stringify(server.people.hanako))
    server.asked.push('spent')
  })
  await assert.rejects(turn(lab, live, { ...account, settings: { ...account.settings, server: spent } }), {
    kind: 'slow-down',
    retryAt: Date.parse('2026-11-23T09:03:00Z'),
  })
  assert.deepEqual(server.asked, ['spent'])
})

test('of a Link header only the id is taken', () => {
  assert.equal(
    nextIn('<https://a.example/x?limit=2&max_id=77>; rel="next", <https://a.example/x?min_id=9>; rel="prev"'),
    '77',
  )
  assert.equal(nextIn('<https://evil.example/x?max_id=a%20b>; rel="next"'), undefined)
  for (const link of [undefined, '', '<', '<x>; rel=next', 'a'.repeat(100_000)])
    assert.equal(nextIn(link), undefined)
})
