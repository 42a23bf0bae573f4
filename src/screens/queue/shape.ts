import { z } from 'zod'
import { stage, weighed, wholeNumber } from '#screens/parts/shape.ts'

const account = z.object({
  accountId: z.string(),
  network: z.string(),
  networkTitle: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  url: z.string().nullable().describe('http(s) only'),
  organization: z.string().nullable(),
  title: z.string().nullable(),
  addresses: z.array(z.string()).max(6).describe('mail addresses and pages it is known by'),
  isSelf: z.boolean(),
})

/** One of the two whom the owner is asked about. */
export const side = z.object({
  personId: z.string(),
  /** The account that looks like the other side's. */
  accountId: z.string(),
  name: z.string(),
  reading: z.string().nullable(),
  isSelf: z.boolean().describe('the owner'),
  p: z.number().nullable().describe('chance of support; null when nothing went by yet'),
  stage,
  received: z.number().int().describe('acts toward the owner'),
  given: z.number().int(),
  lastAt: z.string().nullable(),
  accounts: z.array(account).max(20),
  moreAccounts: z.number().int(),
})

export const pair = z.object({
  pairId: z.string(),
  chance: z.number().describe('0–1: that both are one person'),
  bits: z.number().describe('log2 of the odds'),
  evidence: z.array(weighed).describe('adds up to bits; where one starts first, then the strongest'),
  because: z.string().nullable().describe('why it is asked and not done without asking, in words'),
  sides: z.tuple([side, side]),
})

/** GET /api/v1/queue */
export const queueQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: wholeNumber(1, 100).default(30),
})
export const queue = z.object({
  total: z.number().int().describe('pairs that wait, at most 2,000 are kept'),
  pairs: z.array(pair),
  next: z.string().nullable(),
  matching: z.boolean().describe('accounts came in that have not been compared yet'),
})

export type Pair = z.infer<typeof pair>
export type Queue = z.infer<typeof queue>
export type Side = z.infer<typeof side>
export type Weighed = z.infer<typeof weighed>
