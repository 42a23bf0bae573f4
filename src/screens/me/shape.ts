import { z } from 'zod'

/** An account that the owner is asked about, or has spoken of. */
export const accountLine = z.object({
  accountId: z.string(),
  personId: z.string(),
  name: z.string(),
  handle: z.string().nullable(),
  network: z.string(),
  networkTitle: z.string(),
  url: z.string().nullable().describe('http(s) only'),
  acts: z.number().int().describe('what it did toward the owner'),
  because: z.array(z.string()).describe('the evidence, in sentences'),
  said: z.boolean().nullable().describe('the owner’s own word; null where there is none'),
  decisionId: z.string().nullable().describe('of that word: DELETE /decisions/{id} takes it back'),
})

/** GET /api/v1/own-accounts */
export const ownAccounts = z.object({
  total: z.number().int().describe('accounts that are asked about'),
  likely: z.array(accountLine).describe('likeliest first, at most 100'),
  own: z.array(accountLine).describe('the owner’s own, at most 100'),
  notOwn: z.array(accountLine).describe('those the owner said no to, at most 100'),
})

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const some = z.array(uuid).max(200).default([])

/** POST /api/v1/own-accounts */
export const ownWords = z.object({
  yes: some.describe('accounts that are the owner’s own'),
  no: some.describe('accounts that are somebody else’s'),
})
export const wordsSaid = z.object({
  decisionIds: z.array(z.string()).describe('DELETE /decisions/{id} takes each back'),
})

export type AccountLine = z.infer<typeof accountLine>
export type OwnAccounts = z.infer<typeof ownAccounts>
export type WordsSaid = z.infer<typeof wordsSaid>
