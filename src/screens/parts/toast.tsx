import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useSpeech, useWords } from './language.tsx'
import { words } from './words.ts'
import './toast.css'

type Toast = { key: number; text: string; undo?: () => Promise<unknown> }

let toasts: readonly Toast[] = []
let lastKey = 0
const watchers = new Set<() => void>()
function set(next: readonly Toast[]) {
  toasts = next
  for (const watcher of watchers) watcher()
}

/** Says what was done and, where it can be taken back, offers that for 15 seconds. */
export function say(text: string, undo?: () => Promise<unknown>) {
  set([...toasts.slice(-2), { key: ++lastKey, text, undo }])
}

const drop = (key: number) => set(toasts.filter(toast => toast.key !== key))

export function Toasts() {
  const w = useWords(words)
  const { language } = useSpeech()
  const spokenIn = useRef(language)
  useEffect(() => {
    if (spokenIn.current !== language) set([])
    spokenIn.current = language
  }, [language])
  const shown = useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => toasts,
  )
  return (
    <section className="toasts" aria-label={w.messages}>
      <div role="status">
        {shown.map(toast => (
          <Line key={toast.key} toast={toast} />
        ))}
      </div>
    </section>
  )
}

const STAYS_MS = 15_000

function Line({ toast }: { toast: Toast }) {
  const w = useWords(words)
  const [held, setHeld] = useState(false)
  const left = useRef(toast.undo ? STAYS_MS : STAYS_MS / 2)
  useEffect(() => {
    if (held) return
    const since = performance.now()
    const timer = setTimeout(() => drop(toast.key), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(2000, left.current - (performance.now() - since))
    }
  }, [held, toast.key])

  const takeBack = async () => {
    drop(toast.key)
    try {
      await toast.undo?.()
      say(w.undone)
    } catch (error) {
      say(error instanceof Error ? error.message : w.trouble)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering or focusing only stops the clock
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" onClick={takeBack}>
          {w.undo}
        </button>
      )}
      <button type="button" className="toast-close" aria-label={w.dismiss} onClick={() => drop(toast.key)}>
        ×
      </button>
    </div>
  )
}
