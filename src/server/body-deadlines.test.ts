import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { withBodyDeadlines } from './body-deadlines.ts'

/** A server that reads each body to its end, or with `eager` answers before. Answers what one connection got until its end. */
async function talk(head: string, deadlines = {}, eager = false): Promise<string> {
  const server = createServer(
    withBodyDeadlines(
      async (request, response) => {
        const body = eager ? '' : await text(request).catch(() => '?')
        if (!response.destroyed) response.end(`read ${body}`)
      },
      request => request.url === '/upload',
      { bodyMs: 3_600_000, idleMs: 3_600_000, restMs: 3_600_000, ...deadlines },
    ),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(head.replaceAll('\n', '\r\n'))
  let got = ''
  socket.on('data', bytes => {
    got += bytes
  })
  await once(socket, 'close')
  server.closeAllConnections()
  server.close()
  return got
}

const silent = (path: string) => `POST ${path} HTTP/1.1\nHost: a\nContent-Length: 1000\n\nten bytes.`

test('a body that never comes is answered with 408 and hung up on', async () => {
  assert.match(await talk(silent('/'), { bodyMs: 20 }), /^HTTP\/1\.1 408 /)
  const chunked = 'POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n5\nhello\n'
  assert.match(await talk(chunked, { bodyMs: 20 }), /^HTTP\/1\.1 408 /)
})

test('an upload may take its time, but not rest for ever', async () => {
  assert.match(await talk(silent('/upload'), { bodyMs: 1, idleMs: 20 }), /^HTTP\/1\.1 408 /)
})

test('whoever is answered before the body has come is hung up on soon', async () => {
  assert.match(await talk(silent('/'), { restMs: 20 }, true), /^HTTP\/1\.1 200 [\s\S]*read $/)
  assert.match(await talk(silent('/upload'), { restMs: 20 }, true), /^HTTP\/1\.1 200 [\s\S]*read $/)
})

test('a body that comes is read, and no deadline stays behind', async () => {
  const whole = 'POST / HTTP/1.1\nHost: a\nConnection: close\nContent-Length: 5\n\nhello'
  assert.match(await talk(whole), /read hello$/)
  assert.match(await talk(whole.replace('POST /', 'POST /upload')), /read hello$/)
})
