import type { Bgbb } from './bgbb.ts'

/**
 * Everything in the BG/BB likelihood that does not depend on the person, for one set of parameters. ln of rising
 * products (`a[k]` = ln a(a+1)…(a+k-1)), and, where slopes are wanted, their derivatives (sums of reciprocals).
 */
export type BgbbTables = {
  par: Bgbb
  size: number
  a: Float64Array
  b: Float64Array
  ab: Float64Array
  d: Float64Array
  gd: Float64Array
  slopeA: Float64Array
  slopeB: Float64Array
  slopeAb: Float64Array
  slopeD: Float64Array
  slopeGd: Float64Array
  /** ((a+b+s)(g+1+d+s))/(d+s) and 1/(b+m): one step back in the sum over the time of leaving, without division. */
  back: Float64Array
  backB: Float64Array
}

export function openTables(size: number): BgbbTables {
  const column = () => new Float64Array(size + 2)
  return {
    par: { a: 1, b: 1, g: 1, d: 1 },
    size,
    a: column(),
    b: column(),
    ab: column(),
    d: column(),
    gd: column(),
    slopeA: column(),
    slopeB: column(),
    slopeAb: column(),
    slopeD: column(),
    slopeGd: column(),
    back: column(),
    backB: column(),
  }
}

/** Fills the tables for histories of up to `size` opportunities and `answers` answers. O(size). */
export function fillTables(tables: BgbbTables, par: Bgbb, answers: number, slopes: boolean): void {
  const { a, b, g, d } = par
  const ab = a + b
  const gd = g + d
  tables.par = par
  for (let k = 0; k <= answers; k++) {
    tables.a[k + 1] = tables.a[k]! + Math.log(a + k)
    if (slopes) tables.slopeA[k + 1] = tables.slopeA[k]! + 1 / (a + k)
  }
  for (let k = 0; k <= tables.size; k++) {
    tables.b[k + 1] = tables.b[k]! + Math.log(b + k)
    tables.ab[k + 1] = tables.ab[k]! + Math.log(ab + k)
    tables.d[k + 1] = tables.d[k]! + Math.log(d + k)
    tables.gd[k + 1] = tables.gd[k]! + Math.log(gd + k)
    tables.back[k] = ((ab + k) * (gd + 1 + k)) / (d + k)
    tables.backB[k] = 1 / (b + k)
    if (!slopes) continue
    tables.slopeB[k + 1] = tables.slopeB[k]! + tables.backB[k]!
    tables.slopeAb[k + 1] = tables.slopeAb[k]! + 1 / (ab + k)
    tables.slopeD[k + 1] = tables.slopeD[k]! + 1 / (d + k)
    tables.slopeGd[k + 1] = tables.slopeGd[k]! + 1 / (gd + k)
  }
}

/** ln of the first part of the likelihood: answered x of n and still there. */
export function tableAlive(tables: BgbbTables, x: number, n: number): number {
  return tables.a[x]! + tables.b[n - x]! - tables.ab[n]! + tables.d[n]! - tables.gd[n]!
}

/** ln of one term of the second part: answered x of s and left then. */
export function tableLeft(tables: BgbbTables, x: number, s: number): number {
  return (
    tables.a[x]! +
    tables.b[s - x]! -
    tables.ab[s]! +
    Math.log(tables.par.g) +
    tables.d[s]! -
    tables.gd[s + 1]!
  )
}
