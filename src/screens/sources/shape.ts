import { z } from 'zod'

/** GET /api/v1/sources */
export const source = z.object({
  network: z.string(),
  title: z.string(),
  inUse: z.boolean().describe('something of it is in the ledger'),
  freshAt: z.string().nullable().describe('newest act in it'),
  importedAt: z.string().nullable(),
  acts: z.number().int(),
  people: z.number().int(),
  sees: z.array(z.string()),
  cannotSee: z.array(z.string()),
  howTo: z.string().describe('how to get the file, in a sentence or two'),
})
export const sources = z.object({ sources: z.array(source) })

export type Source = z.infer<typeof source>
