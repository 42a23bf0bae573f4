import { useSyncExternalStore } from 'react'
import { base, changed, parsed, setSignedIn, spoken, Trouble } from './api.ts'

/** A file on its way to Enishi. It goes on while the owner looks at other pages, as long as this tab is open. */
export type Upload = {
  key: number
  name: string
  bytes: number
  sent: number
  startedAt: number | null
  state: 'queued' | 'sending' | 'refused'
  trouble: Trouble | null
}

const files = new Map<number, File>()
const watchers = new Set<() => void>()
let uploads: readonly Upload[] = []
let lastKey = 0
let running: XMLHttpRequest | null = null

function set(next: readonly Upload[]) {
  const isBusy = next.some(upload => upload.state !== 'refused')
  if (isBusy) addEventListener('beforeunload', hold)
  else removeEventListener('beforeunload', hold)
  uploads = next
  for (const watcher of watchers) watcher()
}
const hold = (event: Event) => event.preventDefault()
const patch = (key: number, change: Partial<Upload>) =>
  set(uploads.map(upload => (upload.key === key ? { ...upload, ...change } : upload)))

export const useUploads = () =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => uploads,
  )

/** A file and the path it had in the folder that was dropped. */
export type Brought = { file: File; path: string }

/** Hands files over one after the other: the browser reads each from disk as it goes, whatever its size. */
export function bring(brought: readonly Brought[]) {
  const added = brought.map(({ file, path }) => {
    const key = ++lastKey
    files.set(key, file)
    return {
      key,
      name: path,
      bytes: file.size,
      sent: 0,
      startedAt: null,
      state: 'queued',
      trouble: null,
    } as const
  })
  set([...uploads, ...added])
  next()
}

/** Stops a file on its way, or forgets one that was refused. */
export function dismiss(key: number) {
  const upload = uploads.find(upload => upload.key === key)
  files.delete(key)
  set(uploads.filter(upload => upload.key !== key))
  if (upload?.state === 'sending') running?.abort()
}

export function sendAgain(key: number) {
  patch(key, { state: 'queued', sent: 0, trouble: null })
  next()
}

function next() {
  if (running) return
  const upload = uploads.find(upload => upload.state === 'queued')
  const file = upload && files.get(upload.key)
  if (!upload || !file) return
  const { key } = upload
  const request = new XMLHttpRequest()
  running = request
  patch(key, { state: 'sending', startedAt: performance.now() })
  request.open('POST', `${base}/imports?name=${encodeURIComponent(upload.name)}`)
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  request.setRequestHeader('Accept', 'application/json')
  request.setRequestHeader('Accept-Language', spoken())
  request.upload.onprogress = event => patch(key, { sent: event.loaded })
  request.onloadend = () => {
    running = null
    if (request.status >= 200 && request.status < 300) {
      files.delete(key)
      set(uploads.filter(upload => upload.key !== key))
      changed()
    } else if (files.has(key)) {
      if (request.status === 401) setSignedIn(false)
      patch(key, {
        state: 'refused',
        trouble: new Trouble(request.status, parsed(request.responseText) as object | null),
      })
    }
    next()
  }
  request.send(file)
}
