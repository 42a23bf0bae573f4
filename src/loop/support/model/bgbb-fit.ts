import { bgbbOf } from './bgbb.ts'
import { type BgbbTables, fillTables, openTables, tableAlive } from './bgbb-tables.ts'
import { fillTailAndSlopes, openTail, type Tail, tailBetween, tailUnit } from './bgbb-tail.ts'
import type { Histories } from './histories.ts'
import { type Minimum, minimise } from './minimise.ts'
import type { BgbbPrior } from './priors.ts'

/**
 * MAP of θ = (ln a, ln b, ln g, ln d) under a normal prior on θ: minimises -Σ ln L + ½ Σ ((θ - mean)/sd)².
 * `near` is the minimum of a similar problem (the cut before); it saves steps and does not move the result by more
 * than the tolerance of 1e-4 nats. O(distinct x · opportunities + people) per step.
 */
export function fitBgbb(histories: Histories, prior: BgbbPrior, near?: Minimum): Minimum {
  const tables = openTables(histories.maxN)
  const tail = openTail(histories.maxN)
  const of = (theta: Float64Array, gradient: Float64Array) => {
    let value = -sumLogLikelihood(histories, theta, tables, tail, gradient)
    for (let k = 0; k < 4; k++) {
      const off = (theta[k]! - prior.mean[k]!) / prior.sd
      value += 0.5 * off * off
      gradient[k] = off / prior.sd - gradient[k]!
    }
    return value
  }
  return minimise(of, near?.x ?? prior.mean, 1e-4, near?.inverse)
}

/** Σ ln L over the histories; writes its gradient in θ. */
export function sumLogLikelihood(
  histories: Histories,
  theta: ArrayLike<number>,
  tables: BgbbTables,
  tail: Tail,
  gradient: Float64Array,
): number {
  const par = bgbbOf(theta)
  fillTables(tables, par, histories.maxX, true)
  const { tx, n, weight, group, from } = histories
  const { slopeA, slopeB, slopeAb, slopeD, slopeGd } = tables
  let total = 0
  let slopeOnA = 0
  let slopeOnB = 0
  let slopeOnG = 0
  let slopeOnD = 0
  for (let k = 0; k < group.length; k++) {
    const x = group[k]!
    const end = from[k + 1]!
    let low = Number.MAX_SAFE_INTEGER
    let high = 0
    for (let i = from[k]!; i < end; i++) {
      if (tx[i]! < low) low = tx[i]!
      if (n[i]! > high) high = n[i]!
    }
    fillTailAndSlopes(tail, tables, x, low, high)
    for (let i = from[k]!; i < end; i++) {
      const s = tx[i]!
      const m = n[i]!
      const w = weight[i]!
      const alive = tableAlive(tables, x, m)
      let shareAlive = 1
      let value = alive
      let onG = 0
      let onAb = 0
      let onB = 0
      let onGd = 0
      let onD = 0
      if (m > s) {
        const gone = tailBetween(tail, tail.sum, s, m)
        const left = tailUnit(tail, s) + Math.log(gone)
        const top = Math.max(alive, left)
        value = top + Math.log1p(Math.exp(-Math.abs(alive - left)))
        if (value < top) value = top
        shareAlive = Math.exp(alive - value)
        const everLeft = Math.exp(left - value)
        onG = everLeft / par.g
        const shareLeft = everLeft / gone
        onAb = shareLeft * tailBetween(tail, tail.ab, s, m)
        onB = shareLeft * tailBetween(tail, tail.b, s, m)
        onGd = shareLeft * tailBetween(tail, tail.gd, s, m)
        onD = shareLeft * tailBetween(tail, tail.d, s, m)
      }
      total += w * value
      const ab = shareAlive * slopeAb[m]! + onAb
      const gd = shareAlive * slopeGd[m]! + onGd
      slopeOnA += w * (slopeA[x]! - ab)
      slopeOnB += w * (shareAlive * slopeB[m - x]! + onB - ab)
      slopeOnG += w * (onG - gd)
      slopeOnD += w * (shareAlive * slopeD[m]! + onD - gd)
    }
  }
  gradient[0] = slopeOnA * par.a
  gradient[1] = slopeOnB * par.b
  gradient[2] = slopeOnG * par.g
  gradient[3] = slopeOnD * par.d
  return total
}
