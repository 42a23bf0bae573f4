import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newCode, openSession } from '#loop/guard/access.ts'
import { type Door, doorOfSuite, filled, openDoor, routesOf } from '#tests/door.ts'
import { publicRoutes, sessionCookieOf } from './access.ts'
import { fewTries } from './few-tries.ts'

const split = (route: string) => route.split(' ') as [string, string]
const isPublic = (route: string) =>
  publicRoutes.some(
    known => known === route || (known.endsWith('/*') && route.startsWith(known.slice(0, -1))),
  )

async function documented(door: Door): Promise<string[]> {
  const doc = (await (await door.ask('GET', '/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  return Object.entries(doc.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replaceAll(/\{(.+?)\}/g, ':$1')}`),
  )
}

describe('without a session', () => {
  const door = doorOfSuite()

  test('every route that is not on the written public list refuses, whatever stands in the cookie', async () => {
    const deleted = (await openSession(door.ctx, await newCode(door.ctx))).token
    await door.ask('DELETE', '/api/v1/session', { cookie: `${sessionCookieOf(door.ctx)}=${deleted}` })
    const then = door.ctx.now()
    door.ctx.setNow(then - 91 * 86_400_000)
    const expired = (await openSession(door.ctx, await newCode(door.ctx))).token
    door.ctx.setNow(then)
    const sessionCookie = sessionCookieOf(door.ctx)
    const cookies = [
      null,
      `${sessionCookie}=`,
      `${sessionCookie}=garbage`,
      `${sessionCookie}=${'x'.repeat(5000)}`,
      `${sessionCookie}=' or true --`,
      `${sessionCookie}=%00`,
      `${sessionCookie}=${deleted}`,
      `${sessionCookie}=${expired}`,
    ]
    const routes = [...new Set([...routesOf(door.app), ...(await documented(door))])]
    const guarded = routes.filter(route => !isPublic(route))
    assert.ok(guarded.length >= 25, `${guarded.length} routes`)
    for (const route of guarded) {
      const [method, path] = split(route)
      for (const cookie of cookies) {
        const answer = await door.ask(method, filled(path), { cookie })
        assert.equal(answer.status, 401, `${route} with ${cookie?.slice(0, 40)}`)
        const body = await answer.text()
        assert.equal(JSON.parse(body).code, 'not-signed-in', route)
        assert.doesNotMatch(body, /personId|accountId|importId/)
      }
    }
  })

  test('the public list names only routes that exist, and the document names every route of the API', async () => {
    const routes = routesOf(door.app)
    for (const known of publicRoutes) {
      if (known.endsWith('/*'))
        assert.ok(
          routes.some(route => route.startsWith(known.slice(0, -1))),
          known,
        )
      else assert.ok(routes.includes(known), known)
    }
    const api = routes.filter(route => route.includes('/api/v1/') && !route.includes('openapi.json'))
    assert.deepEqual((await documented(door)).sort(), api.sort())
  })

  test('HEAD asks for a session like GET, other methods find nothing', async () => {
    assert.equal((await door.ask('HEAD', '/api/v1/home', { cookie: null })).status, 401)
    for (const method of ['PATCH', 'OPTIONS', 'PROPFIND', 'TRACEE', 'get'])
      assert.ok(
        [401, 404].includes((await door.ask(method, '/api/v1/home', { cookie: null })).status),
        method,
      )
  })

  test('twins of a path are nothing, or refuse as the path itself does', async () => {
    const twins = (path: string) => [
      `${path}/`,
      path.replace('/v1/', '/v1//'),
      `/${path}`,
      `${path};x=1`,
      `${path}%2f`,
      `${path}%00`,
      path.replace('/api', '/%61pi'),
      path.toUpperCase(),
      path.replace('/v1/', '/v1/..;/'),
      path.replace('/api', '/assets/..;/api'),
      path.replace('/api', '/assets/../api'),
      path.replace('/api', '/assets/%2e%2e/api'),
      path.replace('/api/v1/', '/api%2fv1%2f'),
      `${path}?enishi_0123456789=x`,
      `${path}.json`,
    ]
    for (const route of routesOf(door.app).filter(one => one.startsWith('GET /api') && !isPublic(one))) {
      for (const twin of twins(filled(split(route)[1]))) {
        const answer = await door.ask('GET', twin, { cookie: null })
        assert.ok([401, 404].includes(answer.status), `${twin}: ${answer.status}`)
        assert.match(answer.headers.get('content-type') ?? '', /problem\+json/, twin)
      }
    }
  })

  test('the static folder hands out its own files only', async () => {
    for (const path of [
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e%2findex.html',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%252e%252e%252fpackage.json',
      '/assets/.env',
      '/assets/%00.js',
      '/assets/a.js%00.svg',
      '/assets//etc/passwd',
      '/assets/',
      '/package.json',
      '/src/server/app.ts',
      '/.git/config',
      '/uploads/x',
    ])
      assert.equal((await door.ask('GET', path, { cookie: null })).status, 404, path)
  })
})

describe('the one-time code', () => {
  const door = doorOfSuite()

  const signIn = (code: string, headers = {}) =>
    door.ask('POST', '/api/v1/session', { body: { code }, headers, cookie: null })
  const lookAround = async (cookie: string) => (await door.ask('GET', '/api/v1/home', { cookie })).status

  test('opens one session, with a cookie that scripts and other sites do not get', async () => {
    const code = await newCode(door.ctx)
    const answer = await signIn(code)
    assert.equal(answer.status, 204)
    const cookie = answer.headers.get('set-cookie')!
    assert.match(cookie, /^enishi_[0-9a-f]{10}=[\w-]{43};/)
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=7776000'])
      assert.ok(cookie.includes(flag), flag)
    assert.equal(await lookAround(cookie.split(';')[0]!), 200)
    assert.equal((await signIn(code)).status, 401, 'a second time')
    assert.equal((await door.ask('DELETE', '/api/v1/session', { cookie: cookie.split(';')[0]! })).status, 204)
    assert.equal(await lookAround(cookie.split(';')[0]!), 401, 'signed out')
    assert.equal((await door.ask('DELETE', '/api/v1/session', { cookie: cookie.split(';')[0]! })).status, 401)
  })

  test('is good however it is typed', async () => {
    const typings: ((code: string) => string)[] = [
      code => code.toLowerCase(),
      code => code.replace('-', ''),
      code => ` ${code.replace('-', ' ')} `,
      code => code.replace('-', 'ー'),
      code => code.replace('-', '－'),
      code =>
        [...code]
          .map(char => (char === '-' ? '　' : String.fromCodePoint(char.codePointAt(0)! + 0xfee0)))
          .join(''),
    ]
    for (const typed of typings) {
      const code = await newCode(door.ctx)
      assert.equal((await signIn(typed(code))).status, 204, typed(code))
    }
  })

  test('is good for a day', async () => {
    const code = await newCode(door.ctx)
    const other = await newCode(door.ctx)
    const then = door.ctx.now()
    door.ctx.setNow(then + 86_400_000 - 1000)
    assert.equal((await signIn(code)).status, 204)
    door.ctx.setNow(then + 86_400_000)
    assert.equal((await signIn(other)).status, 401)
    door.ctx.setNow(then)
  })

  test('cannot be guessed: ten wrong ones a minute, then a pause, also for the right one', async t => {
    const other = await openDoor()
    t.after(() => other.end())
    const ask = (code: string) => other.ask('POST', '/api/v1/session', { body: { code }, cookie: null })
    const code = await newCode(other.ctx)
    for (let i = 0; i < 10; i++) assert.equal((await ask(`WRONG-${i}`)).status, 401)
    const refused = await ask(code)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers.get('retry-after'), '60')
    assert.equal(refused.headers.get('set-cookie'), null)
    other.ctx.setNow(other.ctx.now() + 61_000)
    assert.equal((await ask(code)).status, 204)
  })

  test('wrong codes of one caller lock nobody else out', () => {
    const tries = fewTries()
    const now = 1_000_000
    for (let n = 0; n < 10; n++) assert.ok(tries.begin('203.0.113.7', now))
    assert.equal(tries.begin('203.0.113.7', now + 59_000), undefined)
    const right = tries.begin('127.0.0.1', now)
    assert.ok(right)
    right()
    for (let n = 0; n < 10; n++) assert.ok(tries.begin('127.0.0.1', now))
    assert.ok(tries.begin('203.0.113.7', now + 60_000), 'after a minute')
    for (let n = 0; n < 2_000; n++) tries.begin(`2001:db8::${n}`, now + 60_000)
    assert.equal(tries.begin('192.0.2.1', now + 60_000), undefined, 'of all together a thousand')
  })

  test('nothing that is no code signs in', async t => {
    const other = await openDoor()
    t.after(() => other.end())
    for (const body of [
      {},
      { code: '' },
      { code: null },
      { code: ['A'] },
      { code: 'x'.repeat(65) },
      [],
      null,
      'code=1',
    ])
      assert.equal((await other.ask('POST', '/api/v1/session', { body, cookie: null })).status, 400)
    for (const code of ["' or true --", '%', '________', '\u0000', '🦊'])
      assert.equal((await other.ask('POST', '/api/v1/session', { body: { code }, cookie: null })).status, 401)
  })
})

describe('other sites', () => {
  const door = doorOfSuite()

  test('a foreign name that leads to this machine gets no answer', async () => {
    for (const host of [
      'evil.test',
      'evil.test:4649',
      'localhost.evil.test',
      'localhost:4649.evil.test',
      '127.0.0.1.evil.test',
      'evil.test#localhost',
      'localhost@evil.test',
      '[::2]',
      '0',
      '',
    ])
      for (const path of ['/', '/api/v1/home', '/api/v1/openapi.json']) {
        const answer = await door.ask('GET', path, { headers: { host } })
        assert.equal(answer.status, 421, `${host} ${path}`)
      }
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:4649', '[::1]:4649'])
      assert.equal((await door.ask('GET', '/api/v1/home', { headers: { host } })).status, 200, host)
  })

  test('change nothing: wrong origin, no origin, another site by the browser’s own word', async () => {
    const refused: Record<string, string>[] = [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { origin: '' },
      { origin: 'http://localhost:4650' },
      { origin: 'http://localhost' },
      { origin: 'http://localhost:4649.evil.test' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:4649' },
    ]
    for (const route of routesOf(door.app).filter(one => !/^(GET|HEAD) /.test(one))) {
      const [method, path] = split(route)
      for (const headers of refused) {
        const answer = await door.ask(method, filled(path), { headers, body: {} })
        assert.equal(answer.status, 403, `${route} ${JSON.stringify(headers)}`)
        assert.equal(((await answer.json()) as { code: string }).code, 'wrong-origin')
      }
    }
  })

  test('our own pages and programs may', async () => {
    for (const headers of [
      {},
      { origin: 'http://localhost:4649' },
      { origin: 'http://localhost:4649', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
    ] as Record<string, string>[])
      assert.equal(
        (await door.ask('PUT', '/api/v1/settings', { headers, body: { language: 'ja' } })).status,
        204,
        JSON.stringify(headers),
      )
  })

  test('what a form of any site can send is no JSON', async () => {
    const json = '{"name":"Aoife Byrne"}'
    for (const [type, body] of [
      ['text/plain', json],
      ['application/x-www-form-urlencoded', `${json}=`],
      [
        'multipart/form-data; boundary=x',
        `--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n--x--`,
      ],
      ['application/jsonp', json],
      ['', json],
    ] as const)
      assert.equal(
        (await door.ask('POST', '/api/v1/people', { body, headers: { 'content-type': type } })).status,
        400,
        type,
      )
    const home = (await (await door.ask('GET', '/api/v1/home')).json()) as { people: number }
    assert.equal(home.people, 0)
  })
})
