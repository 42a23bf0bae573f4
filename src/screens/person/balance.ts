import type { Person } from './shape.ts'

/** Which sentence fits; below a reciprocity of 0.6 one side clearly outweighs the other. */
export function balanceOf({ received, given, tie }: Pick<Person, 'received' | 'given' | 'tie'>) {
  if (received.count === 0 && given.count === 0) return null
  if (given.count === 0) return 'oneWayTo' as const
  if (received.count === 0) return 'oneWayBy' as const
  if (tie.reciprocity !== null && tie.reciprocity >= 0.6) return 'even' as const
  return received.count >= given.count ? ('moreFrom' as const) : ('moreBy' as const)
}
