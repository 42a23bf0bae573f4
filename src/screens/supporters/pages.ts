import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { call, spoken, Trouble, whenChanged } from '../parts/api.ts'
import type { Supporter, Supporters } from './shape.ts'

export type Pages = {
  head: Supporters | undefined
  people: readonly Supporter[]
  next: string | null
  loading: boolean
  trouble: Trouble | undefined
}

const none: Pages = { head: undefined, people: [], next: null, loading: false, trouble: undefined }
const kept = new Map<string, Pages>()
const watchers = new Set<() => void>()
const KEPT_QUESTIONS = 6
const PAGE = 100

function set(key: string, pages: Pages) {
  kept.delete(key)
  kept.set(key, pages)
  for (const old of kept.keys()) {
    if (kept.size <= KEPT_QUESTIONS) break
    kept.delete(old)
  }
  for (const watcher of watchers) watcher()
}

async function load(key: string, query: string, cursor: string | null) {
  const before = kept.get(key) ?? none
  if (before.loading) return
  set(key, { ...before, loading: true, trouble: undefined })
  const asked = new URLSearchParams(query)
  asked.set('limit', String(PAGE))
  if (cursor) asked.set('cursor', cursor)
  try {
    const head = await call<Supporters>('GET', `/supporters?${asked}`)
    // Somebody who has read on keeps their place; only the headline is renewed.
    if (!cursor && before.people.length > PAGE)
      set(key, { ...before, head, loading: false, trouble: undefined })
    else {
      const people = cursor ? [...before.people, ...head.people] : head.people
      set(key, { head, people, next: head.next, loading: false, trouble: undefined })
    }
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    set(key, { ...before, loading: false, trouble })
  }
}

/** The people that fit a question, page after page. Kept while the owner looks at a person and comes back. */
export function usePages(query: string): Pages & { more(): void; again(): void } {
  const key = `${spoken()} ${query}`
  const pages = useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => kept.get(key) ?? none,
  )
  useEffect(() => {
    if (!kept.has(key)) load(key, query, null)
    return whenChanged(() => {
      kept.clear()
      load(key, query, null)
    })
  }, [key, query])

  // While newer facts are being counted in, the page follows.
  const stale = pages.head?.fresh === false && !pages.loading
  useEffect(() => {
    if (!stale) return
    const timer = setTimeout(() => load(key, query, null), 5000)
    return () => clearTimeout(timer)
  }, [stale, key, query])

  const more = useCallback(() => {
    const now = kept.get(key)
    if (now?.next && !now.loading && !now.trouble) load(key, query, now.next)
  }, [key, query])
  const again = useCallback(() => load(key, query, kept.get(key)?.next ?? null), [key, query])
  return { ...pages, more, again }
}
