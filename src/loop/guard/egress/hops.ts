import { type HttpRequest, HttpTrouble } from '#networks/live.ts'

/** One request on the way from redirect to redirect. */
export type Hop = {
  url: URL
  method: NonNullable<HttpRequest['method']>
  headers: Record<string, string>
  body: string | Uint8Array | undefined
}

const hopsAtMost = 5
/** What another origin may see of a request; everything else may say who asks. */
const plainHeaders = new Set(['accept', 'accept-language', 'user-agent', 'depth'])
const redirects = new Set([301, 302, 303, 307, 308])

export function firstHop(request: HttpRequest, userAgent: string): Hop {
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: '*/*' }
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value
  if (request.authorization !== undefined) headers.authorization = request.authorization
  for (const [name, value] of Object.entries(headers))
    if (/[^\t -~]/.test(value)) throw new HttpTrouble('forbidden', `${name} holds what no header may hold.`)
  return { url: webAddress(request.url), method: request.method ?? 'GET', headers, body: request.body }
}

/**
 * Where a redirect leads, or undefined when the answer is none. `gone`: the hops so far, this one last. Throws
 * HttpTrouble for a way that must not be gone: out of http(s), from https down to http, in a circle, for ever, or
 * with somebody's words or passwords to another origin.
 */
export function nextHop(status: number, location: string | undefined, gone: readonly Hop[]): Hop | undefined {
  const hop = gone.at(-1)!
  if (!redirects.has(status) || location === undefined) return undefined
  const url = webAddress(location, hop.url)
  if (hop.url.protocol === 'https:' && url.protocol === 'http:')
    throw new HttpTrouble('forbidden', 'A redirect leads away from https.')
  const isGet = hop.method === 'GET' || hop.method === 'HEAD'
  const becomesGet = !isGet && (status === 303 || (hop.method === 'POST' && status < 303))
  const sameOrigin = url.origin === hop.url.origin
  if (!sameOrigin && !becomesGet && hop.body !== undefined)
    throw new HttpTrouble('forbidden', 'A redirect asks to send this elsewhere.')
  const method = becomesGet ? 'GET' : hop.method
  if (gone.some(one => one.url.href === url.href && one.method === method))
    throw new HttpTrouble('loop', 'The redirects go in a circle.')
  if (gone.length > hopsAtMost) throw new HttpTrouble('loop', 'There are too many redirects.')
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(
      ([name]) => (sameOrigin || plainHeaders.has(name)) && !(becomesGet && name.startsWith('content-')),
    ),
  )
  return { url, method, headers, body: becomesGet ? undefined : hop.body }
}

function webAddress(text: string, base?: URL): URL {
  const url = text.length <= 8_000 ? URL.parse(text, base) : null
  if (!url?.hostname || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new HttpTrouble('forbidden', 'This is not a web address.')
  url.hash = ''
  return url
}
