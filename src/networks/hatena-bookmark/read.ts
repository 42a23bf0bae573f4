/*
 * Two kinds of file. What others bookmarked, one answer of https://b.hatena.ne.jp/entry/jsonlite/?url=… for each page
 * of the owner's (also several in an array, or one a line):
 *
 *   {"eid": "4747196714236931727", "title": "工房をひらきます", "count": 3, "url": "https://hanako.example/open-studio/",
 *    "entry_url": "https://b.hatena.ne.jp/entry/s/hanako.example/open-studio/",
 *    "bookmarks": [{"user": "riku_k", "comment": "行きたい", "tags": ["工房"], "timestamp": "2026/09/03 08:30"}]}
 *
 * `count` also counts those who bookmark in private. Times are Japan's. And the owner's own bookmarks (Settings → Data
 * management) as Atom, RSS or HTML: see own.ts.
 */
import type { When } from '#ledger/when.ts'
import { whenOfParts } from '#ledger/when.ts'
import type { Reader, Reject, Row, Source, SourceFile, WorkRef } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { isFields, listIn, own, textIn } from '../files/fields.ts'
import { hatenaRef } from '../files/hatena.ts'
import { headText } from '../files/head.ts'
import { plainText } from '../files/html-text.ts'
import { firstItems, jsonItems } from '../files/json-items.ts'
import { pageKey, safeLink } from '../files/links.ts'
import { reject, rowAt } from '../files/rows.ts'
import { oneLine } from '../files/text.ts'
import type { OwnFormat } from './own.ts'
import { ownFormatOf, ownRows } from './own.ts'

/** One answer is one file, and a blog has hundreds of pages; each look is only at the beginning. */
const LOOKS = 2_000
const JAPAN = 9 * 60

type Shape = 'one' | 'list' | 'lines' | OwnFormat
type Page = { id?: string; work?: WorkRef; count?: number }

export const reader: Reader = {
  async recognizes(source) {
    for await (const _ of filesOf(source)) return true
    return false
  },

  async *read(source) {
    for await (const { file, shape } of filesOf(source)) {
      if (shape === 'one') yield* pageRows(file, source)
      else if (shape === 'list' || shape === 'lines') yield* listRows(file, shape, source)
      else yield* ownRows(file, shape, source)
    }
  },
}

async function* filesOf(source: Source): AsyncIterable<{ file: SourceFile; shape: Shape }> {
  const isOnly = source.files.length === 1
  const candidates = source.files.filter(
    ({ path }) => isOnly || /\.(?:json|jsonl|ndjson|atom|rss|rdf|xml|html?)$/i.test(path),
  )
  for (const file of candidates.slice(0, LOOKS)) {
    const head = (await headText(file, 8 * 1024)).trimStart()
    const shape = /^[[{]/.test(head) ? await jsonShapeOf(file, head) : ownFormatOf(head)
    if (shape) yield { file, shape }
  }
}

async function jsonShapeOf(file: SourceFile, head: string): Promise<Shape | undefined> {
  if (!/"(?:bookmarks|entry_url|eid)"\s*:/.test(head)) return undefined
  const isLines = /^\{.*\}\s*\n\s*\{/.test(head)
  // The first of them may be the damaged one.
  const items = await firstItems(file, { arrays: isLines ? [] : ['bookmarks', ''], lines: isLines })
  if (isLines || head.startsWith('[')) {
    const isPage = (item: unknown) =>
      isFields(item) && textIn(item, 'url') && Array.isArray(own(item, 'bookmarks'))
    return items.some(isPage) ? (isLines ? 'lines' : 'list') : undefined
  }
  const isBookmark = (item: unknown) => isFields(item) && textIn(item, 'user') && textIn(item, 'timestamp')
  return items.some(isBookmark) ? 'one' : undefined
}

/** The page's address often stands behind its bookmarks, so the file is looked through twice. */
async function* pageRows(file: SourceFile, source: Source): AsyncIterable<Row> {
  const fields: Record<string, unknown> = {}
  for await (const found of jsonItems(file.open(), {
    arrays: [],
    fields: ['eid', 'url', 'title', 'count'],
  })) {
    if (found.kind === 'field') fields[found.key] = found.value
  }
  const page = pageOf(fields)
  let told = 0
  let isCut = false
  for await (const found of jsonItems(file.open(), { arrays: ['bookmarks'] })) {
    if (found.kind === 'field') continue
    const where = `${file.path} #${found.index + 1}`
    told++
    isCut ||= found.kind === 'bad'
    yield found.kind === 'bad'
      ? reject(where, found.why)
      : rowAt(where, () => bookmarkRow(found.value, page, where, source))
  }
  if (!isCut) yield* hiddenRow(page, told, file.path)
}

async function* listRows(file: SourceFile, shape: 'list' | 'lines', source: Source): AsyncIterable<Row> {
  for await (const found of jsonItems(file.open(), { arrays: [''], lines: shape === 'lines' })) {
    if (found.kind === 'field') continue
    const where = `${file.path} #${found.index + 1}`
    if (found.kind === 'bad') yield reject(where, found.why)
    else if (isFields(found.value)) {
      const page = pageOf(found.value)
      const bookmarks = listIn(found.value, 'bookmarks')
      for (const [index, each] of bookmarks.entries()) {
        const place = `${where} bookmark ${index + 1}`
        yield rowAt(place, () => bookmarkRow(each, page, place, source))
      }
      yield* hiddenRow(page, bookmarks.length, where)
    } else {
      // A page that nobody bookmarked is answered with `null`.
      yield reject(where, found.value === null ? 'empty' : 'unreadable')
    }
  }
}

function pageOf(fields: Fields): Page {
  const url = textIn(fields, 'url')
  const key = pageKey(url)
  const count = Number(textIn(fields, 'count'))
  const title = oneLine(textIn(fields, 'title') ?? '') || undefined
  return {
    id: textIn(fields, 'eid')?.slice(0, 40) ?? key,
    work: key ? { network: 'web', key, url: safeLink(url), title } : undefined,
    count: Number.isSafeInteger(count) ? count : undefined,
  }
}

function bookmarkRow(item: unknown, { id, work }: Page, where: string, source: Source): Row {
  if (!isFields(item)) return reject(where, 'unreadable')
  const account = hatenaRef(textIn(item, 'user'))
  if (!account) return reject(where, 'no-author')
  if (source.own?.accounts.some(({ network, key }) => network === 'hatena' && key === account.key))
    return reject(where, 'own-act')
  if (!id || !work) return reject(where, 'no-key')
  const timestamp = textIn(item, 'timestamp')
  const when = whenOf(timestamp)
  if (!when) return reject(where, timestamp ? 'bad-date' : 'no-date')
  return {
    ok: true,
    entry: {
      kind: 'act',
      act: 'bookmark',
      direction: 'toward',
      when,
      account,
      work,
      externalKey: `hb:${id}:${account.key}`,
      text: plainText(textIn(item, 'comment') ?? '') || undefined,
      url: work.url,
    },
  }
}

/** Private bookmarks are counted and not named. */
function* hiddenRow({ count }: Page, told: number, where: string): Iterable<Reject> {
  if (count !== undefined && count > told) yield reject(where, 'hidden-member', `${count - told}`)
}

function whenOf(text: string | undefined): When | undefined {
  const found = /^(\d{4})\/(\d{2})\/(\d{2})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text?.trim() ?? '')
  if (!found) return undefined
  const [year, month, day, hour, minute, second] = found.slice(1).map(part => Number(part ?? 0))
  const precision = found[4] === undefined ? 'day' : found[6] === undefined ? 'minute' : 'second'
  return whenOfParts([year!, month!, day!, hour!, minute!, second!], precision, JAPAN)
}
