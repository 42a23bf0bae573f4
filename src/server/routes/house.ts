import { getConnInfo } from '@hono/node-server/conninfo'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Refusal } from '#ledger/refusal.ts'
import { addSamplePeople, removeSamplePeople } from '#loop/gather/sample-people.ts'
import { closeSession, openSession } from '#loop/guard/access.ts'
import { copyState } from '#loop/guard/daily-copy.ts'
import { loadImport } from '#screens/imports/load.ts'
import { copies, importReport } from '#screens/imports/shape.ts'
import { loadHome } from '#screens/welcome/load.ts'
import { home, settings, signIn } from '#screens/welcome/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { addressIn, isHttps, sessionCookieOf } from '../access.ts'
import { addressOf } from '../addresses.ts'
import type { Config } from '../config.ts'
import { examine, examineCopies } from '../doctor.ts'
import { api, body, json, route } from '../door.ts'
import { fewTries } from '../few-tries.ts'
import { requestLanguage } from '../problem.ts'

const nothing = { 204: { description: 'Done' } }

/** Signing in and out, settings, the sample people, health. */
export function houseRoutes(ctx: Ctx, config: Config, poke: () => void) {
  const app = api()
  const tries = fewTries()
  const addresses = config.hostNames.map(addressOf)
  const sessionCookie = sessionCookieOf(ctx)
  /** Below which the browser sees the pages. */
  const cookiePath = (c: Context) => addressIn(c, addresses)?.path || '/'

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/session',
      summary: 'Sign in with the one-time code from the terminal',
      request: { body: body(signIn) },
      responses: nothing,
    }),
    async c => {
      const untried = tries.begin(callerOf(c), ctx.now())
      if (!untried) throw new Refusal('too-many-tries')
      const { token, maxAgeSeconds } = await openSession(ctx, c.req.valid('json').code)
      untried()
      setCookie(c, sessionCookie, token, {
        httpOnly: true,
        sameSite: 'Strict',
        path: cookiePath(c),
        maxAge: maxAgeSeconds,
        secure: isHttps(c, addresses),
      })
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, { method: 'delete', path: '/session', summary: 'Sign out', responses: nothing }),
    async c => {
      await closeSession(ctx, getCookie(c, sessionCookie)!)
      deleteCookie(c, sessionCookie, { path: cookiePath(c) })
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/home',
      summary: 'What the first page needs',
      responses: { 200: json(home) },
    }),
    async c => c.json(await loadHome(ctx, config.version), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'put',
      path: '/settings',
      summary: 'Choose the language',
      request: { body: body(settings) },
      responses: nothing,
    }),
    async c => {
      await ctx.store
        .sql`update owner set language = ${c.req.valid('json').language} where owner_id = ${ctx.owner}`
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/sample',
      summary: 'Bring in the sample people',
      responses: { 202: json(importReport) },
    }),
    async c => {
      const added = await addSamplePeople(ctx)
      poke()
      return c.json(await loadImport(ctx, added.at(-1)!, requestLanguage(c)), 202)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'delete',
      path: '/sample',
      summary: 'Take the sample people out',
      responses: nothing,
    }),
    async c => {
      await removeSamplePeople(ctx)
      poke()
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/copies',
      summary: 'How the daily copies of the ledger stand',
      responses: { 200: json(copies) },
    }),
    async c => {
      const { ok, sentence } = await examineCopies(ctx, requestLanguage(c))
      const { newestAt } = await copyState(ctx)
      return c.json(
        { ok, newestAt: newestAt === null ? null : new Date(newestAt).toISOString(), sentence },
        200,
      )
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/health',
      summary: 'What the doctor says',
      responses: {
        200: json(
          z.object({
            checks: z.array(z.object({ name: z.string(), ok: z.boolean(), sentence: z.string() })),
          }),
        ),
      },
    }),
    async c => c.json({ checks: await examine(ctx, requestLanguage(c)) }, 200),
  )

  return app
}

/** Who asks, as far as can be told: behind a proxy everybody is the proxy. */
function callerOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '?'
  } catch {
    // No socket: asked from inside the process.
    return '?'
  }
}
