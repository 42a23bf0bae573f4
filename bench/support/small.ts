import { randomFrom } from '#loop/support/model/invented-ledger.ts'

/** An act of a ledger as its row tells it. */
export type Row = { person: number; t: number; type: string; opp: number; oppTime: number }
export type Cutting = { kind: string; name: string; rows: Row[] }

/**
 * Small ledgers cut out of one: a part of the people, a third of the posts, posts that dwindle to a twentieth, three
 * bursts and a quarter of the rest, a history that begins late; and, beyond those, acts that fade and an owner who nearly
 * stops. They share people and bursts with their owner: they stress, they do not add owners.
 */
export function cuttingsOf(rows: readonly Row[]): Cutting[] {
  const span = rows.reduce((last, r) => Math.max(last, r.t), 0)
  const first = new Map<number, number>()
  const size = new Map<number, number>()
  for (const { opp, t } of rows) {
    first.set(opp, Math.min(first.get(opp) ?? Number.POSITIVE_INFINITY, t))
    size.set(opp, (size.get(opp) ?? 0) + 1)
  }
  const big = new Set(
    [...size]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([opp]) => opp),
  )
  const by = (seed: number, ids: Iterable<number>, share: (id: number) => number) => {
    const random = randomFrom(seed)
    return new Set([...new Set(ids)].sort((a, b) => a - b).filter(id => random() < share(id)))
  }
  const cuttings: Cutting[] = []
  const posts = (kind: string, seed: number, share: (opp: number) => number) => {
    const kept = by(seed, size.keys(), share)
    cuttings.push({ kind, name: `${kind} ${seed}`, rows: rows.filter(r => kept.has(r.opp)) })
  }
  for (const share of [0.06, 0.2, 0.6]) {
    const kept = by(
      100 + 100 * share,
      rows.map(r => r.person),
      () => share,
    )
    cuttings.push({ kind: 'people', name: `people ${share}`, rows: rows.filter(r => kept.has(r.person)) })
  }
  for (const seed of [1, 2]) posts('third', seed, () => 1 / 3)
  for (const seed of [1, 2]) posts('dwindle', seed, opp => 1 - (0.95 * Math.max(0, first.get(opp)!)) / span)
  for (const seed of [1, 2]) posts('burst', seed, opp => (big.has(opp) ? 1 : 0.25))
  for (const share of [0.3, 0.5]) {
    const from = share * span
    const later = rows.filter(r => r.t >= from)
    cuttings.push({
      kind: 'late',
      name: `late ${share}`,
      rows: later.map(r => ({ ...r, t: r.t - from, oppTime: r.oppTime - from })),
    })
  }
  for (const seed of [1, 2]) {
    const random = randomFrom(500 + seed)
    const kept = rows.filter(r => random() < Math.max(0.05, 1 - (1.1 * r.t) / span))
    cuttings.push({ kind: 'fade', name: `fade ${seed}`, rows: kept })
  }
  for (const seed of [1, 2]) posts('stop', seed, opp => (first.get(opp)! < span / 2 ? 0.6 : 0.08))
  return cuttings
}
