import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { Refusal } from '#ledger/refusal.ts'
import { isSession } from '#loop/guard/access.ts'
import type { Ctx } from '#store/ctx.ts'
import { type Address, addressOf, nameOf, reachedBy } from './addresses.ts'
import type { Config } from './config.ts'

/** Cookies know no ports: two ledgers on one host need two names. */
export const sessionCookieOf = ({ owner }: Pick<Ctx, 'owner'>) =>
  `enishi_${createHash('sha256').update(owner).digest('hex').slice(0, 10)}`

/** The written public list: everything else refuses without a session. A test walks all routes against it. */
export const publicRoutes: readonly string[] = [
  'GET /',
  'GET /supporters',
  'GET /people/:id',
  'GET /imports',
  'GET /queue',
  'GET /me',
  'GET /programs',
  'GET /sources',
  'GET /truth',
  'GET /assets/*',
  'GET /mark.svg',
  'GET /problems/:code',
  'GET /api/v1/openapi.json',
  'POST /api/v1/session',
]

/** Wraps a single handler, so that no path trick can lead around it. */
export function signedIn(ctx: Ctx): MiddlewareHandler {
  return async (c, next) => {
    if (!(await isSession(ctx, getCookie(c, sessionCookieOf(ctx))))) throw new Refusal('not-signed-in')
    await next()
  }
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Answers only to names that are ours (a foreign name that resolves to this machine is DNS rebinding), and changes
 * things only for our own pages or for programs that are no browser.
 */
export function ownSiteOnly(config: Pick<Config, 'host' | 'hostNames'>): MiddlewareHandler {
  const addresses = config.hostNames.map(addressOf)
  const said = [...loopback, ...addresses.map(({ name }) => name), config.host]
  const names = new Set(said.map(name => name.toLowerCase()))
  return async (c, next) => {
    const host = c.req.header('host')
    // The second differs from the first where the request line carries a whole address.
    for (const name of [nameOf(host), new URL(c.req.url).hostname.toLowerCase()])
      if (!name || !names.has(name)) throw new Refusal('wrong-host', { host: nameOf(host) ?? '?' })
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) sameOrigin(c, addresses)
    await next()
  }
}

/**
 * The browser's own word goes first. A proxy may keep its port to itself (`Host` without it): then the page is ours if
 * the browser says so, or if its whole address is a stated one.
 */
function sameOrigin(c: Context, addresses: readonly Address[]): void {
  const site = c.req.header('sec-fetch-site')
  const from = c.req.header('origin')
  const origin = from !== undefined && URL.canParse(from) ? new URL(from) : undefined
  const refusal = new Refusal(
    'wrong-origin',
    origin && /^https?:$/.test(origin.protocol) ? { origin: origin.origin } : {},
  )
  if (site && site !== 'same-origin' && site !== 'none') throw refusal
  if (from === undefined) return
  const host = c.req.header('host')?.toLowerCase()
  if (origin?.host === host) return
  if (!origin || origin.hostname !== nameOf(host)) throw refusal
  if (site !== 'same-origin' && !addresses.some(address => address.origin === origin.origin)) throw refusal
}

/**
 * Whether the browser came by HTTPS. A proxy's header is believed from anybody: whoever makes it up only gets a cookie
 * that goes back by HTTPS alone.
 */
export function isHttps(c: Context, addresses: readonly Address[]): boolean {
  const proto = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase()
  if (
    proto === 'https' ||
    /(?:^|[;,\s])proto="?https\b/i.test(c.req.header('forwarded')?.split(',')[0] ?? '')
  )
    return true
  const origin = c.req.header('origin')
  if (origin?.startsWith('https://') && URL.canParse(origin)) return true
  return addressIn(c, addresses)?.origin?.startsWith('https:') ?? false
}

/** The stated address by which the browser came. */
export const addressIn = (c: Context, addresses: readonly Address[]) =>
  reachedBy(addresses, c.req.header('host')?.toLowerCase() ?? '', new URL(c.req.url).pathname)
