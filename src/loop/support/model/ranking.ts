/**
 * NDCG of the first `places` by falling score (binary gain, discount 1/log2(rank + 1)) without sorting everybody:
 * the best `places` are kept in a small ordered list, O(people · places) at worst and O(people) as a rule.
 * Equal scores keep the order of the input. `score` NaN: not ranked. NaN when nobody acted.
 */
export function ndcgOfFirst(score: ArrayLike<number>, y: Uint8Array, places: number): number {
  const best = new Float64Array(places).fill(-Infinity)
  const hit = new Uint8Array(places)
  let positives = 0
  for (let i = 0; i < y.length; i++) {
    const s = score[i]!
    if (Number.isNaN(s)) continue
    positives += y[i]!
    if (s <= best[places - 1]!) continue
    let at = places - 1
    while (at > 0 && best[at - 1]! < s) {
      best[at] = best[at - 1]!
      hit[at] = hit[at - 1]!
      at--
    }
    best[at] = s
    hit[at] = y[i]!
  }
  if (positives === 0) return Number.NaN
  let gain = 0
  let ideal = 0
  for (let rank = 0; rank < places; rank++) {
    const discount = 1 / Math.log2(rank + 2)
    if (hit[rank]) gain += discount
    if (rank < positives) ideal += discount
  }
  return gain / ideal
}
