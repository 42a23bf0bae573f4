/** A range that was named for a number of people, and the number that came. */
export type NamedRange = { expected: number; low: number; high: number; actual: number }

/** How ranges that should hold 8 times out of 10 did. Ends are whole people. */
export type RangeScores = {
  /** Share of windows whose number lay inside, below and above. */
  coverage: number
  below: number
  above: number
  /** Middle width as a factor, (1 + high) / (1 + low): 12 is "from 4 to 59". */
  width: number
  /** Everything promised over everything that came; null where nobody came. */
  expectedOverActual: number | null
  /** Middle factor by which the number was missed: 2 is "half or twice". */
  typicalFactor: number
}

/** Scores of at least one range. */
export function rangeScores(ranges: readonly NamedRange[]): RangeScores {
  const share = (is: (r: NamedRange) => boolean) => ranges.filter(is).length / ranges.length
  const below = share(r => r.actual < Math.round(r.low))
  const above = share(r => r.actual > Math.round(r.high))
  const came = ranges.reduce((sum, r) => sum + r.actual, 0)
  const promised = ranges.reduce((sum, r) => sum + r.expected, 0)
  return {
    coverage: share(r => r.actual >= Math.round(r.low) && r.actual <= Math.round(r.high)),
    below,
    above,
    width: middle(ranges.map(r => (1 + Math.round(r.high)) / (1 + Math.round(r.low)))),
    expectedOverActual: came > 0 ? promised / came : null,
    typicalFactor: Math.exp(middle(ranges.map(r => Math.abs(Math.log((1 + r.expected) / (1 + r.actual)))))),
  }
}

function middle(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
