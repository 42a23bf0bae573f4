import { actKinds } from '#ledger/kinds.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { type ActColumns, readActs } from './act-rows.ts'
import { type Evidence, gatherEvidence, pauseBefore } from './evidence.ts'
import { keepForecast, scoreForecasts } from './forecasts.ts'
import { actsUntil, type Kept, keepFigures } from './keep-figures.ts'
import { type CountedMoves, type Merged, mergedOf } from './merged.ts'
import {
  type FittedModel,
  forecastHeld,
  forecastSupport,
  knownRange,
  type SupportForecast,
} from './model/forecast.ts'
import type { Range } from './model/interval.ts'
import { buildLedger, type SupportLedger } from './model/ledger.ts'
import type { Newcomers } from './model/newcomers.ts'
import { MODEL_VERSION } from './model/priors.ts'
import { isFading, nextStage, type StageState } from './model/stage.ts'
import { together } from './model/together.ts'
import { type FormerStages, type StageRow, stagesOf } from './stage-memory.ts'
import { isOutOfSight, looksOf, type Standing, standingAt } from './standing.ts'
import { type TruthFacts, truthOf } from './truth.ts'

const dayMs = 86_400_000

/** How support.change is stored. */
export const changes = ['none', 'new', 'returning', 'fading'] as const

export type Headline = {
  horizonDays: number
  /** ms since 1970: up to when the sources could be seen. */
  seenUntil: number
  known: Range
  /** With what came in the last spans of 90 days (ms since 1970), newest last. */
  newcomers: Newcomers & { lately: { from: number; to: number; came: number }[] }
  /** Both as one number with one range. */
  together: Range
  /** Of `known`: people whose sources ended before `seenUntil`, and their part. Missing in earlier versions' figures. */
  outOfSight?: { people: number; expected: number }
  /** Posts expected in the horizon, and the chance that none of them is answered. */
  posts: number
  noPosts?: number
  modelVersion: string
  basis: 'shipped' | 'own'
  counts: Record<'people' | 'supporter' | 'advocate' | 'warm' | 'new' | 'returning' | 'fading', number>
  /** By network: last act of support seen, ms since 1970. */
  networks: Record<string, number>
  /** What recognising accounts as one person, or two, did to the figure; the acts were the same. */
  merged?: Merged
}

type Before = CountedMoves & { headline: Headline; fitted: Kept; stages: FormerStages }

/**
 * Computes the figures of everybody anew and keeps the forecast. One at a time per owner: a second caller waits,
 * then finds the work done. Returns false when the figures were up to date already: of these facts, by
 * this model, and of today (in UTC), since chances change while nothing happens.
 */
export async function computeSupport(ctx: Ctx, { evenIfFresh = false } = {}): Promise<boolean> {
  const single = ctx.store.single()
  try {
    await single`select pg_advisory_lock(hashtextextended(${`support ${ctx.owner}`}, 0))`
    const [owner] = await single<
      {
        facts_no: number
        moved_no: number
        computed_no: number
        computed_at: Date | null
        model: string | null
      }[]
    >`
      select owner.facts_no, owner.moved_no, owner.computed_no, state.computed_at,
        state.headline->>'modelVersion' as model
      from owner left join support_state state on state.owner_id = ${ctx.owner}
      where owner.owner_id = ${ctx.owner}`
    if (!owner) return false
    const isToday = owner.computed_at !== null && dayOf(owner.computed_at.getTime()) === dayOf(ctx.now())
    const isOurs = owner.model === MODEL_VERSION
    if (owner.facts_no === owner.computed_no && isToday && isOurs && !evenIfFresh) return false
    const acts = await readActs(single, ctx.owner)
    const [before] = await single<Before[]>`
      select facts_no, moved_no, headline, fitted, stages from support_state where owner_id = ${ctx.owner}`
    const stages = stagesOf(
      acts,
      await readStages(single, ctx),
      before?.stages ?? {},
      ctx.now() / dayMs,
      isToday,
    )
    const lookedAt = await looksOf(single, ctx)
    const figures = figure(acts, ctx.now() / dayMs, stages.now, keptModel(before?.fitted, acts), lookedAt)
    figures.headline.merged = mergedOf(before, owner, figures.headline, ctx.now())
    await single.begin(async tx => {
      await keepFigures(tx, ctx, acts, figures, owner, stages.former)
      await keepForecast(tx, ctx, acts, figures)
      await scoreForecasts(tx, ctx, acts, figures.standing)
    })
    return true
  } finally {
    await single.end({ timeout: 1 })
  }
}

export type Figures = {
  standing: Standing
  forecast: SupportForecast
  evidence: Evidence
  /** Up to when people can be seen whose sources have closed, days; NaN for those of a source that goes on. */
  until: Float64Array
  p: Float64Array
  change: Uint8Array
  stage: StageState[]
  headline: Headline
  truth: TruthFacts
}

/** All figures of a ledger at `now` (days since 1970). Pure. */
export function figure(
  acts: ActColumns,
  now: number,
  before: Map<string, StageState>,
  fitted?: FittedModel,
  lookedAt?: ReadonlyMap<string, number>,
): Figures {
  const standing = standingAt(acts, now, lookedAt)
  const ledger = supportLedger(acts)
  const forecast = forecastSupport(ledger, standing.T, { fitted })
  const p = standingStill(ledger, forecast, standing)
  const evidence = gatherEvidence(acts, standing.T_person)
  const until = standing.T_person.map(T => (T < now ? T : Number.NaN))
  const stage: StageState[] = []
  const change = new Uint8Array(acts.people.length)
  for (let person = 0; person < acts.people.length; person++) {
    const n = forecast.features.n[person]!
    const facts = { p: p[person]!, n, passedOn: evidence.passedOn[person]! }
    stage.push(n === 0 ? { stage: 'stranger', low: 0 } : nextStage(before.get(acts.people[person]!), facts))
    // Nobody comes, comes back or goes by a source that is closed.
    if (Number.isNaN(until[person]!)) change[person] = changeOf(evidence, forecast, p, person, now)
  }
  const known = knownRange(p, forecast.fitted)
  const newcomers = newcomersOf(forecast)
  const headline: Headline = {
    horizonDays: forecast.horizonDays,
    seenUntil: Math.round(standing.T * dayMs),
    known,
    outOfSight: outOfSightOf(standing, p, forecast.fitted),
    newcomers,
    together: together(known, newcomers),
    posts: forecast.posts,
    noPosts: forecast.noPosts,
    modelVersion: forecast.modelVersion,
    basis: forecast.basis,
    counts: countsOf(acts.people.length, stage, change),
    networks: Object.fromEntries(
      acts.networks.flatMap((name, i) =>
        Number.isNaN(standing.seenUntil[i]!) ? [] : [[name, Math.round(standing.seenUntil[i]! * dayMs)]],
      ),
    ),
  }
  return { standing, forecast, evidence, until, p, change, stage, headline, truth: truthOf(forecast) }
}

function newcomersOf({ features, newcomers, newcomersLately }: SupportForecast): Headline['newcomers'] {
  // Before anybody has done anything there is nothing to go by: whoever comes first is no figure.
  const range = features.n.some(n => n > 0) ? newcomers : { expected: 0, low: 0, high: 0, early: true }
  const lately = newcomersLately.map(({ from, to, came }) => ({
    from: Math.round(from * dayMs),
    to: Math.round(to * dayMs),
    came,
  }))
  return { ...range, lately }
}

function outOfSightOf(
  standing: Standing,
  p: Float64Array,
  fitted: FittedModel,
): NonNullable<Headline['outOfSight']> {
  const theirs = p.filter((chance, person) => !Number.isNaN(chance) && isOutOfSight(standing, person))
  return { people: theirs.length, expected: knownRange(theirs, fitted).expected }
}

/** Acts toward the owner that help, as the model reads them. */
export function supportLedger(acts: ActColumns): SupportLedger {
  const supports = new Uint8Array(256)
  const speaks = new Uint8Array(256)
  for (const rule of Object.values(actKinds)) {
    supports[rule.code] = Number(rule.supports)
    speaks[rule.code] = Number(rule.speaks)
  }
  let size = 0
  for (let i = 0; i < acts.size; i++) if (acts.direction[i] === 1 && supports[acts.kind[i]!]) size++
  const person = new Int32Array(size)
  const t = new Float64Array(size)
  const opp = new Int32Array(size)
  const speaking = new Uint8Array(size)
  for (let i = 0, k = 0; i < acts.size; i++) {
    if (acts.direction[i] !== 1 || !supports[acts.kind[i]!]) continue
    person[k] = acts.person[i]!
    t[k] = acts.t[i]!
    opp[k] = acts.work[i]!
    speaking[k++] = speaks[acts.kind[i]!]!
  }
  return buildLedger({ people: acts.people.length, person, t, opp, speaks: speaking, oppTime: acts.workTime })
}

/** The chances, with people whose sources have closed judged at the time they could last be seen. */
function standingStill(ledger: SupportLedger, forecast: SupportForecast, standing: Standing): Float64Array {
  const p = forecast.people.p
  const closed = new Set(standing.T_person)
  closed.delete(standing.T)
  for (const T of closed) {
    const then = forecastHeld(ledger, T, forecast.fitted)
    for (let person = 0; person < p.length; person++) {
      if (standing.T_person[person] !== T) continue
      p[person] = then.people.p[person]!
      forecast.people.alive[person] = then.people.alive[person]!
      forecast.people.tie[person] = then.people.tie[person]!
      forecast.people.pBefore[person] = then.people.pBefore[person]!
    }
  }
  return p
}

function changeOf(
  e: Evidence,
  forecast: SupportForecast,
  p: Float64Array,
  person: number,
  T: number,
): number {
  if (forecast.features.n[person] === 0) return 0
  if (T - e.firstSupport[person]! <= 90) return changes.indexOf('new')
  if (pauseBefore(e, person) > 0) return changes.indexOf('returning')
  const { pBefore, alive } = forecast.people
  return isFading(pBefore[person]!, p[person]!, alive[person]!) ? changes.indexOf('fading') : 0
}

function countsOf(people: number, stage: StageState[], change: Uint8Array): Headline['counts'] {
  const inStage = (name: StageState['stage']) =>
    stage.reduce((sum, state) => sum + Number(state.stage === name), 0)
  const changing = (name: (typeof changes)[number]) =>
    change.reduce((sum, code) => sum + Number(code === changes.indexOf(name)), 0)
  return {
    people,
    supporter: inStage('supporter') + inStage('advocate'),
    advocate: inStage('advocate'),
    warm: inStage('warm'),
    new: changing('new'),
    returning: changing('returning'),
    fading: changing('fading'),
  }
}

/** The fitted model is kept while no act of the past came or went; new acts at the end do not spoil it. */
function keptModel(kept: Kept | undefined, acts: ActColumns): FittedModel | undefined {
  if (!kept) return undefined
  return actsUntil(acts, kept.model.T) === kept.acts ? kept.model : undefined
}

const dayOf = (ms: number) => Math.floor(ms / dayMs)

async function readStages(sql: Sql, ctx: Ctx): Promise<StageRow[]> {
  return sql<StageRow[]>`
    select person_id, members, stage, below from support where owner_id = ${ctx.owner}`
}
