import { after, before } from 'node:test'
import { newCode, openSession } from '#loop/guard/access.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { sessionCookieOf } from '#server/access.ts'
import { createApp } from '#server/app.ts'
import { type Config, readConfig } from '#server/config.ts'
import { type TestCtx, testCtx } from './ctx.ts'

export type Asked = { body?: unknown; headers?: Record<string, string>; cookie?: string | null }

export type Door = {
  ctx: TestCtx
  app: ReturnType<typeof createApp>
  config: Config
  /** What the door wrote into its log. */
  log: string[]
  /** Asks as the signed-in owner would; `cookie: null` asks as a stranger. A body that is neither text nor bytes is sent as JSON. */
  ask(method: string, path: string, asked?: Asked): Promise<Response>
  /** The header of the owner's session. */
  cookie(): string
  end(): Promise<void>
}

/** The whole HTTP door on a ledger of its own, with a session. */
export async function openDoor(overrides: Partial<OutCtx> = {}): Promise<Door> {
  const ctx = await testCtx()
  const log: string[] = []
  const config = readConfig({ dataDir: ctx.dataDir, hostNames: [], host: '127.0.0.1', port: 0 })
  const app = createApp(Object.assign(ctx, { log: (line: string) => log.push(line) }, overrides), config)
  const token = overrides.store ? 'x' : (await openSession(ctx, await newCode(ctx))).token
  return {
    ctx,
    app,
    config,
    log,
    ask: (method, path, { body, headers, cookie = `${sessionCookieOf(ctx)}=${token}` } = {}) =>
      Promise.resolve(
        app.request(path, {
          method,
          headers: {
            host: 'localhost:4649',
            ...(cookie && { cookie }),
            ...(body !== undefined && !isPlain(body) && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: isPlain(body) ? body : JSON.stringify(body) }),
        }),
      ),
    cookie: () => `${sessionCookieOf(ctx)}=${token}`,
    end: () => ctx.end(),
  }
}

/** The same for all tests of the suite that calls it: opened before its first, closed after its last. */
export function doorOfSuite(): Door {
  const door = {} as Door
  before(async () => {
    Object.assign(door, await openDoor())
  })
  after(() => door.end())
  return door
}

/** Every route that the router answers, as `GET /api/v1/people/:id`, without the middleware that stands before all. */
export function routesOf(app: Door['app']): string[] {
  const routes = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => `${method} ${path}`)
  return [...new Set(routes)]
}

export const someId = '0190a0a0-0000-7000-8000-000000000001'

/** A path of a route with its placeholders filled in. */
export const filled = (path: string, id = someId) =>
  path.includes('/imports/')
    ? path.replace(/:id|\{id\}/, id === someId ? '777' : id)
    : path
        .replace(/:id|\{id\}/, id)
        .replace(/:code|\{code\}/, 'not-found')
        .replace(/:name/, 'index.js')

const isPlain = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array
