import { createServer, type IncomingMessage } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Refusal } from '#ledger/refusal.ts'
import { removeUploadsLeft } from '#loop/gather/uploads-left.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { createApp } from './app.ts'
import { type Deadlines, withBodyDeadlines } from './body-deadlines.ts'
import type { Config } from './config.ts'
import { startWorker } from './worker.ts'

export type Served = { url: string; stop(): Promise<void> }

/**
 * Serves the web and does the work. Says where it runs in the database, so that a second start on the same ledger
 * finds it. Throws Refusal('busy') when one is running already or the port is taken.
 */
export async function serve(
  ctx: OutCtx,
  config: Config,
  options: { deadlines?: Deadlines } = {},
): Promise<Served> {
  const single = ctx.store.single()
  const [lock] = await single<{ held: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${`serve ${ctx.owner}`}, 0)) as held`
  if (!lock!.held) {
    const where = await servedAt(ctx)
    await single.end({ timeout: 1 })
    throw new Refusal('busy', { where: where ?? ctx.store.describe })
  }
  await removeUploadsLeft(ctx)
  const worker = startWorker(ctx, config.dailyCopy ? { copies: config.version } : {})
  const app = createApp(ctx, config, worker.poke)
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 20_000, maxHeaderSize: 16_384 },
    withBodyDeadlines(getRequestListener(app.fetch), isUpload, options.deadlines),
  )
  server.maxConnections = 1_000
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(config.port, config.host, resolve)
    })
  } catch (error) {
    await worker.stop()
    await single.end({ timeout: 1 })
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Refusal('port-taken', { port: config.port, next: config.port + 1 })
    throw error
  }
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const url = `http://${nameOf(config.host)}:${port}`
  await ctx.store.sql`
    update owner set settings = settings || jsonb_build_object('servedAt', ${url}::text) where owner_id = ${ctx.owner}`
  return {
    url,
    stop: async () => {
      server.close()
      server.closeIdleConnections()
      await worker.stop()
      server.closeAllConnections()
      await single.end({ timeout: 1 })
    },
  }
}

const isUpload = (request: IncomingMessage) =>
  request.method === 'POST' && /\/api\/v1\/imports(\?|$)/.test(request.url ?? '')

/** What to type into a browser on this machine. */
function nameOf(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** Where a running Enishi serves this ledger, as it said itself. */
export async function servedAt(ctx: OutCtx): Promise<string | undefined> {
  const [row] = await ctx.store.sql<{ url: string | null }[]>`
    select settings->>'servedAt' as url from owner where owner_id = ${ctx.owner}`
  return row?.url ?? undefined
}
