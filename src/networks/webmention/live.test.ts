import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { wireOf } from '#loop/guard/egress.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { actsIn, spoiled, turn } from '#tests/live-turn.ts'
import { type MentionServer, mentionServer } from '#tests/live-webmention.ts'
import { rejectsOf } from '#tests/sources.ts'
import { lots } from '#tests/spoiling.ts'
import { HttpTrouble, type LiveAccount, LiveTrouble } from '../live.ts'
import { webmentionLive as live } from './live.ts'

let lab: Lab
let server: MentionServer
const account = (): LiveAccount => ({
  settings: { domain: 'hanako.example', server: server.origin },
  secrets: { token: server.token },
})
before(async () => {
  // Its clock moves on, so that the budget of a host does not end the suite.
  let now = Date.now()
  lab = openLab(() => (now += 10_000))
  server = await mentionServer(lab)
  for (let i = 0; i < 230; i++) server.add('like-of', i % 2 ? 'yui' : 'ren', '2026-09-02T10:00:00Z')
})
after(() => lab.close())
afterEach(() => Object.assign(server, { failing: undefined, mutate: (body: unknown) => body }))

test('page by page, then only what is new', async () => {
  const { rows, cursor, cursors } = await turn(lab, live, account())
  assert.equal(actsIn(rows).length, 230)
  assert.equal(cursors.length, 3)
  server.add('repost-of', 'yui', '2026-09-03T10:00:00Z')
  assert.equal(actsIn((await turn(lab, live, account(), cursor)).rows).length, 1)
  server.mentions.pop()
})

test('answers of another shape are left out one by one; a page that comes again and again ends it (F29)', async () => {
  const whole = actsIn((await turn(lab, live, account())).rows)
  const random = lots(11)
  for (let round = 0; round < 80; round++) {
    server.mutate = body => spoiled(body, random)
    await turn(lab, live, account()).then(
      ({ rows }) => assert.ok(actsIn(rows).length <= whole.length),
      error => assert.ok(error instanceof LiveTrouble || error instanceof HttpTrouble, error.stack),
    )
  }
  const children = server.mentions.slice(0, 100)
  server.mutate = () => ({ type: 'feed', children })
  const { rows, cursors } = await turn(lab, live, account())
  assert.equal(new Set(actsIn(rows)).size, 100)
  assert.ok(cursors.length <= 2, `${cursors.length}`)
  server.mutate = () => ({ type: 'feed', children: [null, 1, 'x', [], {}] })
  assert.equal(rejectsOf((await turn(lab, live, account())).rows).unreadable, 4)
})

test('a key taken away in the middle stops it there, as what it is (F28)', async () => {
  let pages = 0
  server.mutate = body => {
    // Three pages are walked through before the first is judged.
    if (++pages === 5) server.failing = { status: 403 }
    return body
  }
  const cursors: unknown[] = []
  const following = async () => {
    const wire = wireOf(lab.egress, Date.now, new AbortController().signal)
    for await (const page of live.follow(wire, account(), undefined)) cursors.push(page.cursor)
  }
  await assert.rejects(following(), { kind: 'token-lost' })
  assert.deepEqual(
    cursors.map(cursor => (cursor as { since: number }).since),
    [1100, 1200],
  )
  server.failing = undefined
  server.mutate = body => body
  // With a new key it goes on where it stood.
  assert.equal(actsIn((await turn(lab, live, account(), cursors.at(-1))).rows).length, 30)
  for (const [status, kind] of [
    [401, 'token-lost'],
    [404, 'refused'],
    [429, 'slow-down'],
    [502, 'away'],
  ] as const) {
    server.failing = { status }
    await assert.rejects(turn(lab, live, account()), { kind }, String(status))
  }
})

test('whose an act is, is decided over all there are, also from one look to the next', async () => {
  const before = server.mentions
  const relayed = (id: number, user: string, by: string) => ({
    ...before[0],
    author: { type: 'card', name: by, url: `https://x.com/${by}` },
    'wm-id': id,
    'wm-source': `https://brid.gy/comment/twitter/${user}/1560000000000000${String(id).padStart(3, '0')}/1`,
    'wm-property': 'in-reply-to',
  })
  const fans = Array.from({ length: 120 }, (_, n) => relayed(n + 2, 'hanako', `fan${n}`))
  server.mentions = [relayed(1, 'yui', 'yui'), ...fans]
  const first = await turn(lab, live, account())
  assert.match(actsIn(first.rows).find(act => act.includes(' yui '))!, /^mention toward yui /)
  server.mentions = [...server.mentions, relayed(200, 'hanako', 'hanako'), relayed(201, 'yui', 'ren')]
  const next = await turn(lab, live, account(), first.cursor)
  assert.deepEqual(rejectsOf(next.rows), { 'own-act': 1, 'not-toward-owner': 1 })
  // The place where an earlier version stood tells nothing of it.
  const old = await turn(lab, live, account(), { since: 199 })
  assert.deepEqual(rejectsOf(old.rows), { 'own-act': 1, 'not-toward-owner': 1 })
  server.mentions = before
})
