import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { exits } from '#cli/command.ts'
import { followLive } from '#loop/gather/live-follow.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { connecting, liveSources } from '#screens/sources/shape.ts'
import { doorOfSuite } from '#tests/door.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { mastodonServer } from '#tests/live-mastodon.ts'
import { type MentionServer, mentionServer } from '#tests/live-webmention.ts'
import { typed } from '#tests/terminal.ts'

describe('live sources at the doors', () => {
  const door = doorOfSuite()
  let lab: Lab
  let mentions: MentionServer
  let mastodon: Awaited<ReturnType<typeof mastodonServer>>
  const still = new AbortController().signal
  const said: string[] = []

  before(async () => {
    lab = openLab()
    mentions = await mentionServer(lab)
    mentions.add('like-of', 'yui', '2026-09-02T10:00:00Z')
    mastodon = await mastodonServer(lab)
    Object.assign(door.ctx, { egress: lab.egress })
  })
  after(() => lab.close())

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await door.ask(method, `/api/v1${path}`, { body })
    const text = await answer.text()
    said.push(text, JSON.stringify([...answer.headers]))
    return {
      status: answer.status,
      body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
    }
  }
  const list = async () => liveSources.parse((await ask('GET', '/live')).body)

  test('connect, follow, look at it, disconnect', async () => {
    const fields = { domain: 'hanako.example', token: mentions.token, server: mentions.origin }
    const { liveId } = connecting.parse((await ask('POST', '/live', { kind: 'webmention', fields })).body)
    assert.equal((await list()).connected[0]!.state, 'filling')
    assert.equal(await followLive(door.ctx, Number(liveId), still), 'well')
    const [source] = (await list()).connected
    assert.deepEqual(
      [source!.state, source!.acts, source!.people, source!.name],
      ['following', 1, 1, 'hanako.example'],
    )
    assert.equal((await ask('POST', `/live/${liveId}/follow`)).status, 204)
    mentions.token = 'another'
    await followLive(door.ctx, Number(liveId), still)
    const [lost] = (await list()).connected
    assert.equal(lost!.state, 'token-lost')
    assert.match(lost!.notice!, /Connect it anew/)
    assert.deepEqual([(await ask('POST', `/live/${liveId}/follow`)).body!.code], ['live-connect-anew'])
    assert.equal((await ask('POST', '/live', { kind: 'webmention', fields })).body!.code, 'live-token')
    mentions.token = fields.token
    assert.equal((await ask('DELETE', `/live/${liveId}`)).status, 204)
    assert.deepEqual([(await list()).connected, (await ask('DELETE', `/live/${liveId}`)).status], [[], 404])
  })

  test('sign in at the network and come back, once', async () => {
    const begun = await ask('POST', '/live', { kind: 'mastodon', fields: { server: mastodon.origin } })
    const url = new URL(connecting.parse(begun.body).signIn!)
    assert.equal(url.searchParams.get('redirect_uri'), 'http://localhost:4649/sources')
    const back = { state: url.searchParams.get('state')!, query: { code: mastodon.code } }
    assert.equal((await ask('POST', '/live/sign-in', { ...back, state: 'x' })).body!.code, 'live-sign-in')
    const { liveId } = connecting.parse((await ask('POST', '/live/sign-in', back)).body)
    assert.equal((await ask('POST', '/live/sign-in', back)).body!.code, 'live-sign-in')
    assert.equal(await followLive(door.ctx, Number(liveId), still), 'well')
    const [source] = (await list()).connected
    assert.deepEqual([source!.kind, source!.state, source!.acts], ['mastodon', 'following', 8])
    const [own] = await door.ctx.store.sql`select self_key from source where network = 'mastodon'`
    assert.equal(own!.self_key, 'https://mstdn.example/users/hanako')
    await computeSupport(door.ctx)
    const { body } = await ask('GET', '/supporters')
    const hidden = (body!.notVisible as { network: string; why: string }[]).filter(
      ({ network }) => network === 'mastodon',
    )
    // Followed, it sees who favourited; what only the archive cannot see is not said.
    assert.ok(
      hidden.length === 2 && hidden.every(({ why }) => !why.includes('archive')),
      JSON.stringify(hidden),
    )
    await ask('DELETE', `/live/${liveId}`)
    assert.deepEqual(mastodon.revoked, [mastodon.token])
  })

  test('the same from a terminal, with the secret in a file', async () => {
    const file = join(door.ctx.dataDir, 'secret.txt')
    await writeFile(file, `${mentions.token}\n`)
    const type = async (...argv: string[]) => {
      const done = await typed(door.ctx, argv)
      said.push(done.out, done.err)
      return done
    }
    assert.equal((await type('live')).exit, exits.nothingFound)
    const words = ['domain=hanako.example', `server=${mentions.origin}`, '--secret-from', file, '--json']
    const connected = (await type('connect', 'webmention', ...words)).json() as { liveId: string }
    const followed = await type('follow', connected.liveId)
    assert.equal(followed.exit, exits.ok, followed.err)
    assert.match((await type('live', '--lang', 'ja')).out, /確認済み/)
    assert.equal((await type('follow', '999')).exit, exits.nothingFound)
    assert.equal((await type('connect', 'nothing')).exit, exits.usage)
    const away = await type('connect', 'mastodon', 'server=https://nobody.example')
    assert.equal(away.exit, exits.error)
    const asked = await type('connect', 'mastodon', `server=${mastodon.origin}`, '--json')
    assert.equal(asked.exit, exits.needsConfirmation)
    const { state, signIn } = asked.json() as { state: string; signIn: string }
    assert.match(signIn, /urn%3Aietf%3Awg%3Aoauth%3A2\.0%3Aoob/)
    const done = await type('connect', 'mastodon', '--state', state, '--code', mastodon.code)
    assert.equal(done.exit, exits.ok, done.err)
    assert.equal((await type('disconnect', connected.liveId, '--yes')).exit, exits.ok)
  })

  test('no token or password came out of any door, nor into the log (B074)', () => {
    assert.ok(said.length > 20)
    assert.doesNotMatch([...said, ...door.log].join('\n'), /canary/)
  })
})
