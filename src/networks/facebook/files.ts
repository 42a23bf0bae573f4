import type { Source, SourceFile } from '../contract.ts'
import { headText } from '../files/head.ts'
import { instagramRoots, isUnder } from '../files/meta/instagram-roots.ts'
import { firstKey, inOrder } from '../files/meta/items.ts'
import { encryptedThreads, isThread, type Thread, threadsOf } from '../files/meta/threads.ts'
import { instagram } from '../instagram/network.ts'

/**
 * The files that are read: where they lie in one of the layouts since 2018, and the key their list stands under in any
 * of them (`[` for a bare list). A file on its own, or in no folder since its own folder was brought, is known by a key that
 * only Facebook writes, or by its name, its key and the form of its items.
 */
const roles = {
  profile: { path: /profile_information\.json$/, keys: ['profile_v2', 'profile'] },
  friends: { path: /friends(?:_and_followers)?\/(?:your_)?friends\.json$/, keys: ['friends_v2', 'friends'] },
  requestsReceived: {
    path: /(?:received_friend_requests|friend_requests_received)\.json$/,
    keys: ['received_requests_v2', 'received_requests'],
  },
  requestsSent: {
    path: /(?:sent_friend_requests|friend_requests_sent)\.json$/,
    keys: ['sent_requests_v2', 'sent_requests'],
  },
  followers: {
    path: /(?:people_who_followed_you|friends_and_followers\/followers)\.json$/,
    keys: ['followers_v3', 'followers_v2', 'followers'],
  },
  following: {
    path: /(?:who_you.?(?:_?ve)_followed|(?:friends_and_followers|following)\/following)\.json$/,
    keys: ['following_v3', 'following_v2', 'following'],
  },
  comments: {
    path: /(?:comments_and_reactions|comments)\/comments(?:_\d+)?\.json$/,
    keys: ['comments_v2', 'comments', '['],
  },
  groupComments: {
    path: /groups\/your_comments_in_groups\.json$/,
    keys: ['group_comments_v2', 'group_comments', '['],
  },
  reactions: {
    path: /likes_and_reactions(?:_\d+)?\.json$|likes_and_reactions\/posts_and_comments(?:_\d+)?\.json$/,
    keys: ['reactions_v2', 'reactions', '['],
  },
  posts: {
    path: /posts\/your_posts(?:__check_ins__photos_and_videos)?(?:_\d+)?\.json$/,
    keys: ['posts_v2', 'posts', '['],
  },
  groupPosts: {
    path: /groups\/(?:group_posts_and_comments|your_posts_and_comments_in_groups)(?:_\d+)?\.json$/,
    keys: ['group_posts_v2', 'group_posts', '['],
  },
  ownEvents: { path: /events\/your_events\.json$/, keys: ['your_events_v2', 'your_events'] },
  eventResponses: {
    path: /events\/(?:your_)?event_responses\.json$/,
    keys: ['event_responses_v2', 'event_responses'],
  },
  notifications: {
    path: /notifications\/notifications\.json$/,
    keys: ['notifications_v2', 'notifications'],
  },
} as const satisfies Record<string, { path: RegExp; keys: readonly string[] }>

export type Role = keyof typeof roles
export const keysOf = (role: Role): readonly string[] => roles[role].keys

const all = Object.keys(roles) as Role[]
/** More files than this in no folder are chats, not lists. */
const BARE = 100

/** True of a path that one of the files has whose rows are read. */
export const holdsRows = (path: string) => all.some(role => role !== 'profile' && roles[role].path.test(path))

export type Archive = { files: ReadonlyMap<Role, readonly SourceFile[]>; threads: readonly Thread[] }

/** What is Facebook's in a source; an export of Instagram may lie beside it, with conversations in the same folders. */
export async function archiveOf(whole: Source): Promise<Archive> {
  const source = withoutInstagram(whole)
  const files = new Map<Role, SourceFile[]>()
  const isAlone = source.files.length === 1
  const isBare = bareIn(source)
  for (const file of inOrder(source.files)) {
    if (!isAlone && !/\.json$/i.test(file.path)) continue
    const role = all.find(each => roles[each].path.test(file.path))
    if (!role && !isBare(file)) continue
    const key = await firstKey(file)
    const found =
      role && keysOf(role).includes(key ?? '') ? role : isBare(file) ? await roleOfBare(file, key) : undefined
    if (found) files.set(found, [...(files.get(found) ?? []), file])
  }
  return { files, threads: files.size > 0 && isAlone ? [] : await conversations(source) }
}

function bareIn({ files }: Source): (file: SourceFile) => boolean {
  const isFew = files.filter(({ path }) => !path.includes('/')).length <= BARE
  return ({ path }) => files.length === 1 || (isFew && !path.includes('/'))
}

export async function isArchive(source: Source): Promise<boolean> {
  const { files, threads } = await archiveOf(source)
  if (files.size > 0) return true
  // Where Instagram's own lists lie beside them they are Instagram's.
  if (threads.length > 0 && (await instagram.reader.recognizes(source))) return false
  // The first conversation may be the broken one.
  for (const { files } of threads.slice(0, 5)) if (await isThread(files[0]!)) return true
  return false
}

export const isInstagram = (source: Source) => instagramRoots(source).length > 0

function withoutInstagram(source: Source): Source {
  const roots = instagramRoots(source)
  if (roots.length === 0) return source
  return { ...source, files: source.files.filter(({ path }) => !isUnder(roots, path)) }
}

async function conversations(source: Source): Promise<Thread[]> {
  const threads = [...threadsOf(source), ...(await encryptedThreads(source))]
  const [only] = source.files
  if (threads.length > 0 || !only) return threads
  // The folder of one conversation, or a file of it.
  const parts = source.files.filter(({ path }) => /^message_\d+\.json$/i.test(path))
  const files = parts.length > 0 ? inOrder(parts) : source.files.length === 1 ? [only] : []
  if (files.length === 0 || !(await isThread(files[0]!))) return threads
  return [{ folder: files[0]!.path, isFiltered: false, files }]
}

/** The folders that a file may have been taken out of. */
const folders = [
  'friends',
  'friends_and_followers',
  'following',
  'comments',
  'likes_and_reactions',
  'posts',
  'groups',
  'events',
]

async function roleOfBare(file: SourceFile, key: string | undefined): Promise<Role | undefined> {
  if (key === undefined) return undefined
  if (/_v\d$/.test(key)) return all.find(each => keysOf(each).includes(key))
  const role = all.find(
    each =>
      keysOf(each).includes(key) && folders.some(folder => roles[each].path.test(`${folder}/${file.path}`)),
  )
  return role && /"timestamp"\s*:\s*-?\d/.test(await headText(file, 16_384)) ? role : undefined
}
