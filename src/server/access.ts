import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { Refusal } from '#ledger/refusal.ts'
import { isSession } from '#loop/guard/access.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Config } from './config.ts'

export const sessionCookie = 'enishi_session'

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
    if (!(await isSession(ctx, getCookie(c, sessionCookie)))) throw new Refusal('not-signed-in')
    await next()
  }
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Answers only to names that are ours (a foreign name that resolves to this machine is DNS rebinding), and changes
 * things only for our own pages or for programs that are no browser.
 */
export function ownSiteOnly(config: Pick<Config, 'host' | 'hostNames'>): MiddlewareHandler {
  const names = new Set([...loopback, ...config.hostNames, config.host].map(name => name.toLowerCase()))
  return async (c, next) => {
    // The second differs from the first where the request line carries a whole address.
    for (const host of [hostName(c.req.header('host')), new URL(c.req.url).hostname.toLowerCase()])
      if (!host || !names.has(host)) throw new Refusal('wrong-host')
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) sameOrigin(c)
    await next()
  }
}

function sameOrigin(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  if (site && site !== 'same-origin' && site !== 'none') throw new Refusal('wrong-origin')
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  if (host !== c.req.header('host')?.toLowerCase()) throw new Refusal('wrong-origin')
}

const hostName = (host: string | undefined) =>
  /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/i.exec(host ?? '')?.[1]?.toLowerCase()
