import { cast } from './cast.ts'
import { type Lab, sendJson } from './lab.ts'

export type MentionServer = {
  origin: string
  /** What it has received; ids rise. */
  mentions: Record<string, unknown>[]
  token: string
  /** Answers with this status instead, with these headers. */
  failing: { status: number; headers?: Record<string, string> } | undefined
  asked: number
  /** What a good answer becomes on its way. */
  mutate: (body: unknown) => unknown
  add(property: string, who: 'yui' | 'ren', published: string): void
}

/** What webmention.io answers, as far as following asks it, with the cast's names. */
export async function mentionServer(lab: Lab): Promise<MentionServer> {
  const target = `${cast.hanako.site}talks/`
  const server: MentionServer = {
    origin: '',
    mentions: [],
    token: 'canary-token-of-webmention',
    failing: undefined,
    asked: 0,
    mutate: body => body,
    add: (property, who, published) => {
      const id = 1001 + server.mentions.length
      server.mentions.push({
        type: 'entry',
        author: { type: 'card', name: cast[who].name, url: cast[who].site },
        url: `${cast[who].site}notes/${id}`,
        published,
        'wm-received': published,
        'wm-id': id,
        'wm-source': `${cast[who].site}notes/${id}`,
        'wm-target': target,
        [property]: target,
        'wm-property': property,
        'wm-private': false,
      })
    },
  }
  server.origin = await lab.serve('webmention.example', (request, response) => {
    server.asked++
    const query = new URL(request.url!, 'http://x').searchParams
    if (server.failing) return sendJson(response, { error: 'x' }, server.failing)
    if (query.get('token') !== server.token)
      return sendJson(response, { error: 'forbidden' }, { status: 403 })
    const since = Number(query.get('since_id'))
    const children = server.mentions
      .filter(mention => (mention['wm-id'] as number) > since)
      .slice(0, Number(query.get('per-page')))
    sendJson(response, server.mutate({ type: 'feed', name: 'Webmentions', children }))
  })
  return server
}
