import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { newCode, openSession } from '#loop/guard/access.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { sessionCookieOf } from './access.ts'
import { readConfig } from './config.ts'
import { type Served, serve } from './serve.ts'

describe('a real server', () => {
  let ctx: TestCtx
  let served: Served
  let port: number
  let cookie: string
  const config = readConfig({
    dataDir: '/nowhere',
    host: '127.0.0.1',
    port: 0,
    hostNames: ['my.house.example'],
  })

  before(async () => {
    ctx = await testCtx()
    ctx.log = () => {}
    served = await serve(ctx, config)
    port = Number(new URL(served.url).port)
    cookie = `${sessionCookieOf(ctx)}=${(await openSession(ctx, await newCode(ctx))).token}`
  })
  after(async () => {
    await served.stop()
    await ctx.end()
  })

  /** Sends bytes as they are and returns all that comes back. */
  const raw = (request: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request))
      let answer = ''
      socket.on('data', bytes => {
        answer += bytes
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })
  const get = (target: string, ...headers: string[]) =>
    raw(`GET ${target} HTTP/1.1\r\n${headers.map(line => `${line}\r\n`).join('')}Connection: close\r\n\r\n`)
  const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
  const own = () => `Host: localhost:${port}`

  test('answers its own names, the loopback ones and those of the configuration', async () => {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'my.house.example'])
      assert.equal(statusOf(await get('/api/v1/home', `Host: ${host}`, `Cookie: ${cookie}`)), 200, host)
    for (const host of ['evil.test', `evil.test:${port}`, 'my.house.example.evil.test'])
      assert.equal(statusOf(await get('/api/v1/home', `Host: ${host}`, `Cookie: ${cookie}`)), 421, host)
  })

  test('a whole address in the request line leads nowhere else', async () => {
    for (const target of [
      'http://evil.test/api/v1/home',
      `http://evil.test:${port}/api/v1/home`,
      'https://evil.test/api/v1/home',
      'http://localhost@evil.test/api/v1/home',
    ]) {
      const answer = await get(target, own(), `Cookie: ${cookie}`)
      assert.ok([400, 404, 421].includes(statusOf(answer)), `${target}: ${answer.slice(0, 80)}`)
      assert.doesNotMatch(answer, /"people"/)
    }
    assert.ok([401, 421].includes(statusOf(await get(`http://localhost:${port}/api/v1/home`, own()))))
  })

  test('odd request lines and headers get a refusal, and the server lives on', async () => {
    const odd: [request: string, statuses: number[]][] = [
      [`GET /api/v1/home HTTP/1.1\r\nConnection: close\r\n\r\n`, [400, 421]],
      [
        `GET /api/v1/home HTTP/1.1\r\n${own()}\r\nHost: evil.test\r\nConnection: close\r\n\r\n`,
        [400, 401, 421],
      ],
      [`GET //evil.test/api/v1/home HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [401, 404, 421]],
      [`GET /api/v1/../v1/home HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [401, 404]],
      [`GET /\\..\\..\\etc\\passwd HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [400, 404]],
      [`GET * HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [400, 404, 421]],
      [`OPTIONS * HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [400, 404, 421]],
      [`CONNECT evil.test:443 HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [Number.NaN, 400, 404]],
      [`TRACE / HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [400, 404, 405, 501]],
      [`GET / HTTP/1.1\r\n${own()}\r\nX: ${'x'.repeat(20_000)}\r\nConnection: close\r\n\r\n`, [431]],
      [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${own()}\r\nConnection: close\r\n\r\n`, [414, 431]],
      ['\u0000\u0001garbage\r\n\r\n', [400]],
      [
        `POST /api/v1/people HTTP/1.1\r\n${own()}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`,
        [400],
      ],
      [
        `POST /api/v1/people HTTP/1.1\r\n${own()}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: abc\r\nConnection: close\r\n\r\n{}`,
        [400],
      ],
    ]
    for (const [request, statuses] of odd) {
      const status = statusOf(await raw(request))
      assert.ok(statuses.includes(status), `${request.slice(0, 60)}: ${status}`)
    }
    assert.equal(statusOf(await get('/api/v1/home', own(), `Cookie: ${cookie}`)), 200)
  })

  test('answers carry the headers that keep them from other sites, caches and frames', async () => {
    for (const [path, init] of [
      ['/api/v1/home', { headers: { cookie } }],
      ['/api/v1/home', {}],
      ['/api/v1/nothing', {}],
      ['/problems/not-found', {}],
    ] as const) {
      const { headers } = await fetch(`${served.url}${path}`, init)
      const csp = headers.get('content-security-policy') ?? ''
      for (const rule of [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        assert.ok(csp.includes(rule), `${path}: ${rule}`)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
      assert.equal(headers.get('x-powered-by'), null)
      assert.equal(headers.get('access-control-allow-origin'), null)
      if (path.startsWith('/api/')) assert.match(headers.get('cache-control') ?? '', /no-store/)
    }
    const gzipped = await fetch(`${served.url}/api/v1/openapi.json`, {
      headers: { 'accept-encoding': 'gzip' },
    })
    assert.equal(gzipped.headers.get('content-encoding'), 'gzip')
    for (const field of ['Accept-Encoding', 'Accept-Language', 'Cookie'])
      assert.ok(gzipped.headers.get('vary')?.includes(field), field)
  })

  test('an upload that breaks off leaves nothing behind', async () => {
    await new Promise<void>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/imports?name=a.vcf HTTP/1.1\r\n${own()}\r\nCookie: ${cookie}\r\nContent-Length: 1000000\r\n\r\nBEGIN:VCARD`,
        )
        setTimeout(() => socket.destroy(), 100)
      })
      socket.on('close', () => resolve())
    })
    const { readdir } = await import('node:fs/promises')
    let left: string[] = ['?']
    for (let turn = 0; left.length > 0 && turn < 100; turn++) {
      await new Promise(resolve => setTimeout(resolve, 20))
      left = await readdir(`${ctx.dataDir}/uploads`).catch(() => [])
    }
    assert.deepEqual(left, [])
    const imports = await (await fetch(`${served.url}/api/v1/imports`, { headers: { cookie } })).json()
    assert.deepEqual(imports, { imports: [] })
  })

  test('a second server on the same ledger is refused, and told where the first one is', async () => {
    await assert.rejects(serve(ctx, config), { code: 'busy', facts: { where: served.url } })
  })

  test('a port in use is refused with the next one to try', async () => {
    const other = await testCtx()
    await assert.rejects(serve(other, { ...config, port }), {
      code: 'port-taken',
      facts: { port, next: port + 1 },
    })
    await other.end()
  })
})
