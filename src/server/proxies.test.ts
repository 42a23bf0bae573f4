import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { newCode, openSession } from '#loop/guard/access.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { sessionCookieOf } from './access.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'

describe('behind a proxy', () => {
  let ctx: TestCtx
  let web: string
  let app: ReturnType<typeof createApp>
  const hostNames = ['enishi.example', 'https://safe.example:8443', 'https://home.example/enishi']

  before(async () => {
    ctx = await testCtx()
    web = await mkdtemp(join(tmpdir(), 'enishi-web-'))
    await writeFile(
      join(web, 'index.html'),
      '<meta name="enishi-path" content="" /><script type="module" src="./assets/index-1.js"></script>',
    )
    app = createApp(ctx, readConfig({ dataDir: ctx.dataDir, port: 0, hostNames }), undefined, web)
  })
  after(async () => {
    await rm(web, { recursive: true })
    await ctx.end()
  })

  const signIn = async (headers: Record<string, string>, path = '/api/v1/session') =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ code: await newCode(ctx) }),
    })

  const secure: [what: string, headers: Record<string, string>, isSecure: boolean][] = [
    ['plain HTTP', { host: 'enishi.example' }, false],
    ['X-Forwarded-Proto', { host: 'enishi.example', 'x-forwarded-proto': 'https' }, true],
    ['several proxies', { host: 'enishi.example', 'x-forwarded-proto': 'https, http' }, true],
    ['a proxy without HTTPS', { host: 'enishi.example', 'x-forwarded-proto': 'http' }, false],
    ['Forwarded', { host: 'enishi.example', forwarded: 'for=192.0.2.1;proto=https' }, true],
    ['the page’s own origin', { host: 'enishi.example', origin: 'https://enishi.example' }, true],
    ['a stated address', { host: 'safe.example:8443' }, true],
    ['the same name without the proxy', { host: 'safe.example:4649' }, false],
  ]
  for (const [what, headers, isSecure] of secure)
    test(`the cookie is ${isSecure ? '' : 'not '}kept to HTTPS: ${what}`, async () => {
      const answer = await signIn(headers)
      assert.equal(answer.status, 204)
      assert.equal(answer.headers.get('set-cookie')!.includes('Secure'), isSecure)
    })

  const origins: [what: string, headers: Record<string, string>, status: number][] = [
    ['the same', { host: 'enishi.example:4649', origin: 'http://enishi.example:4649' }, 204],
    [
      'the port kept by the proxy, stated',
      { host: 'safe.example', origin: 'https://safe.example:8443' },
      204,
    ],
    [
      'the port kept by the proxy, the browser’s word',
      { host: 'enishi.example', origin: 'https://enishi.example:8443', 'sec-fetch-site': 'same-origin' },
      204,
    ],
    ['another port, nobody’s word', { host: 'enishi.example', origin: 'https://enishi.example:8443' }, 403],
    [
      'another port of the same site',
      { host: 'enishi.example', origin: 'https://enishi.example:8443', 'sec-fetch-site': 'same-site' },
      403,
    ],
    [
      'another name, whatever the header says',
      { host: 'enishi.example', origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
      403,
    ],
    ['no origin that can be named', { host: 'enishi.example', origin: 'null' }, 403],
  ]
  for (const [what, headers, status] of origins)
    test(`a page’s origin: ${what}`, async () => {
      const answer = await signIn(headers)
      assert.equal(answer.status, status)
      if (status !== 403 || headers.origin === 'null') return
      const { detail } = (await answer.json()) as { detail: string }
      assert.ok(detail.includes(headers.origin!), detail)
      assert.match(detail, /ENISHI_HOST_NAMES/)
    })

  test('a name that is not stated is told, with the setting', async () => {
    const answer = await app.request('/', { headers: { host: 'other.example:8443' } })
    assert.equal(answer.status, 421)
    assert.match(((await answer.json()) as { detail: string }).detail, /“other\.example”.*ENISHI_HOST_NAMES/)
  })

  for (const [how, below] of [
    ['passes the path on', '/enishi'],
    ['takes the path off', ''],
  ] as const)
    test(`everything works below a path, where the proxy ${how}`, async () => {
      const host = 'home.example'
      const shown = await app.request(`${below}/supporters`, { headers: { host } })
      assert.match(shown.headers.get('content-type')!, /^text\/html/)
      const page = await shown.text()
      assert.match(page, /content="\/enishi"/)
      assert.match(page, /src="\/enishi\/assets\/index-1\.js"/)
      const answer = await signIn({ host, origin: 'https://home.example' }, `${below}/api/v1/session`)
      const cookie = answer.headers.get('set-cookie')!
      assert.match(cookie, /Path=\/enishi;/)
      const home = await app.request(`${below}/api/v1/home`, {
        headers: { host, cookie: cookie.split(';')[0]! },
      })
      assert.equal(home.status, 200)
    })

  test('at the top the page names its files from there', async () => {
    const page = await (await app.request('/people/1', { headers: { host: 'localhost' } })).text()
    assert.match(page, /content=""/)
    assert.match(page, /src="\/assets\/index-1\.js"/)
  })

  test('signing in to one ledger leaves the browser signed in to another on the same host', async () => {
    const other = await testCtx()
    assert.notEqual(sessionCookieOf(other), sessionCookieOf(ctx))
    const mine = `${sessionCookieOf(ctx)}=${(await openSession(ctx, await newCode(ctx))).token}`
    const theirs = `${sessionCookieOf(other)}=${(await openSession(other, await newCode(other))).token}`
    const answer = await app.request('/api/v1/home', {
      headers: { host: 'localhost:4649', cookie: `${theirs}; ${mine}` },
    })
    assert.equal(answer.status, 200)
    await other.end()
  })
})

test('a setting that no browser can have in its address line stops the start', () => {
  const before = process.env.ENISHI_HOST_NAMES
  process.env.ENISHI_HOST_NAMES = 'enishi.example, ftp://enishi.example'
  try {
    assert.throws(() => readConfig(), {
      code: 'bad-setting',
      facts: { name: 'ENISHI_HOST_NAMES', value: 'ftp://enishi.example' },
    })
  } finally {
    if (before === undefined) delete process.env.ENISHI_HOST_NAMES
    else process.env.ENISHI_HOST_NAMES = before
  }
})
