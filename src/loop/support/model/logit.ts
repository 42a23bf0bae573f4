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
  let longest = Number.POSITIVE_INFINITY
  for (let step = 0; step < 30; step++) {
    gradient.fill(0)
    for (let k = 0; k < size; k++) gradient[k] = precision[k]! * (c[k]! - centre[k]!)
    if (longest < 0.1) for (const window of rows) addSlope(window, c, gradient)
    else {
      hessian.fill(0)
      for (let k = 0; k < size; k++) hessian[k * size + k] = precision[k]!
      for (const window of rows) addRows(window, c, gradient, hessian)
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

/** Adds one window to gradient and Hessian (lower triangle). */
function addRows(rows: LogitRows, c: Float64Array, gradient: Float64Array, hessian: Float64Array): void {
  const size = c.length
  const width = size - 1
  const { features, y } = rows
  const g = new Float64Array(size)
  const h = new Float64Array(size * size)
  for (let i = 0, at = 0; i < rows.size; i++, at += width) {
    let z = c[0]!
    for (let k = 0; k < width; k++) z += c[k + 1]! * features[at + k]!
    const p = 1 / (1 + Math.exp(-z))
    const off = p - y[i]!
    const bend = p * (1 - p)
    g[0]! += off
    h[0]! += bend
    for (let k = 0; k < width; k++) {
      const f = features[at + k]!
      if (f === 0) continue
      g[k + 1]! += off * f
      const bent = bend * f
      const row = (k + 1) * size
      h[row]! += bent
      for (let j = 0; j <= k; j++) h[row + j + 1]! += bent * features[at + j]!
    }
  }
  for (let k = 0; k < size; k++) gradient[k]! += rows.weight * g[k]!
  for (let k = 0; k < size * size; k++) hessian[k]! += rows.weight * h[k]!
}

/** Adds the gradient of one window alone. */
function addSlope(rows: LogitRows, c: Float64Array, gradient: Float64Array): void {
  const width = c.length - 1
  const { features, y, weight } = rows
  for (let i = 0, at = 0; i < rows.size; i++, at += width) {
    let z = c[0]!
    for (let k = 0; k < width; k++) z += c[k + 1]! * features[at + k]!
    const off = weight * (1 / (1 + Math.exp(-z)) - y[i]!)
    gradient[0]! += off
    for (let k = 0; k < width; k++) gradient[k + 1]! += off * features[at + k]!
  }
}
