import { lnGamma } from './rising.ts'

/** A figure with the 80 % range it is expected in. */
export type Range = { expected: number; low: number; high: number }

/** A closed window: sum and variance of the chances then given, and how many really acted. */
export type Closed = { S: number; V: number; actual: number }

/**
 * Over-dispersion of the count of supporters from the owner's closed windows: a shock shared by everybody (a post that
 * takes off) makes counts vary by S + phi S², not by Σ p(1-p). Three windows' worth of 0.25 to begin with; windows at
 * 30-day steps overlap threefold, so each counts a third.
 */
export function overdispersion(closed: readonly Closed[]): number {
  let sum = 0
  for (const { S, V, actual } of closed) if (S > 0) sum += Math.max(0, ((actual - S) ** 2 - V) / (S * S))
  return (3 * 0.25 + sum / 3) / (3 + closed.length / 3)
}

/**
 * Expected number S with the range that holds 8 times out of 10: the 16 % and 90 % quantiles of its Poisson-lognormal.
 * The level leans low (it hardly ever rises), so on six ledgers 2 of 100 windows fell below the 10 % quantile and 11
 * came above the 90 % one.
 */
export function supporterRange(S: number, phi: number): Range {
  return { expected: S, low: countQuantile(S, phi, 0.16), high: countQuantile(S, phi, 0.9) }
}

/** Least k with P(count <= k) >= level, where count ~ Poisson(S e^{s z - s²/2}), z normal, s² = ln(1 + phi). */
export function countQuantile(S: number, phi: number, level: number): number {
  if (!(S > 0)) return 0
  let high = Math.max(1, Math.ceil(S))
  while (countAtMost(high, S, phi) < level) high *= 2
  let low = -1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (countAtMost(middle, S, phi) >= level) high = middle
    else low = middle
  }
  return high
}

/** P(count <= k), by the trapezoid rule over z, which is exact to many digits for so smooth a tail. */
export function countAtMost(k: number, S: number, phi: number): number {
  const s = Math.sqrt(Math.log1p(phi))
  if (s < 1e-6) return poissonAtMost(k, S)
  // The Poisson step across z is 1/(s √S) wide; the nodes must be finer than it.
  const nodes = Math.min(4000, Math.ceil(160 + 32 * s * Math.sqrt(S)))
  const step = 16 / nodes
  let sum = 0
  let all = 0
  for (let i = 0; i <= nodes; i++) {
    const z = -8 + i * step
    const weight = Math.exp(-0.5 * z * z)
    all += weight
    sum += weight * poissonAtMost(k, S * Math.exp(s * z - 0.5 * s * s))
  }
  return sum / all
}

/** P(Poisson(mean) <= k) = Q(k + 1, mean), the regularised upper incomplete gamma function. */
export function poissonAtMost(k: number, mean: number): number {
  if (k < 0) return 0
  if (mean <= 0) return 1
  const a = k + 1
  if (a > 2000) {
    // Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
    const away = (Math.cbrt(mean / a) - 1 + 1 / (9 * a)) * 3 * Math.sqrt(a)
    return normalAbove(away)
  }
  const scale = Math.exp(-mean + a * Math.log(mean) - lnGamma(a))
  if (mean < a + 1) {
    let term = 1 / a
    let sum = term
    for (let i = 1; i < 2000 && term > sum * 1e-15; i++) {
      term *= mean / (a + i)
      sum += term
    }
    return Math.max(0, 1 - scale * sum)
  }
  let b = mean + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let i = 1; i < 2000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b || 1e-300)
    c = b + an / c || 1e-300
    const change = d * c
    fraction *= change
    if (Math.abs(change - 1) < 1e-14) break
  }
  return scale * fraction
}

/** P(Z > z), Abramowitz and Stegun 26.2.17 (error below 1e-7). */
function normalAbove(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = 0.3989422804014327 * Math.exp(-0.5 * z * z) * series
  return z >= 0 ? tail : 1 - tail
}
