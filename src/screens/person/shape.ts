import { z } from 'zod'
import { change, stage, weighed, wholeNumber } from '#screens/parts/shape.ts'

export const account = z.object({
  accountId: z.string(),
  network: z.string(),
  networkTitle: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  url: z.string().nullable().describe('http(s) only'),
  organization: z.string().nullable(),
  title: z.string().nullable(),
  isSelf: z.boolean(),
  because: z
    .array(
      z.object({
        decisionId: z.string(),
        text: z.string(),
        by: z.enum(['rule', 'owner', 'match']),
        at: z.string(),
        chance: z.number().nullable().describe('0–1: that both are one person, where likeness was weighed'),
        evidence: z.array(weighed).describe('what was weighed; adds up to log2 of the odds'),
      }),
    )
    .describe('why this account belongs to this person; empty for the first one'),
  from: z.array(z.string()).describe('the sources that told it'),
})

export const moment = z.object({
  actId: z.string(),
  at: z.string(),
  precision: z.enum(['year', 'month', 'day', 'minute', 'second', 'millisecond']),
  zoneKnown: z.boolean(),
  kind: z.string(),
  direction: z
    .enum(['toward', 'by', 'between'])
    .describe('between: of both (a connection, cards, a meeting); the sources do not say who began it'),
  network: z.string(),
  networkTitle: z.string(),
  sentence: z.string().describe('what happened, in words'),
  text: z.string().nullable().describe('words from outside: show as plain text'),
  url: z.string().nullable(),
  work: z.object({ title: z.string().nullable(), url: z.string().nullable() }).nullable(),
  importId: z.string().nullable(),
})

export const note = z.object({
  noteId: z.string(),
  text: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number().int().describe('say it in If-Match when changing the note'),
})

/** GET /api/v1/people/{id} */
export const person = z.object({
  personId: z.string(),
  name: z.string(),
  reading: z.string().nullable(),
  readingGuessed: z.boolean().describe('the reading is a suggestion that the owner has not confirmed'),
  p: z.number().nullable(),
  stage,
  change: change.nullable(),
  because: z.array(z.string()),
  seenUntil: z
    .string()
    .nullable()
    .describe(
      'up to when the sources of this person could be seen, ISO 8601; null before anything was counted',
    ),
  tie: z.object({
    strength: z.number().nullable().describe('0–100, percentile among known people'),
    reciprocity: z.number().nullable().describe('0–1; null when nothing went either way'),
  }),
  received: z
    .object({ count: z.number().int(), lastAt: z.string().nullable() })
    .describe('acts toward the owner'),
  given: z.object({ count: z.number().int(), lastAt: z.string().nullable() }).describe('acts by the owner'),
  between: z
    .object({ count: z.number().int(), lastAt: z.string().nullable() })
    .describe('of both: connections, cards exchanged, meetings; neither received nor given'),
  standing: z
    .object({
      isSelf: z.boolean().describe('this is the owner: what happens here is no support'),
      isProgram: z.boolean().describe('programs keep all its accounts: it is in no figure'),
      because: z.array(z.string()).describe('why a program, in sentences'),
      words: z
        .array(z.object({ decisionId: z.string(), about: z.enum(['own', 'program']), verdict: z.boolean() }))
        .describe('what the owner said: DELETE /decisions/{id} takes it back'),
    })
    .describe('whose acts these are'),
  accounts: z.array(account),
  notes: z.array(note),
  timeline: z.object({ moments: z.array(moment), next: z.string().nullable() }),
})

/** GET /api/v1/people/{id}/timeline */
export const timelineQuery = z.object({
  direction: z.enum(['toward', 'by']).optional(),
  cursor: z.string().max(1500).optional(),
  limit: wholeNumber(1, 200).default(50),
})
export const timeline = z.object({ moments: z.array(moment), next: z.string().nullable() })

export type Account = z.infer<typeof account>
export type Moment = z.infer<typeof moment>
export type Note = z.infer<typeof note>
export type Person = z.infer<typeof person>
export type Timeline = z.infer<typeof timeline>
