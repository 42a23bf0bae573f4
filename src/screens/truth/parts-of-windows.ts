import type { TruthWindow } from './shape.ts'

/** One number of a window: what was said, and what came. */
export type Part = Pick<TruthWindow, 'from' | 'to' | 'expected' | 'low' | 'high' | 'actual'>

export const totalOf = (w: TruthWindow): Part => ({
  from: w.from,
  to: w.to,
  expected: w.expected + w.newcomersExpected,
  low: w.totalLow,
  high: w.totalHigh,
  actual: w.actual + w.newcomersActual,
})

export const newcomersOf = (w: TruthWindow): Part => ({
  from: w.from,
  to: w.to,
  expected: w.newcomersExpected,
  low: w.newcomersLow,
  high: w.newcomersHigh,
  actual: w.newcomersActual,
})

/** Ends are whole people, as they are shown. */
export const isInside = ({ actual, low, high }: Pick<Part, 'actual' | 'low' | 'high'>): boolean =>
  actual >= Math.round(low) && actual <= Math.round(high)
