import { LIKENESS, type Links } from './links.ts'

/**
 * Of several accounts of one network that all look like this one, at most one is the same person: their chances share
 * one whole (Bayes over "this one, that one, or none"). Returns the bits left of each link. `group`: number of the network of
 * which a person has one account, -1 for none.
 */
export function bitsAmongRivals(links: Links, group: Int32Array): Float64Array {
  const { a, b, bits, length } = links
  const sums = new Map<number, number>()
  const groups = Math.max(0, ...new Set(group)) + 1
  const key = (record: number, other: number) => record * groups + group[other]!
  const odds = (k: number) => 2 ** Math.min(60, bits[k]!)
  for (let k = 0; k < length; k++)
    for (const [record, other] of [
      [a[k]!, b[k]!],
      [b[k]!, a[k]!],
    ] as const)
      if (group[other]! >= 0) sums.set(key(record, other), (sums.get(key(record, other)) ?? 0) + odds(k))
  return Float64Array.from({ length }, (_, k) => {
    const rivalsOf = (record: number, other: number) =>
      group[other]! < 0 ? 0 : Math.max(0, sums.get(key(record, other))! - odds(k))
    const most = Math.max(rivalsOf(a[k]!, b[k]!), rivalsOf(b[k]!, a[k]!))
    return bits[k]! - Math.log2(1 + most)
  })
}

/** Of so many links of one record is looked which contradict another. */
const atMost = 30

/**
 * The same for records of which a third can be one at most, since they contradict each other: 由紀 and 勇気, who both may be
 * Yuki. Of links that likeness would accept, from `accept` bits on.
 */
export function bitsAmongContradictory(
  links: Links,
  accept: number,
  contradict: (a: number, b: number) => boolean,
): Float64Array {
  const { a, b, bits, kind, length } = links
  const around = new Map<number, number[]>()
  const asked = new Set<number>()
  for (let k = 0; k < length; k++) if (kind[k] === LIKENESS && bits[k]! >= accept) asked.add(a[k]!).add(b[k]!)
  for (let k = 0; k < length; k++)
    for (const record of [a[k]!, b[k]!]) {
      if (!asked.has(record)) continue
      const known = around.get(record)
      if (!known) around.set(record, [k])
      else if (known.length < atMost) known.push(k)
    }
  const odds = (k: number) => 2 ** Math.min(60, bits[k]!)
  const rivalsOf = (record: number, other: number, link: number) => {
    let sum = 0
    for (const k of around.get(record) ?? []) {
      const third = a[k] === record ? b[k]! : a[k]!
      if (k !== link && contradict(other, third)) sum += odds(k)
    }
    return sum
  }
  return Float64Array.from({ length }, (_, k) => {
    if (kind[k] !== LIKENESS || bits[k]! < accept) return bits[k]!
    const most = Math.max(rivalsOf(a[k]!, b[k]!, k), rivalsOf(b[k]!, a[k]!, k))
    return bits[k]! - Math.log2(1 + most)
  })
}
