import type { Figure, Range } from './shape.ts'

/** The figure as a range; null where it cannot be told. */
export function rangeIn({ expected, low, high }: Figure): Range | null {
  return expected === null || low === null || high === null ? null : { expected, low, high }
}
