import { z } from 'zod'
import { change, figure, notVisible, stage, wholeNumber } from '#screens/parts/shape.ts'

export const sorts = ['chance', 'name', 'last'] as const

/** GET /api/v1/supporters */
export const supportersQuery = z.object({
  q: z.string().max(200).optional().describe('kanji, kana, romaji, handle, mail, organisation'),
  stage: stage.optional(),
  change: change.optional(),
  sort: z.enum(sorts).default('chance'),
  cursor: z.string().max(1500).optional(),
  limit: wholeNumber(1, 200).default(50),
})

export const supporter = z.object({
  personId: z.string(),
  name: z.string(),
  reading: z.string().nullable(),
  readingGuessed: z.boolean().describe('a suggestion that the owner has not confirmed'),
  p: z
    .number()
    .nullable()
    .describe('chance of at least one act of support in the next horizonDays; null: never supported so far'),
  stage,
  change: change.nullable(),
  networks: z.array(z.string()),
  lastAt: z.string().nullable().describe('ISO 8601, last act either way'),
  because: z.array(z.string()).describe('the evidence in words, most telling first'),
})

export const supporters = z.object({
  horizonDays: z.number().int(),
  at: z.string().describe('when this was computed, ISO 8601'),
  seenUntil: z
    .string()
    .describe('up to when the sources could be seen, ISO 8601; older than `at` when all have closed'),
  ended: z
    .boolean()
    .describe(
      'all sources ended long before `at`: the figures stand for the `horizonDays` after `seenUntil`, which are past',
    ),
  fresh: z
    .boolean()
    .describe(
      'false while something is being imported or newer facts are counted in: the figures will change',
    ),
  noFigure: z
    .object({ code: z.enum(['nothing-brought', 'unseen', 'nobody-yet', 'counting']), why: z.string() })
    .nullable()
    .describe(
      'why there is no figure at all; unseen: nothing that was brought can show who supports the owner',
    ),
  together: figure.describe('known and newcomers as one number with one range: the two miss together'),
  known: figure,
  outOfSight: z
    .object({ people: z.number().int(), expected: z.number() })
    .describe(
      'of `known`: people whose sources ended before `seenUntil`, and their part of `expected`; whether they still come cannot be seen',
    ),
  newcomers: figure.extend({
    early: z
      .boolean()
      .describe('true: no window of the owner has closed yet; the range is what owners like this saw'),
    lately: z
      .array(z.object({ from: z.string(), to: z.string(), came: z.number().int() }))
      .describe('people who acted for the first time in each of the last spans of 90 days, newest last'),
  }),
  merged: z
    .object({
      at: z.string(),
      joined: z.number().int().describe('people fewer than before'),
      split: z.number().int().describe('people more than before'),
      before: z.number().describe('expected known supporters before; the acts were the same'),
      after: z.number(),
    })
    .nullable()
    .describe('what recognising people as one, or as two, lately did to the figure'),
  total: z.number().int().describe('people in the ledger that fit the question; a search counts to 1,000'),
  counts: z.object({
    people: z.number().int(),
    supporter: z.number().int(),
    advocate: z.number().int(),
    warm: z.number().int(),
    new: z.number().int(),
    returning: z.number().int(),
    fading: z.number().int(),
  }),
  people: z.array(supporter),
  notVisible: z.array(notVisible),
  next: z.string().nullable().describe('cursor of the next page'),
})

export type Supporter = z.infer<typeof supporter>
export type Supporters = z.infer<typeof supporters>
export type SupportersQuery = z.infer<typeof supportersQuery>
