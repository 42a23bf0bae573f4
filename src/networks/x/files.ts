import type { Source, SourceFile } from '../contract.ts'
import { csvHeader } from '../files/csv.ts'
import { headText } from '../files/head.ts'

/** What stands in a file, by the name X gives it in its first line; older archives have some names in the singular. */
const types = {
  account: ['account'],
  profile: ['profile'],
  protection: ['protected_history'],
  tweets: ['tweets', 'tweet', 'community_tweet', 'community_tweets'],
  circle: ['twitter_circle_tweet', 'twitter_circle_tweets'],
  notes: ['note_tweet', 'note_tweets'],
  deleted: ['deleted_tweets', 'deleted_tweet', 'deleted_note_tweet', 'deleted_note_tweets'],
  likes: ['like', 'likes'],
  followers: ['follower', 'followers'],
  following: ['following'],
  messages: ['direct_messages', 'direct_message'],
  messageHeaders: ['direct_message_headers', 'direct_messages_headers'],
  groups: ['direct_messages_group', 'direct_message_group', 'direct_messages_groups'],
  groupHeaders: ['direct_message_group_headers', 'direct_messages_group_headers'],
} as const

export type Role = keyof typeof types | 'manifest' | 'oldTweets' | 'oldOwner' | 'csv'
export type Archive = ReadonlyMap<Role, readonly SourceFile[]>

const roleOfType = new Map(
  (Object.keys(types) as (keyof typeof types)[]).flatMap(role =>
    types[role].map(type => [type as string, role]),
  ),
)
export const csvColumns = ['tweet_id', 'timestamp', 'text', 'in_reply_to_status_id'] as const

/** True of a path that one of the files has whose every item is a row: posts that turn to nobody give none. */
export const holdsRows = (path: string) =>
  /(?:^|\/)(?:like|follower|following|direct-messages?(?:-group)?)(?:-part\d+)?\.js$/.test(path)

/** Files by role, parts in their order (`tweets.js`, `tweets-part1.js`, … `tweets-part10.js`). */
export async function archiveOf(source: Source): Promise<Archive> {
  const archive = new Map<Role, SourceFile[]>()
  const alone = source.files.length === 1
  for (const file of [...source.files].sort(byPart)) {
    // Other networks' archives hold JSON by the hundred thousand, and a look into each of them costs.
    if (!alone && !/\.js$|(?:^|\/)tweets[^/]*\.csv$/i.test(file.path)) continue
    const role = roleOf(await headText(file, 2_048))
    if (role) archive.set(role, [...(archive.get(role) ?? []), file])
  }
  return archive
}

export async function isArchive(source: Source): Promise<boolean> {
  return [...(await archiveOf(source)).keys()].some(role => role !== 'manifest' && role !== 'oldOwner')
}

function roleOf(start: string): Role | undefined {
  const type = /^\s*window\.YTD\.(\w+)\.part\d+\s*=/.exec(start)?.[1]
  if (type) return roleOfType.get(type.toLowerCase())
  if (/^\s*window\.__THAR_CONFIG\s*=/.test(start)) return 'manifest'
  if (/^\s*Grailbird\.data\.tweets_\d{4}_\d{1,2}\s*=/.test(start)) return 'oldTweets'
  if (/^\s*var user_details\s*=/.test(start)) return 'oldOwner'
  return csvHeader(start, csvColumns) ? 'csv' : undefined
}

function byPart(a: SourceFile, b: SourceFile): number {
  const [first, second] = [partOf(a.path), partOf(b.path)]
  if (first.base !== second.base) return first.base < second.base ? -1 : 1
  return first.part - second.part
}

function partOf(path: string): { base: string; part: number } {
  const found = /^(.*)-part(\d+)(\.\w+)$/i.exec(path)
  return found ? { base: found[1]! + found[3]!, part: Number(found[2]) } : { base: path, part: 0 }
}
