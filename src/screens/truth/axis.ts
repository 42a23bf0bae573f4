import type { TruthWindow } from './shape.ts'

/** Stretches of more than two days that no window covers, in ms since 1970. */
export function gapsOf(inOrder: readonly Pick<TruthWindow, 'from' | 'to'>[]): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let covered = Number.POSITIVE_INFINITY
  for (const window of inOrder) {
    const from = new Date(window.from).getTime()
    if (from - covered > 2 * 86_400_000) gaps.push({ from: covered, to: from })
    const to = new Date(window.to).getTime()
    covered = covered === Number.POSITIVE_INFINITY ? to : Math.max(covered, to)
  }
  return gaps
}

/** The next round even number above: 2, 4, 10, 20, 40, 100 … so that half of it is whole. */
export function niceTop(most: number): number {
  const ten = 10 ** Math.floor(Math.log10(most))
  return Math.max(2, [1, 2, 4, 6, 8, 10].map(step => step * ten).find(step => step >= most) ?? 10 * ten)
}
