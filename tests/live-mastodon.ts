import { cast } from './cast.ts'
import { bodyOf, type Lab, sendJson } from './lab.ts'

/**
 * A Mastodon-compatible server as far as following asks it. Its entities are whole: every field that Mastodon 4.7 always
 * sends, checked against the OpenAPI description of its API (github.com/abraham/mastodon-openapi, 4.7.0);
 * mastodon-entities.ts keeps them so.
 */
export async function mastodonServer(lab: Lab, { pageSize = 80 } = {}) {
  const account = (id: string, who: keyof typeof cast, more = {}) => ({
    id,
    username: cast[who].handle,
    acct: who === 'hanako' ? cast[who].handle : `${cast[who].handle}@${new URL(cast[who].fediverse).host}`,
    display_name: cast[who].name,
    uri: cast[who].fediverse,
    url: cast[who].fediverse.replace('/users/', '/@'),
    avatar: 'https://mstdn.example/avatar.png',
    avatar_static: 'https://mstdn.example/avatar.png',
    header: 'https://mstdn.example/header.png',
    header_static: 'https://mstdn.example/header.png',
    note: '<p></p>',
    bot: false,
    group: false,
    locked: false,
    indexable: false,
    discoverable: true,
    created_at: '2022-11-05T00:00:00.000Z',
    last_status_at: '2026-11-01',
    statuses_count: 0,
    followers_count: 2,
    following_count: 2,
    emojis: [],
    fields: [],
    ...more,
  })
  const hanako = account('1', 'hanako', { statuses_count: 3 })
  const yui = account('2', 'yui', {
    fields: [
      {
        name: 'Web',
        value: `<a href="${cast.yui.site}" rel="me">x</a>`,
        verified_at: '2025-01-01T00:00:00.000Z',
      },
    ],
  })
  const ren = account('3', 'ren')
  const mentioned = ({ id, username, acct, url }: typeof hanako) => ({ id, username, acct, url })
  const status = (id: string, by: typeof hanako, more = {}) => ({
    id,
    uri: `${by.uri}/statuses/${id}`,
    url: `${by.url}/${id}`,
    created_at: `2026-0${Number(id.at(-1)) % 9 || 9}-02T10:00:00.000Z`,
    account: by,
    visibility: 'public',
    content: `<p>words of ${id}</p>`,
    spoiler_text: '',
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    reblog: null,
    mentions: [] as unknown[],
    tags: [],
    emojis: [],
    media_attachments: [],
    sensitive: false,
    language: 'ja',
    replies_count: 0,
    favourites_count: 0,
    reblogs_count: 0,
    ...more,
  })
  const statuses: ReturnType<typeof status>[] = [
    status('101', hanako, { favourites_count: 2, reblogs_count: 1 }),
    status('102', hanako, { in_reply_to_id: '901', in_reply_to_account_id: '2', mentions: [mentioned(yui)] }),
    status('103', hanako, {
      visibility: 'direct',
      content: '<p>secret-of-103</p>',
      mentions: [mentioned(ren)],
    }),
  ]
  const notification = (id: string, type: string, by: unknown, on?: unknown) => ({
    id,
    type,
    group_key: `${type}-${id}`,
    created_at: `2026-09-0${Number(id) % 9 || 9}T08:00:00.000Z`,
    account: by,
    ...(on ? { status: on } : {}),
  })
  const notifications: unknown[] = [
    notification('11', 'favourite', yui, statuses[0]),
    notification('12', 'follow', ren),
    notification(
      '13',
      'mention',
      yui,
      status('904', yui, { in_reply_to_id: '101', in_reply_to_account_id: '1' }),
    ),
    notification(
      '14',
      'mention',
      ren,
      status('905', ren, { visibility: 'direct', content: 'secret-of-905' }),
    ),
    notification('15', 'reblog', null, statuses[0]),
  ]
  const server = {
    origin: '',
    token: 'canary-token-of-mastodon',
    code: 'code-to-copy',
    asked: [] as string[],
    revoked: [] as string[],
    failing: undefined as { status: number; headers?: Record<string, string> } | undefined,
    /** Method, path and answer, as they went out. */
    answered: [] as [asked: string, body: unknown][],
    /** Changes each answer on its way out. */
    mutate: (body: unknown): unknown => body,
    statuses,
    notifications,
    status,
    notification,
    people: { hanako, yui, ren },
  }
  type Found = { id: string }
  const paged = (all: unknown[], query: URLSearchParams) => {
    const size = Math.min(pageSize, Number(query.get('limit')))
    const rising = (all as Found[]).toSorted((a, b) => Number(a.id) - Number(b.id))
    const [max, min] = [query.get('max_id'), query.get('min_id')].map(id =>
      id === null ? undefined : Number(id),
    )
    if (min !== undefined)
      return rising
        .filter(one => Number(one.id) > min)
        .slice(0, size)
        .reverse()
    return rising
      .filter(one => max === undefined || Number(one.id) < max)
      .slice(-size)
      .reverse()
  }
  server.origin = await lab.serve('mstdn.example', async (request, response) => {
    const url = new URL(request.url!, 'http://x')
    const query = url.searchParams
    server.asked.push(`${request.method} ${url.pathname}${url.search}`)
    const answer = (body: unknown, headers = {}) => {
      server.answered.push([`${request.method} ${url.pathname}`, body])
      sendJson(response, server.mutate(body), { headers })
    }
    if (server.failing) return sendJson(response, { error: 'x' }, server.failing)
    const form = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : undefined
    if (url.pathname === '/api/v1/apps')
      return answer({
        id: '9',
        name: form!.get('client_name'),
        website: null,
        scopes: form!.get('scopes')?.split(' '),
        redirect_uris: [form!.get('redirect_uris')],
        redirect_uri: form!.get('redirect_uris'),
        client_id: 'app',
        client_secret: 'canary-app-secret',
        client_secret_expires_at: 0,
        vapid_key: 'vapid',
      })
    if (url.pathname === '/oauth/token') {
      if (
        form!.get('code') !== server.code ||
        form!.get('client_secret') !== 'canary-app-secret' ||
        !form!.get('code_verifier')
      )
        return sendJson(response, { error: 'invalid_grant' }, { status: 400 })
      return answer({
        access_token: server.token,
        token_type: 'Bearer',
        scope: form!.get('scope') ?? 'read',
        created_at: 1_790_000_000,
      })
    }
    if (url.pathname === '/oauth/revoke') {
      server.revoked.push(form!.get('token')!)
      return answer({})
    }
    if (request.headers.authorization !== `Bearer ${server.token}`)
      return sendJson(response, { error: 'The access token is invalid' }, { status: 401 })
    const limits = { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '299' }
    switch (url.pathname) {
      case '/api/v1/accounts/verify_credentials':
        return answer(
          {
            ...hanako,
            role: { id: '-99', name: '', color: '', permissions: '0', highlighted: false },
            source: {
              note: '',
              fields: [],
              privacy: 'public',
              sensitive: false,
              language: 'ja',
              follow_requests_count: 0,
              hide_collections: null,
              discoverable: true,
              indexable: false,
              attribution_domains: [],
              quote_policy: 'public',
            },
          },
          limits,
        )
      case '/api/v1/notifications':
        return answer(paged(server.notifications, query), limits)
      case '/api/v1/accounts/1/statuses':
        return answer(paged(server.statuses, query), limits)
      case '/api/v1/statuses/101/favourited_by': {
        // One a page, whose place only the Link header tells.
        const isSecond = query.get('max_id') === '77'
        const link = `<${server.origin}${url.pathname}?limit=80&max_id=77>; rel="next", <${server.origin}${url.pathname}?since_id=9>; rel="prev"`
        return answer([isSecond ? ren : yui], isSecond ? limits : { ...limits, link })
      }
      case '/api/v1/statuses/101/reblogged_by':
        return answer([ren], limits)
      case '/api/v1/accounts/1/followers':
        return answer([yui, ren], limits)
    }
    return sendJson(response, { error: 'Record not found' }, { status: 404 })
  })
  return server
}
