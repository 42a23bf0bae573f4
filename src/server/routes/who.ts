import { z } from '@hono/zod-openapi'
import { oneLine } from '#ledger/name.ts'
import { linkPeople, restoreDecision, revokeDecision, splitAccount, tellApart } from '#loop/know/decisions.ts'
import { setReading } from '#loop/know/reading.ts'
import { loadQueue } from '#screens/queue/load.ts'
import { queue, queueQuery } from '#screens/queue/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { api, body, json, route } from '../door.ts'
import { requestLanguage } from '../problem.ts'

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const byId = { params: z.object({ id: uuid }) }
const decided = json(z.object({ decisionId: z.string() }))
const other = body(z.object({ otherId: uuid.describe('a person, or any account of theirs') }))
const nothing = { 204: { description: 'Done' } }

/** Who is who: what waits for the owner, and the owner's words. Each may be said again; it stands once. */
export function whoRoutes(ctx: Ctx, poke: () => void) {
  const app = api()

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/queue',
      summary: 'Pairs of people that may be one and wait for the owner, likeliest first',
      request: { query: queueQuery },
      responses: { 200: json(queue) },
    }),
    async c => c.json(await loadQueue(ctx, c.req.valid('query'), requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/people/{id}/same',
      summary: 'Say that two people are one',
      request: { ...byId, body: other },
      responses: { 201: decided },
    }),
    async c => {
      const decisionId = await linkPeople(ctx, c.req.valid('param').id, c.req.valid('json').otherId)
      poke()
      return c.json({ decisionId }, 201)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/people/{id}/not-same',
      summary: 'Say that two people are two, for ever',
      request: { ...byId, body: other },
      responses: { 201: decided },
    }),
    async c => {
      const decisionId = await tellApart(ctx, c.req.valid('param').id, c.req.valid('json').otherId)
      poke()
      return c.json({ decisionId }, 201)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/people/{id}/split',
      summary: 'Say that one account of a person is somebody else’s',
      request: { ...byId, body: body(z.object({ accountId: uuid })) },
      responses: { 201: decided },
    }),
    async c => {
      const decisionId = await splitAccount(ctx, c.req.valid('json').accountId, c.req.valid('param').id)
      poke()
      return c.json({ decisionId }, 201)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'put',
      path: '/people/{id}/reading',
      summary: 'Say how a name is read; an empty reading takes that back',
      request: { ...byId, body: body(z.object({ reading: z.string().overwrite(oneLine).max(200) })) },
      responses: nothing,
    }),
    async c => {
      await setReading(ctx, c.req.valid('param').id, c.req.valid('json').reading)
      poke()
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'delete',
      path: '/decisions/{id}',
      summary: 'Take a link, or the owner’s word, back',
      request: byId,
      responses: nothing,
    }),
    async c => {
      await revokeDecision(ctx, c.req.valid('param').id)
      poke()
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/decisions/{id}/restore',
      summary: 'Restore what was taken back',
      request: byId,
      responses: nothing,
    }),
    async c => {
      await restoreDecision(ctx, c.req.valid('param').id)
      poke()
      return c.body(null, 204)
    },
  )

  return app
}
