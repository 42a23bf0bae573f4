import type { Features } from './features.ts'

/** People who acted in the last 90 days, how many of them acted again, the others, how many of those acted. */
export type HiatusCounts = [number, number, number, number]

export function hiatusCounts(features: Features, y: Uint8Array): HiatusCounts {
  const counts: HiatusCounts = [0, 0, 0, 0]
  for (let p = 0; p < y.length; p++) {
    if (features.n[p] === 0) continue
    const bin = features.rec[p]! <= 90 ? 0 : 2
    counts[bin]!++
    counts[bin + 1]! += y[p]!
  }
  return counts
}

/** Base rate over the training windows. */
export function baseRate(windows: readonly HiatusCounts[]): number {
  const [recent, acted, others, came] = total(windows)
  return (acted + came + 1.5) / (recent + others + 15)
}

/** "Acted in the last 90 days": the rate of those who did and of those who did not. The rule to be beaten. */
export function hiatusRates(windows: readonly HiatusCounts[]): [number, number] {
  const [recent, acted, others, came] = total(windows)
  return [(acted + 8 * 0.25) / (recent + 8), (came + 8 * 0.05) / (others + 8)]
}

function total(windows: readonly HiatusCounts[]): HiatusCounts {
  const sum: HiatusCounts = [0, 0, 0, 0]
  for (const window of windows) for (let k = 0; k < 4; k++) sum[k]! += window[k]!
  return sum
}
