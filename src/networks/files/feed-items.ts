/*
 * Feeds of blogs and of their comments: RSS 2.0, RSS 1.0, Atom, JSON Feed.
 *
 *   <item><title>工房をひらきます</title><link>https://hanako.example/open-studio/</link>
 *     <pubDate>Tue, 01 Sep 2026 10:00:00 +0000</pubDate><dc:creator>縁 花子</dc:creator>
 *     <guid>https://hanako.example/?p=12</guid></item>
 */
import { type When, whenOfIso } from '#ledger/when.ts'
import { fieldsIn, isFields, listIn, textIn } from './fields.ts'
import { whenOfMail } from './mail-when.ts'
import { below, childText, type Element, firstBelow, xmlTree } from './xml-tree.ts'

export type FeedItem = {
  id: string | undefined
  link: string | undefined
  title: string | undefined
  author: { name: string | undefined; url: string | undefined }
  when: When | undefined
  html: string | undefined
}

/** `link`: the site whose feed it is. `generator`: the program that wrote it. */
export type Feed = { link: string | undefined; generator: string | undefined; items: FeedItem[] }

const itemsAtMost = 2_000

/** Newest first as feeds are; undefined when it is no feed. */
export const feedItems = (text: string): FeedItem[] | undefined => feedOf(text)?.items

export function feedOf(text: string): Feed | undefined {
  const start = text
    .slice(0, 2_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (start.startsWith('{')) return jsonFeed(text)
  if (!/<(?:\?xml|rss|feed|rdf:RDF)\b/i.test(start)) return undefined
  const root = xmlTree(text)
  const feed = root?.children.find(({ name }) => ['rss', 'feed', 'rdf'].includes(name))
  if (!feed) return undefined
  const items = [...below(feed, feed.name === 'feed' ? 'entry' : 'item')]
  const about = feed.children.find(({ name }) => name === 'channel') ?? feed
  return {
    link: linkOf(about),
    generator: childText(about, 'generator'),
    items: items.slice(0, itemsAtMost).map(item => xmlItem(item)),
  }
}

function linkOf(element: Element): string | undefined {
  const links = element.children.filter(({ name }) => name === 'link')
  const isMain = ({ attributes }: Element) => (attributes.rel ?? 'alternate') === 'alternate'
  const main = links.find(isMain) ?? links[0]
  return main?.attributes.href ?? (main?.text.trim() || undefined)
}

function xmlItem(item: Element): FeedItem {
  const person = item.children.find(({ name }) => name === 'author')
  return {
    id: childText(item, 'guid', 'id'),
    link: linkOf(item),
    title: childText(item, 'title'),
    author: {
      name: childText(item, 'creator') ?? (person && (childText(person, 'name') ?? personIn(person.text))),
      url: person && childText(person, 'uri'),
    },
    when: whenOf(childText(item, 'published', 'pubdate', 'date', 'issued', 'updated')),
    html: childText(item, 'encoded', 'content', 'description', 'summary'),
  }
}

/** RSS 2.0 wants `mail (Name)`; a mail address alone is nobody's name. */
const personIn = (text: string) =>
  /\(([^()]{1,200})\)\s*$/.exec(text)?.[1] ?? (text.includes('@') ? undefined : text.trim() || undefined)

function jsonFeed(text: string): Feed | undefined {
  let feed: unknown
  try {
    feed = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isFields(feed) || !/jsonfeed\.org/.test(textIn(feed, 'version') ?? '')) return undefined
  const items = listIn(feed, 'items')
    .slice(0, itemsAtMost)
    .map(item => {
      const author = fieldsIn(item, 'author') ?? listIn(item, 'authors')[0]
      return {
        id: textIn(item, 'id'),
        link: textIn(item, 'url') ?? textIn(item, 'external_url'),
        title: textIn(item, 'title'),
        author: { name: textIn(author, 'name'), url: textIn(author, 'url') },
        when: whenOf(textIn(item, 'date_published')),
        html: textIn(item, 'content_html') ?? textIn(item, 'content_text') ?? textIn(item, 'summary'),
      }
    })
  return { link: textIn(feed, 'home_page_url'), generator: undefined, items }
}

const whenOf = (text: string | undefined): When | undefined =>
  text === undefined ? undefined : (whenOfIso(text) ?? whenOfMail(text))

/** The feed that an HTML page names as its own (`<link rel="alternate" type="application/rss+xml" href="…">`). */
export function feedNamedBy(html: string): string | undefined {
  const page = xmlTree(html.slice(0, 256 * 1024), true)
  const heads = firstBelow(page, 'html') ?? page
  for (const { attributes } of below(heads, 'link'))
    if (
      /(?:^|\s)alternate(?:\s|$)/i.test(attributes.rel ?? '') &&
      /^application\/(?:rss\+xml|atom\+xml|feed\+json)$/i.test(attributes.type?.trim() ?? '') &&
      attributes.href
    )
      return attributes.href
  return undefined
}
