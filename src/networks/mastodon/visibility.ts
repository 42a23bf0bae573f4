import type { Fields } from '../files/fields.ts'
import { listIn } from '../files/fields.ts'

/** Who may read a post. Archives hold direct ones too; those are never shown and their words never kept. */
export type Visibility = 'public' | 'unlisted' | 'followers' | 'direct'

const everybody = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public'])

/** Public in `to`: public; public in `cc`: unlisted; the followers' collection in either: followers; else direct. */
export function visibilityOf(post: Fields, followers: string | undefined): Visibility {
  const to = listIn(post, 'to')
  const cc = listIn(post, 'cc')
  const isPublic = (each: unknown) => typeof each === 'string' && everybody.has(each)
  if (to.some(isPublic)) return 'public'
  if (cc.some(isPublic)) return 'unlisted'
  const isFollowers = (each: unknown) =>
    typeof each === 'string' &&
    (each === followers || (followers === undefined && each.endsWith('/followers')))
  return to.some(isFollowers) || cc.some(isFollowers) ? 'followers' : 'direct'
}
