/** One level on which two records may fall in a comparison. */
export type Level = {
  name: string
  /** P(level | same person) and P(level | different people) as shipped; trained values replace or shrink to them. */
  m?: number
  u?: number
  /** A key that settles it by itself; its bits are capped, and it goes before all that merely looks alike. */
  hard?: boolean
  /** Says nothing in bits, but whoever decides should know it. */
  warns?: boolean
}

/**
 * A comparison of two records, levels ordered from closest to "else". `open` makes its column, to which records are
 * added one by one; a record is then known by its position.
 */
export type Comparison<T> = {
  name: string
  levels: readonly Level[]
  /** Shipped weights stand: neither m nor u is learnt. */
  fixed?: boolean
  /** `place`: where another comparison stands in `levels`, -1 when it is not made. */
  open(place: (comparison: string) => number): Column<T>
}

/** As a chance: what is seen follows from what was seen before, and says nothing. */
export const NO_NEWS = -1

export type Column<T> = {
  add(record: T): void
  /** The record at this position is counted no more where it says how frequent something is. */
  remove(at: number): void
  /** Position in `levels`; -1 when one of the two tells nothing. */
  level(a: number, b: number): number
  /**
   * P(this very agreement | different people), by how frequent the value is; 0 leaves it to the level's u. `levels`: where
   * the comparisons before this one fell, for what is not independent of them.
   */
  chance?(a: number, b: number, level: number, levels: Int8Array): number
}
