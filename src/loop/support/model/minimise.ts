import { factor, solveFactored } from './solve.ts'

/** Value at x; writes the gradient. */
export type Slope = (x: Float64Array, gradient: Float64Array) => number
export type Minimum = {
  x: Float64Array
  value: number /** Row-major inverse Hessian, approximate. */
  inverse: Float64Array
}

/**
 * BFGS for a handful of parameters. Starts from `inverse` (a near problem's inverse Hessian) or from the Hessian by
 * differences of the gradient. Stops when a further step promises less than `tolerance`, or after 60 steps.
 */
export function minimise(
  of: Slope,
  start: ArrayLike<number>,
  tolerance: number,
  inverse?: Float64Array,
): Minimum {
  const size = start.length
  let x = Float64Array.from(start)
  let slope = new Float64Array(size)
  let value = of(x, slope)
  const back = inverse?.slice() ?? inverseByDifferences(of, x, slope)
  for (let step = 0; step < 60; step++) {
    const way = new Float64Array(size)
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) way[i]! -= back[i * size + j]! * slope[j]!
    let promise = dot(way, slope)
    if (!(promise < 0)) {
      back.fill(0)
      for (let i = 0; i < size; i++) back[i * size + i] = 1 / (1 + Math.abs(slope[i]!))
      for (let i = 0; i < size; i++) way[i] = -back[i * size + i]! * slope[i]!
      promise = dot(way, slope)
    }
    if (-promise < 2 * tolerance) break
    const longest = way.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    let share = Math.min(1, 2 / longest)
    const next = new Float64Array(size)
    const nextSlope = new Float64Array(size)
    let nextValue = value
    for (let tries = 0; ; tries++) {
      for (let i = 0; i < size; i++) next[i] = x[i]! + share * way[i]!
      nextValue = of(next, nextSlope)
      if (nextValue <= value + 1e-4 * share * promise) break
      if (tries === 30) return { x, value, inverse: back }
      share *= 0.4
    }
    updateInverse(back, next, x, nextSlope, slope)
    x = next
    slope = nextSlope
    value = nextValue
  }
  return { x, value, inverse: back }
}

function updateInverse(
  back: Float64Array,
  next: Float64Array,
  x: Float64Array,
  nextSlope: Float64Array,
  slope: Float64Array,
): void {
  const size = x.length
  const moved = next.map((v, i) => v - x[i]!)
  const bent = nextSlope.map((v, i) => v - slope[i]!)
  const curve = dot(moved, bent)
  if (!(curve > 1e-12)) return
  const through = new Float64Array(size)
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) through[i]! += back[i * size + j]! * bent[j]!
  const factorMoved = (1 + dot(bent, through) / curve) / curve
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      back[i * size + j]! +=
        factorMoved * moved[i]! * moved[j]! - (through[i]! * moved[j]! + moved[i]! * through[j]!) / curve
}

function inverseByDifferences(of: Slope, x: Float64Array, slope: Float64Array): Float64Array {
  const size = x.length
  const step = 1e-4
  const hessian = new Float64Array(size * size)
  const there = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const moved = x.slice()
    moved[i]! += step
    of(moved, there)
    for (let j = 0; j < size; j++) {
      const bend = (there[j]! - slope[j]!) / step / 2
      hessian[i * size + j]! += bend
      hessian[j * size + i]! += bend
    }
  }
  const inverse = new Float64Array(size * size)
  const lower = new Float64Array(size * size)
  const definite = factor(hessian, size, lower)
  for (let i = 0; i < size; i++) {
    if (!definite) {
      inverse[i * size + i] = 1 / (1 + Math.abs(hessian[i * size + i]!))
      continue
    }
    const unit = new Float64Array(size)
    unit[i] = 1
    solveFactored(lower, size, unit)
    inverse.set(unit, i * size)
  }
  return inverse
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!
  return sum
}
