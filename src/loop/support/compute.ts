import { actKinds } from '#ledger/kinds.ts'
import { copyRows } from '#store/copy.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { type ActColumns, readActs } from './act-rows.ts'
import { type Evidence, gatherEvidence, pauseBefore, personEvidence } from './evidence.ts'
import { keepForecast, scoreForecasts } from './forecasts.ts'
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
import { isFading, nextStage, type StageState, stages } from './model/stage.ts'
import { type FormerStages, type StageRow, stagesOf } from './stage-memory.ts'
import { isOutOfSight, type Standing, standingAt } from './standing.ts'
import { type TruthFacts, truthOf } from './truth.ts'

const dayMs = 86_400_000

/** How support.change is stored. */
export const changes = ['none', 'new', 'returning', 'fading'] as const

export type Headline = {
  horizonDays: number
  /** ms since 1970: up to when the sources could be seen. */
  seenUntil: number
  known: Range
  newcomers: Range
  /** Of `known`: people whose sources ended before `seenUntil`, and their part. Missing in earlier versions' figures. */
  outOfSight?: { people: number; expected: number }
  /** Posts expected in the horizon. */
  posts: number
  modelVersion: string
  basis: 'shipped' | 'own'
  counts: Record<'people' | 'supporter' | 'advocate' | 'warm' | 'new' | 'returning' | 'fading', number>
  /** By network: last act of support seen, ms since 1970. */
  networks: Record<string, number>
  /** What recognising accounts as one person, or two, did to the figure; the acts were the same. */
  merged?: Merged
}

/** What was fitted, and for which history: facts about the past that change make it fit anew. */
type Kept = { model: FittedModel; acts: number }

type Before = CountedMoves & { headline: Headline; fitted: Kept; stages: FormerStages }

/**
 * Computes the figures of everybody anew and keeps the forecast. One at a time per owner: a second caller waits,
 * then finds the work done. Returns false when the figures were up to date already: of these facts, and of today
 * (in UTC), since chances change while nothing happens.
 */
export async function computeSupport(ctx: Ctx, { evenIfFresh = false } = {}): Promise<boolean> {
  const single = ctx.store.single()
  try {
    await single`select pg_advisory_lock(hashtextextended(${`support ${ctx.owner}`}, 0))`
    const [owner] = await single<
      { facts_no: number; moved_no: number; computed_no: number; computed_at: Date | null }[]
    >`
      select owner.facts_no, owner.moved_no, owner.computed_no, state.computed_at
      from owner left join support_state state on state.owner_id = ${ctx.owner}
      where owner.owner_id = ${ctx.owner}`
    if (!owner) return false
    const isToday = owner.computed_at !== null && dayOf(owner.computed_at.getTime()) === dayOf(ctx.now())
    if (owner.facts_no === owner.computed_no && isToday && !evenIfFresh) return false
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
    const looks = await single<{ network: string; at: Date }[]>`
      select network, max(followed_at) as at from live join import using (owner_id, import_no)
      where owner_id = ${ctx.owner} and followed_at is not null group by network`
    const lookedAt = new Map(looks.map(({ network, at }) => [network, at.getTime() / dayMs]))
    const figures = figure(acts, ctx.now() / dayMs, stages.now, keptModel(before?.fitted, acts), lookedAt)
    figures.headline.merged = mergedOf(before, owner, figures.headline, ctx.now())
    await single.begin(async tx => {
      await write(tx, ctx, acts, figures, owner, stages.former)
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
  const headline: Headline = {
    horizonDays: forecast.horizonDays,
    seenUntil: Math.round(standing.T * dayMs),
    known: knownRange(p, forecast.fitted),
    outOfSight: outOfSightOf(standing, p, forecast.fitted),
    // Before anybody has done anything there is nothing to go by: whoever comes first is no figure.
    newcomers: forecast.features.n.some(n => n > 0) ? forecast.newcomers : { expected: 0, low: 0, high: 0 },
    posts: forecast.posts,
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
  let until = 0
  for (let i = 0; i < acts.size; i++) if (acts.t[i]! <= kept.model.T) until++
  return until === kept.acts ? kept.model : undefined
}

const dayOf = (ms: number) => Math.floor(ms / dayMs)

async function readStages(sql: Sql, ctx: Ctx): Promise<StageRow[]> {
  return sql<StageRow[]>`
    select person_id, members, stage, below from support where owner_id = ${ctx.owner}`
}

const supportColumns = {
  owner_id: 'uuid',
  person_id: 'uuid',
  p: 'float4',
  stage: 'int2',
  below: 'int2',
  change: 'int2',
  strength: 'float4',
  reciprocity: 'float4',
  last_at: 'time',
  received: 'int4',
  given: 'int4',
  evidence: 'json',
  members: 'text',
} as const

async function write(
  tx: Tx,
  ctx: Ctx,
  acts: ActColumns,
  figures: Figures,
  { facts_no, moved_no }: CountedMoves,
  former: FormerStages,
): Promise<void> {
  const { forecast, evidence: e } = figures
  await tx`delete from support where owner_id = ${ctx.owner}`
  // Likeliest first, as lists read them: neighbours in the list are neighbours on the disk.
  const order = Float64Array.from(acts.people.keys()).sort(
    (a, b) => (figures.p[b]! || 0) - (figures.p[a]! || 0),
  )
  const row = (p: number) => {
    const personId = acts.people[p]!
    const n = forecast.features.n[p]!
    const strength = forecast.people.tie[p]!
    const both = e.weightIn[p]! + e.weightOut[p]!
    return [
      ctx.owner,
      personId,
      n === 0 ? 0 : figures.p[p]!,
      stages.indexOf(figures.stage[p]!.stage),
      figures.stage[p]!.low,
      figures.change[p]!,
      Number.isNaN(strength) ? null : strength,
      both > 0 ? (2 * Math.min(e.weightIn[p]!, e.weightOut[p]!)) / both : null,
      lastOf(e, p),
      e.received[p]!,
      e.given[p]!,
      JSON.stringify(personEvidence(e, p, n, forecast.people.alive[p]!, figures.until[p]!)),
      acts.members[p] ?? null,
    ]
  }
  await copyRows(tx, 'support', supportColumns, order.values().map(row))
  const kept: Kept = { model: forecast.fitted, acts: actsUntil(acts, forecast.fitted.T) }
  await tx`
    insert into support_state (owner_id, facts_no, moved_no, computed_at, headline, fitted, truth, stages)
    values (${ctx.owner}, ${facts_no}, ${moved_no}, ${new Date(ctx.now())}, ${tx.json(figures.headline as never)},
      ${tx.json(kept as never)}, ${tx.json(figures.truth as never)}, ${tx.json(former)})
    on conflict (owner_id) do update set facts_no = excluded.facts_no, computed_at = excluded.computed_at,
      headline = excluded.headline, fitted = excluded.fitted, truth = excluded.truth, moved_no = excluded.moved_no,
      stages = excluded.stages`
  await tx`update owner set computed_no = ${facts_no} where owner_id = ${ctx.owner}`
}

function actsUntil(acts: ActColumns, T: number): number {
  let until = 0
  for (let i = 0; i < acts.size; i++) if (acts.t[i]! <= T) until++
  return until
}

/** In ms since 1970; -Infinity where nothing happened. */
function lastOf(e: Evidence, p: number): number {
  const day = Math.max(
    Number.isNaN(e.lastReceived[p]!) ? -Infinity : e.lastReceived[p]!,
    Number.isNaN(e.lastGiven[p]!) ? -Infinity : e.lastGiven[p]!,
    Number.isNaN(e.lastBetween[p]!) ? -Infinity : e.lastBetween[p]!,
  )
  return day * dayMs
}
