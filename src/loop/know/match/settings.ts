import type { Comparison } from './comparison.ts'

/** Records that share a key of a block are compared; nothing else is. */
export type Block<T> = {
  name: string
  keys(record: T): string | readonly string[] | undefined
  /**
   * Makes the block a pass of EM, and names the comparisons which its key decides already: from them nothing can be
   * learnt there.
   */
  trainsWithout?: readonly string[]
}

export type Settings<T> = {
  /** Something that never changes about a record; results do not depend on the order of records. */
  id(record: T): string
  comparisons: readonly Comparison<T>[]
  blocks: readonly Block<T>[]
  /**
   * λ, the chance that two records drawn at random are one person: a number of pairs expected for so many records, or
   * counted from rules that are nearly always right and find this share of all pairs. `within`: the number is learnt by
   * EM from the candidates, at most so many bits from what is expected.
   */
  prior: { pairs(records: number): number; within?: number } | { rules: readonly Block<T>[]; recall: number }
  /** Blocks with more members than this say nothing; 400 unless told. */
  largestBlock?: number
  /** Pseudo-pairs with which learnt m are shrunk to the shipped ones; 0 unless told. */
  shrink?: number
  /** Set for linking two sources without duplicates in themselves: only pairs with different sides are compared. */
  side?(record: T): 0 | 1
  /** A person has at most one record of each such value (two live accounts of one network are two people). */
  oneEach?(record: T): string | undefined
  /** Which records may be joined by likeness alone; all unless told. A link of two others waits for the owner. */
  joinsBy?(levels: Int8Array): 'hard' | 'likeness' | 'asking'
  /** Two records that likeness must not bring together by way of a third. */
  contradicts?(levels: Int8Array): boolean
  /** The owner's words, newest first: two ids, and whether they are one person. A later word goes before an earlier. */
  words?: readonly (readonly [string, string, boolean])[]
  /** Pairs of ids joined by a rule outside. */
  firm?: readonly (readonly [string, string])[]
  /** Links below this chance are not kept; .5 unless told. */
  keepFrom?: number
  /** Links from this chance on are accepted without asking; .99 unless told. */
  acceptFrom?: number
  /** A model trained before; nothing is learnt then. */
  model?: Model
}

/** What a run has learnt: plain data, to be kept with every decision made by it. */
export type Model = {
  lambda: number
  /** By comparison and level. */
  m: number[][]
  u: number[][]
}
