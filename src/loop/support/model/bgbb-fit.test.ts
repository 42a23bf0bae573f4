import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bgbbAlive,
  bgbbChanceAround,
  bgbbExpectedAround,
  bgbbLogLikelihood,
  bgbbOf,
  postPoints,
} from './bgbb.ts'
import { fitBgbb, sumLogLikelihood } from './bgbb-fit.ts'
import { judgeByBgbb, openBgbbPeople } from './bgbb-people.ts'
import { openTables } from './bgbb-tables.ts'
import { openTail } from './bgbb-tail.ts'
import type { Histories } from './histories.ts'
import { randomFrom } from './invented-ledger.ts'
import { shippedPriors, weakBgbb } from './priors.ts'

const triples: [number, number, number][] = [
  [0, 0, 0],
  [0, 0, 40],
  [0, 0, 5000],
  [1, 1, 1],
  [1, 30, 31],
  [5, 20, 40],
  [200, 200, 4000],
  [200, 3999, 4000],
  [1000, 1000, 5000],
  [1000, 1001, 1002],
  [1000, 4000, 5000],
  [1000, 4999, 5000],
]

const thetas = [shippedPriors.bgbb.mean, [-0.3, 1.5, 0.6, 7.2], [1, -1, -2, 0]] as const

test('sums shared by everybody with the same number of answers equal each one summed alone', () => {
  for (const theta of thetas)
    for (const triple of triples) {
      const alone = bgbbLogLikelihood(bgbbOf(theta), ...triple)
      const rest = triples.filter(other => other !== triple)
      const shared = sumOver(triples, theta) - sumOver(rest, theta)
      assert.ok(Math.abs(shared - alone) <= 1e-9 * Math.abs(sumOver(triples, theta)) + 1e-12, `${triple}`)
      assert.ok(Math.abs(sumOver([triple], theta) - alone) <= 1e-9 * Math.abs(alone), `${triple}`)
    }
})

test('the gradient is the slope of the likelihood', () => {
  const gradient = new Float64Array(4)
  for (const theta of thetas) {
    sumOver(triples, theta, gradient)
    for (let k = 0; k < 4; k++) {
      const step = (sign: number) => theta.map((v, i) => (i === k ? v + sign * 1e-4 : v))
      const slope = (sumOver(triples, step(1)) - sumOver(triples, step(-1))) / 2e-4
      assert.ok(
        Math.abs(slope - gradient[k]!) <= 1e-4 * (1 + Math.abs(slope)),
        `${k}: ${slope} ${gradient[k]}`,
      )
    }
  }
})

test('everybody at once is judged like one alone', () => {
  const points = postPoints(23.4)
  for (const theta of thetas) {
    const out = openBgbbPeople(triples.length)
    judgeByBgbb(historiesOf(triples), theta, points, out)
    triples.forEach((triple, i) => {
      const par = bgbbOf(theta)
      assert.ok(Math.abs(out.p[i]! - bgbbChanceAround(par, ...triple, points)) < 1e-9)
      assert.ok(Math.abs(out.alive[i]! - bgbbAlive(par, ...triple)) < 1e-9)
      const expected = bgbbExpectedAround(par, ...triple, points)
      assert.ok(Math.abs(out.expected[i]! - expected) < 1e-9 * (1 + expected))
    })
  }
})

test('a fit finds the parameters that made the histories, from near or far', () => {
  const made = invent(3000, [-0.7, 1.2, -0.4, 2.6])
  const fit = fitBgbb(made, weakBgbb)
  for (const [k, value] of [-0.7, 1.2, -0.4, 2.6].entries())
    assert.ok(Math.abs(fit.x[k]! - value) < 0.3, `${fit.x}`)
  const again = fitBgbb(made, weakBgbb, fit)
  const other = fitBgbb(made, weakBgbb, { ...fit, x: Float64Array.of(-1, 2, 1, 1) })
  for (let k = 0; k < 4; k++) {
    assert.ok(Math.abs(again.x[k]! - fit.x[k]!) < 1e-2)
    assert.ok(Math.abs(other.x[k]! - fit.x[k]!) < 1e-2)
  }
})

test('without anybody the prior stays', () => {
  assert.deepEqual(Array.from(fitBgbb(historiesOf([]), shippedPriors.bgbb).x), [...shippedPriors.bgbb.mean])
})

function sumOver(
  list: [number, number, number][],
  theta: readonly number[],
  gradient = new Float64Array(4),
): number {
  const histories = historiesOf(list)
  return sumLogLikelihood(histories, theta, openTables(histories.maxN), openTail(histories.maxN), gradient)
}

function historiesOf(list: [number, number, number][]): Histories {
  const order = [...list.keys()].sort((i, j) => list[i]![0] - list[j]![0])
  const column = (k: 0 | 1 | 2) => Int32Array.from(order, i => list[i]![k])
  const x = column(0)
  const group = [...new Set(x)]
  return {
    size: list.length,
    x,
    tx: column(1),
    n: column(2),
    weight: new Float64Array(list.length).fill(1),
    person: Int32Array.from(order),
    group: Int32Array.from(group),
    from: Int32Array.from([...group.map(value => x.indexOf(value)), list.length]),
    maxX: Math.max(0, ...x),
    maxN: Math.max(0, ...column(2)),
  }
}

/** People who answer by one Beta chance and leave by another; Beta draws as ratios of gamma draws. */
function invent(people: number, theta: number[]): Histories {
  const random = randomFrom(7)
  const { a, b, g, d } = bgbbOf(theta)
  return historiesOf(
    Array.from({ length: people }, () => {
      const answers = beta(random, a, b)
      const leaves = beta(random, g, d)
      let [x, tx] = [0, 0]
      for (let s = 1; s <= 60 && random() >= leaves; s++) if (random() < answers) [x, tx] = [x + 1, s]
      return [x, tx, 60]
    }),
  )
}

function beta(random: () => number, p: number, q: number): number {
  // Jöhnk's method, on logarithms.
  while (true) {
    const u = Math.log(random()) / p
    const v = Math.log(random()) / q
    const top = Math.max(u, v)
    const sum = top + Math.log(Math.exp(u - top) + Math.exp(v - top))
    if (sum <= 0) return Math.exp(u - sum)
  }
}
