import { blueskyLive } from './bluesky/live.ts'
import type { Live } from './live.ts'
import { mastodonLive } from './mastodon/live.ts'
import { webmentionLive } from './webmention/live.ts'

/** Every source that can be followed live, in the order in which they are offered. */
export const lives: readonly Live[] = [mastodonLive, blueskyLive, webmentionLive]

export function liveById(id: string): Live | undefined {
  return lives.find(live => live.id === id)
}
