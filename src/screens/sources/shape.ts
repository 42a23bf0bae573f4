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

const told = z.string()

/** GET /api/v1/live */
export const liveSource = z.object({
  liveId: z.string().describe('also the number of its import, with which all its facts can be taken back'),
  kind: z.string(),
  title: told,
  name: z.string().describe('whose account it is'),
  state: z
    .enum(['filling', 'following', 'away', 'token-lost', 'refused'])
    .describe('token-lost and refused wait for the owner; the others go on by themselves'),
  done: z.number().min(0).max(1).nullable().describe('of what was there before, as far as it can be told'),
  followedAt: z.string().nullable().describe('when it was last looked at to the end'),
  nextAt: z.string().nullable(),
  notice: told.nullable().describe('what the owner should know of it'),
  acts: z.number().int(),
  people: z.number().int(),
})
export const liveField = z.object({
  id: z.string(),
  label: told,
  hint: told.nullable(),
  kind: z.enum(['text', 'address', 'mail', 'secret', 'choice']),
  choices: z.array(z.object({ value: z.string(), label: told })),
  value: z.string().nullable(),
  optional: z.boolean(),
})
export const liveKind = z.object({
  kind: z.string(),
  title: told,
  howTo: told,
  sees: z.array(told),
  cannotSee: z.array(told),
  fields: z.array(liveField),
})
export const liveSources = z.object({ connected: z.array(liveSource), kinds: z.array(liveKind) })

/** POST /api/v1/live */
export const connecting = z.object({
  liveId: z.string().nullable(),
  signIn: z.string().nullable().describe('where the owner has to say yes first'),
})

export type LiveSource = z.infer<typeof liveSource>
export type LiveField = z.infer<typeof liveField>
export type LiveKind = z.infer<typeof liveKind>
export type LiveSources = z.infer<typeof liveSources>
export type Connecting = z.infer<typeof connecting>
export type Source = z.infer<typeof source>
