import type { Links } from './links.ts'

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
