/** Pairs compared with what is true. */
export type Curve = {
  best: { f1: number; precision: number; recall: number }
  at: (chance: number) => Figures
  recallAt: (precision: number) => number
}
type Figures = { precision: number; recall: number; f1: number }
type Pair = { a: number; b: number; bits: number; chance: number }

/** `links` strongest first; `same` tells the truth of a pair, `truePairs` how many true ones there are in all. */
export function curveOf(
  links: readonly Pair[],
  same: (a: number, b: number) => boolean,
  truePairs: number,
): Curve {
  let right = 0
  const steps = links.map(({ a, b, chance, bits }, k) => {
    if (same(a, b)) right++
    return { chance, bits, right, made: k + 1 }
  })
  // Between pairs of equal evidence there is no threshold.
  const ends = steps.filter((step, k) => steps[k + 1]?.bits !== step.bits)
  const figures = (step: { right: number; made: number } | undefined): Figures => {
    const precision = step ? step.right / step.made : 1
    const recall = step ? step.right / truePairs : 0
    return {
      precision,
      recall,
      f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    }
  }
  return {
    best: ends.map(figures).reduce((x, y) => (y.f1 > x.f1 ? y : x), figures(undefined)),
    at: chance => figures(ends.findLast(step => step.chance >= chance)),
    recallAt: precision =>
      Math.max(
        0,
        ...ends
          .map(figures)
          .filter(f => f.precision >= precision)
          .map(f => f.recall),
      ),
  }
}
