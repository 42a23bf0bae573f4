import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { serversOf } from '#store/postmaster.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { enishi, type Running } from '#tests/enishi.ts'
import { exits } from './command.ts'

const mentions = join(import.meta.dirname, '../networks/webmention/sample/mentions.jf2.json')

describe('a running Enishi, as processes of their own', () => {
  let dir: string
  let first: Running
  before(async () => {
    dir = await testFolder()
    first = enishi(dir, 'start', '--port', '0')
  })
  after(async () => {
    first.child.kill('SIGKILL')
    await remove(dir)
  })

  test('says where it runs and the code to sign in with; the code opens a session', async () => {
    const [, url, code] = /^Enishi runs on (http:\/\/localhost:\d+) {3}one-time code: ([A-Z2-9-]{9})\n$/.exec(
      await first.line(),
    )!
    const answer = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    assert.equal(answer.status, 204)
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
    assert.equal((await fetch(`${url}/api/v1/home`, { headers: { cookie } })).status, 200)
  })

  test('a second start ends at once with exit 5 and the address of the first', async () => {
    const url = /http:\S+/.exec(await first.line())![0]
    const { exit, out, err } = await enishi(dir, 'start', '--port', '0').ended
    assert.equal(exit, exits.busy)
    assert.equal(out, '')
    assert.equal(err.trim(), `✗ Enishi is already running (${url}). Use that one; nothing was opened twice.`)
  })

  test('the command line works beside it, and the web sees what it imported', async () => {
    const { exit, out, err } = await enishi(dir, 'import', mentions, '--json').ended
    assert.equal(exit, exits.ok, err)
    assert.equal(err, '')
    const report = JSON.parse(out) as { status: string; added: { acts: number } }
    assert.equal(report.status, 'done')
    assert.ok(report.added.acts > 0)
    const found = await enishi(dir, 'supporters', '--json').ended
    assert.equal(found.exit, exits.ok)
    assert.ok((JSON.parse(found.out) as { people: unknown[] }).people.length > 0)
    const wrong = await enishi(dir, 'suporters').ended
    assert.equal(wrong.exit, exits.usage)
  })

  test('SIGTERM stops it in time with exit 0, and its PostgreSQL with it', async () => {
    const began = Date.now()
    first.child.kill('SIGTERM')
    const { exit, err } = await first.ended
    assert.equal(exit, exits.ok, err)
    assert.equal(err, '')
    assert.ok(Date.now() - began < 10_000)
    const left = serversOf(join(dir, 'postgres'))
    assert.deepEqual([left.postmaster ?? null, left.children], [null, []])
  })

  test('what was imported is there for the next start of a command', async () => {
    const { exit, out } = await enishi(dir, 'imports', '--json').ended
    assert.equal(exit, exits.ok)
    assert.equal((JSON.parse(out) as { imports: unknown[] }).imports.length, 1)
    assert.equal(serversOf(join(dir, 'postgres')).postmaster, undefined)
  })
})
