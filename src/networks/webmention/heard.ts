import type { Fields } from '../files/fields.ts'
import { isFields } from '../files/fields.ts'

/** Distinct keys that are counted; what comes after them is counted only where it is known. */
const KEYS = 20_000
/** Of those, how many a live source keeps from one look to the next. */
const KEPT = 200

/**
 * What a site's mentions tell of the site, as counts: whom Bridgy relays for (by network and user), how many different
 * posts of theirs were answered (1, or 2 for more), the owner's sites (by targets), who is named as author on them,
 * which DID stands with which handle, and who has a part of a site to themselves.
 */
export type Heard = {
  relays: Counts
  posts: Map<string, string | true>
  sites: Counts
  hosts: Counts
  authors: Counts
  dids: Map<string, string>
  homes: Map<string, Set<string>>
}
export type Counts = Map<string, number>

export const nothingHeard = (): Heard => ({
  relays: new Map(),
  posts: new Map(),
  sites: new Map(),
  hosts: new Map(),
  authors: new Map(),
  dids: new Map(),
  homes: new Map(),
})

export function count(counts: Counts, key: string | undefined): void {
  if (key === undefined) return
  const before = counts.get(key)
  if (before !== undefined || counts.size < KEYS) counts.set(key, (before ?? 0) + 1)
}

export function note<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.has(key) || map.size < KEYS) map.set(key, value)
}

export const total = (counts: Counts): number => counts.values().reduce((sum, each) => sum + each, 0)

/** As it is kept in a live source's cursor: the most frequent of each, and no names of handles. */
export function keptOf({ relays, posts, sites, hosts, authors }: Heard): unknown {
  const most = (counts: Counts) =>
    Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, KEPT))
  const kept = most(relays)
  return {
    relays: kept,
    several: Object.keys(kept).filter(user => posts.get(user) === true),
    sites: most(sites),
    hosts: most(hosts),
    authors: most(authors),
  }
}

/** Undefined where nothing of this make was kept. */
export function heardFrom(kept: unknown): Heard | undefined {
  if (!isFields(kept) || !isFields(kept.relays)) return undefined
  const several = Array.isArray(kept.several) ? kept.several.filter(user => typeof user === 'string') : []
  return {
    ...nothingHeard(),
    relays: countsIn(kept.relays),
    posts: new Map(several.map(user => [user, true])),
    sites: countsIn(kept.sites),
    hosts: countsIn(kept.hosts),
    authors: countsIn(kept.authors),
  }
}

function countsIn(value: unknown): Counts {
  const fields: Fields = isFields(value) ? value : {}
  return new Map(
    Object.entries(fields).flatMap(([key, rows]) =>
      typeof rows === 'number' && Number.isSafeInteger(rows) && rows > 0 ? [[key, rows]] : [],
    ),
  )
}
