import { type Column, type Comparison, NO_NEWS } from './comparison.ts'
import { bitsOf } from './links.ts'
import type { Model } from './settings.ts'

/** What one comparison says of a pair: the level it falls on, and its evidence in bits. */
export type Evidence = { comparison: string; level: string; bits: number }

export type Score = {
  /** Bits for two records being one person, λ included; `levels` then tells on which levels they fell. */
  bits(a: number, b: number): number
  levels: Int8Array
  /** The same bit by bit, λ first. */
  explain(a: number, b: number): Evidence[]
}

/** A single key is never worth more than this: keys are copied, shared and sold. */
const hardBits = 20

/** Fellegi–Sunter: log2(λ/(1-λ)) and for each comparison log2(m/u); what is not told on both sides says nothing. */
export function openScore<T>(
  columns: readonly Column<T>[],
  comparisons: readonly Comparison<T>[],
  model: Model,
): Score {
  const width = comparisons.length
  const levels = new Int8Array(width)
  const prior = bitsOf(model.lambda)
  const weights = model.m.map((m, c) =>
    Float64Array.from(m, (value, l) => Math.log2(value / model.u[c]![l]!)),
  )
  const logM = model.m.map(m => Float64Array.from(m, Math.log2))
  const chances = columns.map(column => column.chance?.bind(column))
  const weigh = (c: number, a: number, b: number): number => {
    const level = columns[c]!.level(a, b)
    levels[c] = level
    if (level < 0) return 0
    const chance = chances[c]?.(a, b, level, levels)
    if (chance === NO_NEWS) return 0
    const bits = chance ? logM[c]![level]! - Math.log2(chance) : weights[c]![level]!
    return comparisons[c]!.levels[level]!.hard ? Math.min(hardBits, bits) : bits
  }
  return {
    levels,
    bits(a, b) {
      let bits = prior
      for (let c = 0; c < width; c++) bits += weigh(c, a, b)
      return bits
    },
    explain: (a, b) => [
      { comparison: 'prior', level: '', bits: prior },
      ...comparisons.map((comparison, c) => {
        const bits = weigh(c, a, b)
        return { comparison: comparison.name, level: comparison.levels[levels[c]!]?.name ?? 'not told', bits }
      }),
    ],
  }
}
