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
  newcomersLow: z.number(),
  newcomersHigh: z.number(),
  newcomersActual: z.number().int(),
  totalLow: z
    .number()
    .describe('known and newcomers together: expected + newcomersExpected against actual + newcomersActual'),
  totalHigh: z.number(),
  known: z.number().int().describe('people known when the window opened'),
})

const rangeScores = z.object({
  coverage: z.number().describe('share of windows whose number lay in the 80 % range; ends are whole people'),
  below: z.number().describe('share of windows with fewer than the range'),
  above: z.number().describe('share of windows with more than the range'),
  width: z.number().describe('middle width as a factor, (1 + high) / (1 + low)'),
  expectedOverActual: z.number().nullable().describe('null where nobody came'),
  typicalFactor: z.number().describe('middle factor by which the number was missed'),
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
      ranges: z
        .object({ known: rangeScores, newcomers: rangeScores, together: rangeScores })
        .nullable()
        .describe(
          'how the ranges did, together = known and newcomers as one; null in figures of an earlier version',
        ),
    })
    .nullable(),
  older: z
    .number()
    .int()
    .describe('closed windows further back that were not judged; above 0 for very big ledgers only'),
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
