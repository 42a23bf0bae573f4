import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Language } from '#ledger/language.ts'
import { outer } from './path.ts'
import type { Problem } from './shape.ts'

export const base = outer('/api/v1')

/** Why a call came to nothing. `detail` is the server's own sentence, already in the reader's language. */
export class Trouble extends Error {
  readonly kind: 'offline' | 'away' | 'signed-out' | 'not-found' | 'refused'
  readonly status: number
  readonly code: string | null
  readonly detail: string | null

  constructor(status: number, problem: Partial<Problem> | null) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`)
    this.status = status
    this.code = problem?.code ?? null
    this.detail = problem?.detail ?? problem?.title ?? null
    this.kind =
      status === 0
        ? 'offline'
        : status === 401
          ? 'signed-out'
          : status === 404
            ? 'not-found'
            : status >= 502 && status <= 504
              ? 'away'
              : 'refused'
  }
}

let language: Language = 'en'
/** Sets the language in which the server answers from now on. */
export function speak(next: Language) {
  if (next !== language) remembered.clear()
  language = next
}
export const spoken = () => language

type Options = { ifMatch?: number; signal?: AbortSignal }

/** Asks the server; throws Trouble. */
export async function call<T = void>(
  method: string,
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
  let answer: Response
  try {
    answer = await fetch(base + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Trouble(0, null)
  }
  const text = await answer.text()
  const json = parsed(text)
  if (answer.ok) return json as T
  const trouble = new Trouble(answer.status, json as Partial<Problem> | null)
  if (trouble.kind === 'signed-out') setSignedIn(false)
  throw trouble
}

export function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

let signedIn = true
const watchers = new Set<() => void>()
export function setSignedIn(value: boolean) {
  if (!value) remembered.clear()
  signedIn = value
  for (const watcher of watchers) watcher()
}
export const useSignedIn = () =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => signedIn,
  )

const remembered = new Map<string, unknown>()
const refreshers = new Set<() => void>()

/** Calls back when what was loaded before is out of date; returns how to stop. */
export function whenChanged(refresh: () => void): () => void {
  refreshers.add(refresh)
  return () => void refreshers.delete(refresh)
}

/** After something was changed: what was remembered is out of date, and what is on the page is asked for anew. */
export function changed() {
  remembered.clear()
  for (const refresh of refreshers) refresh()
}

export type Loaded<T> = {
  data: T | undefined
  trouble: Trouble | undefined
  reload(): void
  replace(data: T): void
}

/** Loads and keeps a page's facts. What was seen before is shown at once while it is asked for again. */
export function useLoad<T>(path: string | null): Loaded<T> {
  const key = `${language} ${path}`
  const [state, setState] = useState<{ key: string; data?: T; trouble?: Trouble }>({ key })
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound(round => round + 1), [])

  useEffect(() => whenChanged(reload), [reload])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    if (path === null) return
    const stop = new AbortController()
    call<T>('GET', path, undefined, { signal: stop.signal }).then(
      data => {
        remembered.set(key, data)
        if (!stop.signal.aborted) setState({ key, data })
      },
      error => {
        if (stop.signal.aborted) return
        if (!(error instanceof Trouble)) throw error
        setState(before => ({ key, data: before.key === key ? before.data : undefined, trouble: error }))
      },
    )
    return () => stop.abort()
  }, [path, key, round])

  const replace = useCallback(
    (data: T) => {
      remembered.set(key, data)
      setState({ key, data })
    },
    [key],
  )
  const current = state.key === key ? state : { key }
  return {
    data: current.data ?? (remembered.get(key) as T | undefined),
    trouble: current.trouble,
    reload,
    replace,
  }
}
