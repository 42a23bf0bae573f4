import { type Clock, countUpTo } from './clock.ts'

/**
 * How many answered opportunities the next 90 days are likely to bring: ½, ¼ and ¼ on the last 90 days, on the long
 * run and on the last 180 days. 0 where there has been none.
 */
export function forecastPosts(clock: Clock, T: number): number {
  const all = clock.tau.length
  if (all === 0) return 0
  const of90 = all - countUpTo(clock, T - 90)
  const of180 = all - countUpTo(clock, T - 180)
  const span = Math.max(T - clock.tau[0]!, 90)
  return (of90 + (0.5 * 90 * all) / span + (0.5 * of180) / 2) / 2
}
