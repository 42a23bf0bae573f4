import type { Person } from './shape.ts'

/** From here on one side clearly outweighs the other, as the reader sees it in the counts beside the sentence. */
const CLEARLY = 1.6

/**
 * Which sentence fits. Even means that both the counts and their weights (reciprocity, which counts a like less than
 * an introduction) are near each other.
 */
export function balanceOf({ received, given, tie }: Pick<Person, 'received' | 'given' | 'tie'>) {
  if (received.count === 0 && given.count === 0) return null
  if (given.count === 0) return 'oneWayTo' as const
  if (received.count === 0) return 'oneWayBy' as const
  const more = Math.max(received.count, given.count) / Math.min(received.count, given.count)
  if (more < CLEARLY) return tie.reciprocity === null || tie.reciprocity >= 0.6 ? ('even' as const) : null
  return received.count > given.count ? ('moreFrom' as const) : ('moreBy' as const)
}
