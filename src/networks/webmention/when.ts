import type { When } from '#ledger/when.ts'

const DAY = 24 * 3600 * 1000
/** The first public page. A page may be about 1833; its answer to another page is not from then. */
const WEB_BEGAN = Date.UTC(1991, 7, 6)

export type Times = {
  published?: When
  received?: When
  /** When the answered post was published, ms since 1970, where its id tells. */
  postAt?: number
  /** Likes and shares pass on no time of their own when relayed. */
  isReaction: boolean
}

/**
 * When an act happened. `published` counts unless it lies more than a day before the post it answers or more than a
 * day after it was received. A reaction without a time happened by the earlier of "received" and the post's time plus
 * a day: an import of years in one night must not look like a crowd in that night (reference: support ledgers).
 */
export function whenOfAct({ published, received, postAt, isReaction }: Times): When | undefined {
  if (published) {
    const isEarly = published.at < (postAt === undefined ? WEB_BEGAN : postAt - DAY)
    const isLate = received !== undefined && published.at > received.at + DAY
    if (!isEarly && !isLate) return published
    return received
  }
  if (isReaction && postAt !== undefined && (received === undefined || received.at > postAt + DAY)) {
    return { at: postAt + DAY, precision: 'day', zoneKnown: true }
  }
  return received
}
