import { createRoute, OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi'
import { ja } from 'zod/locales'
import { Refusal } from '#ledger/refusal.ts'
import { problem } from '#screens/parts/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { publicRoutes, signedIn } from './access.ts'
import { requestLanguage } from './problem.ts'

const japanese = ja().localeError

/** A Hono app whose badly shaped requests become refusals. */
export function api(pathOf?: (request: Request) => string): OpenAPIHono {
  return new OpenAPIHono({
    ...(pathOf && { getPath: pathOf }),
    defaultHook: (result, c) => {
      if (result.success) return
      // An id of another shape is the id of nothing.
      if (result.target === 'param') throw new Refusal('not-found')
      const issue = result.error.issues[0]!
      const said = requestLanguage(c) === 'ja' ? japanese(issue as never) : issue.message
      const why = typeof said === 'string' ? said : (said?.message ?? issue.message)
      throw new Refusal('bad-request', {
        why: `${issue.path.join('.') || result.target}: ${why}`.slice(0, 200),
      })
    },
  })
}

export const base = '/api/v1'

/**
 * Describes one route of the API. Access is checked in the route itself unless it stands on the written public list.
 * `path` is below /api/v1.
 */
export function route<
  const R extends Pick<RouteConfig, 'method' | 'path' | 'request' | 'responses'> & { summary: string },
>(ctx: Ctx, config: R) {
  const isPublic = publicRoutes.includes(`${config.method.toUpperCase()} ${base}${config.path}`)
  return createRoute({
    ...config,
    middleware: isPublic ? [] : [signedIn(ctx)],
    ...(isPublic && { security: [] }),
    responses: {
      ...config.responses,
      default: {
        description: 'RFC 9457 problem details',
        content: { 'application/problem+json': { schema: problem } },
      },
    } as R['responses'],
  })
}

/** A JSON answer. */
export function json<T extends z.ZodType>(schema: T, description = 'OK') {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON body that must be there. */
export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } }
}
