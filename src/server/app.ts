import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { getPath } from 'hono/utils/url'
import { Refusal } from '#ledger/refusal.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { addressIn, ownSiteOnly, sessionCookieOf } from './access.ts'
import { addressOf, isBelow } from './addresses.ts'
import type { Config } from './config.ts'
import { api, base } from './door.ts'
import { answerProblem, explainProblem, requestLanguage } from './problem.ts'
import { houseRoutes } from './routes/house.ts'
import { importRoutes } from './routes/imports.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { liveRoutes } from './routes/live.ts'
import { ownRoutes } from './routes/own.ts'
import { whoRoutes } from './routes/who.ts'

export const webFolder = join(import.meta.dirname, '../../dist/web')

const pages = [
  '/',
  '/supporters',
  '/people/:id',
  '/imports',
  '/queue',
  '/me',
  '/programs',
  '/sources',
  '/truth',
]
const jsonAtMost = 64 * 1024

/** The whole HTTP door. `poke` wakes the worker after a change. */
export function createApp(
  ctx: OutCtx,
  config: Config,
  poke: () => void = () => {},
  web = webFolder,
): OpenAPIHono {
  const addresses = config.hostNames.map(addressOf)
  const app = api(below(addresses.map(({ path }) => path)))
  app.onError((error, c) => answerProblem(c, asRefusal(error), ctx.log))
  app.notFound(c => answerProblem(c, new Refusal('not-found'), ctx.log))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  )
  app.use(ownSiteOnly(config))
  app.use(`${base}/*`, async (c, next) => {
    await next()
    c.header('cache-control', 'private, no-store')
    c.header('vary', 'Accept-Language, Cookie', { append: true })
  })
  app.use(`${base}/*`, limitBody())
  app.use('/assets/*', compress())
  app.use(`${base}/*`, compress())

  app.route(base, houseRoutes(ctx, config, poke))
  app.route(base, ledgerRoutes(ctx, poke))
  app.route(base, ownRoutes(ctx, poke))
  app.route(base, whoRoutes(ctx, poke))
  app.route(base, importRoutes(ctx, poke))
  app.route(base, liveRoutes(ctx, config, poke))
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieOf(ctx),
    description: 'The cookie that POST /api/v1/session sets.',
  })
  app.doc31(`${base}/openapi.json`, {
    openapi: '3.1.0',
    info: {
      title: 'Enishi',
      version: config.version,
      description: 'The ledger of the people who root for you. Errors are RFC 9457 problem details.',
      license: { name: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
  })

  app.get('/problems/:code', c => {
    const explained = explainProblem(c.req.param('code'), requestLanguage(c))
    if (!explained) throw new Refusal('not-found')
    return c.text(explained)
  })
  for (const page of pages) app.get(page, c => shell(c, web, addressIn(c, addresses)?.path ?? ''))
  app.get('/mark.svg', c => file(c, web, 'mark.svg', 'public, max-age=86400'))
  app.get('/assets/:name', c =>
    file(c, join(web, 'assets'), c.req.param('name'), 'public, max-age=31536000, immutable'),
  )
  return app
}

/** JSON stays small; the bytes of an import are streamed and measured where they are kept. */
function limitBody() {
  const limit = bodyLimit({
    maxSize: jsonAtMost,
    onError: () => {
      throw new Refusal('too-large', { limit: '64 KB' })
    },
  })
  return (c: Context, next: () => Promise<void>) =>
    c.req.method === 'POST' && c.req.path === `${base}/imports` ? next() : limit(c, next)
}

/** The page every address begins with. Its own files lie below the address that the browser came by. */
async function shell(c: Context, folder: string, path: string): Promise<Response> {
  const page = await file(c, folder, 'index.html', 'no-cache')
  const html = (await page.text())
    .replaceAll('"./assets/', `"${path}/assets/`)
    .replace('name="enishi-path" content=""', `name="enishi-path" content="${path}"`)
  return new Response(html, page)
}

/** Takes off the path below which a stated address lies, for proxies that pass it on. */
function below(paths: readonly string[]): (request: Request) => string {
  const prefixes = paths.filter(path => path !== '')
  return request => {
    const path = getPath(request)
    const prefix = prefixes.find(prefix => isBelow(path, prefix))
    return prefix === undefined ? path : path.slice(prefix.length) || '/'
  }
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  json: 'application/json',
}

/** A file of the built web folder; names with anything but plain characters do not exist. */
async function file(c: Context, folder: string, name: string, cacheControl: string): Promise<Response> {
  const type = types[/\.(\w+)$/.exec(name)?.[1] ?? '']
  if (!type || !/^[\w.-]+$/.test(name) || name.startsWith('.')) throw new Refusal('not-found')
  try {
    return c.body(await readFile(join(folder, name)), 200, {
      'content-type': type,
      'cache-control': cacheControl,
    })
  } catch {
    throw new Refusal('not-found')
  }
}

/** Hono's own complaints about a request it could not read become refusals. */
function asRefusal(error: Error): Error {
  if (!(error instanceof HTTPException)) return error
  return new Refusal('bad-request', { why: error.status === 415 ? 'Content-Type: application/json' : 'JSON' })
}
