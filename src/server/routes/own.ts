import { sayOfAccounts } from '#loop/know/account-words.ts'
import { loadOwnAccounts } from '#screens/me/load.ts'
import { ownAccounts, ownWords, wordsSaid } from '#screens/me/shape.ts'
import { loadPrograms } from '#screens/programs/load.ts'
import { programs, programWords } from '#screens/programs/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { api, body, json, route } from '../door.ts'
import { requestLanguage } from '../problem.ts'

/** Whose acts count: the owner's own accounts and those that programs keep. Each word may be said again; the newest holds. */
export function ownRoutes(ctx: Ctx, poke: () => void) {
  const app = api()

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/own-accounts',
      summary: 'Accounts that may be the owner’s own, with the evidence, and what the owner said of them',
      responses: { 200: json(ownAccounts) },
    }),
    async c => c.json(await loadOwnAccounts(ctx, requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/own-accounts',
      summary: 'Say which accounts are the owner’s own and which are not; all or none',
      request: { body: body(ownWords) },
      responses: { 201: json(wordsSaid) },
    }),
    async c => {
      const { yes, no } = c.req.valid('json')
      const decisionIds = await sayOfAccounts(ctx, 'own', [...said(yes, true), ...said(no, false)])
      poke()
      return c.json({ decisionIds }, 201)
    },
  )

  app.openapi(
    route(ctx, {
      method: 'get',
      path: '/programs',
      summary:
        'Accounts that programs keep (robots, feeds, relays), with the evidence: they are in no figure',
      responses: { 200: json(programs) },
    }),
    async c => c.json(await loadPrograms(ctx, requestLanguage(c)), 200),
  )

  app.openapi(
    route(ctx, {
      method: 'post',
      path: '/programs',
      summary: 'Say which accounts programs keep and which are people’s; all or none',
      request: { body: body(programWords) },
      responses: { 201: json(wordsSaid) },
    }),
    async c => {
      const { programs, people } = c.req.valid('json')
      const decisionIds = await sayOfAccounts(ctx, 'program', [
        ...said(programs, true),
        ...said(people, false),
      ])
      poke()
      return c.json({ decisionIds }, 201)
    },
  )

  return app
}

const said = (ids: readonly string[], verdict: boolean) => ids.map(accountId => ({ accountId, verdict }))
