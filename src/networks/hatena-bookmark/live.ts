import type { Row } from '../contract.ts'
import { type Fetched, fetchFeed } from '../files/feed-fetch.ts'
import { fieldsIn, isFields, listIn, textIn } from '../files/fields.ts'
import { linkKey, safeLink } from '../files/links.ts'
import { memoryFiles } from '../files/memory.ts'
import { type Live, type LivePage, LiveTrouble, type Wire } from '../live.ts'
import { asking } from '../live-ask.ts'
import { hatenaBookmark } from './network.ts'
import { reader } from './read.ts'

/** Pages asked for in one look: a guest does not empty the larder. */
const pagesALook = 30
const pagesAtMost = 1_000

/** The pages that were seen in the feed, those first that were asked for longest ago. */
type Cursor = { fetched?: Fetched; pages: string[] }

/** `GET https://b.hatena.ne.jp/entry/jsonlite/?url=…` for the pages of the owner's blog, newest first, then in turn. */
export const hatenaBookmarkLive: Live = {
  id: 'hatena-bookmark',
  network: hatenaBookmark.id,
  title: { en: 'Hatena Bookmark of your pages', ja: 'はてなブックマーク（あなたのページへの）' },
  fields: [
    {
      id: 'address',
      kind: 'address',
      label: { en: 'Your blog, or its feed', ja: 'ブログかフィードのアドレス' },
      hint: { en: 'https://hanako.example/', ja: 'https://hanako.example/' },
    },
    {
      id: 'server',
      kind: 'address',
      optional: true,
      label: { en: 'Server (if not b.hatena.ne.jp)', ja: 'サーバー（b.hatena.ne.jp でない場合）' },
    },
  ],
  howTo: {
    en: 'Type the address of your blog. Its pages are found by its feed, and Hatena Bookmark tells publicly who bookmarked each.',
    ja: 'ブログのアドレスを入れてください。フィードからページを見つけ、それぞれをブックマークした人を、はてなブックマークの公開情報で調べます。',
  },
  sees: [
    {
      en: 'Who bookmarked which of your pages in public, when, and with what words.',
      ja: 'だれが、どのページを、いつ公開でブックマークし、何とコメントしたか。',
    },
  ],
  cannotSee: [
    {
      en: 'Who bookmarked in private: only how many there are.',
      ja: '非公開のブックマークは、人数しか分かりません。',
    },
    {
      en: 'Pages that had left the feed before it was connected.',
      ja: 'つなぐ前にフィードから消えていたページは見えません。',
    },
  ],
  showsSupport: () => 'always',
  everySeconds: 6 * 3600,

  async connect(wire, { settings }) {
    await fetchFeed(wire, settings.address!)
    const key = linkKey(settings.address)
    if (!key) throw new LiveTrouble('refused', 'address')
    return { key, name: key }
  },

  async *follow(wire, { settings }, cursor): AsyncIterable<LivePage> {
    const at = cursorIn(cursor)
    const found = await fetchFeed(wire, settings.address!, at.fetched)
    if (found !== 'same') {
      const links = found.items.flatMap(({ link }) => safeLink(link) ?? [])
      const isNew = new Set(at.pages)
      at.fetched = found.fetched
      at.pages = [...links.filter(link => !isNew.has(link)), ...at.pages].slice(0, pagesAtMost)
    }
    for (const page of at.pages.slice(0, pagesALook)) {
      const rows = await bookmarksOf(wire, settings.server, page)
      // To the end of the line.
      at.pages = [...at.pages.filter(one => one !== page), page]
      yield { rows, cursor: { ...at } }
    }
  },
}

async function bookmarksOf(wire: Wire, server = 'https://b.hatena.ne.jp', page: string): Promise<Row[]> {
  const url = new URL('/entry/jsonlite/', server)
  url.searchParams.set('url', page)
  const { body } = await asking(wire)({ url: url.href })
  // `null`: nobody has bookmarked it.
  if (!isFields(body) || listIn(body, 'bookmarks').length === 0) return []
  const rows: Row[] = []
  const source = memoryFiles('jsonlite', [[`${linkKey(page) ?? 'page'}.json`, JSON.stringify(body)]])
  if (await reader.recognizes(source)) for await (const row of reader.read(source)) rows.push(row)
  return rows
}

function cursorIn(cursor: unknown): Cursor {
  const fetched = fieldsIn(cursor, 'fetched')
  const [url, etag, modified] = ['url', 'etag', 'modified'].map(key => textIn(fetched, key))
  const pages = listIn(cursor, 'pages').filter(one => typeof one === 'string')
  return { pages, ...(url && { fetched: { url, ...(etag && { etag }), ...(modified && { modified }) } }) }
}
