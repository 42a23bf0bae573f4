import {
  type Backtest,
  backtest,
  chooseVariant,
  fitAt,
  type Judged,
  levelAt,
  scored,
  type WindowSummary,
} from './backtest.ts'
import { postPoints } from './bgbb.ts'
import { type Chances, type Coefficients, judge, openChances, type Variant } from './chances.ts'
import { countUpTo } from './clock.ts'
import { silenceChance, trendOf } from './correction.ts'
import { advance, type Features, featuresAt, keepFeatures } from './features.ts'
import { historiesOf } from './histories.ts'
import { overdispersion, type Range, supporterRange } from './interval.ts'
import type { SupportLedger } from './ledger.ts'
import { forecastNewcomers, type Newcomers } from './newcomers.ts'
import { type Came, newcomersLately } from './newcomers-lately.ts'
import { clip } from './pool.ts'
import { forecastPosts } from './posts.ts'
import { HORIZON_DAYS, MODEL_VERSION, type Priors, shippedPriors } from './priors.ts'
import { tieStrength } from './tie.ts'
import { closedBy, cutsFrom, firstCut, lastActUpTo, TRAINING_WINDOWS } from './windows.ts'

/**
 * Closed windows that are judged: all of them. Of a big ledger the newest only: it has so many people that 18 tell
 * enough, and every one of them costs a walk through the ledger.
 */
export function judgedWindows(acts: number): number {
  if (acts > 2_000_000) return 18
  return acts > 500_000 ? 36 : Number.POSITIVE_INFINITY
}

/** Everything that was fitted, as plain JSON: store it, and hand it to the next forecast to spare its cost. */
export type FittedModel = {
  version: string
  /** When it was fitted, and where the 30-day grid of windows began; the next forecast keeps the grid. */
  T: number
  first: number
  /** ln a, ln b, ln g, ln d of BG/BB. */
  theta: number[]
  frozen: Coefficients
  adapted: Coefficients
  /** Which of the two is shown: the one with the lower log-loss over the closed windows. */
  variant: Variant
  phi: number
  /** By what everybody's chance is multiplied; see level.ts. */
  level: number
  windows: WindowSummary[]
  /** Closed windows older than these, which were not judged. */
  older: number
}

/** By person. NaN (n = 0 in the features) for people who have not acted by T. */
export type SupportPeople = {
  /** Chance of at least one act in the next 90 days if the owner carries on as now: the pool of the three models. */
  p: Float64Array
  pBgbb: Float64Array
  pRfm: Float64Array
  pHawkes: Float64Array
  /** Chance that the person is still there at the next opportunity. Never to be shown as a judgement by itself. */
  alive: Float64Array
  expectedActs: Float64Array
  /** Strength of the tie, 0–100. */
  tie: Float64Array
  /** The pool's chance 90 days earlier, for the same number of posts (what fading compares); NaN for newer people. */
  pBefore: Float64Array
}

export type SupportForecast = {
  T: number
  horizonDays: number
  modelVersion: string
  /** `shipped`: the ledger has no closed window yet, so nothing has been checked on it. */
  basis: 'shipped' | 'own'
  /** Posts expected in the coming 90 days, and the chance that none of them is answered. */
  posts: number
  noPosts: number
  known: Range
  newcomers: Newcomers
  /** Newcomers of the last spans of 90 days, newest last. */
  newcomersLately: Came[]
  people: SupportPeople
  features: Features
  fitted: FittedModel
}

export type ForecastOptions = {
  /** The coefficients hold for 90 days only. */
  horizonDays?: typeof HORIZON_DAYS
  priors?: Priors
  /** An earlier result: its closed windows are kept. Drop it when acts before its T were added or taken away. */
  fitted?: FittedModel
}

/**
 * Who will support the owner in the next 90 days, from the acts up to T (days): fits, judges itself on the ledger's
 * closed windows and forecasts. Acts after T are ignored. O(acts + windows · people).
 */
export function forecastSupport(
  ledger: SupportLedger,
  T: number,
  options: ForecastOptions = {},
): SupportForecast {
  const { priors = shippedPriors } = options
  const earlier = options.fitted?.version === MODEL_VERSION ? options.fitted : undefined
  const first = earlier?.first ?? firstCut(ledger, T)
  const judged = judgedWindows(ledger.t.length)
  const all = cutsFrom(ledger, first, lastActUpTo(ledger, T))
  const cuts = all.slice(-judged - TRAINING_WINDOWS)
  const run = backtest(ledger, cuts, {
    priors,
    until: T,
    judgeFrom: Math.max(0, cuts.length - judged),
    known: earlier?.windows,
  })
  const before = keepFeatures(advance(run.cursor, T - HORIZON_DAYS))
  const begun = cutsFrom(ledger, first, T + HORIZON_DAYS)
    .filter(cut => cut > T - HORIZON_DAYS && cut < T)
    .map(cut => judgeOpen(run, cut, priors))
  const features = advance(run.cursor, T)
  const fitted = fitNow(run, features, first, judged, priors, begun)
  fitted.older = Math.max(0, all.length - judged)
  return assemble(features, before, fitted, run.chances)
}

/** What the chances of a window that is still open added up to when it began. */
function judgeOpen(run: Backtest, cut: number, priors: Priors): Judged {
  const features = advance(run.cursor, cut)
  const { theta, adapted } = fitAt(features, closedBy(run.training, cut), priors, run.near)
  const posts = forecastPosts(features.clock, cut)
  const trend = trendOf(features.clock, cut, posts)
  judge(
    features,
    historiesOf(features),
    theta,
    postPoints(posts),
    { frozen: priors, adapted },
    trend,
    run.chances,
  )
  const sumOf = (p: Float64Array) =>
    p.reduce((sum, chance, i) => (features.n[i] === 0 ? sum : sum + chance), 0)
  return {
    T: cut,
    variant: chooseVariant(closedBy(run.windows, cut)),
    frozen: { S: sumOf(run.chances.frozen.pool) },
    adapted: { S: sumOf(run.chances.adapted.pool) },
  }
}

/** The same forecast with everything already fitted held: one pass over the acts, no fits. */
export function forecastHeld(ledger: SupportLedger, T: number, fitted: FittedModel): SupportForecast {
  const before = featuresAt(ledger, T - HORIZON_DAYS)
  return assemble(featuresAt(ledger, T), before, fitted, openChances(ledger.people))
}

/** The coefficients a model shows. */
export function shownBy(fitted: FittedModel): Coefficients {
  return fitted.variant === 'adapted' ? fitted.adapted : fitted.frozen
}

function fitNow(
  run: Backtest,
  features: Features,
  first: number,
  judged: number,
  priors: Priors,
  begun: readonly Judged[],
): FittedModel {
  const { T } = features
  const { theta, adapted } = fitAt(features, closedBy(run.training, T), priors, run.near)
  const closed = closedBy(run.windows, T, judged)
  return {
    version: MODEL_VERSION,
    T,
    first,
    theta: Array.from(theta),
    frozen: { rfm: priors.rfm, hawkes: priors.hawkes },
    adapted: { rfm: adapted.rfm, hawkes: adapted.hawkes },
    variant: chooseVariant(closedBy(closed, T)),
    phi: overdispersionOf(closed),
    level: levelAt(features, closed, begun),
    windows: closed,
    older: 0,
  }
}

/** Over-dispersion from what was really shown for each closed window that can be scored. */
export function overdispersionOf(closed: readonly WindowSummary[]): number {
  return overdispersion(scored(closed).map(w => ({ S: w.shown.S, V: w.shown.V, actual: w.actual })))
}

function assemble(
  features: Features,
  before: Features,
  fitted: FittedModel,
  chances: Chances,
): SupportForecast {
  const posts = forecastPosts(features.clock, features.T)
  const points = postPoints(posts)
  const shown = shownBy(fitted)
  const both = { frozen: shown, adapted: shown }
  const trend = trendOf(features.clock, features.T, posts)
  judge(before, historiesOf(before), fitted.theta, points, both, trend, chances)
  const pBefore = levelled(before, chances.frozen.pool, fitted.level)
  judge(features, historiesOf(features), fitted.theta, points, both, trend, chances)
  const { bgbb, frozen: by } = chances
  const expectedActs = masked(
    features,
    bgbb.expected.map((acts, p) => (acts + by.acts[p]!) / 2),
  )
  const p = levelled(features, by.pool, fitted.level)
  const of30 = features.clock.tau.length - countUpTo(features.clock, features.T - 30)
  return {
    T: features.T,
    horizonDays: HORIZON_DAYS,
    modelVersion: fitted.version,
    basis: scored(fitted.windows).length > 0 ? 'own' : 'shipped',
    posts,
    noPosts: silenceChance(of30, posts),
    known: knownRange(p, fitted),
    newcomers: forecastNewcomers(scored(fitted.windows), {
      T: features.T,
      people: features.known,
      opportunities: features.clock.tau.length,
      posts,
    }),
    newcomersLately: newcomersLately(features),
    people: {
      p,
      pBgbb: masked(features, bgbb.p),
      pRfm: masked(features, by.rfm),
      pHawkes: masked(features, by.hawkes),
      alive: masked(features, bgbb.alive),
      expectedActs,
      tie: tieStrength(expectedActs),
      pBefore,
    },
    features,
    fitted,
  }
}

/** The expected number of known supporters out of their chances (NaN: not known). */
export function knownRange(p: Float64Array, { phi }: FittedModel): Range {
  const sum = p.reduce((total, chance) => (Number.isNaN(chance) ? total : total + chance), 0)
  return supporterRange(sum, phi)
}

/** Chances at the owner's level, as they are shown. */
function levelled(features: Features, chances: Float64Array, level: number): Float64Array {
  return chances.map((p, i) => (features.n[i] === 0 ? Number.NaN : clip(level * p)))
}

function masked(features: Features, values: Float64Array): Float64Array {
  return values.map((value, p) => (features.n[p] === 0 ? Number.NaN : value))
}
