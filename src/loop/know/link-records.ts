import type { AccountRecord } from './match/account-record.ts'
import type { Comparison } from './match/comparison.ts'
import { openLinking } from './match/linking.ts'
import { chanceOf } from './match/links.ts'
import type { Evidence } from './match/score.ts'
import type { Block, Model, Settings } from './match/settings.ts'

export { accountSettings } from './match/account-settings.ts'
export * from './match/plain-comparisons.ts'
export type { AccountRecord, Block, Comparison, Evidence, Model, Settings }
export type Linked = {
  /** Pairs that may be one person, strongest first; `a` and `b` are positions in `records`. */
  links: { a: number; b: number; bits: number; chance: number }[]
  /** For each record the position of the record that stands for its person. */
  people: Int32Array
  model: Model
  /** Number of pairs that were compared. */
  candidates: number
  /** Why two records are (or are not) one person, comparison by comparison, in bits. */
  explain(a: number, b: number): Evidence[]
}

/**
 * Finds out which records are the same person (Fellegi & Sunter 1969), without labelled examples.
 *
 * Every pair that shares a blocking key is compared; each comparison adds log2(m/u) bits, m the chance of what is seen
 * if both are one person, u if they are not; λ, the chance of any two to be one, is where it starts. λ, u and m are
 * learnt from the records (random pairs, and EM over the pairs of the training blocks). The result does not depend on
 * the order of records.
 *
 * ```ts
 * const { links, people, explain } = linkRecords(cards, {
 *   id: card => card.no,
 *   comparisons: [nameLike('family name', c => c.family, { frequency: true }), edits('birthday', c => c.bornOn)],
 *   blocks: [
 *     { name: 'family', keys: c => c.family, trainsWithout: ['family name'] },
 *     { name: 'birthday', keys: c => c.bornOn, trainsWithout: ['birthday'] },
 *   ],
 *   prior: { rules: [{ name: 'both', keys: c => `${c.family} ${c.bornOn}` }], recall: 0.7 },
 * })
 * explain(links[0].a, links[0].b) // [{ comparison: 'prior', bits: -9.1 }, { comparison: 'family name', level: 'exact', bits: 8.2 }, …]
 * ```
 *
 * Comparisons of any columns are made by `nameLike`, `edits` and the others of `match/plain-comparisons.ts`; names, handles and
 * addresses of people are compared by `accountSettings` (`match/account-settings.ts`). Both are exported here. Costs about 1 to 3 µs a compared pair and some 200 bytes a record; never compares all with all.
 */
export function linkRecords<T>(records: readonly T[], settings: Settings<T>): Linked {
  const order = records.map((_, at) => at).sort(byId(records.map(settings.id)))
  const place = Int32Array.from(order)
  const linking = openLinking(
    order.map(at => records[at]!),
    settings,
  )
  const { a, b, bits, length } = linking.settled()
  const links = Array.from({ length }, (_, k) => ({
    a: place[a[k]!]!,
    b: place[b[k]!]!,
    bits: bits[k]!,
    chance: chanceOf(bits[k]!),
  }))
  const inside = new Int32Array(records.length)
  place.forEach((at, sorted) => {
    inside[at] = sorted
  })
  const people = new Int32Array(records.length)
  linking.people().forEach((root, sorted) => {
    people[place[sorted]!] = place[root]!
  })
  return {
    links: links.sort(
      (x, y) => y.bits - x.bits || inside[x.a]! - inside[y.a]! || inside[x.b]! - inside[y.b]!,
    ),
    people,
    model: linking.model,
    candidates: linking.candidates,
    explain: (x, y) => linking.score.explain(inside[x]!, inside[y]!),
  }
}

const byId = (ids: readonly string[]) => (x: number, y: number) =>
  ids[x]! < ids[y]! ? -1 : ids[x]! > ids[y]! ? 1 : 0
