/*
 * Mentions as jf2 has them, written as YAML by a site generator (`_data/webmentions.yml`), each in a list or under a key:
 *
 *   "/open-studio/":
 *     like-of:
 *     - type: entry
 *       author:
 *         name: 佐藤 結衣
 *         url: https://sato.example/
 *       wm-id: 1001
 *       wm-source: https://sato.example/likes/1
 *       wm-target: https://hanako.example/open-studio/
 */
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { lineRuns } from '../files/lines.ts'
import { Recent } from '../files/recent.ts'
import { decoded } from '../files/text.ts'
import type { YamlLine } from './yaml.ts'
import { yamlKey, yamlLine, yamlMapping } from './yaml.ts'

export type CacheItem = {
  line: number
  value?: unknown
  path?: readonly string[]
  why?: 'truncated' | 'too-large'
}

/** No answer is longer than its words, and of those the service keeps a few thousand characters. */
export const LARGEST = 1024 * 1024

/** The column in which the keys of entries begin, where there are such entries; a line of code ends otherwise. */
export function columnIn(head: string): number | undefined {
  const found = /^( *(?:- +)*)'?wm-(?:target|property|source)'?:(?: [^\n]*[^\s,;])?[ \t]*\r?$/m.exec(head)
  return found && /^[ -]*'?author'?:[^\n{]*[^\s,;{]?[ \t]*\r?$/m.test(head) ? found[1]!.length : undefined
}

type Open = { line: number; path: readonly string[]; lines: YamlLine[]; size: number }

export async function* yamlEntries(file: SourceFile, column: number): AsyncIterable<CacheItem> {
  const anchors = new Recent<string, unknown>(1_000)
  let keys: { indent: number; key: string }[] = []
  let item: Open | undefined
  const finished = (): CacheItem[] => {
    const done = item
    item = undefined
    if (!done) return []
    const { line, path, lines, size } = done
    return [size > LARGEST ? { line, why: 'too-large' } : { line, path, value: yamlMapping(lines, anchors) }]
  }
  const opened = (line: number, indent: number): Open => ({
    line,
    path: keys.filter(each => each.indent <= indent).map(({ key }) => key),
    lines: [],
    size: 0,
  })
  let isBroken = false
  try {
    for await (const { first, lines } of lineRuns(decoded(file.open()))) {
      for (const [index, text] of lines.entries()) {
        const line = yamlLine(text)
        if (line.indent !== undefined && line.indent < column) {
          yield* finished()
          const dashes = /^(?:- +)+/.exec(line.text)?.[0].length ?? 0
          if (dashes > 0 && line.indent + dashes === column) {
            item = opened(first + index, line.indent)
            item.lines.push({ indent: column, text: line.text.slice(dashes) })
          } else keys = [...keys.filter(each => each.indent < line.indent!), ...keyOf(line)]
          continue
        }
        if (!item && line.indent === column) item = opened(first + index, column - 1)
        if (!item) continue
        item.size += text.length
        if (item.size <= LARGEST) item.lines.push(line)
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    isBroken = true
  }
  if (item && isBroken) yield { line: (item as Open).line, why: 'truncated' }
  else yield* finished()
}

function keyOf({ indent, text }: YamlLine): { indent: number; key: string }[] {
  const key = yamlKey(text)
  return key === undefined || indent === undefined ? [] : [{ indent, key }]
}
