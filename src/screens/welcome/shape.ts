import { z } from 'zod'
import { oneLine, storable } from '#ledger/name.ts'

const line = z.string().overwrite(oneLine)

/** GET /api/v1/home */
export const home = z.object({
  version: z.string(),
  language: z.enum(['ja', 'en']).nullable(),
  people: z.number().int(),
  acts: z.number().int(),
  samplePeople: z.boolean().describe('the sample people are in the ledger'),
  runningImports: z.number().int(),
  waiting: z.number().int().describe('pairs of people that may be one and wait for the owner'),
  asked: z.number().int().describe('accounts that may be the owner’s own and wait for an answer'),
  programs: z.number().int().describe('accounts that programs keep, in no figure'),
  looking: z.boolean().describe('facts came in of which `asked` and `programs` do not know yet'),
})

/** POST /api/v1/session */
export const signIn = z.object({ code: z.string().min(1).max(64) })
/** PUT /api/v1/settings */
export const settings = z.object({ language: z.enum(['ja', 'en']) })
/** POST /api/v1/people (start empty: a person typed in by hand) */
export const newPerson = z.object({
  name: line.min(1).max(200),
  reading: line.max(200).optional(),
  organization: line.max(200).optional(),
  mail: line.max(254).optional(),
  url: line.max(500).optional(),
  note: z.string().overwrite(storable).max(10_000).optional(),
})

export type Home = z.infer<typeof home>
export type NewPerson = z.infer<typeof newPerson>
