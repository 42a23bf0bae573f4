import { z } from '@hono/zod-openapi'
import { storable } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { addNote, addPerson, changeNote, type Note, removeNote } from '#loop/know/people.ts'
import { loadPerson, loadTimeline } from '#screens/person/load.ts'
import { note, person, timeline, timelineQuery } from '#screens/person/shape.ts'
import { loadSources } from '#screens/sources/load.ts'
import { sources } from '#screens/sources/shape.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import { supporters, supportersQuery } from '#screens/supporters/shape.ts'
import { loadTruth } from '#screens/truth/load.ts'
import { truth } from '#screens/truth/shape.ts'
import { newPerson } from '#screens/welcome/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { api, body, json, route } from '../door.ts'
import { requestLanguage } from '../problem.ts'

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const byId = { params: z.object({ id: uuid }) }
const noteText = z.object({ text: z.string().overwrite(storable).trim().min(1).max(20_000) })
const ifMatch = z.object({ 'if-match': z.string().optional().describe('the version of the note, in quotes') })
const nothing = { 204: { description: 'Done' } }

/** People, figures, notes and links. */
export function ledgerRoutes(ctx: Ctx, poke: () => void) {
  const app = api()

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/supporters',
      summary: 'How many people will support the owner in the next 90 days, and who',
      request: { query: supportersQuery },
      responses: { 200: json(supporters) },
    }),
    async c => c.json(await loadSupporters(ctx, c.req.valid('query'), requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/people/{id}',
      summary: 'One person: figures, accounts with reasons, notes, timeline',
      request: byId,
      responses: { 200: json(person) },
    }),
    async c => c.json(await loadPerson(ctx, c.req.valid('param').id, requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/people/{id}/timeline',
      summary: 'What happened between a person and the owner, newest first',
      request: { ...byId, query: timelineQuery },
      responses: { 200: json(timeline) },
    }),
    async c =>
      c.json(await loadTimeline(ctx, c.req.valid('param').id, c.req.valid('query'), requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/people',
      summary: 'Add somebody by hand',
      request: { body: body(newPerson) },
      responses: { 201: json(z.object({ personId: z.string() })) },
    }),
    async c => {
      const personId = await addPerson(ctx, c.req.valid('json'))
      poke()
      return c.json({ personId }, 201)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/people/{id}/notes',
      summary: 'Write a note about a person',
      request: { ...byId, body: body(noteText) },
      responses: { 201: json(note) },
    }),
    async c => {
      const written = await addNote(ctx, c.req.valid('param').id, c.req.valid('json').text)
      return c.json(shown(written), 201, { etag: `"${written.version}"` })
    },
  )

  app.openapi(
    route(ctx, {
      method: 'put',
      path: '/notes/{id}',
      summary: 'Change a note (If-Match: its version)',
      request: { ...byId, headers: ifMatch, body: body(noteText) },
      responses: { 200: json(note) },
    }),
    async c => {
      const version = versionOf(c.req.header('if-match'))
      const written = await changeNote(ctx, c.req.valid('param').id, version, c.req.valid('json').text)
      return c.json(shown(written), 200, { etag: `"${written.version}"` })
    },
  )

  app.openapi(
    route(ctx, {
      method: 'delete',
      path: '/notes/{id}',
      summary: 'Remove a note (If-Match: its version)',
      request: { ...byId, headers: ifMatch },
      responses: nothing,
    }),
    async c => {
      await removeNote(ctx, c.req.valid('param').id, versionOf(c.req.header('if-match')))
      return c.body(null, 204)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/sources',
      summary: 'Where facts come from, and what each can and cannot see',
      responses: { 200: json(sources) },
    }),
    async c => c.json({ sources: await loadSources(ctx, requestLanguage(c)) }, 200),
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/truth',
      summary: 'How good the forecasts were',
      responses: { 200: json(truth) },
    }),
    async c => c.json(await loadTruth(ctx, requestLanguage(c)), 200),
  )

  return app
}

const shown = (written: Note) => ({
  ...written,
  createdAt: written.createdAt.toISOString(),
  updatedAt: written.updatedAt.toISOString(),
})

function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new Refusal('precondition-missing')
  const version = Number(/^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1])
  if (!Number.isInteger(version)) throw new Refusal('precondition')
  return version
}
