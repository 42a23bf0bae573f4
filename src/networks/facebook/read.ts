import type { Question, Reader, Reject, Row, Source } from '../contract.ts'
import { type Item, objectsIn, rowsFrom } from '../files/meta/items.ts'
import { readThreads } from '../files/meta/messages.ts'
import { type Found, ownerIn, questionOf } from '../files/meta/owner.ts'
import { PostKeys } from '../files/meta/posts.ts'
import { foldedName } from '../files/text.ts'
import { accountOf, Names } from './accounts.ts'
import { commentRow, type Known, notificationRows, postRows, reactionRow } from './activity.ts'
import { type Archive, archiveOf, isArchive, keysOf, type Role } from './files.ts'
import { friendsPageOf, readFriendsPage } from './friends-page.ts'
import { ownEventRow, type Profile, profileOf, tieRows } from './people.ts'

/**
 * An export of Facebook in JSON ("Export your information"), of any layout since 2018, whole or in parts, and the
 * separate download of end-to-end encrypted chats. Each byte of UTF-8 is written as a character (files/mojibake.ts):
 *
 *   connections/friends/your_friends.json
 *     {"friends_v2": [{"name": "Maya Lindqvist", "timestamp": 1767225600}]}
 *   your_facebook_activity/messages/inbox/mayalindqvist_1/message_1.json      newest first, 10,000 a file
 *     {"participants": [{"name": "Maya Lindqvist"}, {"name": "Hanako Enishi"}],
 *      "messages": [{"sender_name": "Maya Lindqvist", "timestamp_ms": 1767225600000, "content": "…"}], "title": …}
 *
 * There are no ids and no addresses of people: names are all there is.
 */
export const reader: Reader = {
  recognizes: async source => (await isArchive(source)) || (await friendsPageOf(source)) !== undefined,
  asks,
  read,
}

async function asks(source: Source): Promise<readonly Question[]> {
  const archive = await archiveOf(source)
  return questionOf(source, 'Facebook', await ownerOf(archive, await profileIn(archive), source))
}

async function* read(source: Source): AsyncGenerator<Row> {
  const page = await friendsPageOf(source)
  if (page) return yield* readFriendsPage(page)
  const archive = await archiveOf(source)
  const rejects: Reject[] = []
  const profile = await profileIn(archive, rejects)
  const { names: ownNames } = await ownerOf(archive, profile, source)
  const account = profile?.account ?? (ownNames[0] ? accountOf(ownNames[0]) : undefined)
  if (account) yield { ok: true, entry: { kind: 'self', account } }
  yield* rejects
  if (profile) yield* profile.family
  const own = new Set(ownNames.map(foldedName))
  const known: Known = { own, names: new Names() }
  yield* ties(archive, known.names)
  const posts = new PostKeys()
  const groupPosts = new PostKeys()
  yield* rows(archive, 'comments', item => [commentRow(item, known)])
  yield* rows(archive, 'groupComments', item => [commentRow(item, known)])
  yield* rows(archive, 'reactions', item => [reactionRow(item, known)])
  yield* rows(archive, 'posts', item => postRows(item, posts, 'post', known))
  yield* rows(archive, 'groupPosts', item => postRows(item, groupPosts, 'group-post', known))
  yield* rows(archive, 'ownEvents', item => [ownEventRow(item)])
  // Events others held: Facebook tells the event, but nobody who was there.
  yield* rows(archive, 'eventResponses', ({ where }) => [{ ok: false, where, why: 'hidden-member' }])
  yield* rows(archive, 'notifications', item => notificationRows(item, known))
  yield* readThreads(archive.threads, { own, accountOf })
}

async function* ties(archive: Archive, names: Names): AsyncGenerator<Row> {
  const kinds = [
    ['friends', 'connect', 'by'],
    ['requestsReceived', 'invite', 'toward'],
    ['requestsSent', 'invite', 'by'],
    ['followers', 'follow', 'toward'],
    ['following', 'follow', 'by'],
  ] as const
  for (const [role, act, direction] of kinds) {
    for await (const row of rows(archive, role, item => tieRows(item, act, direction))) {
      if (row.ok && row.entry.kind !== 'work') names.add(row.entry.account.name)
      yield row
    }
  }
}

const rows = (archive: Archive, role: Role, read: (item: Item) => readonly Row[]) =>
  rowsFrom(archive.files.get(role), keysOf(role), read)

async function profileIn(archive: Archive, rejects: Reject[] = []): Promise<Profile | undefined> {
  let found: Profile | undefined
  for (const file of archive.files.get('profile') ?? []) {
    for await (const item of objectsIn(file, keysOf('profile'))) {
      if ('ok' in item) rejects.push(item)
      else found ??= profileOf(item.value)
    }
  }
  return found
}

const ownerOf = (archive: Archive, profile: Profile | undefined, source: Source): Promise<Found> =>
  ownerIn(archive.threads, profile?.names ?? [], source, name => accountOf(name).key)
