import { cast } from './cast.ts'
import { bodyOf, type Lab, sendJson } from './lab.ts'

/** Any of the right shape. */
const someCid = 'bafyreib2rxk3rybk3aobmv5cjuql3bm2twh4jo5uxgf5kpqcsgz7soitae'

const did = (who: keyof typeof cast) => `did:plc:${cast[who].handle.replace(/[^a-z]/g, '')}`

/** A PDS with its AppView as far as following asks them; shapes as the app.bsky and com.atproto lexicons have them. */
export async function blueskyServer(lab: Lab) {
  const profile = (who: keyof typeof cast) => ({
    did: did(who),
    handle:
      who === 'yui' ? new URL(cast.yui.site).host : `${cast[who].handle.replace(/_/g, '-')}.bsky.social`,
    displayName: cast[who].name,
  })
  const post = (rkey: string, who: keyof typeof cast, at: string, record = {}, more = {}) => ({
    uri: `at://${did(who)}/app.bsky.feed.post/${rkey}`,
    cid: someCid,
    author: profile(who),
    record: { $type: 'app.bsky.feed.post', text: `words of ${rkey}`, createdAt: at, ...record },
    likeCount: 0,
    repostCount: 0,
    quoteCount: 0,
    indexedAt: at,
    ...more,
  })
  const first = post(
    '3aaa',
    'hanako',
    '2026-09-01T10:00:00.000Z',
    {},
    { likeCount: 2, repostCount: 1, quoteCount: 1 },
  )
  const shown = (one: ReturnType<typeof post>) => ({ $type: 'app.bsky.feed.defs#postView', ...one })
  const theirs = post('3yyy', 'yui', '2026-08-30T10:00:00.000Z')
  const answer = post('3bbb', 'hanako', '2026-09-02T10:00:00.000Z', {
    reply: { root: { uri: theirs.uri, cid: someCid }, parent: { uri: theirs.uri, cid: someCid } },
    facets: [
      {
        index: { byteStart: 0, byteEnd: 4 },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: did('ren') }],
      },
    ],
  })
  const feed: Record<string, unknown>[] = [
    {
      post: theirs,
      reason: {
        $type: 'app.bsky.feed.defs#reasonRepost',
        by: profile('hanako'),
        uri: `at://${did('hanako')}/app.bsky.feed.repost/3rrr`,
        indexedAt: '2026-09-03T10:00:00.000Z',
      },
    },
    { post: answer, reply: { root: shown(theirs), parent: shown(theirs) } },
    { post: first },
  ]
  const note = (reason: string, who: keyof typeof cast, at: string, more: Record<string, unknown> = {}) => ({
    uri: `at://${did(who)}/app.bsky.feed.${reason === 'like' ? 'like' : reason === 'repost' ? 'repost' : 'post'}/n${at.slice(5, 16).replace(/\D/g, '')}`,
    cid: someCid,
    author: profile(who),
    reason,
    record: { createdAt: at, text: `words of ${reason}` },
    isRead: false,
    indexedAt: at,
    ...more,
  })
  const notifications: Record<string, unknown>[] = [
    note('starterpack-joined', 'ren', '2026-09-06T10:00:00.000Z'),
    note('follow', 'ren', '2026-09-05T10:00:00.000Z'),
    note('reply', 'yui', '2026-09-04T10:00:00.000Z', {
      record: {
        createdAt: '2026-09-04T10:00:00.000Z',
        text: 'an answer',
        reply: { root: { uri: first.uri }, parent: { uri: first.uri } },
      },
    }),
    note('like', 'yui', '2026-09-03T10:00:00.000Z', { reasonSubject: first.uri }),
    note('repost', 'ren', '2026-09-02T10:00:00.000Z', { reasonSubject: first.uri }),
  ]
  const server = {
    origin: '',
    password: 'canary-app-password',
    asked: [] as string[],
    failing: undefined as { status: number; headers?: Record<string, string> } | undefined,
    mutate: (body: unknown): unknown => body,
    /** Method and answer, as they went out. */
    answered: [] as [method: string, body: unknown][],
    notifications,
    note,
    first,
  }
  const paged = (name: string, all: unknown[], query: URLSearchParams) => {
    const from = Number(query.get('cursor') ?? 0)
    const to = from + 2
    return { [name]: all.slice(from, to), ...(to < all.length && { cursor: String(to) }) }
  }
  server.origin = await lab.serve('pds.example', async (request, response) => {
    const url = new URL(request.url!, 'http://x')
    server.asked.push(url.pathname.slice(6) + url.search)
    if (server.failing) return sendJson(response, { error: 'x' }, server.failing)
    const send = (body: unknown) => {
      server.answered.push([url.pathname.slice(6), body])
      sendJson(response, server.mutate(body))
    }
    if (url.pathname === '/xrpc/com.atproto.server.createSession') {
      const { identifier, password } = JSON.parse(await bodyOf(request)) as Record<string, string>
      if (password !== server.password || !identifier)
        return sendJson(response, { error: 'AuthenticationRequired' }, { status: 401 })
      return send({
        ...profile('hanako'),
        accessJwt: 'canary-jwt',
        refreshJwt: 'canary-refresh',
        didDoc: {
          id: did('hanako'),
          service: [
            { id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: server.origin },
          ],
        },
      })
    }
    if (request.headers.authorization !== 'Bearer canary-jwt')
      return sendJson(response, { error: 'ExpiredToken' }, { status: 401 })
    switch (url.pathname.slice(6)) {
      case 'app.bsky.actor.getProfile':
        return send({ ...profile('hanako'), postsCount: 2 })
      case 'app.bsky.notification.listNotifications':
        return send(paged('notifications', server.notifications, url.searchParams))
      case 'app.bsky.feed.getAuthorFeed':
        return send(paged('feed', feed, url.searchParams))
      case 'app.bsky.feed.getLikes':
        return send({
          uri: first.uri,
          ...paged(
            'likes',
            (['yui', 'maya', 'ren'] as const).map(who => ({
              actor: profile(who),
              createdAt: '2026-09-03T10:00:00.000Z',
              indexedAt: '2026-09-03T10:00:00.000Z',
            })),
            url.searchParams,
          ),
        })
      case 'app.bsky.feed.getRepostedBy':
        return send({ uri: first.uri, repostedBy: [profile('ren')] })
      case 'app.bsky.feed.getQuotes':
        return send({ uri: first.uri, posts: [post('3qqq', 'maya', '2026-09-04T11:00:00.000Z')] })
      case 'app.bsky.graph.getFollowers':
        return send({ subject: profile('hanako'), followers: [profile('ren'), profile('yui')] })
    }
    return sendJson(response, { error: 'MethodNotImplemented' }, { status: 501 })
  })
  return server
}
