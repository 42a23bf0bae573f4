import { type Features, KERNEL_DAYS } from './features.ts'
import { type Minimum, minimise } from './minimise.ts'
import { HORIZON_DAYS } from './priors.ts'

export const HAWKES_FEATURES = 5
const FLOOR = 1e-6
const reach = KERNEL_DAYS.map(days => 1 - Math.exp(-HORIZON_DAYS / days))

/**
 * What each weight is multiplied by in the expected acts of person p in 90 days: the base rate
 * H (n - 1 + .3)/(age + 120), then each kernel's decayed count times what it still has to give.
 */
export function writeHawkes(features: Features, p: number, out: Float64Array, at: number): void {
  out[at] = (HORIZON_DAYS * (features.n[p]! - 1 + 0.3)) / (features.age[p]! + 120)
  for (let j = 0; j < 4; j++) out[at + 1 + j] = features.s[j]![p]! * reach[j]!
}

/** Expected acts Λ in the next 90 days. */
export function hawkesActs(w: ArrayLike<number>, f: Float64Array, at: number): number {
  return w[0]! * f[at]! + w[1]! * f[at + 1]! + w[2]! * f[at + 2]! + w[3]! * f[at + 3]! + w[4]! * f[at + 4]!
}

/** Chance of at least one act: 1 - e^-(Λ + 1e-6). */
export function hawkesChance(acts: number): number {
  return -Math.expm1(-(acts + FLOOR))
}

/**
 * What the likelihood of one window needs: Λ is linear in the weights, so those who did not act enter only through the
 * sum of their features, and only those who did are kept one by one.
 */
export type HawkesRows = { silent: Float64Array; acted: Float64Array; weight: number }

/** The owner's own weights: MAP of ln w around the shipped ones. */
export function adaptHawkes(rows: HawkesRows[], centre: readonly number[], near?: Minimum): Minimum {
  return fitHawkes(rows, centre, 10, near)
}

/**
 * Minimises Σ [y: -ln(1 - e^-Λ), not y: Λ] (complementary log-log) + ½ κ Σ (ln w - ln centre)², each ln w in [-8, 2].
 */
export function fitHawkes(
  rows: HawkesRows[],
  centre: readonly number[],
  kappa: number,
  near?: Minimum,
): Minimum {
  const of = (u: Float64Array, gradient: Float64Array) => {
    const w = u.map(Math.exp)
    let value = 0
    gradient.fill(0)
    for (const window of rows) value += window.weight * addLoss(window, w, gradient)
    for (let j = 0; j < 5; j++) {
      const off = u[j]! - Math.log(centre[j]!)
      value += 0.5 * kappa * off * off
      gradient[j] = gradient[j]! * w[j]! + kappa * off
    }
    return value
  }
  return minimise(of, near?.x ?? centre.map(Math.log), 1e-3, near?.inverse)
}

/** The weights of a fit, whose parameters are their logarithms. */
export function hawkesWeights(fit: Minimum): number[] {
  return Array.from(fit.x, u => Math.exp(Math.min(2, Math.max(-8, u))))
}

/** Loss of one window; adds its slope in the weights, times the window's own weight. */
function addLoss({ silent, acted, weight }: HawkesRows, w: Float64Array, slope: Float64Array): number {
  const [w0, w1, w2, w3, w4] = w as unknown as [number, number, number, number, number]
  let loss = hawkesActs(w, silent, 0)
  let product = 1
  let logs = 0
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let s4 = 0
  for (let at = 0; at < acted.length; at += 5) {
    const f0 = acted[at]!
    const f1 = acted[at + 1]!
    const f2 = acted[at + 2]!
    const f3 = acted[at + 3]!
    const f4 = acted[at + 4]!
    const none = Math.exp(-(w0 * f0 + w1 * f1 + w2 * f2 + w3 * f3 + w4 * f4 + FLOOR))
    // One logarithm for many people: their chances are multiplied until the product nears the smallest double.
    product *= 1 - none
    if (product < 1e-290) {
      logs += Math.log(product)
      product = 1
    }
    const odds = none / (1 - none)
    s0 += odds * f0
    s1 += odds * f1
    s2 += odds * f2
    s3 += odds * f3
    s4 += odds * f4
  }
  loss -= logs + Math.log(product)
  slope[0]! += weight * (silent[0]! - s0)
  slope[1]! += weight * (silent[1]! - s1)
  slope[2]! += weight * (silent[2]! - s2)
  slope[3]! += weight * (silent[3]! - s3)
  slope[4]! += weight * (silent[4]! - s4)
  return loss
}
