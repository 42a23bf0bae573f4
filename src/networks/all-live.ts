import { blueskyLive } from './bluesky/live.ts'
import { feedLive } from './feed/live.ts'
import { hatenaBookmarkLive } from './hatena-bookmark/live.ts'
import { caldavLive, icalLive } from './icalendar/live.ts'
import type { Live } from './live.ts'
import { imapLive } from './mail/live.ts'
import { mastodonLive } from './mastodon/live.ts'
import { carddavLive } from './vcard/live.ts'
import { webmentionLive } from './webmention/live.ts'

/** Every source that can be followed live, in the order in which they are offered. */
export const lives: readonly Live[] = [
  mastodonLive,
  blueskyLive,
  webmentionLive,
  feedLive,
  hatenaBookmarkLive,
  imapLive,
  carddavLive,
  caldavLive,
  icalLive,
]

export function liveById(id: string): Live | undefined {
  return lives.find(live => live.id === id)
}
