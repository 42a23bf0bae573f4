/*
 * note (account menu → Settings → Account → Export articles): a zip with one or more XML files in WordPress' format and
 * the pictures under `assets/`:
 *
 *   <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" …><channel>
 *     <title>縁 花子</title><link>https://note.com/hanako</link><wp:wxr_version>1.2</wp:wxr_version>
 *     <item><title>工房をひらきます</title><link>https://note.com/hanako/n/n0123456789ab</link>
 *       <wp:post_name>n0123456789ab</wp:post_name><wp:status>publish</wp:status>…</item></channel></rss>
 *
 * Drafts and what waits to be published are in it; likes (スキ), comments and hashtags are not.
 */
import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { headText } from '../files/head.ts'
import { htmlText } from '../files/html-text.ts'
import { pageKey, safeLink, webUrl } from '../files/links.ts'
import { whenOfMail } from '../files/mail-when.ts'
import { reject, rowAt } from '../files/rows.ts'
import { oneLine } from '../files/text.ts'
import type { Item, Site } from '../files/wxr.ts'
import { isNoteWxr, wxrOf } from '../files/wxr.ts'
import { whenOfSql } from '../files/wxr-when.ts'

const LOOKS = 40
const JAPAN = 9 * 3600 * 1000

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async *read(source) {
    const told = new Set<string>()
    for (const file of await filesOf(source)) yield* fileRows(file, told)
  },
}

async function filesOf(source: Source): Promise<SourceFile[]> {
  const found = []
  const candidates = source.files.filter(file => source.files.length === 1 || /\.xml$/i.test(file.path))
  for (const file of candidates.slice(0, LOOKS)) if (isNoteWxr(await headText(file))) found.push(file)
  return found
}

async function* fileRows(file: SourceFile, told: Set<string>): AsyncIterable<Row> {
  // An article is told when the next one begins: of one that was cut nobody knows whether it is a draft.
  let waiting: { item: Item; row: Row } | undefined
  for await (const found of wxrOf(file.open())) {
    if (found.kind === 'bad') {
      if (waiting && waiting.item !== found.item) yield waiting.row
      waiting = undefined
      yield reject(`${file.path}${found.item ? ` item ${found.item.number}` : ''}`, found.why)
    } else if (found.kind === 'item') {
      if (waiting) yield waiting.row
      const { site, item } = found
      const self = selfOf(site, item)
      if (self && !told.has(self.key)) {
        told.add(self.key)
        yield { ok: true, entry: { kind: 'self', account: self } }
      }
      const where = `${file.path} item ${item.number}`
      waiting = { item, row: rowAt(where, () => itemRow(item, where)) }
    }
  }
  if (waiting) yield waiting.row
}

/** Whose articles these are: by the channel's address, else by that of the first article. */
function selfOf({ texts, authors }: Site, item: Item): AccountRef | undefined {
  const links = [texts.get('link'), texts.get('base_blog_url'), item.texts.get('link')]
  const user = links.map(userIn).find(each => each !== undefined)
  if (!user) return undefined
  const only = authors.length === 1 ? authors[0]?.get('author_display_name') : undefined
  const name = oneLine(htmlText(only ?? '', 200)) || oneLine(htmlText(texts.get('title') ?? '', 200))
  return {
    network: 'note',
    key: user,
    name: name || undefined,
    handle: user,
    url: `https://note.com/${user}`,
    sameAs: [{ kind: 'url', value: `note.com/${user}`, firm: true }],
  }
}

function userIn(link: string | undefined): string | undefined {
  const url = webUrl(link)
  if (!url || !/^(?:www\.)?note\.(?:com|mu)$/.test(url.hostname)) return undefined
  return /^\/([\w-]{1,60})(?:\/|$)/.exec(url.pathname)?.[1]?.toLowerCase()
}

function itemRow({ texts }: Item, where: string): Row {
  const status = texts.get('status') ?? 'publish'
  const type = texts.get('post_type') ?? 'post'
  if (type !== 'post' && type !== 'page') return reject(where, 'unsupported', type.slice(0, 40))
  if (status !== 'publish') return reject(where, 'draft', status.slice(0, 40))
  const link = texts.get('link') || texts.get('guid')
  const key = pageKey(link)?.replace(/^note\.mu\//, 'note.com/')
  if (!key) return reject(where, 'no-key')
  const publishedAt =
    whenOfSql(texts.get('post_date_gmt'), true) ??
    whenOfMail(texts.get('pubDate')) ??
    inJapan(texts.get('post_date'))
  const title = htmlText(texts.get('title') ?? '', 200).replace(/\s+/g, ' ') || undefined
  return {
    ok: true,
    entry: { kind: 'work', work: { network: 'web', key, url: safeLink(link), title, publishedAt } },
  }
}

/** note knows one clock. */
function inJapan(text: string | undefined) {
  const local = whenOfSql(text, true)
  return local && { ...local, at: local.at - JAPAN }
}
