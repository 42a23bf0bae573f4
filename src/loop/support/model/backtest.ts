import { baseRate, hiatusCounts, hiatusRates } from './baselines.ts'
import { postPoints } from './bgbb.ts'
import { fitBgbb } from './bgbb-fit.ts'
import { type Chances, type Coefficients, judge, openChances, type Variant } from './chances.ts'
import { trendOf } from './correction.ts'
import { advance, type ClockRule, type Cursor, type Features, openCursor } from './features.ts'
import { adaptHawkes, hawkesWeights } from './hawkes.ts'
import { historiesOf, sampleHistories } from './histories.ts'
import type { SupportLedger } from './ledger.ts'
import { levelOf, type OpenWindow } from './level.ts'
import type { Minimum } from './minimise.ts'
import { clip } from './pool.ts'
import { forecastPosts } from './posts.ts'
import { HORIZON_DAYS, type Priors, shippedPriors } from './priors.ts'
import { ndcgOfFirst } from './ranking.ts'
import { adaptRfm } from './rfm.ts'
import { type Labels, labelsAfter, type TrainingWindow, trainingWindow, weighted } from './training.ts'
import { closedBy, TRAINING_WINDOWS } from './windows.ts'

/** One closed window: what was said at T from what was known at T, and what came. Plain data, to be stored. */
export type WindowSummary = {
  T: number
  /** People known at T, and how many of them acted in the 90 days. */
  people: number
  actual: number
  newcomers: number
  /** Forecast number of posts, and the opportunities that came. A window without any is not scored. */
  posts: number
  postsCame: number
  /** Of those, the ones somebody had answered within the window: all that could be known at its end. */
  postsSeen: number
  /** Opportunities answered by T. */
  opportunities: number
  frozen: Said
  adapted: Said
  /** The variant at the owner's level of then: what was shown. */
  shown: Said
  level: number
  /** Which of the two was shown: the better one over the windows closed by T. */
  variant: Variant
  /** Summed log-loss of two plain rules that saw the same training windows. */
  baseRateLoss: number
  hiatusLoss: number
  hiatusNdcg50: number | null
}
/**
 * Sum of chances, sum of p(1-p), summed log-loss and squared error of the pool; NDCG of the first 50 (null where
 * nobody acted); ten equal-width bins of the chance as [people, sum of chances, people who acted].
 */
export type Said = {
  S: number
  V: number
  loss: number
  brier: number
  ndcg50: number | null
  bins: [number, number, number][]
}

/** Everything about a window while the walk stands on it; the arrays are reused for the next. */
export type WindowView = {
  features: Features
  labels: Labels
  chances: Chances
  summary: WindowSummary
  theta: Float64Array
  adapted: Coefficients
}

/** A cut learns from the newest 18 cuts before it whose 90 days were over: three 30-day steps earlier at the least. */
const LEARNT_FROM = TRAINING_WINDOWS + 3

/** Where fits of a neighbouring cut ended: starting there saves steps. */
export type Near = { theta?: Minimum; rfm?: number[]; hawkes?: Minimum }

export type Backtest = {
  cursor: Cursor
  windows: WindowSummary[]
  training: TrainingWindow[]
  near: Near
  chances: Chances
}

export type BacktestOptions = {
  priors?: Priors
  rule?: ClockRule
  /** Windows judged earlier: not judged again. */
  known?: readonly WindowSummary[]
  /** Cuts before this index are only learnt from. */
  judgeFrom?: number
  /** Acts after this are as if unknown. Default: all are known. */
  until?: number
  onWindow?: (view: WindowView) => void
}

/**
 * Rolling back-test of one ledger. `cuts` ascending, all of their 90 days in the ledger. At every cut the models are
 * fitted on acts up to it and on the newest 18 windows closed by then, exactly as a forecast would have been.
 */
export function backtest(
  ledger: SupportLedger,
  cuts: readonly number[],
  options: BacktestOptions = {},
): Backtest {
  const {
    priors = shippedPriors,
    rule,
    known = [],
    judgeFrom = 0,
    until = Number.POSITIVE_INFINITY,
  } = options
  const cursor = openCursor(ledger, rule)
  const chances = openChances(ledger.people)
  const training: TrainingWindow[] = []
  const windows: WindowSummary[] = []
  const near: Near = {}
  const stored = new Map(known.map(window => [window.T, window]))
  const fresh = cuts.findIndex((T, index) => index >= judgeFrom && !stored.has(T))
  const walkFrom = (fresh < 0 ? cuts.length : fresh) - LEARNT_FROM
  for (const [index, T] of cuts.entries()) {
    const postsCame = opportunitiesIn(ledger, T, until)
    const before = stored.get(T)
    if (before) windows.push({ ...before, postsCame })
    if (index < walkFrom) continue
    const features = advance(cursor, T)
    const labels = labelsAfter(cursor)
    if (!before && index >= judgeFrom) {
      const learnt = closedBy(training, T)
      const fitted = fitAt(features, learnt, priors, near)
      const posts = forecastPosts(features.clock, T)
      const variant = chooseVariant(closedBy(windows, T))
      const level = levelAt(features, windows, windows)
      judge(
        features,
        historiesOf(features),
        fitted.theta,
        postPoints(posts),
        { frozen: priors, adapted: fitted.adapted },
        trendOf(features.clock, T, posts),
        chances,
      )
      const summary = {
        ...summarise(features, labels, chances, learnt),
        posts,
        postsCame,
        postsSeen: opportunitiesIn(ledger, T, Math.min(until, T + HORIZON_DAYS)),
        opportunities: features.clock.tau.length,
        variant,
        shown: said(features, labels.y, chances[variant].pool, level),
        level,
      }
      windows.push(summary)
      options.onWindow?.({ features, labels, chances, summary, ...fitted })
    }
    training.push(trainingWindow(features, labels))
    if (training.length > LEARNT_FROM) training.shift()
  }
  return { cursor, windows, training, near, chances }
}

/** BG/BB on the people known; RFM and Hawkes adapted to the training windows, or as shipped where there are none. */
export function fitAt(
  features: Features,
  training: readonly TrainingWindow[],
  priors: Priors,
  near: Near,
): { theta: Float64Array; adapted: Coefficients } {
  near.theta = fitBgbb(sampleHistories(features), priors.bgbb, near.theta)
  if (training.length === 0) return { theta: near.theta.x, adapted: priors }
  const rows = weighted(training)
  near.rfm = adaptRfm(rows.rfm, priors.rfm, near.rfm)
  near.hawkes = adaptHawkes(rows.hawkes, priors.hawkes, near.hawkes)
  return { theta: near.theta.x, adapted: { rfm: near.rfm, hawkes: hawkesWeights(near.hawkes) } }
}

/** A window of which its chances are known, closed or not. */
export type Judged = Pick<WindowSummary, 'T' | 'variant'> & Record<Variant, Pick<Said, 'S'>>

/**
 * The owner's level where the features stand, from windows closed by then and from those still open: who of the people
 * known at their beginning has acted since is told by the features themselves.
 */
export function levelAt(
  features: Features,
  windows: readonly WindowSummary[],
  begun: readonly Judged[],
): number {
  const { T, n, age, rec } = features
  const closed = closedBy(windows, T, Number.POSITIVE_INFINITY).filter(w => w.postsSeen > 0)
  const open = begun
    .filter(w => w.T < T && w.T + HORIZON_DAYS > T)
    .map((w): OpenWindow => {
      const since = T - w.T
      let came = 0
      for (let p = 0; p < n.length; p++) if (n[p] !== 0 && age[p]! >= since && rec[p]! < since) came++
      return { age: since, S: w[w.variant].S, came }
    })
  return levelOf(
    T,
    closed.map(w => ({ T: w.T, S: w[w.variant].S, actual: w.actual })),
    open,
  )
}

/** Windows that can be scored: at least one opportunity came. Without any, collection had stopped. */
export function scored(windows: readonly WindowSummary[]): WindowSummary[] {
  return windows.filter(window => window.postsCame > 0)
}

/** The set of coefficients with the lower log-loss over the closed windows; the shipped one before there are any. */
export function chooseVariant(closed: readonly WindowSummary[]): Variant {
  const better = scored(closed).reduce((sum, w) => sum + w.frozen.loss - w.adapted.loss, 0)
  return better > 0 ? 'adapted' : 'frozen'
}

function summarise(
  features: Features,
  labels: Labels,
  chances: Chances,
  learnt: readonly TrainingWindow[],
): Omit<
  WindowSummary,
  'posts' | 'postsCame' | 'postsSeen' | 'opportunities' | 'variant' | 'shown' | 'level'
> {
  const hiatus = hiatusCounts(features, labels.y)
  const [recent, old] = hiatusRates(learnt.map(w => w.hiatus))
  const base = baseRate(learnt.map(w => w.hiatus))
  return {
    T: features.T,
    people: features.known,
    actual: labels.actual,
    newcomers: labels.newcomers,
    frozen: said(features, labels.y, chances.frozen.pool),
    adapted: said(features, labels.y, chances.adapted.pool),
    baseRateLoss: lossOf(hiatus[0] + hiatus[2], hiatus[1] + hiatus[3], base),
    hiatusLoss: lossOf(hiatus[0], hiatus[1], recent) + lossOf(hiatus[2], hiatus[3], old),
    hiatusNdcg50: orNull(ndcgOfFirst(acting90(features), labels.y, 50)),
  }
}

function said(features: Features, y: Uint8Array, p: Float64Array, level = 1): Said {
  let S = 0
  let V = 0
  let loss = 0
  let brier = 0
  const bins = Array.from({ length: 10 }, (): [number, number, number] => [0, 0, 0])
  const ranked = new Float64Array(y.length).fill(Number.NaN)
  for (let i = 0; i < y.length; i++) {
    if (features.n[i] === 0) continue
    const chance = clip(level * p[i]!)
    S += chance
    V += chance * (1 - chance)
    loss -= Math.log(y[i] ? chance : 1 - chance)
    brier += (chance - y[i]!) ** 2
    ranked[i] = chance
    const bin = bins[Math.min(9, Math.floor(chance * 10))]!
    bin[0]++
    bin[1] += chance
    bin[2] += y[i]!
  }
  return { S, V, loss, brier, ndcg50: orNull(ndcgOfFirst(ranked, y, 50)), bins }
}

/** The plain rule as a ranking: 1 for everybody who acted in the last 90 days. */
function acting90({ n, rec }: Features): Float64Array {
  const rank = new Float64Array(n.length).fill(Number.NaN)
  for (let p = 0; p < n.length; p++) if (n[p] !== 0) rank[p] = rec[p]! <= HORIZON_DAYS ? 1 : 0
  return rank
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value)

function lossOf(people: number, acted: number, rate: number): number {
  const p = clip(rate)
  return -acted * Math.log(p) - (people - acted) * Math.log(1 - p)
}

/** Opportunities with τ in (T, T + 90] that had been answered by `until`. */
function opportunitiesIn({ byTau, tau, answeredAt }: SupportLedger, T: number, until: number): number {
  let count = 0
  for (const o of byTau) if (tau[o]! > T && tau[o]! <= T + HORIZON_DAYS && answeredAt[o]! <= until) count++
  return count
}
