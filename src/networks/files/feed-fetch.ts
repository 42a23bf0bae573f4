import { type HttpAnswer, LiveTrouble, type Wire } from '../live.ts'
import { troubleOfStatus } from '../live-ask.ts'
import { type Feed, feedNamedBy, feedOf } from './feed-items.ts'
import { decoded } from './text.ts'

/** What a server said last, so that it need not say it again. */
export type Fetched = { url: string; etag?: string; modified?: string }

/** A feed, or the feed that a page names (one hop); 'same' when nothing has changed. */
export async function fetchFeed(
  wire: Wire,
  url: string,
  before?: Fetched,
): Promise<(Feed & { fetched: Fetched }) | 'same'> {
  const known = before?.url
  const first = await ask(wire, known ?? url, before)
  if (first === 'same') return 'same'
  const feed = feedOf(first.text)
  if (feed) return { ...feed, fetched: first.fetched }
  const named =
    known === undefined ? URL.parse(feedNamedBy(first.text) ?? '', first.fetched.url)?.href : undefined
  const second = named === undefined ? undefined : await ask(wire, named)
  const found = second && second !== 'same' ? feedOf(second.text) : undefined
  if (!found || !second || second === 'same') throw new LiveTrouble('refused', 'no feed')
  return { ...found, fetched: second.fetched }
}

/** A feed is a page in whatever form; with 10 s, as all that is read from the web. */
const bytesAtMost = 5 * 1024 * 1024

async function ask(
  wire: Wire,
  url: string,
  before?: Fetched,
): Promise<{ text: string; fetched: Fetched } | 'same'> {
  const answer = await wire.http({
    url,
    bytesAtMost,
    headers: {
      accept:
        'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5',
      ...(before?.etag && { 'if-none-match': before.etag }),
      ...(before?.modified && { 'if-modified-since': before.modified }),
    },
  })
  const text = await textOf(answer)
  if (answer.status === 304) return 'same'
  if (answer.status === 404 || answer.status === 410)
    throw new LiveTrouble('refused', `HTTP ${answer.status}`)
  if (answer.status < 200 || answer.status > 299)
    throw troubleOfStatus(answer.status, answer.headers, wire.now())
  const { etag, 'last-modified': modified } = answer.headers
  return { text, fetched: { url: answer.url, ...(etag && { etag }), ...(modified && { modified }) } }
}

async function textOf(answer: HttpAnswer): Promise<string> {
  let text = ''
  for await (const piece of decoded(answer.bytes())) text += piece
  return text
}
