import type { Column, Comparison } from './comparison.ts'
import { expectation } from './expectation.ts'
import { type KeyIndex, openKeyIndex } from './key-index.ts'
import { seededRandom } from './random.ts'
import type { Block, Model, Settings } from './settings.ts'

const randomPairs = 500_000
const pairsAPass = 60_000
const smallest = 1e-6

/** Learns λ, u and m from the records themselves: no pair needs to be labelled. */
export function train<T>(records: readonly T[], columns: readonly Column<T>[], settings: Settings<T>): Model {
  const u = chancesOfDifferent(records, columns, settings)
  return {
    lambda: lambdaOf(expectedOf(records, settings), allPairs(records, settings)),
    u: u.map(l => [...l]),
    m: chancesOfSame(records, columns, u, settings),
  }
}

export const lambdaOf = (expected: number, pairs: number): number =>
  Math.min(0.5, Math.max(expected, 1e-3) / Math.max(1, pairs))

const expectedOf = <T>(records: readonly T[], settings: Settings<T>): number =>
  'pairs' in settings.prior
    ? settings.prior.pairs(records.length)
    : pairsByRules(records, settings.prior.rules, settings) / settings.prior.recall

export function allPairs<T>(records: readonly T[], { side }: Settings<T>): number {
  const n = records.length
  if (!side) return (n * (n - 1)) / 2
  const ones = records.filter(record => side(record) === 1).length
  return ones * (n - ones)
}

function pairsByRules<T>(records: readonly T[], rules: readonly Block<T>[], settings: Settings<T>): number {
  let pairs = 0
  const keys = indexOf(records, rules)
  eachPair(records, keys, settings, () => pairs++)
  return pairs
}

/** u: how often two records drawn at random fall on each level. */
function chancesOfDifferent<T>(
  records: readonly T[],
  columns: readonly Column<T>[],
  settings: Settings<T>,
): Float64Array[] {
  const random = seededRandom(20_261_123)
  const counts = settings.comparisons.map(comparison => new Float64Array(comparison.levels.length).fill(0.5))
  const learns = learning(settings.comparisons)
  const sides = settings.side && records.map(settings.side)
  const tries = learns.length === 0 ? 0 : Math.min(randomPairs, 20 * records.length ** 2)
  for (let k = 0; k < tries; k++) {
    const a = Math.floor(random() * records.length)
    const b = Math.floor(random() * records.length)
    if (a === b || (sides && sides[a] === sides[b])) continue
    for (const c of learns) {
      const level = columns[c]!.level(a, b)
      if (level >= 0) counts[c]![level]!++
    }
  }
  return counts.map((levels, c) => {
    const sum = levels.reduce((a, b) => a + b)
    const shipped = settings.comparisons[c]!.levels
    if (!learns.includes(c)) return Float64Array.from(shipped, level => level.u ?? 1)
    return levels.map(count => count / sum)
  })
}

/** m by EM, one pass per training block, averaged over the passes that could see a comparison. */
function chancesOfSame<T>(
  records: readonly T[],
  columns: readonly Column<T>[],
  u: readonly Float64Array[],
  settings: Settings<T>,
): number[][] {
  const { comparisons, shrink = 0 } = settings
  const learns = new Set(learning(comparisons))
  const sums = comparisons.map(comparison => new Float64Array(comparison.levels.length))
  const passes = comparisons.map(() => 0)
  for (const block of learns.size === 0 ? [] : settings.blocks) {
    if (!block.trainsWithout) continue
    const leaveOut = new Set(
      comparisons.flatMap((c, at) => (!learns.has(at) || block.trainsWithout!.includes(c.name) ? [at] : [])),
    )
    const pass = expectation(sampleOfLevels(records, columns, block, settings), u, leaveOut)
    pass.m.forEach((learnt, c) => {
      if (!learnt) return
      passes[c]!++
      learnt.forEach((value, level) => {
        const shipped = comparisons[c]!.levels[level]!.m ?? value
        sums[c]![level]! += (pass.matches * value + shrink * shipped) / (pass.matches + shrink || 1)
      })
    })
  }
  return comparisons.map((comparison, c) =>
    comparison.levels.map((level, l) =>
      Math.max(smallest, passes[c]! > 0 ? sums[c]![l]! / passes[c]! : (level.m ?? startOf(comparison, l))),
    ),
  )
}

const startOf = <T>({ levels }: Comparison<T>, level: number) =>
  level === 0 ? 0.9 : 0.1 / (levels.length - 1)

const learning = <T>(comparisons: readonly Comparison<T>[]): number[] =>
  comparisons.flatMap((comparison, c) => (comparison.fixed ? [] : [c]))

/** Level vectors of the pairs of one block; of more than 60,000 pairs as many drawn at random (reservoir). */
function sampleOfLevels<T>(
  records: readonly T[],
  columns: readonly Column<T>[],
  block: Block<T>,
  settings: Settings<T>,
): Int8Array {
  const random = seededRandom(19_690_101)
  const width = columns.length
  const pairs = new Int32Array(pairsAPass * 2)
  let met = 0
  eachPair(records, indexOf(records, [block]), settings, (a, b) => {
    const at = met < pairsAPass ? met : Math.floor(random() * (met + 1))
    met++
    if (at >= pairsAPass) return
    pairs[2 * at] = a
    pairs[2 * at + 1] = b
  })
  const rows = Math.min(met, pairsAPass)
  const levels = new Int8Array(rows * width)
  for (let row = 0; row < rows; row++)
    for (let c = 0; c < width; c++)
      levels[row * width + c] = columns[c]!.level(pairs[2 * row]!, pairs[2 * row + 1]!)
  return levels
}

export function indexOf<T>(records: readonly T[], blocks: readonly Block<T>[]): KeyIndex {
  const index = openKeyIndex()
  records.forEach((record, at) => {
    addKeys(index, at, record, blocks)
  })
  return index
}

export function addKeys<T>(index: KeyIndex, at: number, record: T, blocks: readonly Block<T>[]): void {
  for (const block of blocks) {
    const keys = block.keys(record)
    if (typeof keys === 'string') {
      if (keys) index.add(at, `${block.name}\t${keys}`)
    } else if (keys) for (const key of keys) if (key) index.add(at, `${block.name}\t${key}`)
  }
}

function eachPair<T>(
  records: readonly T[],
  index: KeyIndex,
  { side, largestBlock = 400 }: Settings<T>,
  visit: (a: number, b: number) => void,
): void {
  const sides = side && records.map(side)
  for (let b = 0; b < records.length; b++)
    index.earlier(b, largestBlock, a => {
      if (!sides || sides[a] !== sides[b]) visit(a, b)
    })
}
