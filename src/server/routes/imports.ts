import { z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import { wholeOf } from '#ledger/file-names.ts'
import { oneLine } from '#ledger/name.ts'
import { addImport, cancelImport, confirmImport, pauseImport, resumeImport } from '#loop/gather/imports.ts'
import { previewUndo, undoImport } from '#loop/gather/undo.ts'
import { loadJoined } from '#screens/imports/joined-load.ts'
import { loadImport, loadImports, loadLeftOut } from '#screens/imports/load.ts'
import { answers, importReport, imports, joined, undoPreview } from '#screens/imports/shape.ts'
import { wholeNumber } from '#screens/parts/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { csvCell } from '../csv.ts'
import { api, body, json, route } from '../door.ts'
import { requestLanguage } from '../problem.ts'
import { keepUpload, pathOfSet } from '../upload.ts'

const byId = { params: z.object({ id: z.string().regex(/^[1-9]\d{0,8}$/) }) }
const oneImport = { 200: json(importReport) }

/** `poke` wakes the worker. */
export function importRoutes(ctx: Ctx, poke: () => void) {
  const app = api()

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/imports',
      summary: 'All imports, newest first',
      responses: { 200: json(imports) },
    }),
    async c => c.json({ imports: await loadImports(ctx, requestLanguage(c)) }, 200),
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/imports',
      summary:
        'Bring a file: its bytes are the body. Files of one `set` are one import, begun by the last of them',
      request: {
        query: z
          .object({
            name: z.string().min(1).max(2000).describe('Name of the file; of a file in a set its path there'),
            modified: wholeNumber(0, 8.64e15).optional().describe('Last changed, ms since 1970'),
            set: z.uuid().optional().describe('A folder, or an export in several zips'),
            more: wholeNumber(0, 500_000).optional().describe('Files of the set still to come'),
          })
          .refine(({ set, name }) => set !== undefined || name.length <= 300, { path: ['name'] }),
        body: { required: true, content: { 'application/octet-stream': { schema: z.any() } } },
      },
      responses: { 202: json(z.union([importReport, z.object({ more: z.number().int() })])) },
    }),
    async c => {
      const { name, set, modified, more = 0 } = c.req.valid('query')
      const kept = await keepUpload(ctx, c.req.raw, { ...(set && { inSet: { set, name } }), modified })
      if (set && more > 0) return c.json({ more }, 202)
      const path = set ? await pathOfSet(ctx, set, kept) : kept
      const importNo = await addImport(ctx, {
        path,
        name: set ? setNameOf(name) : fileNameOf(name),
        ownCopy: true,
      })
      poke()
      return c.json(await loadImport(ctx, importNo, requestLanguage(c)), 202)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/imports/{id}',
      summary: 'Progress and report',
      request: byId,
      responses: oneImport,
    }),
    async c => c.json(await loadImport(ctx, Number(c.req.valid('param').id), requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/imports/{id}/joined',
      summary: 'Whom Enishi joined by itself because of an import',
      request: byId,
      responses: { 200: json(joined) },
    }),
    async c => c.json(await loadJoined(ctx, Number(c.req.valid('param').id), requestLanguage(c)), 200),
  )

  const asked = { pause: pauseImport, resume: resumeImport, cancel: cancelImport }
  for (const [verb, act] of Object.entries(asked))
    app.openapi(
      route(ctx, {
        method: 'post',
        path: `/imports/{id}/${verb}`,
        summary: `${verb} an import`,
        request: byId,
        responses: oneImport,
      }),
      async c => {
        const importNo = Number(c.req.valid('param').id)
        await act(ctx, importNo)
        poke()
        return c.json(await loadImport(ctx, importNo, requestLanguage(c)), 200)
      },
    )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/imports/{id}/confirm',
      summary: 'Answer an import that asks, and let it go on',
      request: { ...byId, body: body(answers) },
      responses: oneImport,
    }),
    async c => {
      const importNo = Number(c.req.valid('param').id)
      await confirmImport(ctx, importNo, c.req.valid('json').answers)
      poke()
      return c.json(await loadImport(ctx, importNo, requestLanguage(c)), 200)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/imports/{id}/undo',
      summary: 'What taking an import back would do',
      request: byId,
      responses: { 200: json(undoPreview) },
    }),
    async c => {
      const { id } = c.req.valid('param')
      return c.json({ importId: id, ...(await previewUndo(ctx, Number(id))) }, 200)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'delete',
      path: '/imports/{id}',
      summary: 'Take an import back',
      request: byId,
      responses: oneImport,
    }),
    async c => {
      const importNo = Number(c.req.valid('param').id)
      await undoImport(ctx, importNo)
      poke()
      return c.json(await loadImport(ctx, importNo, requestLanguage(c)), 200)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/imports/{id}/left-out',
      summary: 'All rows that were left out, as CSV for spreadsheets',
      request: byId,
      responses: { 200: { description: 'UTF-8 with BOM', content: { 'text/csv': { schema: z.string() } } } },
    }),
    async c => {
      const { id } = c.req.valid('param')
      const language = requestLanguage(c)
      await loadImport(ctx, Number(id), language)
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', `attachment; filename="enishi-import-${id}-left-out.csv"`)
      return stream(c, async out => {
        await out.write('\ufeffwhere,why,code\r\n')
        for await (const rows of loadLeftOut(ctx, Number(id), language))
          await out.write(
            rows.map(row => `${[row.where, row.why, row.code].map(csvCell).join(',')}\r\n`).join(''),
          )
      }) as never
    },
  )

  return app
}

/** The export without the number of a part, or the folder. */
const setNameOf = (path: string) => {
  const steps = path.split(/[\\/]/).filter(Boolean)
  return oneLine(wholeOf(steps.at(-1) ?? '') ?? steps[0] ?? '').slice(0, 300) || '?'
}

/** A name to show, never one to open: browsers may send a path with it. */
const fileNameOf = (said: string) => oneLine(said.replace(/^.*[\\/](?=.)/s, '')) || '?'
