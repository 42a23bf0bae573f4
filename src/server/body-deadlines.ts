import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

export type Deadlines = {
  /** For a whole body that is no upload, ms. */
  bodyMs: number
  /** How long an upload may rest between two bytes, ms. */
  idleMs: number
  /** For what still comes after the answer has gone out, ms. */
  restMs: number
}

const usual: Deadlines = { bodyMs: 30_000, idleMs: 60_000, restMs: 2_000 }

/**
 * Ends requests whose body never comes: Node's own limit is one for all, and an upload of 10 GB takes its time. What is
 * too late is answered with 408 and hung up on.
 */
export function withBodyDeadlines(
  listener: RequestListener,
  isUpload: (request: IncomingMessage) => boolean,
  { bodyMs, idleMs, restMs }: Deadlines = usual,
): RequestListener {
  return (request, response) => {
    if (hasBody(request)) {
      const end = () => hangUp(request, response)
      const watch = isUpload(request) ? whenIdle(request, idleMs, end) : afterAll(bodyMs, end)
      request.once('end', watch.stop)
      request.once('close', watch.stop)
      response.once('finish', () => {
        watch.stop()
        if (!request.complete) setTimeout(() => request.complete || request.socket.destroy(), restMs).unref()
      })
    }
    return listener(request, response)
  }
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function afterAll(ms: number, end: () => void) {
  const timer = setTimeout(end, ms).unref()
  return { stop: () => clearTimeout(timer) }
}

/** By what came over the connection; bytes that still wait for whoever reads them are not the sender’s fault. */
function whenIdle(request: IncomingMessage, ms: number, end: () => void) {
  const { socket } = request
  let seen = socket.bytesRead
  const timer = setInterval(() => {
    if (socket.bytesRead === seen && request.readableLength === 0) end()
    seen = socket.bytesRead
  }, ms).unref()
  return { stop: () => clearInterval(timer) }
}

function hangUp(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  if (response.headersSent) return void request.socket.destroy()
  request.socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  setTimeout(() => request.socket.destroy(), 1_000).unref()
}
