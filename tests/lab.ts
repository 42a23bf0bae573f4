import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Egress, openEgress } from '#loop/guard/egress.ts'

export type Lab = {
  egress: Egress
  /** Serves `listener` on the loopback; requests to `http://NAME:PORT` reach it. Returns the origin. */
  serve(name: string, listener: RequestListener, address?: string): Promise<string>
  /** Names a port that something else (a real peer) already listens on. */
  name(name: string, address?: string): void
  /** A certificate to trust, for peers that speak TLS. */
  trust(certificate: string): void
  close(): Promise<void>
}

/** An egress that knows names of its own and may reach 127.0.0.1, and nothing else in the world. */
export function openLab(now: () => number = Date.now): Lab {
  const names = new Map<string, string>()
  const closing: (() => Promise<void>)[] = []
  let trusted: string | undefined
  const egress = openEgress({
    now,
    userAgent: 'Enishi/test',
    lab: {
      lookup: async host => {
        const address = names.get(host)
        if (!address) throw Object.assign(new Error(host), { code: 'ENOTFOUND' })
        return [{ address, family: 4 }]
      },
      mayReach: address => address === '127.0.0.1',
      trust: () => trusted,
    },
  })
  return {
    egress,
    trust: certificate => {
      trusted = certificate
    },
    name: (name, address = '127.0.0.1') => void names.set(name, address),
    serve: async (name, listener, address = '127.0.0.1') => {
      names.set(name, address)
      const server = createServer(listener)
      await new Promise<void>(resolve => server.listen(0, address, resolve))
      closing.push(
        () =>
          new Promise<void>(resolve => {
            server.close(() => resolve())
            server.closeAllConnections()
          }),
      )
      return `http://${name}:${(server.address() as AddressInfo).port}`
    },
    close: async () => {
      await egress.close()
      await Promise.all(closing.map(close => close()))
    },
  }
}

/** Answers JSON. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) text += piece
  return text
}
