import { connect, type Socket } from 'node:net'

/**
 * What answers on a PostgreSQL socket. `ready` keeps the session open: while it lives, others see that somebody is
 * here; when it closes, the server is gone.
 */
export type Greeting =
  | { kind: 'ready'; socket: Socket; backendPid: number; version: string }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'nobody' }

/**
 * One start-up handshake by hand: needs no driver, no pool and no back-off, so a server can be asked every few
 * milliseconds whether it is up. Protocol 3.0; authentication must be trust or peer.
 */
export function greet(path: string, user: string, database: string, name: string): Promise<Greeting> {
  return new Promise(resolve => {
    const socket = connect(path)
    let unread = Buffer.alloc(0)
    let backendPid = 0
    let version = ''
    let settled = false
    const finish = (greeting: Greeting) => {
      if (settled) return
      settled = true
      clearTimeout(patience)
      if (greeting.kind !== 'ready') socket.destroy()
      resolve(greeting)
    }
    const patience = setTimeout(() => finish({ kind: 'nobody' }), 5000)
    socket.on('error', () => finish({ kind: 'nobody' }))
    socket.on('close', () => finish({ kind: 'nobody' }))
    socket.on('connect', () =>
      socket.write(startupMessage({ user, database, application_name: name, client_encoding: 'UTF8' })),
    )
    socket.on('data', chunk => {
      if (settled) return
      unread = Buffer.concat([unread, chunk])
      while (unread.length >= 5 && unread.length > unread.readInt32BE(1)) {
        const length = unread.readInt32BE(1) + 1
        const type = String.fromCharCode(unread[0]!)
        const body = unread.subarray(5, length)
        unread = unread.subarray(length)
        if (type === 'E') return finish({ kind: 'refused', ...errorFields(body) })
        if (type === 'R' && body.readInt32BE(0) !== 0)
          return finish({ kind: 'refused', code: '28000', message: 'the server asks for a password' })
        if (type === 'K') backendPid = body.readInt32BE(0)
        if (type === 'S') {
          const [key, value] = body.toString('utf8').split('\0')
          if (key === 'server_version') version = value ?? ''
        }
        if (type === 'Z') return finish({ kind: 'ready', socket, backendPid, version })
      }
    })
  })
}

function startupMessage(settings: Record<string, string>): Buffer {
  const text = Buffer.from(`${Object.entries(settings).flat().join('\0')}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(text.length + 8, 0)
  head.writeInt32BE(0x30000, 4)
  return Buffer.concat([head, text])
}

function errorFields(body: Buffer) {
  const fields = body.toString('utf8').split('\0')
  const field = (letter: string) => fields.find(one => one.startsWith(letter))?.slice(1) ?? ''
  return { code: field('C'), message: field('M') }
}
