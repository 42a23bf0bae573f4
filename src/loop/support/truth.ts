import { scored, type WindowSummary } from './model/backtest.ts'
import type { SupportForecast } from './model/forecast.ts'
import { overdispersionOf } from './model/forecast.ts'
import { supporterRange } from './model/interval.ts'
import { forecastNewcomers } from './model/newcomers.ts'
import { type RangeScores, rangeScores } from './model/range-scores.ts'
import { together } from './model/together.ts'

const dayMs = 86_400_000

/** The back-test of the owner's own past, as the Truth screen shows it. Times in ms since 1970. */
export type TruthFacts = {
  /** Windows that could be scored, and all closed ones. */
  scored: number
  closed: number
  /** Closed windows further back that were not judged. Missing in earlier versions' figures. */
  older?: number
  scores: {
    logLoss: number
    hiatusLogLoss: number
    brier: number
    ndcg50: number
    hiatusNdcg50: number
    expectedOverActual: number
    coverage: number
    personWindows: number
    /** How the 80 % ranges did. Missing in earlier versions' figures. */
    ranges?: { known: RangeScores; newcomers: RangeScores; together: RangeScores }
  } | null
  reliability: { low: number; high: number; people: number; forecast: number; happened: number }[]
  windows: {
    from: number
    to: number
    expected: number
    low: number
    high: number
    actual: number
    newcomersExpected: number
    newcomersActual: number
    /** Missing in earlier versions' figures. */
    newcomersLow?: number
    newcomersHigh?: number
    totalLow?: number
    totalHigh?: number
    known: number
  }[]
}

/** What a forecast knows of its own past. */
type Judged = Pick<SupportForecast, 'horizonDays'> & {
  fitted: Pick<SupportForecast['fitted'], 'windows' | 'older'>
}

/** How past forecasts, each made only from what was known then, came out. Pure. */
export function truthOf({ fitted, horizonDays }: Judged): TruthFacts {
  const usable = scored(fitted.windows)
  const people = sum(usable, w => w.people)
  const windows = usable.map(w => {
    const earlier = fitted.windows.filter(other => other.T + horizonDays <= w.T)
    const range = supporterRange(w.shown.S, overdispersionOf(earlier))
    const newcomers = forecastNewcomers(scored(earlier), w)
    const total = together(range, newcomers)
    return {
      from: Math.round(w.T * dayMs),
      to: Math.round((w.T + horizonDays) * dayMs),
      ...range,
      actual: w.actual,
      newcomersExpected: newcomers.expected,
      newcomersLow: newcomers.low,
      newcomersHigh: newcomers.high,
      newcomersActual: w.newcomers,
      totalLow: total.low,
      totalHigh: total.high,
      known: w.people,
    }
  })
  const actual = sum(usable, w => w.actual)
  if (usable.length === 0 || people === 0)
    return {
      scored: 0,
      closed: fitted.windows.length,
      older: fitted.older,
      scores: null,
      reliability: [],
      windows,
    }
  return {
    scored: usable.length,
    closed: fitted.windows.length,
    older: fitted.older,
    scores: {
      logLoss: sum(usable, w => w.shown.loss) / people,
      hiatusLogLoss: sum(usable, w => w.hiatusLoss) / people,
      brier: sum(usable, w => w.shown.brier) / people,
      ndcg50: mean(usable.map(w => w.shown.ndcg50)),
      hiatusNdcg50: mean(usable.map(w => w.hiatusNdcg50)),
      expectedOverActual: sum(windows, w => w.expected) / Math.max(1, actual),
      coverage: windows.filter(w => w.actual >= w.low && w.actual <= w.high).length / windows.length,
      personWindows: people,
      ranges: rangesOf(windows),
    },
    reliability: reliabilityOf(usable),
    windows,
  }
}

type Told = Required<TruthFacts['windows'][number]>

function rangesOf(windows: readonly Told[]): NonNullable<NonNullable<TruthFacts['scores']>['ranges']> {
  return {
    known: rangeScores(windows),
    newcomers: rangeScores(
      windows.map(w => ({
        expected: w.newcomersExpected,
        low: w.newcomersLow,
        high: w.newcomersHigh,
        actual: w.newcomersActual,
      })),
    ),
    together: rangeScores(
      windows.map(w => ({
        expected: w.expected + w.newcomersExpected,
        low: w.totalLow,
        high: w.totalHigh,
        actual: w.actual + w.newcomersActual,
      })),
    ),
  }
}

function reliabilityOf(windows: readonly WindowSummary[]): TruthFacts['reliability'] {
  return Array.from({ length: 10 }, (_, i) => {
    const people = sum(windows, w => w.shown.bins[i]![0])
    return {
      low: i / 10,
      high: (i + 1) / 10,
      people,
      forecast: sum(windows, w => w.shown.bins[i]![1]) / Math.max(1, people),
      happened: sum(windows, w => w.shown.bins[i]![2]) / Math.max(1, people),
    }
  }).filter(bin => bin.people > 0)
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)

function mean(values: (number | null)[]): number {
  const there = values.filter(value => value !== null)
  return there.length === 0 ? 0 : sum(there, value => value) / there.length
}
