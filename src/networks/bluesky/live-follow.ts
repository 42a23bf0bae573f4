import type { Row } from '../contract.ts'
import { fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { safeLink } from '../files/links.ts'
import { type LiveAccount, type LivePage, LiveTrouble, type Wire } from '../live.ts'
import { asking } from '../live-ask.ts'
import { accountOf, rowOfNotification, rowOfReaction, rowsOfFeedItem } from './live-rows.ts'

const day = 24 * 3600_000
const listPagesAtMost = 100

/**
 * A list that is told newest first. `until`: everything up to this moment is known ('' before the first time through).
 * `next` and `newest`: where the way down that is under way stands, and where it began.
 */
type Line = { until: string; next?: string; newest?: string }
type Cursor = { notes?: Line; posts?: Line; seen?: number; followersAt?: number }

export async function* follow(wire: Wire, account: LiveAccount, cursor: unknown): AsyncIterable<LivePage> {
  const session = await openSession(wire, account)
  const me = session.did
  const query = session.query
  let at = cursorIn(cursor)
  if (!at.notes) {
    const self = accountOf({ did: me, handle: session.handle })!
    yield { rows: [{ ok: true, entry: { kind: 'self', account: self } }], cursor: at }
  }

  const notes = 'app.bsky.notification.listNotifications'
  const seenAt = (note: unknown) => textIn(note, 'indexedAt')
  for await (const { items, line } of walk(query, notes, {}, 'notifications', at.notes, seenAt)) {
    at = { ...at, notes: line }
    yield { rows: items.map(note => rowOfNotification(note, me)), cursor: at }
  }

  const all = session.posts
  const shownAt = (item: unknown) =>
    textIn(fieldsIn(item, 'reason'), 'indexedAt') ?? textIn(fieldsIn(item, 'post'), 'indexedAt')
  const author = { actor: me, filter: 'posts_with_replies' }
  for await (const { items, line } of walk(
    query,
    'app.bsky.feed.getAuthorFeed',
    author,
    'feed',
    at.posts,
    shownAt,
  )) {
    const rows: Row[] = []
    for (const item of items) {
      const told = rowsOfFeedItem(item, me)
      rows.push(...told.rows)
      if (!told.work) continue
      const post = fieldsIn(item, 'post')
      for (const [kind, count, method, list] of lists)
        if (Number(textIn(post, count)) > 0)
          for await (const found of listOf(query, method, { uri: told.work.key }, list))
            rows.push(...found.map(one => rowOfReaction(kind, one, told.work!, me, wire.now())))
    }
    at = { ...at, posts: line, seen: (at.seen ?? 0) + items.length }
    yield { rows, cursor: at, done: all > 0 ? Math.min(0.99, at.seen! / all) : undefined }
  }

  if (wire.now() - (at.followersAt ?? 0) < day) return
  const followersAt = wire.now()
  const asOf = { at: followersAt, precision: 'second', zoneKnown: true } as const
  for await (const found of listOf(query, 'app.bsky.graph.getFollowers', { actor: me }, 'followers')) {
    const rows = found.flatMap((one): Row[] => {
      const follower = accountOf(one)
      return follower ? [{ ok: true, entry: { kind: 'account', account: follower, asOf } }] : []
    })
    yield { rows, cursor: at }
  }
  yield { rows: [], cursor: { ...at, followersAt } }
}

const lists = [
  ['like', 'likeCount', 'app.bsky.feed.getLikes', 'likes'],
  ['share', 'repostCount', 'app.bsky.feed.getRepostedBy', 'repostedBy'],
  ['quote', 'quoteCount', 'app.bsky.feed.getQuotes', 'posts'],
] as const

type Query = (method: string, parameters: Record<string, string>) => Promise<unknown>

/**
 * Signs in with the app password. The answer names the owner's own server (the DID document's PDS), which is asked
 * from then on.
 */
export async function openSession(wire: Wire, { settings, secrets }: LiveAccount) {
  const server = settings.server || 'https://bsky.social'
  const ask = asking(wire)
  const { body } = await ask({
    url: new URL('/xrpc/com.atproto.server.createSession', server).href,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: settings.handle, password: secrets.password }),
  })
  const [did, token] = [textIn(body, 'did'), textIn(body, 'accessJwt')]
  const handle = textIn(body, 'handle') ?? ''
  if (!did || !token || !accountOf({ did, handle })) throw new LiveTrouble('refused', 'createSession')
  const home = pdsIn(own(body, 'didDoc')) ?? server
  const query: Query = async (method, parameters) => {
    const url = new URL(`/xrpc/${method}`, home)
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return (await ask({ url: url.href, authorization: `Bearer ${token}` })).body
  }
  const profile = await query('app.bsky.actor.getProfile', { actor: did })
  return { did, handle, query, posts: Number(textIn(profile, 'postsCount') ?? 0) }
}

function pdsIn(didDocument: unknown): string | undefined {
  for (const service of listIn(didDocument, 'service'))
    if (textIn(service, 'type') === 'AtprotoPersonalDataServer')
      return safeLink(textIn(service, 'serviceEndpoint'))
  return undefined
}

/** Down from the newest to what is known; interrupted, it goes on from where it stood and then looks at the top again. */
async function* walk(
  query: Query,
  method: string,
  parameters: Record<string, string>,
  list: string,
  from: Line | undefined,
  momentOf: (item: unknown) => string | undefined,
): AsyncIterable<{ items: readonly unknown[]; line: Line }> {
  let line: Line = from ?? { until: '' }
  const wasUnderWay = line.next !== undefined
  for (;;) {
    const body = await query(method, { ...parameters, limit: '50', ...(line.next && { cursor: line.next }) })
    const items = listIn(body, list)
    const fresh = items.filter(item => (momentOf(item) ?? '9') >= line.until)
    const newest = line.newest ?? momentOf(items[0] ?? {}) ?? line.until
    const next = textIn(body, 'cursor')
    const goesOn =
      next !== undefined && next !== line.next && items.length > 0 && fresh.length === items.length
    const isNews =
      fresh.length > 0 && !(line.until !== '' && fresh.every(item => momentOf(item) === line.until))
    line = goesOn ? { until: line.until, next, newest } : { until: newest }
    if (isNews || goesOn || from === undefined) yield { items: fresh, line }
    if (!goesOn) break
  }
  if (wasUnderWay) yield* walk(query, method, parameters, list, line, momentOf)
}

async function* listOf(
  query: Query,
  method: string,
  parameters: Record<string, string>,
  list: string,
): AsyncIterable<readonly unknown[]> {
  let next: string | undefined
  for (let pages = 0; pages < listPagesAtMost; pages++) {
    const body = await query(method, { ...parameters, limit: '100', ...(next && { cursor: next }) })
    const items = listIn(body, list)
    if (items.length > 0) yield items
    const after = textIn(body, 'cursor')
    if (after === undefined || after === next || items.length === 0) return
    next = after
  }
}

function cursorIn(cursor: unknown): Cursor {
  const line = (name: string): Line | undefined => {
    const found = fieldsIn(cursor, name)
    if (!found) return undefined
    const [next, newest] = [textIn(found, 'next'), textIn(found, 'newest')]
    return { until: textIn(found, 'until') ?? '', ...(next && { next }), ...(newest && { newest }) }
  }
  const [notes, posts] = [line('notes'), line('posts')]
  const number = (name: string) => Number(textIn(cursor, name) ?? Number.NaN)
  const [seen, followersAt] = [number('seen'), number('followersAt')]
  return {
    ...(notes && { notes }),
    ...(posts && { posts }),
    ...(seen >= 0 && { seen }),
    ...(followersAt >= 0 && { followersAt }),
  }
}
