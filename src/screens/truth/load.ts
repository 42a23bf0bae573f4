import type { Language } from '#ledger/language.ts'
import type { Headline } from '#loop/support/compute.ts'
import type { TruthFacts } from '#loop/support/truth.ts'
import type { Range } from '#screens/parts/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { words } from './load-words.ts'
import type { Truth } from './shape.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** How good the forecasts were, on the owner's own past and since Enishi is in use. */
export async function loadTruth(ctx: Ctx, language: Language): Promise<Truth> {
  const [state] = await ctx.store.sql<{ headline: Headline; truth: TruthFacts }[]>`
    select headline, truth from support_state where owner_id = ${ctx.owner}`
  const truth = state?.truth
  const scores = truth?.scores ?? null
  return {
    enough: scores !== null,
    sentence: scores ? verdict(truth!, language) : words[language].tooYoung,
    details: scores ? details(scores, truth!.scored, language) : [],
    model: state?.headline.modelVersion ?? '',
    scores: scores && { ...scores, ranges: scores.ranges ?? null },
    older: truth?.older ?? 0,
    reliability: truth?.reliability ?? [],
    windows: (truth?.windows ?? []).map(window => ({
      ...olderRanges(window),
      ...window,
      from: iso(window.from),
      to: iso(window.to),
    })),
    forecasts: await forecastsOf(ctx),
  }
}

/** Ranges that an earlier version named without storing them: a fixed one around the newcomers expected. */
function olderRanges(w: TruthFacts['windows'][number]) {
  const newcomersLow = Math.max(0, 0.23 * (1 + w.newcomersExpected) - 1)
  const newcomersHigh = 13 * (1 + w.newcomersExpected) - 1
  return {
    newcomersLow,
    newcomersHigh,
    totalLow: w.low + newcomersLow,
    totalHigh: w.high + newcomersHigh,
  }
}

function verdict({ windows, scored, older = 0 }: TruthFacts, language: Language): string {
  const w = words[language]
  const inside = windows
    .map(window => ({ ...olderRanges(window), ...window }))
    .filter(window => {
      const came = window.actual + window.newcomersActual
      return came >= Math.round(window.totalLow) && came <= Math.round(window.totalHigh)
    }).length
  return older > 0 ? `${w.verdict(scored, inside)} ${w.newest(older)}` : w.verdict(scored, inside)
}

function details(scores: NonNullable<TruthFacts['scores']>, scored: number, language: Language): string[] {
  const w = words[language]
  const better = 1 - scores.logLoss / scores.hiatusLogLoss
  const level = scores.expectedOverActual
  return [
    level > 1.15 ? w.tooMany(level) : level < 0.87 ? w.tooFew(level) : w.levelRight(level),
    better > 0.005 ? w.betterThanRule(Math.round(better * 100)) : w.notBetterThanRule,
    w.ranking(scores.ndcg50, scores.hiatusNdcg50),
    ...rangesTold(scores, scored, language),
  ]
}

/** From so many windows on a range that always holds is wider than it need be. */
const ENOUGH = 10

function rangesTold(scores: NonNullable<TruthFacts['scores']>, scored: number, language: Language): string[] {
  const w = words[language]
  const { ranges } = scores
  if (!ranges) return [w.range(Math.round(scores.coverage * 100))]
  const percent = (share: number) => Math.round(share * 100)
  const told = [w.ranges(percent(ranges.known.coverage), percent(ranges.newcomers.coverage))]
  const isWide = ranges.together.coverage > 0.95 && scored >= ENOUGH
  return isWide ? [...told, w.tooWide] : told
}

type Row = {
  made_at: Date
  closes_at: Date
  model: string
  known: Range
  actual: number | null
  log_loss: number | null
  people_scored: number | null
  expected_scored: number | null
}

async function forecastsOf(ctx: Ctx): Promise<Truth['forecasts']> {
  const rows = await ctx.store.sql<Row[]>`
    select made_at, closes_at, model, known, actual, log_loss, people_scored, expected_scored from forecast
    where owner_id = ${ctx.owner} order by made_at desc limit 200`
  return rows.map(row => ({
    madeAt: row.made_at.toISOString(),
    closesAt: row.closes_at.toISOString(),
    model: row.model,
    known: row.known,
    actual: row.actual,
    seen: row.people_scored === null ? null : { people: row.people_scored, expected: row.expected_scored },
    logLoss: row.log_loss,
  }))
}
