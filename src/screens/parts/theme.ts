import { useSyncExternalStore } from 'react'
import { keep, kept } from './kept.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const watchers = new Set<() => void>()
let theme: Theme = themes.find(name => name === kept('theme')) ?? 'auto'
show()

export function chooseTheme(next: Theme) {
  theme = next
  keep('theme', next === 'auto' ? null : next)
  show()
  for (const watcher of watchers) watcher()
}

function show() {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export const useTheme = () =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => theme,
  )
