import { hash } from 'node:crypto'
import type { Row } from '../contract.ts'
import { type Fetched, fetchFeed } from '../files/feed-fetch.ts'
import type { Feed, FeedItem } from '../files/feed-items.ts'
import { own as field, fieldsIn, listIn, textIn } from '../files/fields.ts'
import { htmlText } from '../files/html-text.ts'
import { hostOf, linkKey, pageKey, safeLink } from '../files/links.ts'
import { foldedName, oneLine } from '../files/text.ts'
import { type Live, type LivePage, LiveTrouble, type Wire } from '../live.ts'
import { wordpress } from '../wordpress/network.ts'
import { blogOf, rowOfComment } from './comments.ts'

/** What was told lately, so that an old item is not told with every look. */
type Part = { fetched?: Fetched; told: string[] }
const rememberedAtMost = 2_000
const authorsAtMost = 50

/** The owner's blog by its feed, and the feed of its comments where there is one (WordPress: `/comments/feed/`). */
export const feedLive: Live = {
  id: 'feed',
  network: 'feed',
  title: { en: 'Your blog (RSS, Atom)', ja: 'あなたのブログ（RSS・Atom）' },
  fields: [
    {
      id: 'address',
      kind: 'address',
      label: { en: 'Blog, or its feed', ja: 'ブログかフィードのアドレス' },
      hint: { en: 'https://hanako.example/', ja: 'https://hanako.example/' },
    },
    {
      id: 'comments',
      kind: 'address',
      optional: true,
      label: { en: 'Feed of its comments', ja: 'コメントのフィード' },
      hint: { en: 'https://hanako.example/comments/feed/', ja: 'https://hanako.example/comments/feed/' },
    },
  ],
  howTo: {
    en: 'Type the address of your blog; it names its own feed. Most WordPress blogs also have one of comments at /comments/feed/. Nothing has to be allowed, since both are public.',
    ja: 'ブログのアドレスを入れると、フィードは自動で見つかります。WordPress では、コメントのフィードが /comments/feed/ にあることが多いです。どちらも公開されているものなので、許可はいりません。',
  },
  sees: [
    { en: 'Your new posts and when you published them.', ja: 'あなたの新しい投稿と、その日時。' },
    {
      en: 'With a feed of comments: who commented on which post, when, and the words. What a WordPress export tells too counts once.',
      ja: 'コメントのフィードがあれば、だれが・どの投稿に・いつ・何と書いてくれたか。WordPress の書き出しと重なる分は、一度だけ数えます。',
    },
  ],
  cannotSee: [
    {
      en: 'Anything older than what the feed still holds, usually the last ten or twenty: bring an export of the blog for that.',
      ja: 'フィードに残っているもの（たいてい10〜20件）より前は見えません。ブログの書き出しファイルを取り込むと補えます。',
    },
    { en: 'People who read and say nothing.', ja: '読んだだけの人は見えません。' },
  ],
  showsSupport: ({ comments }) => (comments ? 'always' : 'never'),
  alsoActsOf: [wordpress.id],
  everySeconds: 60 * 60,

  async connect(wire, { settings }) {
    const found = await fetchFeed(wire, settings.address!)
    if (found === 'same') throw new LiveTrouble('away', 'HTTP 304')
    if (settings.comments) await fetchFeed(wire, settings.comments)
    const key = linkKey(settings.address)
    if (!key) throw new LiveTrouble('refused', 'address')
    return { key, name: key }
  },

  async *follow(wire, { settings, own }, cursor): AsyncIterable<LivePage> {
    const at = {
      posts: partIn(cursor, 'posts'),
      comments: partIn(cursor, 'comments'),
      authors: namesIn(cursor),
    }
    // Who writes here is asked for once more where it was not kept.
    const posts = await news(wire, settings.address!, {
      ...at.posts,
      ...(!at.authors && { fetched: undefined }),
    })
    at.posts = posts.part
    at.authors = withAuthors(at.authors ?? [], posts.feed)
    if (posts.items.length > 0 || posts.part.fetched)
      yield { rows: posts.items.map(rowOfPost), cursor: { ...at } }
    if (!settings.comments) return
    const comments = await news(wire, settings.comments, at.comments)
    at.comments = comments.part
    const names = new Set([...at.authors, ...(own?.names ?? []).map(foldedName)])
    const mine = { home: hostOf(settings.address), names }
    const blog = comments.feed && blogOf(comments.feed)
    const rows = comments.items.map(item => rowOfComment(item, mine, blog))
    yield { rows, cursor: { ...at }, ...(blog && { actsOf: wordpress.id }) }
  },
}

type News = { items: FeedItem[]; part: Part; feed?: Feed }

async function news(wire: Wire, url: string, part: Part): Promise<News> {
  const found = await fetchFeed(wire, url, part.fetched)
  if (found === 'same') return { items: [], part }
  const told = new Set(part.told)
  const items = found.items.filter(item => !told.has(digestOf(item)))
  const lately = [...found.items.map(digestOf), ...part.told]
  return {
    items,
    feed: found,
    part: { fetched: found.fetched, told: [...new Set(lately)].slice(0, rememberedAtMost) },
  }
}

function rowOfPost(item: FeedItem): Row {
  const where = `feed ${(item.link ?? item.id ?? '?').slice(0, 300)}`
  const key = pageKey(item.link)
  if (!key) return { ok: false, where, why: 'no-key' }
  const title = oneLine(htmlText(item.title ?? '', 300)) || undefined
  return {
    ok: true,
    entry: {
      kind: 'work',
      work: { network: 'web', key, url: safeLink(item.link), title, publishedAt: item.when },
    },
  }
}

/** Folded names of those who write the posts. */
function withAuthors(known: readonly string[], feed: Feed | undefined): string[] {
  const names = feed?.items.flatMap(({ author }) => (author.name ? [foldedName(author.name)] : [])) ?? []
  return [...new Set([...names, ...known])].filter(Boolean).slice(0, authorsAtMost)
}

const digestOf = ({ id, link, title, when }: FeedItem) =>
  hash('sha256', JSON.stringify([id, link, title, when?.at]), 'base64url').slice(0, 16)

function partIn(cursor: unknown, name: string): Part {
  const found = fieldsIn(cursor, name)
  const fetched = fieldsIn(found, 'fetched')
  const [url, etag, modified] = ['url', 'etag', 'modified'].map(key => textIn(fetched, key))
  const told = listIn(found, 'told').filter(one => typeof one === 'string')
  return { told, ...(url && { fetched: { url, ...(etag && { etag }), ...(modified && { modified }) } }) }
}

function namesIn(cursor: unknown): string[] | undefined {
  if (!Array.isArray(field(cursor, 'authors'))) return undefined
  return listIn(cursor, 'authors').filter(one => typeof one === 'string')
}
