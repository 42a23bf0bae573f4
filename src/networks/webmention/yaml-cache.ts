/*
 * The cache of Jekyll's webmention plugin (`webmention_io_incoming.yml`, in `.jekyll-cache` or a folder of one's own):
 *
 *   "/open-studio/":
 *     '1936815':
 *       id: '1936815'
 *       pubdate: 2025-09-07 01:20:22.000000000 +00:00
 *       raw:
 *         source: https://brid.gy/repost/mastodon/@hanako@mstdn.example/115131994580758550/113274172980253352
 *         verified_date: '2025-09-07T01:20:22+00:00'
 *         id: 1936815
 *         data: {author: …, url: …, published: …}      (as blocks)
 *         activity:
 *           type: repost
 *         target: https://hanako.example/open-studio/
 *       author: *1
 *
 * `raw` is what webmention.io had answered (its older shape); all else was made from it. Where there is none, the entries
 * are those of jf2, under a page, a kind, or a list (see yaml-entries.ts).
 */
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { headText } from '../files/head.ts'
import { lineRuns } from '../files/lines.ts'
import { Recent } from '../files/recent.ts'
import { decoded } from '../files/text.ts'
import type { YamlLine } from './yaml.ts'
import { yamlLine, yamlMapping } from './yaml.ts'
import { type CacheItem, columnIn, LARGEST, yamlEntries } from './yaml-entries.ts'

export const isYamlCache = (head: string) => hasRaw(head) || columnIn(head) !== undefined

const hasRaw = (head: string) =>
  /^ {2,}raw:\s*\n(?: {4,}\S.*\n)* {4,}(?:source|verified|target|id):/m.test(head.replaceAll('\r\n', '\n'))

export async function* cacheItems(file: SourceFile): AsyncIterable<CacheItem> {
  const head = await headText(file)
  const column = hasRaw(head) ? undefined : columnIn(head)
  if (column === undefined) yield* rawItems(file)
  else yield* yamlEntries(file, column)
}

async function* rawItems(file: SourceFile): AsyncIterable<CacheItem> {
  const anchors = new Recent<string, unknown>(1_000)
  let item: { line: number; indent: number; lines: YamlLine[]; size: number } | undefined
  const finished = (): CacheItem | undefined => {
    const done = item
    item = undefined
    if (!done) return undefined
    if (done.size > LARGEST) return { line: done.line, why: 'too-large' }
    return { line: done.line, value: yamlMapping(done.lines, anchors) }
  }
  try {
    for await (const { first, lines } of lineRuns(decoded(file.open()))) {
      for (const [index, text] of lines.entries()) {
        const line = yamlLine(text)
        if (item && line.indent !== undefined && line.indent <= item.indent) yield finished()!
        if (item) {
          item.size += text.length
          if (item.size <= LARGEST) item.lines.push(line)
        } else if (line.indent && /^raw:\s*$/.test(line.text)) {
          item = { line: first + index, indent: line.indent, lines: [], size: 0 }
        }
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  // What was made from an answer follows it; a file that ends inside one was cut.
  if (item) yield { line: item.line, why: 'truncated' }
}
