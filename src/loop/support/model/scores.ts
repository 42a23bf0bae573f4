/** What was said of one window: chances and outcomes of the people known, in order of first appearance. */
export type ScoredWindow = { owner: string; p: Float64Array; y: Uint8Array }

export type Scores = {
  /** Mean log-loss over person-windows (natural log), and mean over owners of the owner's own mean. */
  logLoss: number
  macroLogLoss: number
  brier: number
  /** Binary gain, discount 1/log2(rank + 1), first 50; mean within owner, then over owners. */
  ndcg50: number
  /** Expected calibration error, ten equal-width bins. */
  ece: number
  /** Sum of chances over sum of outcomes. */
  ratio: number
  /** Mean over windows of |Σ p - actual|. */
  countError: number
  reliability: { said: number; came: number; people: number }[]
}

/** Scores of a set of windows; `p` clipped beforehand. */
export function score(windows: readonly ScoredWindow[]): Scores {
  const owners = [...new Set(windows.map(w => w.owner))]
  const losses = windows.map(w => sum(w, (p, y) => -Math.log(y ? p : 1 - p)))
  const people = windows.reduce((all, w) => all + w.p.length, 0)
  const said = windows.map(w => sum(w, p => p))
  const came = windows.map(w => sum(w, (_, y) => y))
  const reliability = reliabilityOf(windows)
  const ofOwner = (owner: string) => windows.flatMap((w, i) => (w.owner === owner ? [i] : []))
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
  return {
    logLoss: total(losses) / people,
    macroLogLoss: mean(
      owners.map(owner => {
        const own = ofOwner(owner)
        return total(own.map(i => losses[i]!)) / total(own.map(i => windows[i]!.p.length))
      }),
    ),
    brier: total(windows.map(w => sum(w, (p, y) => (p - y) ** 2))) / people,
    ndcg50: mean(
      owners.flatMap(owner => {
        const own = ofOwner(owner).filter(i => came[i]! > 0)
        return own.length > 0 ? [mean(own.map(i => ndcg(windows[i]!, 50)))] : []
      }),
    ),
    ece: total(reliability.map(bin => Math.abs(bin.said - bin.came) * bin.people)) / people,
    ratio: total(said) / total(came),
    countError: mean(windows.map((_, i) => Math.abs(said[i]! - came[i]!))),
    reliability,
  }
}

/** Normalised discounted cumulative gain of the first `places`; ties keep the order of the input. */
export function ndcg({ p, y }: { p: Float64Array; y: Uint8Array }, places: number): number {
  const order = Array.from(p.keys()).sort((i, j) => p[j]! - p[i]! || i - j)
  const positives = y.reduce((all, v) => all + v, 0)
  let gain = 0
  let ideal = 0
  for (let rank = 0; rank < Math.min(places, order.length); rank++) {
    const discount = 1 / Math.log2(rank + 2)
    if (y[order[rank]!]) gain += discount
    if (rank < positives) ideal += discount
  }
  return ideal > 0 ? gain / ideal : 0
}

function reliabilityOf(windows: readonly ScoredWindow[]): Scores['reliability'] {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, came: 0, people: 0 }))
  for (const { p, y } of windows)
    for (let i = 0; i < p.length; i++) {
      const bin = bins[Math.min(9, Math.floor(p[i]! * 10))]!
      bin.said += p[i]!
      bin.came += y[i]!
      bin.people++
    }
  return bins
    .filter(bin => bin.people > 0)
    .map(bin => ({ said: bin.said / bin.people, came: bin.came / bin.people, people: bin.people }))
}

/** Share of windows whose actual count lies in the range, ends included, and the middle width. */
export function coverage(ranges: readonly { low: number; high: number; actual: number }[]): {
  share: number
  width: number
} {
  const inside = ranges.filter(r => r.actual >= r.low && r.actual <= r.high).length
  const widths = ranges.map(r => r.high - r.low).sort((a, b) => a - b)
  return { share: inside / ranges.length, width: widths[widths.length >> 1] ?? 0 }
}

function sum({ p, y }: ScoredWindow, of: (p: number, y: number) => number): number {
  let all = 0
  for (let i = 0; i < p.length; i++) all += of(p[i]!, y[i]!)
  return all
}

const total = (values: number[]) => values.reduce((a, b) => a + b, 0)
