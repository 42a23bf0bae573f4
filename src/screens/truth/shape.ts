import { z } from 'zod'
import { range } from '#screens/parts/shape.ts'

/** GET /api/v1/truth: how good the forecasts were on the owner's own past. */
export const window = z.object({
  from: z.string(),
  to: z.string(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  actual: z.number().int(),
  newcomersExpected: z.number(),
  newcomersActual: z.number().int(),
  known: z.number().int().describe('people known when the window opened'),
})

export const truth = z.object({
  enough: z
    .boolean()
    .describe('false: the ledger is too young for a back-test; `sentence` says what is missing'),
  sentence: z.string().describe('the verdict for a layperson'),
  details: z.array(z.string()).describe('further sentences: ranking, level, range'),
  model: z.string(),
  scores: z
    .object({
      logLoss: z.number(),
      hiatusLogLoss: z.number().describe('of the rule “acted in the last 90 days” on the same windows'),
      brier: z.number(),
      ndcg50: z.number(),
      hiatusNdcg50: z.number(),
      expectedOverActual: z.number(),
      coverage: z.number().describe('share of windows whose actual number lay in the 80 % range'),
      personWindows: z.number().int(),
    })
    .nullable(),
  reliability: z.array(
    z.object({
      low: z.number(),
      high: z.number(),
      people: z.number().int(),
      forecast: z.number(),
      happened: z.number(),
    }),
  ),
  windows: z.array(window),
  forecasts: z
    .array(
      z.object({
        madeAt: z.string(),
        closesAt: z.string(),
        model: z.string(),
        known: range,
        actual: z
          .number()
          .int()
          .nullable()
          .describe('supporters among those who could be seen; null until its window has closed'),
        seen: z
          .object({ people: z.number().int(), expected: z.number().nullable() })
          .nullable()
          .describe(
            'people whose sources could be seen through the window, and the supporters promised among them: what `actual` and `logLoss` are about',
          ),
        logLoss: z.number().nullable(),
      }),
    )
    .describe('what Enishi really said at the time, scored when the window closed'),
})

export type Truth = z.infer<typeof truth>
export type TruthWindow = z.infer<typeof window>
