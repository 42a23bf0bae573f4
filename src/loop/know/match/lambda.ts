/** Pseudo-pairs with which the learnt number of pairs is shrunk to the shipped one. */
const shrink = 20

/**
 * How many pairs of records are one person: the fixed point of EM over the evidence of candidate pairs, m and u standing.
 * `bits`: evidence without λ of a sample of the candidates, of which each stands for `weight`. `pairs`: all pairs there
 * are; `shipped`: how many of them are expected to be one person, from which the result departs at most `within` bits.
 */
export function expectedPairs(
  bits: Float64Array,
  weight: number,
  pairs: number,
  shipped: number,
  within: number,
): number {
  const odds = bits.map(evidence => 2 ** evidence)
  let expected = shipped
  for (let round = 0; round < 100; round++) {
    const before = expected
    const lambda = Math.min(0.5, expected / pairs)
    const prior = lambda / (1 - lambda)
    let sum = 0
    for (const one of odds) sum += 1 / (1 + 1 / (one * prior))
    const learnt = (shipped * (weight * sum + shrink)) / (shipped + shrink)
    expected = Math.min(shipped * 2 ** within, Math.max(shipped / 2 ** within, learnt))
    if (Math.abs(expected - before) < 1e-4 * before) break
  }
  return expected
}
