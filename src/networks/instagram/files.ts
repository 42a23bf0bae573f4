import type { Source, SourceFile } from '../contract.ts'
import { headText } from '../files/head.ts'
import { instagramRoots, isUnder } from '../files/meta/instagram-roots.ts'
import { firstKey, inOrder } from '../files/meta/items.ts'
import { isThread, type Thread, threadsOf } from '../files/meta/threads.ts'

/**
 * The files that are read: where they lie in any layout, and the key their list stands under (`[` for a bare list).
 * Those of Threads lie in a folder of their own. A file on its own, or in no folder since its own folder was brought, is known
 * by its key, or by its name and the form of its items.
 */
const roles = {
  profile: { path: /personal_information\.json$/, keys: ['profile_user'] },
  followers: {
    path: /(?:^|followers_and_following\/)followers(?:_\d+)?\.json$/,
    keys: ['relationships_followers', '['],
  },
  following: {
    path: /(?:^|followers_and_following\/)following(?:_\d+)?\.json$/,
    keys: ['relationships_following', '['],
  },
  requestsSent: {
    path: /(?:^|followers_and_following\/)(?:pending|recent)_follow_requests\.json$/,
    keys: ['relationships_follow_requests_sent', 'relationships_permanent_follow_requests', '['],
  },
  requestsReceived: {
    path: /(?:^|followers_and_following\/)follow_requests_you.{0,4}_?received\.json$/,
    keys: ['relationships_follow_requests_received', '['],
  },
  likedPosts: { path: /(?:^|likes\/)liked_posts(?:_\d+)?\.json$/, keys: ['likes_media_likes', '['] },
  likedComments: { path: /(?:^|likes\/)liked_comments(?:_\d+)?\.json$/, keys: ['likes_comment_likes', '['] },
  likedStories: {
    path: /(?:^|(?:story_interactions|story_sticker_interactions)\/)story_likes(?:_\d+)?\.json$/,
    keys: ['story_activities_story_likes', '['],
  },
  comments: {
    path: /(?:^|comments\/)(?:(?:post|reels)_comments(?:_\d+)?)\.json$/,
    keys: ['comments_media_comments', 'comments_reels_comments', '['],
  },
  posts: { path: /(?:^|(?:media|content)\/)posts(?:_\d+)?\.json$/, keys: ['ig_posts', '['] },
  reels: { path: /(?:^|(?:media|content)\/)reels(?:_\d+)?\.json$/, keys: ['ig_reels_media', '['] },
  videos: { path: /(?:^|(?:media|content)\/)igtv_videos(?:_\d+)?\.json$/, keys: ['ig_igtv_media', '['] },
  stories: { path: /(?:^|(?:media|content)\/)stories(?:_\d+)?\.json$/, keys: ['ig_stories', '['] },
  threadsFollowers: {
    path: /threads\/followers(?:_\d+)?\.json$/,
    keys: ['text_post_app_text_post_app_followers'],
  },
  threadsFollowing: {
    path: /threads\/following(?:_\d+)?\.json$/,
    keys: ['text_post_app_text_post_app_following'],
  },
  threadsLikes: { path: /threads\/liked_threads(?:_\d+)?\.json$/, keys: ['text_post_app_media_likes'] },
  threadsPosts: { path: /threads\/threads_and_replies(?:_\d+)?\.json$/, keys: ['text_post_app_text_posts'] },
} as const satisfies Record<string, { path: RegExp; keys: readonly string[] }>

export type Role = keyof typeof roles
export const keysOf = (role: Role): readonly string[] => roles[role].keys
const all = Object.keys(roles) as Role[]

/** True of a path that one of the files has whose rows are read. */
export const holdsRows = (path: string) => all.some(role => role !== 'profile' && roles[role].path.test(path))

export type Archive = { files: ReadonlyMap<Role, readonly SourceFile[]>; threads: readonly Thread[] }

/** More files than this in no folder are not the lists of an export. */
const BARE = 100

export async function archiveOf(source: Source): Promise<Archive> {
  const files = new Map<Role, SourceFile[]>()
  const isAlone = source.files.length === 1
  const bare = source.files.filter(({ path }) => !path.includes('/'))
  for (const file of inOrder(source.files)) {
    const isBare = !file.path.includes('/')
    if (isBare && !isAlone && (bare.length > BARE || !/\.json$/i.test(file.path))) continue
    const role = all.find(each => roles[each].path.test(file.path))
    if (!role && !isAlone && !isBare) continue
    const key = await firstKey(file)
    const isOfRole =
      role && keysOf(role).includes(key ?? '') && (!isBare || key !== '[' || (await hasItems(file)))
    const found = isOfRole ? role : isAlone || isBare ? roleOfKey(key) : undefined
    if (found) files.set(found, [...(files.get(found) ?? []), file])
  }
  const roots = instagramRoots(source)
  const mine = source.files.filter(
    ({ path }) => !facebook.test(path) && (roots.length === 0 || isUnder(roots, path)),
  )
  return { files, threads: threadsOf({ ...source, files: mine }) }
}

/** The fields in which Instagram puts what it tells. */
const itemForm = /"(?:string_list_data|string_map_data|media_list_data|label_values|creation_timestamp)"\s*:/
const hasItems = async (file: SourceFile) => itemForm.test(await headText(file, 16_384))

const facebook = /(?:^|\/)your_(?:facebook_activity|activity_across_facebook)\//
const activity = /(?:^|\/)your_instagram_activity\//

/** Conversations alone are Instagram's only where the folder says so: those of Facebook look the same. */
export async function isArchive(source: Source): Promise<boolean> {
  const { files, threads } = await archiveOf(source)
  if (files.size > 0) return true
  const isNamed = (thread: Thread) => activity.test(thread.files[0]!.path)
  for (const { files } of threads.filter(isNamed).slice(0, 5)) if (await isThread(files[0]!)) return true
  return false
}

const roleOfKey = (key: string | undefined) =>
  key !== undefined && key !== '[' ? all.find(each => keysOf(each).includes(key)) : undefined
