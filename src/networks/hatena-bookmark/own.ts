/*
 * The owner's own bookmarks. Atom (0.3), of each entry:
 *
 *   <id>tag:hatena.ne.jp,2005:bookmark-hanako-4747196714236931727</id><title>…</title>
 *   <link rel="related" type="text/html" href="https://sato.example/2026/a"/>
 *   <summary>よかった</summary><issued>2026-09-05T09:25:43Z</issued><author><name>hanako</name></author>
 *
 * RSS 1.0: `<item rdf:about="…"><link>…</link><description>…</description><dc:date>…</dc:date>`, below a channel of
 * `b.hatena.ne.jp/<id>/`. HTML: the bookmark file of browsers, `<DT><A HREF="…" ADD_DATE="1788600343" PRIVATE="0">…</A>`.
 */
import type { When } from '#ledger/when.ts'
import { isPlausible, whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Row, Source, SourceFile } from '../contract.ts'
import { hatenaRef, hatenaRefOfUrl } from '../files/hatena.ts'
import { plainText } from '../files/html-text.ts'
import { hostOf, linkKey, safeLink } from '../files/links.ts'
import { reject } from '../files/rows.ts'
import type { XmlRecord } from '../files/xml-records.ts'
import { textOf, xmlRecords } from '../files/xml-records.ts'
import { isNobodys, writerOf } from './page-writer.ts'

export type OwnFormat = 'atom' | 'rss' | 'html'
type Bookmark = {
  url?: string
  words?: string
  date?: string
  when?: When
  user?: AccountRef
  isPrivate?: boolean
}

const shapes = {
  atom: { root: 'feed', records: ['entry'] },
  rss: { root: 'rdf:RDF', records: ['channel', 'item'] },
  html: { root: 'dl', records: ['title', 'a'], isHtml: true },
} as const

export function ownFormatOf(head: string): OwnFormat | undefined {
  if (!/^[\ufeff\s]*</.test(head)) return undefined
  if (/<feed\b/.test(head) && /tag:hatena\.ne\.jp,2005:bookmark-/.test(head)) return 'atom'
  if (/<rdf:RDF\b/.test(head) && /<channel rdf:about=["']https?:\/\/b\.hatena\.ne\.jp\/[\w-]+\//.test(head))
    return 'rss'
  const isBookmarks = /^<!DOCTYPE NETSCAPE-Bookmark-file-1>/i.test(head)
  return isBookmarks && /hatena|はてな/i.test(head.slice(0, 1024)) ? 'html' : undefined
}

export async function* ownRows(file: SourceFile, format: OwnFormat, source: Source): AsyncIterable<Row> {
  let owner: AccountRef | undefined
  let user: AccountRef | undefined
  for await (const found of xmlRecords(file.open(), shapes[format])) {
    if (found.kind === 'bad') {
      yield reject(file.path, found.why)
    } else if (found.kind === 'end') {
      const { record } = found
      const isHead = record.name === 'channel' || record.name === 'title'
      const bookmark = isHead ? undefined : bookmarkOf(record, format)
      user ??= isHead ? userOf(record) : bookmark?.user
      if (user && !owner) yield { ok: true, entry: { kind: 'self', account: (owner = user) } }
      if (bookmark) yield rowOf(bookmark, `${file.path} #${record.number}`, source)
    }
  }
}

/** Whose list this is: by the address of its channel, else by an id in its title. */
function userOf({ attributes, text }: XmlRecord): AccountRef | undefined {
  return hatenaRefOfUrl(attributes['rdf:about']) ?? hatenaRef(/\bid:([\w-]+)/.exec(text)?.[1])
}

function bookmarkOf(record: XmlRecord, format: OwnFormat): Bookmark {
  if (format === 'html') {
    const seconds = record.attributes.add_date
    const at = seconds && /^\d{9,10}$/.test(seconds) ? Number(seconds) * 1000 : 0
    return {
      url: record.attributes.href,
      date: seconds,
      when: isPlausible(at) ? { at, precision: 'second', zoneKnown: true } : undefined,
      isPrivate: record.attributes.private === '1',
    }
  }
  const date = textOf(record, format === 'atom' ? 'issued' : 'dc:date')
  const isPage = ({ name, attributes }: XmlRecord['children'][number]) =>
    name === 'link' && attributes.rel === 'related'
  return {
    url: format === 'atom' ? record.children.find(isPage)?.attributes.href : textOf(record, 'link'),
    words: textOf(record, format === 'atom' ? 'summary' : 'description'),
    date,
    when: date ? whenOfIso(date) : undefined,
    user: hatenaRef(textOf(record, format === 'atom' ? 'name' : 'dc:creator')),
  }
}

function rowOf({ url, words, date, when, isPrivate }: Bookmark, where: string, source: Source): Row {
  if (isPrivate) return reject(where, 'private')
  const link = safeLink(url)
  const key = linkKey(url)
  if (!link || !key) return reject(where, 'no-key')
  const host = hostOf(link)
  const isOwn = source.own?.accounts.some(
    each => each.network === 'web' && (each.key === host || key.startsWith(`${each.key}/`)),
  )
  if (isOwn) return reject(where, 'own-act')
  if (!when) return reject(where, date ? 'bad-date' : 'no-date')
  if (isNobodys(link)) return reject(where, 'not-a-person', host)
  return {
    ok: true,
    entry: {
      kind: 'act',
      act: 'bookmark',
      direction: 'by',
      when,
      account: writerOf(link),
      // A page is bookmarked once; the three formats have nothing but its address in common.
      externalKey: `hb:by:${link}`,
      text: plainText(words ?? '') || undefined,
      url: link,
    },
  }
}
