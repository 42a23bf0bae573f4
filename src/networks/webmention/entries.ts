/*
 * What is a mention among all the JSON there is. Site generators keep them under keys of their own:
 *
 *   {"lastFetched": "…", "children": [{…}]}                         Eleventy
 *   {"/posts/1/": [{…}]}, {"/posts/1/": {"like-of": [{…}]}}          Jekyll's _data, Hugo's data
 *   {"https://hanako.example/posts/1/": {"1936815": {…}}}
 *
 * so they are known by what stands in them. One's own posts are entries too, in the same words: an entry that does not say
 * that it was received (`wm-…`) and stands under no page of the site is one only beside others, by several authors about
 * one site.
 */
import type { Fields } from '../files/fields.ts'
import { isFields, textIn } from '../files/fields.ts'
import { hostOf } from '../files/links.ts'
import { siteOf } from '../files/sites.ts'
import { actOf, acts, isMf2, mentionOf, pageIn, propertyIn, referenceIn } from './mention.ts'

const DEEPEST = 8

export type Entry = { value: Fields; path: readonly string[] }

/** A mention by what it says of itself, or by the page it stands under. */
export function isReceived(value: unknown, path: readonly string[] = []): value is Fields {
  if (!isFields(value)) return false
  const has = (key: string) => Object.hasOwn(value, key)
  if (has('wm-target') || has('wm-property')) return true
  // go-jamming's have a kind and an author; webmention.io's older ones an activity.
  if (has('target') && has('source'))
    return has('activity') || (has('type') && has('author') && has('published'))
  if (isMf2(value) && Object.keys(value.properties as Fields).some(key => key.startsWith('wm-'))) return true
  if (!has('author') || pageIn(path) === undefined) return false
  const isSaid = has('wm-source') || hostOf(textIn(value, 'source')) !== undefined
  const kind = textIn(value, 'type')
  return isEntry(value) || (isSaid && (propertyIn(path) ?? (kind && actOf(kind))) !== undefined)
}

/** An entry in the words of posts, which answers something. */
function isEntry(value: unknown): value is Fields {
  if (!isFields(value)) return false
  const facts = isMf2(value) ? (value.properties as Fields) : value.type === 'entry' ? value : undefined
  return (
    facts !== undefined &&
    Object.hasOwn(facts, 'author') &&
    Object.keys(acts).some(key => key !== 'rsvp' && referenceIn(facts, key) !== undefined)
  )
}

/** Those in a value that are mentions, outermost first, with the keys above each. `isAny`: entries of any kind. */
export function* mentionsIn(
  value: unknown,
  isAny: boolean,
  path: readonly string[] = [],
  depth = 0,
): Generator<Entry> {
  if (isReceived(value, path) || (isAny && isEntry(value))) {
    yield { value, path }
    return
  }
  if (depth >= DEEPEST) return
  if (Array.isArray(value)) for (const each of value) yield* mentionsIn(each, isAny, path, depth + 1)
  else if (isFields(value))
    for (const [key, each] of Object.entries(value))
      if (typeof each === 'object') yield* mentionsIn(each, isAny, [...path, key], depth + 1)
}

/** Several people's entries about pages of one site that is none of theirs. */
export function areOthersEntries(entries: readonly Entry[]): boolean {
  const authors = new Set<string>()
  const sites = new Map<string, number>()
  for (const { value, path } of entries) {
    const { author, target } = mentionOf(value, path)
    const by = siteOf(author.url) ?? author.name
    const site = siteOf(target)
    if (by === undefined || site === undefined) continue
    authors.add(by)
    sites.set(site, (sites.get(site) ?? 0) + 1)
  }
  const [site, rows] = [...sites].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0])
  authors.delete(site)
  return authors.size >= 2 && rows * 2 > [...sites.values()].reduce((sum, each) => sum + each, 0)
}
