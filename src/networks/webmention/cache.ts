/*
 * The files of a source that hold mentions, and the mentions in them one by one, whatever keys they stand under.
 */
import type { RejectCode, Source, SourceFile } from '../contract.ts'
import { isFields } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { firstFound, firstItems, jsonItems } from '../files/json-items.ts'
import { areOthersEntries, isReceived, mentionsIn } from './entries.ts'
import { pageIn, propertyIn } from './mention.ts'
import { cacheItems, isYamlCache } from './yaml-cache.ts'

/** Readers look into no more files of a folder than this to tell what it is. */
const LOOKS = 40
/** Containers above the entries. */
const DEEPEST = 6
/** Enough for a page or two without mentions to come first. */
const FIRST = 100
const arrays = ['', 'children', 'links', 'json']
/** What stands in every mention; a file without any of it is not looked into further. */
const telling =
  /"(?:wm-[a-z]+|h-entry|(?:like|repost|mention|bookmark|in-reply)-(?:of|to))"|"(?:\/|https?:\/\/)[^"]*"\s*:/

/** `depth`: how deep entries lie, where not in one of the usual lists; `isAny`: entries that do not say they were received. */
export type Found = {
  file: SourceFile
  form: 'list' | 'lines' | 'yaml' | 'deep'
  depth?: number
  isAny?: boolean
}
export type Item = { where: string; value?: unknown; path?: readonly string[]; why?: RejectCode }

export async function filesOf(source: Source): Promise<Found[]> {
  const found: Found[] = []
  const isOnly = source.files.length === 1
  const candidates = source.files.filter(
    file => isOnly || /\.(?:jf2|json|jsonl|ndjson|ya?ml)$/i.test(file.path),
  )
  for (const [looked, file] of candidates.entries()) {
    // A folder of pages has as many as the site; one that begins with other things is something else.
    if (looked >= LOOKS && found.length === 0) break
    const known = await formOf(file)
    if (known) found.push(known)
  }
  return found
}

async function formOf(file: SourceFile): Promise<Found | undefined> {
  const head = (await headText(file)).trimStart()
  if (!/^[[{]/.test(head)) return isYamlCache(head) ? { file, form: 'yaml' } : undefined
  const lines = head.startsWith('{') ? await firstItems(file, { arrays, lines: true }) : []
  if ((await firstItems(file, { arrays })).some(item => isReceived(item))) {
    const isFeed = (line: unknown) => !isReceived(line) && !mentionsIn(line, false).next().done
    const isOfFeeds = lines.length > 1 && lines.every(isFeed)
    return { file, form: isOfFeeds ? 'lines' : 'list' }
  }
  if (!telling.test(head) && !telling.test(await headText(file, 1024 * 1024))) return undefined
  if (lines.some(item => isReceived(item))) return { file, form: 'lines' }
  if (lines.length > 1) {
    const isAny = anyIn(lines)
    return isAny === undefined ? undefined : { file, form: 'lines', isAny }
  }
  return (
    (await deepIn(file)) ?? (anyIn(lines) === undefined ? undefined : { file, form: 'lines', isAny: true })
  )
}

/** At the least depth at which mentions stand. */
async function deepIn(file: SourceFile): Promise<Found | undefined> {
  let ownWords: Found | undefined
  for (let depth = 1; depth <= DEEPEST; depth++) {
    const items = await firstFound(file, { arrays: [], depth }, FIRST)
    if (items.some(({ value, path }) => isReceived(value, path))) return { file, form: 'deep', depth }
    const entries = items.flatMap(({ value, path }) =>
      Array.isArray(value) ? [] : [...mentionsIn(value, true, path, 8)],
    )
    if (!ownWords && areOthersEntries(entries)) ownWords = { file, form: 'deep', depth, isAny: true }
  }
  return ownWords
}

/** Do values hold mentions, and of which kind? Undefined where they hold none. */
function anyIn(values: readonly unknown[]): boolean | undefined {
  if (values.some(value => !mentionsIn(value, false).next().done)) return false
  return areOthersEntries(values.flatMap(value => [...mentionsIn(value, true)])) ? true : undefined
}

export async function* itemsIn({ file, form, depth, isAny = false }: Found): AsyncIterable<Item> {
  if (form === 'yaml') {
    for await (const { line, value, path, why } of cacheItems(file))
      yield { where: `${file.path} line ${line}`, value, ...(path && { path }), ...(why && { why }) }
    return
  }
  const shape = { arrays, lines: form === 'lines', ...(depth !== undefined && { depth }) }
  for await (const found of jsonItems(file.open(), shape)) {
    if (found.kind === 'field') continue
    const { path = [] } = found
    const where = [file.path, ...path.map(key => key.slice(0, 200)), `#${found.index + 1}`].join(' ')
    if (found.kind === 'bad') yield { where, why: found.why }
    else if (form === 'list' || isReceived(found.value, path)) yield { where, value: found.value, path }
    else if (typeof found.value !== 'object') {
      // A list of mentions holds nothing else; beside them may stand anything.
      if (pageIn(path) ?? propertyIn(path)) yield { where, why: 'unreadable' }
    } else {
      let isNone = true
      for (const entry of mentionsIn(found.value, isAny, path)) {
        isNone = false
        yield { where, ...entry }
      }
      if (isNone && isFields(found.value) && Object.hasOwn(found.value, 'author'))
        yield { where, why: 'unsupported' }
    }
  }
}
