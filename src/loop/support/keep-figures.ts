import { copyRows } from '#store/copy.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import type { ActColumns } from './act-rows.ts'
import type { Figures } from './compute.ts'
import { type Evidence, personEvidence } from './evidence.ts'
import type { CountedMoves } from './merged.ts'
import type { FittedModel } from './model/forecast.ts'
import { stages } from './model/stage.ts'
import type { FormerStages } from './stage-memory.ts'

const dayMs = 86_400_000

/** What was fitted, and for which history: facts about the past that change make it fit anew. */
export type Kept = { model: FittedModel; acts: number }

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

/** Writes everybody's figures anew, and the state they belong to. */
export async function keepFigures(
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

export function actsUntil(acts: ActColumns, T: number): number {
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
