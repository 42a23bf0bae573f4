import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, createServer as createTlsServer } from 'node:tls'
import type { Lab } from './lab.ts'

export type Spoiler = {
  origin: string
  /** Changes what the peer answers on its way; the peer's own status and headers unless it says otherwise. */
  spoil: (body: Buffer, asked: { method: string; path: string }) => Buffer | { status: number }
  close(): Promise<void>
}

/** Stands between Enishi and a real HTTP server on the loopback, under a name of its own. */
export async function spoilHttp(lab: Lab, name: string, port: number): Promise<Spoiler> {
  const spoiler: Spoiler = { origin: '', spoil: body => body, close: async () => {} }
  const server = createServer((asked, response) => {
    // Unpacked, so that what is changed is what is read.
    const { host: _, 'accept-encoding': __, ...headers } = asked.headers
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method: asked.method,
        path: asked.url,
        headers: { ...headers, host: `127.0.0.1:${port}` },
      },
      answer => {
        const pieces: Buffer[] = []
        answer.on('data', piece => pieces.push(piece))
        answer.on('end', () => {
          const spoilt = spoiler.spoil(Buffer.concat(pieces), { method: asked.method!, path: asked.url! })
          const { 'content-length': ___, 'transfer-encoding': ____, ...kept } = answer.headers
          if (Buffer.isBuffer(spoilt)) response.writeHead(answer.statusCode!, kept).end(spoilt)
          else response.writeHead(spoilt.status).end()
        })
      },
    )
    onward.on('error', () => response.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  lab.name(name)
  spoiler.origin = `http://${name}:${(server.address() as AddressInfo).port}/`
  spoiler.close = () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return spoiler
}

export type TlsSpoiler = {
  port: number
  /** Changes a piece of what the server says; `undefined` hangs up. */
  spoil: (piece: Buffer) => Buffer | undefined
  close(): Promise<void>
}

/** Stands between Enishi and a real server that speaks TLS, with that server's own certificate. */
export async function spoilTls(port: number, identity: { key: string; cert: string }): Promise<TlsSpoiler> {
  const spoiler: TlsSpoiler = { port: 0, spoil: piece => piece, close: async () => {} }
  const open = new Set<{ destroy(): void }>()
  const server = createTlsServer(identity, client => {
    const onward = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    for (const side of [client, onward]) {
      open.add(side)
      side.on('error', () => {})
      side.on('close', () => {
        open.delete(side)
        client.destroy()
        onward.destroy()
      })
    }
    client.pipe(onward)
    onward.on('data', piece => {
      const spoilt = spoiler.spoil(piece)
      if (spoilt) client.write(spoilt)
      else client.end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  spoiler.port = (server.address() as AddressInfo).port
  spoiler.close = () =>
    new Promise(resolve => {
      server.close(() => resolve())
      for (const one of open) one.destroy()
    })
  return spoiler
}

/** The same bytes with a part taken away, doubled, changed or cut off, by lot. */
export function damaged(bytes: Buffer, random: () => number): Buffer {
  if (bytes.length === 0) return bytes
  const from = Math.floor(random() * bytes.length)
  const to = Math.min(bytes.length, from + 1 + Math.floor(random() ** 3 * 200))
  const [head, part, tail] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)]
  const lots = [
    () => Buffer.concat([head, tail]),
    () => Buffer.concat([head, part, part, tail]),
    () => Buffer.concat([head, Buffer.from(part.map(() => Math.floor(random() * 256))), tail]),
    () => Buffer.concat([head, Buffer.from('<x:y xmlns:x="z">{99999999}\r\n* BYE\r\n'), tail]),
    () => head,
  ]
  return lots[Math.floor(random() * lots.length)]!()
}

/** Numbers by lot from 0 to 1, the same for the same seed. */
export function lots(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}
