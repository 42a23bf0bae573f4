import { useSyncExternalStore } from 'react'
import { base, changed, parsed, setSignedIn, spoken, Trouble } from './api.ts'
import { togetherOf } from './together.ts'

/** A file, folder or export in parts on its way to Enishi. It goes on while the owner looks at other pages, as long as this tab is open. */
export type Upload = {
  key: number
  name: string
  bytes: number
  sent: number
  startedAt: number | null
  state: 'queued' | 'sending' | 'refused'
  trouble: Trouble | null
}

type Load = { files: readonly Brought[]; set: string | null }
const loads = new Map<number, Load>()
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

/**
 * Hands over what was brought, one file after the other: the browser reads each from disk as it goes, whatever its size. A
 * folder is one import, and so are the parts of one export; pictures and films in them stay where they are.
 */
export function bring(brought: readonly Brought[]) {
  const added = togetherOf(brought).map(({ name, files, isSet }) => {
    const key = ++lastKey
    loads.set(key, { files, set: isSet ? newSet() : null })
    return {
      key,
      name,
      bytes: files.reduce((sum, { file }) => sum + file.size, 0),
      sent: 0,
      startedAt: null,
      state: 'queued',
      trouble: null,
    } as const
  })
  set([...uploads, ...added])
  next()
}

/** Also where the page is not on https, as on another machine of the house. */
function newSet(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Stops a file on its way, or forgets one that was refused. */
export function dismiss(key: number) {
  const upload = uploads.find(upload => upload.key === key)
  loads.delete(key)
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
  const load = upload && loads.get(upload.key)
  if (!upload || !load) return
  patch(upload.key, { state: 'sending', startedAt: performance.now() })
  send(upload.key, load, 0, 0)
}

/** Sends one file of a load; `before`: bytes of those sent already. */
function send(key: number, { files, set: inSet }: Load, at: number, before: number) {
  const { file, path } = files[at]!
  const request = new XMLHttpRequest()
  running = request
  const query = new URLSearchParams({ name: path, modified: String(file.lastModified) })
  if (inSet !== null) {
    query.set('set', inSet)
    query.set('more', String(files.length - 1 - at))
  }
  request.open('POST', `${base}/imports?${query}`)
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  request.setRequestHeader('Accept', 'application/json')
  request.setRequestHeader('Accept-Language', spoken())
  request.upload.onprogress = event => patch(key, { sent: before + event.loaded })
  request.onloadend = () => {
    running = null
    const isTaken = request.status >= 200 && request.status < 300
    if (isTaken && at + 1 < files.length && loads.has(key))
      return send(key, { files, set: inSet }, at + 1, before + file.size)
    if (isTaken) {
      loads.delete(key)
      set(uploads.filter(upload => upload.key !== key))
      changed()
    } else if (loads.has(key)) {
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
