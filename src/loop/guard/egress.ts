import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import type { Agent } from 'undici'
import {
  type Dial,
  type Http,
  type HttpAnswer,
  type HttpRequest,
  HttpTrouble,
  type Wire,
} from '#networks/live.ts'
import type { Ctx } from '#store/ctx.ts'
import { addressesOf, isPublic, type Lookup, literalOf, notPublic } from './egress/addresses.ts'
import { bodyBytes } from './egress/body.ts'
import { bytesAtMost, secondsAtMost } from './egress/caps.ts'
import { firstHop, type Hop, nextHop } from './egress/hops.ts'
import { turns } from './egress/turns.ts'

/** The only way out of Enishi: whoever may send packets is handed this, and nothing else opens a connection. */
export type Egress = { http: Http; dial: Dial; close(): Promise<void> }

/** A ctx with which packets may be sent. */
export type OutCtx = Ctx & { egress: Egress }

export type EgressOptions = {
  now: () => number
  userAgent: string
  /** For tests alone: names that only a test knows, and which of their addresses (the loopback's) may be reached. */
  lab?: { lookup: Lookup; mayReach: (address: string) => boolean; trust?: () => string | undefined }
}

/**
 * Names are looked up once, when the socket is made, and the socket goes to the very addresses that were looked at;
 * so a name that says something else a moment later (DNS rebinding) gains nothing. Redirects are followed here, each
 * checked like the first request.
 */
export function openEgress({ now, userAgent, lab }: EgressOptions): Egress {
  const mayReach = lab?.mayReach ?? isPublic
  const find: Lookup = lab?.lookup ?? everyAddress
  // Loaded with the first request: a tenth of a second that a command which asks nobody need not wait.
  let agent: Promise<{ agent: Agent; send: Send }> | undefined
  const makeAgent = async () => {
    const undici = await import('undici')
    const options = {
      allowH2: false,
      connect: { lookup: checkedLookup(find, mayReach), timeout: 10_000 },
      maxHeaderSize: 16 * 1024,
      pipelining: 1,
    }
    return { agent: new undici.Agent(options), send: undici.request }
  }
  const turn = turns(now)

  const http: Http = async request => {
    const deadline = AbortSignal.timeout(Math.ceil(1000 * secondsAtMost(request)))
    const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline
    const troubleOf = (error: unknown) => asTrouble(error, deadline, request.signal)
    const gone: Hop[] = []
    try {
      for (let hop: Hop | undefined = firstHop(request, userAgent); ; ) {
        gone.push(hop)
        // What the socket looks up is names; an address written in the URL never gets there.
        const literal = literalOf(hop.url.hostname)
        if (literal !== undefined && !mayReach(literal)) throw notPublic()
        if (hop.headers.authorization !== undefined && hop.url.protocol === 'http:' && !lab)
          throw new HttpTrouble('forbidden', 'A password is only sent over https.')
        signal.throwIfAborted()
        const giveBack = await turn(hop.url.host, signal)
        let answer: Awaited<ReturnType<typeof sendHop>>
        try {
          answer = await sendHop(await (agent ??= makeAgent()), hop, signal)
        } catch (error) {
          giveBack()
          throw error
        }
        answer.body.once('close', giveBack)
        const headers = flat(answer.headers)
        const next = nextHopOr(answer, headers.location, gone)
        if (!next) return answerOf(request, hop, answer, headers, troubleOf)
        answer.body.on('error', () => {}).destroy()
        hop = next
      }
    } catch (error) {
      throw troubleOf(error)
    }
  }

  const dial: Dial = async (host, port) => {
    const hostname = URL.parse(`https://${host}`)?.hostname
    if (!hostname || !Number.isInteger(port) || port < 1 || port > 65_535)
      throw new HttpTrouble('forbidden', 'This is not the name of a server.')
    try {
      const [first] = await addressesOf(hostname, find, mayReach)
      const trust = lab?.trust?.()
      return { address: first!.address, host: hostname, port, ...(trust && { trust }) }
    } catch (error) {
      throw asTrouble(error)
    }
  }

  return { http, dial, close: async () => (await agent)?.agent.destroy() }
}

/** What readers of the wire are handed: everything ends with `signal`. */
export function wireOf(egress: Egress, now: () => number, signal: AbortSignal): Wire {
  const bound: Http = request =>
    egress.http({ ...request, signal: request.signal ? AbortSignal.any([request.signal, signal]) : signal })
  return { http: bound, dial: egress.dial, now, signal }
}

type Send = typeof import('undici').request

/** undici does not let go of a connection that is still being made; whoever waits for it does. */
async function sendHop(
  { agent, send }: { agent: Agent; send: Send },
  { url, method, headers, body }: Hop,
  signal: AbortSignal,
) {
  const sent = send(url, {
    dispatcher: agent,
    method: method as 'GET',
    headers: { 'accept-encoding': 'gzip, br', ...headers },
    body: body ?? null,
    signal,
    // The deadline of the whole request is the one that counts.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  let leave = () => {}
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([sent, aborted])
  } catch (error) {
    sent.then(
      late => late.body.on('error', () => {}).destroy(),
      () => {},
    )
    throw error
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

function nextHopOr(answer: Awaited<ReturnType<typeof sendHop>>, location: string | undefined, gone: Hop[]) {
  try {
    return nextHop(answer.statusCode, location, gone)
  } catch (error) {
    answer.body.on('error', () => {}).destroy()
    throw error
  }
}

function answerOf(
  request: HttpRequest,
  hop: Hop,
  answer: Awaited<ReturnType<typeof sendHop>>,
  headers: Record<string, string>,
  troubleOf: (error: unknown) => Error,
): HttpAnswer {
  const most = bytesAtMost(request, headers['content-type'])
  const bytes = () => bodyBytes(answer.body, headers['content-encoding'], most, troubleOf)
  const whole = async () => {
    const pieces: Uint8Array[] = []
    for await (const piece of bytes()) pieces.push(piece)
    return Buffer.concat(pieces)
  }
  const text = async () => decoderOf(headers['content-type']).decode(await whole())
  // A body that nobody reads ends at the deadline; that is no failure of anything.
  answer.body.on('error', () => {})
  return {
    status: answer.statusCode,
    url: hop.url.href,
    headers,
    text,
    json: async () => {
      const said = await text()
      try {
        return JSON.parse(said) as unknown
      } catch {
        throw new HttpTrouble('unreachable', 'The answer is not JSON.')
      }
    },
    bytes,
  }
}

function decoderOf(contentType: string | undefined): TextDecoder {
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]
  try {
    return new TextDecoder(charset ?? 'utf-8')
  } catch {
    return new TextDecoder()
  }
}

function checkedLookup(find: Lookup, mayReach: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    addressesOf(hostname, find, mayReach).then(
      found => {
        if (options.all) done(null, [...found])
        else done(null, found[0]!.address, found[0]!.family)
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    )
  }
}

const everyAddress: Lookup = async host =>
  (await systemLookup(host, { all: true, order: 'verbatim' })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }))

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

function asTrouble(error: unknown, deadline?: AbortSignal, signal?: AbortSignal): Error {
  if (error instanceof HttpTrouble) return error
  if (signal?.aborted) return new HttpTrouble('stopped', 'Stopped.')
  if (deadline?.aborted) return new HttpTrouble('slow', 'No whole answer came in time.')
  const code = String((error as { code?: unknown } | undefined)?.code ?? '')
  // Mistakes of our own are not the network's.
  if (error instanceof Error && (code === 'UND_ERR_INVALID_ARG' || (error instanceof TypeError && !code)))
    return error
  return new HttpTrouble('unreachable', `No answer could be had (${code || 'cut off'}).`)
}
