import { readFileSync } from 'node:fs'
import { backtest, type WindowSummary } from '#loop/support/model/backtest.ts'
import { baseRate, hiatusRates } from '#loop/support/model/baselines.ts'
import type { Calendar } from '#loop/support/model/chances.ts'
import { advance, type ClockRule, openCursor } from '#loop/support/model/features.ts'
import { type Histories, historiesOf } from '#loop/support/model/histories.ts'
import { buildLedger, type SupportLedger } from '#loop/support/model/ledger.ts'
import { clip, pool } from '#loop/support/model/pool.ts'
import type { BgbbPrior, Priors } from '#loop/support/model/priors.ts'
import { fitShared } from '#loop/support/model/shared-fit.ts'
import { labelsAfter, type TrainingWindow, trainingWindow } from '#loop/support/model/training.ts'
import { closedBy, cutsFrom, firstCut, lastActUpTo } from '#loop/support/model/windows.ts'
import { openPlainModels, plainModels } from './plain-models.ts'
import type { Row } from './small.ts'

/** One of the pseudonymous ledgers, walked once for what the shared priors are made of. */
export type Owner = {
  name: string
  rows: readonly Row[]
  ledger: SupportLedger
  cuts: number[]
  training: TrainingWindow[]
  /** Per cut, whether an opportunity came in its 90 days. */
  scored: boolean[]
  last: Record<ClockRule, Histories>
}

/** A scored window with what every method said of the people known. */
export type Replayed = {
  owner: string
  summary: WindowSummary
  y: Uint8Array
  by: Record<Method, Float64Array>
}
export const methods = [
  'base',
  'hiatus',
  'bgbb',
  'rfmFrozen',
  'rfmAdapted',
  'hawkesFrozen',
  'hawkesAdapted',
  'poolFrozen',
  'poolAdapted',
  'corrected',
  'shown',
  ...plainModels,
] as const
export type Method = (typeof methods)[number]

/** Reads `owner,person,t_days,type,opp,opp_t_days` and walks every ledger. */
export function readOwners(path: string): Owner[] {
  const rows = new Map<string, string[][]>()
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const cells = line.split(',')
    if (cells.length < 6) continue
    const own = rows.get(cells[0]!)
    if (own) own.push(cells)
    else rows.set(cells[0]!, [cells])
  }
  return [...rows].map(([name, own]) => walkOwner(name, ledgerOf(own.map(rowOf)), own.map(rowOf)))
}

const speaking = new Set(['in-reply-to', 'mention-of', 'repost-of'])

const rowOf = (cells: string[]): Row => ({
  person: Number(cells[1]),
  t: Number(cells[2]),
  type: cells[3]!,
  opp: Number(cells[4]),
  oppTime: cells[5] === '' ? Number.NaN : Number(cells[5]),
})

/** People and posts numbered anew, in order of appearance. */
export function ledgerOf(rows: readonly Row[]): SupportLedger {
  const person = numbered(rows.map(row => row.person))
  const opp = numbered(rows.map(row => row.opp))
  const oppTime = new Float64Array(opp.reduce((most, o) => Math.max(most, o), -1) + 1).fill(Number.NaN)
  rows.forEach((row, i) => {
    if (!Number.isNaN(row.oppTime)) oppTime[opp[i]!] = row.oppTime
  })
  return buildLedger({
    people: person.reduce((most, p) => Math.max(most, p), -1) + 1,
    person,
    t: Float64Array.from(rows, row => row.t),
    opp,
    speaks: Uint8Array.from(rows, row => (speaking.has(row.type) ? 1 : 0)),
    oppTime,
  })
}

function numbered(ids: readonly number[]): Int32Array {
  const numbers = new Map<number, number>()
  return Int32Array.from(ids, id => {
    if (!numbers.has(id)) numbers.set(id, numbers.size)
    return numbers.get(id)!
  })
}

function walkOwner(name: string, ledger: SupportLedger, rows: readonly Row[]): Owner {
  const end = lastActUpTo(ledger, Number.POSITIVE_INFINITY)
  const cuts = cutsFrom(ledger, firstCut(ledger, end), end)
  const training: TrainingWindow[] = []
  const scored: boolean[] = []
  const cursor = openCursor(ledger)
  for (const T of cuts) {
    const features = advance(cursor, T)
    training.push(trainingWindow(features, labelsAfter(cursor)))
    scored.push(ledger.tau.some(tau => tau > T && tau <= T + 90))
  }
  const older = openCursor(ledger, 'from')
  return {
    name,
    rows,
    ledger,
    cuts,
    training,
    scored,
    last: { after: historiesOf(cursor.at), from: historiesOf(advance(older, cuts.at(-1)!)) },
  }
}

/** The pool as published, before it is corrected. */
const pooled = (seen: number[], bgbb: Float64Array, by: Calendar) =>
  Float64Array.from(seen, p => pool(bgbb[p]!, by.rfm[p]!, by.hawkes[p]!))

/** Priors of the six without one (leave one owner out), or of all six. */
export function sharedWithout(owners: readonly Owner[], without: Owner | undefined, rule: ClockRule): Priors {
  return fitShared(
    owners
      .filter(owner => owner !== without)
      .map(owner => ({
        windows: owner.training.filter((_, k) => owner.scored[k]),
        cuts: owner.cuts.length,
        last: owner.last[rule],
      })),
  )
}

/** Every scored window of one owner under the given priors. `bgbb` replaces the prior of BG/BB alone. */
export function replay(
  owner: Owner,
  shared: Priors,
  rule: ClockRule,
  bgbb: BgbbPrior = shared.bgbb,
): Replayed[] {
  const windows: Replayed[] = []
  const plain = openPlainModels()
  backtest(owner.ledger, owner.cuts, {
    priors: { ...shared, bgbb },
    rule,
    onWindow: ({ features, labels, chances, summary }) => {
      if (summary.postsCame === 0) return
      const seen = Array.from(features.n.keys()).filter(p => features.n[p] !== 0)
      const y = Uint8Array.from(seen, p => labels.y[p]!)
      const byPlain = plain.chances(features, seen, y, summary.posts)
      const pick = (of: ArrayLike<number>) => Float64Array.from(seen, p => clip(of[p]!))
      const counts = closedBy(owner.training, summary.T).map(w => w.hiatus)
      const base = baseRate(counts)
      const [recent, others] = hiatusRates(counts)
      windows.push({
        owner: owner.name,
        summary,
        y,
        by: {
          base: Float64Array.from(seen, () => clip(base)),
          hiatus: Float64Array.from(seen, p => clip(features.rec[p]! <= 90 ? recent : others)),
          bgbb: pick(chances.bgbb.p),
          rfmFrozen: pick(chances.frozen.rfm),
          rfmAdapted: pick(chances.adapted.rfm),
          hawkesFrozen: pick(chances.frozen.hawkes),
          hawkesAdapted: pick(chances.adapted.hawkes),
          poolFrozen: pooled(seen, chances.bgbb.p, chances.frozen),
          poolAdapted: pooled(seen, chances.bgbb.p, chances.adapted),
          corrected: pick(chances[summary.variant].pool),
          shown: pick(chances[summary.variant].pool.map(p => summary.level * p)),
          decay: byPlain.decay.map(clip),
          nbd: byPlain.nbd.map(clip),
          bgnbd: byPlain.bgnbd.map(clip),
          betaBinomial: byPlain.betaBinomial.map(clip),
        },
      })
    },
  })
  return windows
}
