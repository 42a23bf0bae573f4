import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcp, type Server } from 'node:net'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { HttpTrouble } from '#networks/live.ts'
import { openLab } from '#tests/lab.ts'
import { isPublic } from './egress/addresses.ts'
import { bytesAtMost, secondsAtMost } from './egress/caps.ts'
import { openEgress } from './egress.ts'

const lab = openLab()
const closing: (() => void)[] = []
after(async () => {
  for (const close of closing) close()
  await lab.close()
})

const kindOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    error => (error instanceof HttpTrouble ? error.kind : `${error}`),
  )
const readsAll = async (url: string, more = {}) => (await lab.egress.http({ url, ...more })).text()

/** A server on the loopback that counts who knocks, however little they say. */
async function counting(listener: RequestListener = (_, response) => response.end('inside')) {
  const server = createServer(listener)
  let knocks = 0
  server.on('connection', () => knocks++)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => void server.close())
  return { port: (server.address() as { port: number }).port, knocks: () => knocks }
}

describe('addresses that must not be reached (B001–B005)', () => {
  const forbidden = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['0.0.0.0', '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '::7f00:1'],
    ...['100.64.0.1', '198.18.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.0.0.8'],
    ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...[
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
      '2001:db8::1',
      '3fff::1',
      '100::1',
    ],
    ...['64:ff9b::7f00:1', '64:ff9b:1::7f00:1', '2002:7f00:1::', '2001::1', '5f00::1', '4000::1'],
  ]
  for (const address of forbidden) test(address, () => assert.equal(isPublic(address), false))
  for (const address of ['8.8.8.8', '192.31.195.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])
    test(`${address} is public`, () => assert.equal(isPublic(address), true))

  test('written in an address, in any spelling: refused, and no packet goes', async () => {
    const inside = await counting()
    const egress = openEgress({ now: Date.now, userAgent: 'Enishi/test' })
    const hosts = [
      ...['127.0.0.1', '2130706433', '0177.0.0.1', '0x7f.1', '127.1', '１２７．０．０．１', '127.0.0.1.'],
      ...[
        '0.0.0.0',
        '[::]',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[64:ff9b::7f00:1]',
        '[2002:7f00:1::]',
      ],
      ...['localhost', 'localhost.', 'LOCALHOST'],
    ]
    const said = new Set<string>()
    for (const host of hosts)
      for (const port of [inside.port, 1])
        await egress.http({ url: `http://${host}:${port}/` }).catch((error: HttpTrouble) => {
          said.add(`${error.kind}: ${error.message}`)
        })
    await egress.close()
    assert.deepEqual([...said], ['forbidden: This address is not a public one.'])
    assert.equal(inside.knocks(), 0)
  })

  test('what is no web address is refused', async () => {
    for (const url of [
      'file:///etc/passwd',
      'gopher://a.example/',
      'data:text/plain,x',
      'ftp://a.example',
      'nonsense',
      'http://',
      'http://user:word@a.example/',
    ])
      assert.equal(await kindOf(lab.egress.http({ url })), 'forbidden', url)
  })

  test('for other protocols too', async () => {
    const egress = openEgress({ now: Date.now, userAgent: 'Enishi/test' })
    for (const host of ['127.0.0.1', 'localhost', '::1', '10.0.0.1', '2130706433'])
      assert.match(await kindOf(egress.dial(host, 993)), /^forbidden$/, host)
    assert.equal(await kindOf(egress.dial('a.example', 0)), 'forbidden')
    await egress.close()
    lab.name('mail.example')
    assert.deepEqual(await lab.egress.dial('mail.example', 993), {
      address: '127.0.0.1',
      host: 'mail.example',
      port: 993,
    })
  })
})

describe('redirects (B006–B008)', () => {
  test('to a private address: refused, with the password kept back', async () => {
    const inside = await counting()
    const seen: (string | undefined)[] = []
    const origin = await lab.serve('public.example', (request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(302, { location: `http://127.0.0.2:${inside.port}/` }).end()
    })
    for (const method of ['GET', 'HEAD', 'POST', 'PROPFIND'] as const)
      assert.equal(
        await kindOf(lab.egress.http({ url: origin, method, authorization: 'Bearer word' })),
        'forbidden',
        method,
      )
    assert.deepEqual(seen, Array(4).fill('Bearer word'))
    assert.equal(inside.knocks(), 0)
  })

  test('to another origin: authorization, cookies and signatures stay behind, plain headers go along', async () => {
    const got: Record<string, unknown>[] = []
    const there = await lab.serve('there.example', (request, response) => {
      got.push(request.headers)
      response.end('there')
    })
    const here = await lab.serve('here.example', (_, response) =>
      response.writeHead(302, { location: `${there}/x` }).end(),
    )
    const headers = { cookie: 'a=b', signature: 'sig', 'x-key': 'k', accept: 'text/plain' }
    const answer = await lab.egress.http({ url: here, headers, authorization: 'Bearer word' })
    assert.equal(await answer.text(), 'there')
    assert.equal(answer.url, `${there}/x`)
    for (const name of ['authorization', 'cookie', 'signature', 'x-key'])
      assert.equal(got[0]![name], undefined, name)
    assert.equal(got[0]!.accept, 'text/plain')
  })

  test('within the origin the password goes along; a POST becomes a GET without its body', async () => {
    const origin = await lab.serve('same.example', async (request, response) => {
      if (request.url === '/') return void response.writeHead(303, { location: '/next' }).end()
      response.end(`${request.method} ${request.headers.authorization} ${request.headers['content-type']}`)
    })
    const headers = { 'content-type': 'text/plain' }
    assert.equal(
      await readsAll(origin, { method: 'POST', body: 'words', headers, authorization: 'Basic x' }),
      'GET Basic x undefined',
    )
  })

  test('words are not sent on to another origin', async () => {
    const there = await counting()
    const here = await lab.serve('words.example', (_, response) =>
      response.writeHead(307, { location: `http://same.example:${there.port}/` }).end(),
    )
    assert.equal(
      await kindOf(lab.egress.http({ url: here, method: 'POST', body: 'password=1' })),
      'forbidden',
    )
    assert.equal(there.knocks(), 0)
  })

  test('out of the web: refused', async () => {
    for (const location of [
      'file:///etc/passwd',
      'data:text/plain,x',
      'gopher://x.example/',
      'http://a:b@same.example/',
    ]) {
      const origin = await lab.serve('odd.example', (_, response) =>
        response.writeHead(301, { location }).end(),
      )
      assert.equal(await kindOf(lab.egress.http({ url: origin })), 'forbidden', location)
    }
  })

  test('a circle is seen at once, an endless way is left after five', async () => {
    let asked = 0
    const circle = await lab.serve('circle.example', (request, response) => {
      asked++
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end()
    })
    assert.equal(await kindOf(lab.egress.http({ url: `${circle}/a` })), 'loop')
    assert.equal(asked, 2)
    asked = 0
    const endless = await lab.serve('endless.example', (_, response) =>
      response.writeHead(302, { location: `/${++asked}` }).end(),
    )
    assert.equal(await kindOf(lab.egress.http({ url: endless })), 'loop')
    assert.equal(asked, 6)
  })
})

test('a name that answers otherwise the second time: the socket goes to what was looked at (B011)', async () => {
  const inside = await counting((_, response) => response.end('hello'))
  const lookups: string[][] = []
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1', '10.0.0.1']]
  const egress = openEgress({
    now: Date.now,
    userAgent: 'Enishi/test',
    lab: {
      lookup: async () => {
        const found = answers[lookups.length]!
        lookups.push(found)
        return found.map(address => ({ address, family: 4 }))
      },
      mayReach: address => address === '127.0.0.1',
    },
  })
  const url = `http://rebind.example:${inside.port}/`
  assert.equal(await (await egress.http({ url })).text(), 'hello')
  assert.equal(lookups.length, 1)
  assert.equal(await kindOf(egress.dial('rebind.example', 80)), 'forbidden')
  assert.equal(await kindOf(egress.dial('rebind.example', 80)), 'forbidden')
  await egress.close()
})

test('a password is sent over https only', async () => {
  const egress = openEgress({ now: Date.now, userAgent: 'Enishi/test' })
  assert.equal(
    await kindOf(egress.http({ url: 'http://a.example/', authorization: 'Bearer word' })),
    'forbidden',
  )
  await egress.close()
})

/*
 * There is no inbox yet: nobody can follow the owner from outside, and no signature makes Enishi fetch a key. What these rows
 * ask of the way out holds already; that a follower stays undeliverable (B010), and that a key which could not be had
 * is not asked for again (B013), is asked of the inbox when there is one.
 */
describe('addresses that strangers write into what they send (B010, B013)', () => {
  test('an inbox inside is not delivered to: no packet goes', async () => {
    const inside = await counting()
    const egress = openEgress({ now: Date.now, userAgent: 'Enishi/test' })
    const body = JSON.stringify({ type: 'Accept' })
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])
      assert.equal(
        await kindOf(egress.http({ url: `http://${host}:${inside.port}/inbox`, method: 'POST', body })),
        'forbidden',
      )
    await egress.close()
    assert.equal(inside.knocks(), 0)
  })

  test('a key that lies inside is not fetched, one on a host that never answers costs one request and its time', async () => {
    const inside = await counting()
    const key = await lab.serve('key.example', (_, response) =>
      response.writeHead(302, { location: `http://127.0.0.2:${inside.port}/actor#main-key` }).end(),
    )
    assert.equal(
      await kindOf(lab.egress.http({ url: `${key}/actor#main-key`, secondsAtMost: 5 })),
      'forbidden',
    )
    assert.equal(inside.knocks(), 0)
    let asked = 0
    const silent = await lab.serve('silent.example', () => asked++)
    assert.equal(await kindOf(lab.egress.http({ url: `${silent}/actor`, secondsAtMost: 0.3 })), 'slow')
    assert.equal(asked, 1)
  })
})

describe('too much and too slow (B015, B016)', () => {
  test('what may come: 1 MB of JSON, 5 MB of a page, within 10 s, unless the request says more', () => {
    const url = 'https://a.example'
    for (const type of ['application/json', 'application/activity+json; charset=utf-8', ' text/JSON'])
      assert.equal(bytesAtMost({ url }, type), 2 ** 20, type)
    for (const type of ['text/html', 'application/atom+xml', 'text/plain; x=json', undefined])
      assert.equal(bytesAtMost({ url }, type), 5 * 2 ** 20, type)
    assert.equal(secondsAtMost({ url }), 10)
    const more = { url, bytesAtMost: 7, secondsAtMost: 3 }
    assert.deepEqual([bytesAtMost(more, 'application/json'), secondsAtMost(more)], [7, 3])
  })

  test('an answer that is one byte over is cut, JSON sooner than a page', async () => {
    const origin = await lab.serve('caps.example', (request, response) => {
      const [, kind, size] = request.url!.split('/')
      response.writeHead(200, { 'content-type': kind === 'json' ? 'application/json' : 'text/html' })
      response.end(`"${'a'.repeat(Number(size) - 2)}"`)
    })
    assert.equal((await readsAll(`${origin}/json/${2 ** 20}`)).length, 2 ** 20)
    assert.equal(await kindOf(readsAll(`${origin}/json/${2 ** 20 + 1}`)), 'large')
    assert.equal((await readsAll(`${origin}/page/${5 * 2 ** 20}`)).length, 5 * 2 ** 20)
    assert.equal(await kindOf(readsAll(`${origin}/page/${5 * 2 ** 20 + 1}`)), 'large')
  })

  test('a bomb is cut at the first byte over, whatever was promised', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const origin = await lab.serve('bomb.example', (request, response) => {
      if (request.url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
      else if (request.url === '/twice')
        response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(bomb))
      else if (request.url === '/endless') {
        response.writeHead(200)
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        }
        response.on('drain', more)
        more()
      } else response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed at all')
    })
    const before = process.memoryUsage().rss
    for (const path of ['gzip', 'twice', 'endless'])
      assert.equal(await kindOf(readsAll(`${origin}/${path}`, { bytesAtMost: 1_000_000 })), 'large', path)
    assert.ok(process.memoryUsage().rss - before < 100e6)
    assert.equal(await kindOf(readsAll(`${origin}/broken`)), 'unreachable')
  })

  test('what is packed comes out whole, and a short body is no whole one', async () => {
    const words = '縁'.repeat(50_000)
    const origin = await lab.serve('packed.example', (request, response) => {
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' }).write('ten bytes.')
        setTimeout(() => response.destroy(), 20)
      } else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(words))
    })
    assert.equal(await readsAll(origin), words)
    assert.equal(await kindOf(readsAll(`${origin}/cut`)), 'unreachable')
  })

  test('the deadline is for the whole, not for the pauses', async () => {
    const timers = new Set<NodeJS.Timeout>()
    const origin = await lab.serve('slow.example', (_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 50)
      timers.add(timer)
      response.on('close', () => clearInterval(timer))
    })
    assert.equal(await kindOf(readsAll(origin, { secondsAtMost: 0.4 })), 'slow')
    for (const timer of timers) clearInterval(timer)
  })

  for (const [what, scheme, says] of [
    ['headers without end', 'http', 'HTTP/1.1 200 OK\r\n'],
    ['a handshake that never ends', 'https', ''],
  ] as const)
    test(what, async () => {
      const server: Server = createTcp(socket => {
        socket.on('error', () => {})
        closing.push(() => void socket.destroy())
        if (says) socket.write(says)
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      closing.push(() => void server.close())
      lab.name('stall.example')
      const url = `${scheme}://stall.example:${(server.address() as { port: number }).port}/`
      assert.equal(await kindOf(lab.egress.http({ url, secondsAtMost: 0.3 })), 'slow')
    })

  test('headers larger than 16 KB end it', async () => {
    const origin = await lab.serve('heads.example', (_, response) =>
      response.writeHead(200, { 'x-much': 'a'.repeat(40_000) }).end(),
    )
    assert.equal(await kindOf(lab.egress.http({ url: origin })), 'unreachable')
  })
})

test('whoever asked can stop it', async () => {
  const origin = await lab.serve('stop.example', () => {})
  const stop = new AbortController()
  const asked = kindOf(lab.egress.http({ url: origin, signal: stop.signal }))
  setTimeout(() => stop.abort(), 20)
  assert.equal(await asked, 'stopped')
})

test('a host is asked four things at once and three hundred in five minutes', async () => {
  let now = Date.parse('2026-11-23T09:00:00Z')
  const patient = openLab(() => now)
  let active = 0
  let most = 0
  const origin = await patient.serve('busy.example', (_, response) => {
    most = Math.max(most, ++active)
    setTimeout(() => {
      active--
      response.end('ok')
    }, 2)
  })
  const ask = async () => (await patient.egress.http({ url: origin })).text()
  await Promise.all(Array.from({ length: 300 }, ask))
  assert.equal(most, 4)
  const refused = await ask().catch((error: HttpTrouble) => error)
  assert.deepEqual(refused instanceof HttpTrouble && [refused.kind, refused.retryAt], [
    'busy',
    now + 5 * 60_000,
  ])
  now += 5 * 60_000
  assert.equal(await ask(), 'ok')
  await patient.close()
})
