import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isConverting } from './ime.ts'
import { keep, kept } from './kept.ts'

const watchers = new Set<() => void>()
let on = kept('keys') !== 'off'

/** Single-letter keys can be turned off (WCAG 2.1.4); ⌘K and the arrow keys stay. */
export function setKeysOn(next: boolean) {
  on = next
  keep('keys', next ? null : 'off')
  for (const watcher of watchers) watcher()
}

export const useKeysOn = () =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => on,
  )

/**
 * Single-letter keys of a page, such as `{ '/': focusSearch }`. They are silent in fields, in dialogs, during a
 * conversion, with a modifier held, and when the owner has turned them off.
 */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        !on ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isConverting(event)
      )
        return
      if (isField(event.target) || document.querySelector('dialog[open], [role=dialog]')) return
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (!act) return
      event.preventDefault()
      act(event)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
