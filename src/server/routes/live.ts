import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { connectLive, disconnectLive, finishSignIn, followSoon } from '#loop/gather/live.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { loadLive } from '#screens/sources/live-load.ts'
import { connecting, liveSources } from '#screens/sources/shape.ts'
import { addressIn, isHttps } from '../access.ts'
import { type Address, addressOf } from '../addresses.ts'
import type { Config } from '../config.ts'
import { api, body, json, route } from '../door.ts'
import { requestLanguage } from '../problem.ts'

/** As the owner's browser names this Enishi, also behind a proxy; that it is a name of ours was looked at before. */
const addressOfHouse = (c: Context, addresses: readonly Address[]) => {
  const scheme = isHttps(c, addresses) ? 'https' : 'http'
  const origin = c.req.header('origin') ?? `${scheme}://${c.req.header('host')}`
  return origin + (addressIn(c, addresses)?.path ?? '')
}

const byId = { params: z.object({ id: z.string().regex(/^[1-9]\d{0,8}$/) }) }
const nothing = { 204: { description: 'Done' } }
const filledIn = z.record(z.string().max(40), z.string().max(2_000))

/** Connecting accounts that are followed live. No answer ever holds a token or password. */
export function liveRoutes(ctx: OutCtx, config: Config, poke: () => void) {
  const app = api()
  const addresses = config.hostNames.map(addressOf)

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/live',
      summary: 'What is followed live, how it stands, and what could be',
      responses: { 200: json(liveSources) },
    }),
    async c => c.json(await loadLive(ctx, requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/live',
      summary: 'Connect an account, or begin signing in at its network',
      request: { body: body(z.object({ kind: z.string().max(40), fields: filledIn })) },
      responses: { 200: json(connecting) },
    }),
    async c => {
      const { kind, fields } = c.req.valid('json')
      const done = await connectLive(ctx, kind, fields, `${addressOfHouse(c, addresses)}/sources`)
      poke()
      return 'signIn' in done
        ? c.json({ liveId: null, signIn: done.signIn }, 200)
        : c.json({ liveId: String(done.importNo), signIn: null }, 200)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/live/sign-in',
      summary: 'Come back from the network with what its page gave',
      request: { body: body(z.object({ state: z.string().max(200), query: filledIn })) },
      responses: { 200: json(connecting) },
    }),
    async c => {
      const { state, query } = c.req.valid('json')
      const { importNo } = await finishSignIn(ctx, state, query)
      poke()
      return c.json({ liveId: String(importNo), signIn: null }, 200)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/live/{id}/follow',
      summary: 'Look now',
      request: byId,
      responses: nothing,
    }),
    async c => {
      await followSoon(ctx, Number(c.req.valid('param').id))
      poke()
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'delete',
      path: '/live/{id}',
      summary: 'Disconnect: the token is forgotten, what was gathered stays',
      request: byId,
      responses: nothing,
    }),
    async c => {
      await disconnectLive(ctx, Number(c.req.valid('param').id))
      return c.body(null, 204)
    },
  )

  return app
}
