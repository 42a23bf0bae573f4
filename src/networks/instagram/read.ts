import type { Question, Reader, Reject, Row, Source } from '../contract.ts'
import { type Item, itemsOf, rowsFrom } from '../files/meta/items.ts'
import { readThreads } from '../files/meta/messages.ts'
import { type Found, ownerIn, questionOf } from '../files/meta/owner.ts'
import { PostKeys } from '../files/meta/posts.ts'
import { foldedName } from '../files/text.ts'
import { instagramOf, threadsOf, Users } from './accounts.ts'
import { type Archive, archiveOf, isArchive, keysOf, type Role } from './files.ts'
import { type Profile, profileOf } from './profile.ts'
import { commentRow, likeRows, type Side, tieRows, workRows } from './rows.ts'

/**
 * An export of Instagram in JSON, whole or in parts, with Threads inside it where the accounts are linked:
 *
 *   connections/followers_and_following/followers_1.json
 *     [{"title": "", "string_list_data": [{"href": "https://www.instagram.com/yui_sato",
 *       "value": "yui_sato", "timestamp": 1767225600}]}]
 *   your_instagram_activity/likes/liked_posts.json                       labels in the language of the account
 *     [{"timestamp": 1767225600, "label_values": [{"label": "URL", "value": "https://www.instagram.com/p/Abc/"},
 *       {"title": "Owner", "dict": [{"title": "", "dict": [{"label": "Username", "value": "yui_sato"}]}]}]}]
 *   your_instagram_activity/threads/followers.json
 *     {"text_post_app_text_post_app_followers": [{"title": "佐藤 結衣", "string_list_data": […]}]}
 *
 * Each byte of UTF-8 is written as a character, in keys too. Messages have display names instead of user names.
 */
export const reader: Reader = { recognizes: isArchive, asks, read }

async function asks(source: Source): Promise<readonly Question[]> {
  const archive = await archiveOf(source)
  return questionOf(source, 'Instagram', await ownerOf(archive, await profileIn(archive), source))
}

async function* read(source: Source): AsyncGenerator<Row> {
  const archive = await archiveOf(source)
  const rejects: Reject[] = []
  const profile = await profileIn(archive, rejects)
  const { names } = await ownerOf(archive, profile, source)
  const users = new Users()
  const account = profile?.account ?? (names[0] ? users.accountOf(names[0]) : undefined)
  if (account) yield { ok: true, entry: { kind: 'self', account } }
  const hasThreads = [...archive.files.keys()].some(role => role.startsWith('threads'))
  if (profile && hasThreads)
    yield { ok: true, entry: { kind: 'self', account: threadsOf(profile.user, profile.account.name) } }
  yield* rejects
  const met = (user: string) => users.add(user)
  const side = { own: profile?.user, met }
  yield* instagram(archive, { ...side, prefix: '', network: 'instagram', of: instagramOf })
  yield* threads(archive, { ...side, prefix: 'threads:', network: 'threads', of: threadsOf })
  const own = new Set(names.map(foldedName))
  yield* readThreads(archive.threads, { own, accountOf: (name, folder) => users.accountOf(name, folder) })
}

async function* instagram(archive: Archive, side: Side): AsyncGenerator<Row> {
  yield* rows(archive, 'followers', item => tieRows(item, 'follow', 'toward', side))
  yield* rows(archive, 'following', item => tieRows(item, 'follow', 'by', side))
  yield* rows(archive, 'requestsReceived', item => tieRows(item, 'invite', 'toward', side))
  yield* rows(archive, 'requestsSent', item => tieRows(item, 'invite', 'by', side))
  yield* rows(archive, 'likedPosts', item => likeRows(item, 'like', side))
  yield* rows(archive, 'likedComments', item => likeRows(item, 'comment-like', side))
  yield* rows(archive, 'likedStories', item => likeRows(item, 'story-like', side))
  yield* rows(archive, 'comments', item => [commentRow(item, side)])
  for (const [role, kind] of [
    ['posts', 'post'],
    ['reels', 'reel'],
    ['videos', 'video'],
    ['stories', 'story'],
  ] as const) {
    const keys = new PostKeys()
    yield* rows(archive, role, item => workRows(item, kind, keys, side))
  }
}

async function* threads(archive: Archive, side: Side): AsyncGenerator<Row> {
  yield* rows(archive, 'threadsFollowers', item => tieRows(item, 'follow', 'toward', side))
  yield* rows(archive, 'threadsFollowing', item => tieRows(item, 'follow', 'by', side))
  yield* rows(archive, 'threadsLikes', item => likeRows(item, 'like', side))
  const keys = new PostKeys()
  yield* rows(archive, 'threadsPosts', item => workRows(item, 'post', keys, side))
}

const rows = (archive: Archive, role: Role, read: (item: Item) => readonly Row[]) =>
  rowsFrom(archive.files.get(role), keysOf(role), read)

async function profileIn(archive: Archive, rejects: Reject[] = []): Promise<Profile | undefined> {
  let found: Profile | undefined
  for (const file of archive.files.get('profile') ?? []) {
    for await (const item of itemsOf(file, keysOf('profile'))) {
      if ('ok' in item) rejects.push(item)
      else found ??= profileOf(item.value)
    }
  }
  return found
}

const ownerOf = (archive: Archive, profile: Profile | undefined, source: Source): Promise<Found> =>
  ownerIn(archive.threads, profile?.names ?? [], source, name => new Users().accountOf(name).key)
