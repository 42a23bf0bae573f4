import { bgbbOf, POST_WEIGHT, type PostPoints } from './bgbb.ts'
import { fillTables, openTables, tableAlive } from './bgbb-tables.ts'
import { fillTail, openTail, tailBetween, tailUnit } from './bgbb-tail.ts'
import type { Histories } from './histories.ts'

/** Per person: chance of an act, chance of still being there, expected acts. Indexed by person. */
export type BgbbPeople = { p: Float64Array; alive: Float64Array; expected: Float64Array }

export function openBgbbPeople(people: number): BgbbPeople {
  return { p: new Float64Array(people), alive: new Float64Array(people), expected: new Float64Array(people) }
}

/**
 * `bgbbChanceAround`, `bgbbAlive` and `bgbbExpectedAround` for everybody at once, into `out`.
 * O(distinct x · opportunities + people).
 */
export function judgeByBgbb(
  histories: Histories,
  theta: ArrayLike<number>,
  points: PostPoints,
  out: BgbbPeople,
): void {
  const most = Math.max(...points)
  const { par, tables, tail } = prepare(histories, theta, most)
  const { tx, n, person, group, from } = histories
  const stays = staysUpTo(par.g, par.d, histories.maxN + most)
  for (let k = 0; k < group.length; k++) {
    const x = group[k]!
    const end = from[k + 1]!
    let low = Number.MAX_SAFE_INTEGER
    let high = 0
    for (let i = from[k]!; i < end; i++) {
      if (tx[i]! < low) low = tx[i]!
      if (n[i]! > high) high = n[i]!
    }
    fillTail(tail, tables, x, low, high + most)
    for (let i = from[k]!; i < end; i++) {
      const s = tx[i]!
      const m = n[i]!
      const lnHere = tableAlive(tables, x, m)
      const unit = m + most > s ? tailUnit(tail, s) : lnHere
      const top = Math.max(unit, lnHere)
      const factor = Math.exp(unit - top)
      const head = Math.exp(lnHere - top)
      const here = head + factor * tailBetween(tail, tail.sum, s, m)
      let p = 0
      let expected = 0
      for (let j = 0; j < 5; j++) {
        const M = points[j as 0]
        if (M === 0) continue
        const later = Math.exp(tableAlive(tables, x, m + M) - lnHere)
        // 1 - L(n + M)/L(n) = (alive(n) - alive(n + M) - Σ left(n … n + M - 1)) / L(n)
        const gone =
          factor * tailBetween(tail, tail.sum, m, m + M) * scaleBetween(tail.scaled[m]! - tail.scaled[s]!)
        const chance = (head * (1 - later) - gone) / here
        p += POST_WEIGHT[j]! * (chance < 0 ? 0 : Math.min(chance, 1))
        expected += POST_WEIGHT[j]! * (stays.sum[m + M]! - stays.sum[m]!)
      }
      const still = head / here
      const who = person[i]!
      out.p[who] = p
      out.alive[who] = (still * (par.d + m)) / (par.g + par.d + m)
      out.expected[who] = (still * expected * (par.a + x)) / ((par.a + par.b + m) * stays.at[m]!)
    }
  }
}

function prepare(histories: Histories, theta: ArrayLike<number>, most: number) {
  const par = bgbbOf(theta)
  const size = histories.maxN + most
  const tables = openTables(size)
  fillTables(tables, par, histories.maxX, false)
  return { par, tables, tail: openTail(size) }
}

/** Chance of staying through k opportunities, and its running sum over 1 … k. */
function staysUpTo(g: number, d: number, size: number): { at: Float64Array; sum: Float64Array } {
  const at = new Float64Array(size + 1)
  const sum = new Float64Array(size + 1)
  at[0] = 1
  for (let k = 0; k < size; k++) {
    at[k + 1] = (at[k]! * (d + k)) / (g + d + k)
    sum[k + 1] = sum[k]! + at[k + 1]!
  }
  return { at, sum }
}

/** Sums at later opportunities are written in a smaller unit: 1e-200 for each time that the earlier was scaled. */
function scaleBetween(times: number): number {
  return times === 0 ? 1 : times === -1 ? 1e-200 : 0
}
