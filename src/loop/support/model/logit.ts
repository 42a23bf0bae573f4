import { factor, solveFactored } from './solve.ts'

/** Rows of one window: `features` flat (size · number of features), labels 0 or 1, one weight for all. */
export type LogitRows = { size: number; features: Float64Array; y: Uint8Array; weight: number }

/**
 * Ridge logit: minimises Σ w [ln(1+e^z) - y z] + ½ Σ λ (c - centre)², z = c_0 + Σ c_k f_k, by Newton's method from
 * `near` (default: the centre). Once a step is short the Hessian is kept. Stops after a step below 1e-2, whose
 * successor would be about 1e-3: far below what the data tell.
 */
export function fitLogit(
  rows: LogitRows[],
  centre: readonly number[],
  precision: readonly number[],
  near: readonly number[] = centre,
): number[] {
  const size = centre.length
  const c = Float64Array.from(near)
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  const lower = new Float64Array(size * size)
  const all = rows.reduce((sum, window) => sum + window.size, 0)
  // The Hessian only says how far to step, so a part of the rows is enough where there are many.
  const stride = Math.max(1, Math.floor(all / 4096))
  let longest = Number.POSITIVE_INFINITY
  for (let step = 0; step < 60; step++) {
    gradient.fill(0)
    for (let k = 0; k < size; k++) gradient[k] = precision[k]! * (c[k]! - centre[k]!)
    for (const window of rows) addSlope(window, c, gradient)
    if (longest > 0.1) {
      hessian.fill(0)
      for (let k = 0; k < size; k++) hessian[k * size + k] = precision[k]!
      for (const window of rows) addBend(window, c, hessian, stride)
      if (!factor(hessian, size, lower)) return Array.from(centre)
    }
    solveFactored(lower, size, gradient)
    longest = 0
    for (let k = 0; k < size; k++) longest = Math.max(longest, Math.abs(gradient[k]!))
    // Newton on a logit can overshoot only from far away; shortened steps keep it inside.
    const share = longest > 2 ? 2 / longest : 1
    for (let k = 0; k < size; k++) c[k]! -= share * gradient[k]!
    if (longest < 1e-2) break
  }
  return Array.from(c)
}

/** Adds the gradient of one window. The six features of the RFM rows are written out: three times as fast. */
function addSlope(
  { size, features: f, y, weight }: LogitRows,
  c: Float64Array,
  gradient: Float64Array,
): void {
  if (c.length !== 7) throw new Error(`a logit of ${c.length - 1} features`)
  const [c0, c1, c2, c3, c4, c5, c6] = c as unknown as number[] as Seven
  let g0 = 0
  let g1 = 0
  let g2 = 0
  let g3 = 0
  let g4 = 0
  let g5 = 0
  let g6 = 0
  for (let i = 0, at = 0; i < size; i++, at += 6) {
    const f1 = f[at]!
    const f2 = f[at + 1]!
    const f3 = f[at + 2]!
    const f4 = f[at + 3]!
    const f5 = f[at + 4]!
    const f6 = f[at + 5]!
    const z = c0 + c1 * f1 + c2 * f2 + c3 * f3 + c4 * f4 + c5 * f5 + c6 * f6
    const off = 1 / (1 + Math.exp(-z)) - y[i]!
    g0 += off
    g1 += off * f1
    g2 += off * f2
    g3 += off * f3
    g4 += off * f4
    g5 += off * f5
    g6 += off * f6
  }
  gradient[0]! += weight * g0
  gradient[1]! += weight * g1
  gradient[2]! += weight * g2
  gradient[3]! += weight * g3
  gradient[4]! += weight * g4
  gradient[5]! += weight * g5
  gradient[6]! += weight * g6
}

type Seven = [number, number, number, number, number, number, number]

/** Adds the Hessian of one window (lower triangle) by every `stride`th row. */
function addBend(
  { size, features, weight }: LogitRows,
  c: Float64Array,
  hessian: Float64Array,
  stride: number,
): void {
  const width = c.length - 1
  for (let i = 0; i < size; i += stride) {
    const at = i * width
    const p = chanceOf(features, at, c)
    const bend = stride * weight * p * (1 - p)
    hessian[0]! += bend
    for (let k = 0; k < width; k++) {
      const bent = bend * features[at + k]!
      const row = (k + 1) * c.length
      hessian[row]! += bent
      for (let j = 0; j <= k; j++) hessian[row + j + 1]! += bent * features[at + j]!
    }
  }
}

function chanceOf(features: Float64Array, at: number, c: Float64Array): number {
  let z = c[0]!
  for (let k = 1; k < c.length; k++) z += c[k]! * features[at + k - 1]!
  return 1 / (1 + Math.exp(-z))
}
