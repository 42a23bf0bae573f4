import { factor, solveFactored } from './solve.ts'

/** Rows of one window: `features` flat (size · number of features), labels 0 or 1, one weight for all. */
export type LogitRows = { size: number; features: Float64Array; y: Uint8Array; weight: number }

/**
 * Ridge logit: minimises Σ w [ln(1+e^z) - y z] + ½ Σ λ (c - centre)², z = c_0 + Σ c_k f_k, by Newton's method from
 * `near` (default: the centre). Once a step is short the Hessian is kept. Stops after a step below 1e-3, whose
 * successor would be about 1e-5.
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
    if (longest < 1e-3) break
  }
  return Array.from(c)
}

/** Adds the gradient of one window. */
function addSlope({ size, features, y, weight }: LogitRows, c: Float64Array, gradient: Float64Array): void {
  const width = c.length - 1
  for (let i = 0, at = 0; i < size; i++, at += width) {
    const off = weight * (chanceOf(features, at, c) - y[i]!)
    gradient[0]! += off
    for (let k = 0; k < width; k++) gradient[k + 1]! += off * features[at + k]!
  }
}

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
