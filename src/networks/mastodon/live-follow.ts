import type { Row, WorkRef } from '../contract.ts'
import { fieldsIn, own, textIn } from '../files/fields.ts'
import { type LiveAccount, type LivePage, LiveTrouble, type Wire } from '../live.ts'
import { asking } from '../live-ask.ts'
import { accountOf, type Me, rowOfNotification, rowOfReaction, rowsOfStatus, workOf } from './live-rows.ts'

const types = ['favourite', 'reblog', 'mention', 'follow', 'quote']
const day = 24 * 3600_000
/** A page of a server that never ends is left after so many. */
const listPagesAtMost = 50

/** `newest`: everything up to here is known. `back`: the back-fill goes on below this id; null when it is done. */
type Line = { newest: string; back: string | null }
type Cursor = { notes?: Line; posts?: Line; seen?: number; followersAt?: number; address?: string }

/**
 * Notifications first, since they alone know when; then the owner's posts with who favourited and boosted each; then,
 * once a day, the followers. Everything is gone through backwards once, and from then on only what is new.
 */
export async function* follow(wire: Wire, account: LiveAccount, cursor: unknown): AsyncIterable<LivePage> {
  const { settings } = account
  const me: Me = { id: settings.id ?? '', key: settings.key ?? '', host: new URL(settings.server!).host }
  const server = api(wire, account)
  let at = cursorIn(cursor)
  if (!at.notes) yield { rows: [await self(server, me)], cursor: at }

  const parentOf = (id: string): WorkRef | undefined =>
    at.address && /^\w{1,40}$/.test(id)
      ? { network: 'fediverse', key: at.address.replace('{id}', id) }
      : undefined
  const notes = { path: '/api/v1/notifications', query: types.map(type => ['types[]', type] as const) }
  for await (const { items, line } of walk(server, notes, at.notes, 80)) {
    for (const note of items) learnAddress(fieldsIn(note, 'status'))
    at = { ...at, notes: line }
    yield { rows: items.map(note => rowOfNotification(note, me, parentOf)), cursor: at }
  }

  const posts = { path: `/api/v1/accounts/${encodeURIComponent(me.id)}/statuses`, query: [] }
  for await (const { items, line, goesBack } of walk(server, posts, at.posts, 40)) {
    for (const status of items) {
      learnAddress(status)
      const rows = rowsOfStatus(status, me)
      if (goesBack) rows.push(...(await reactions(server, status, me, wire.now())))
      const id = idIn(status)
      at = { ...at, seen: (at.seen ?? 0) + 1 }
      // The place moves with each post, since each may need many questions.
      if (goesBack && id) at = { ...at, posts: { newest: line.newest, back: id } }
      yield { rows, cursor: at, done: goesBack ? part(at.seen!, Number(settings.posts)) : undefined }
    }
    at = { ...at, posts: line }
    yield { rows: [], cursor: at }
  }

  if (wire.now() - (at.followersAt ?? 0) < day) return
  const followersAt = wire.now()
  const path = `/api/v1/accounts/${encodeURIComponent(me.id)}/followers`
  for await (const items of list(server, path)) {
    const rows = items.flatMap((one): Row[] => {
      const follower = accountOf(one, me.host)
      const asOf = { at: followersAt, precision: 'second', zoneKnown: true } as const
      return follower ? [{ ok: true, entry: { kind: 'account', account: follower, asOf } }] : []
    })
    yield { rows, cursor: at }
  }
  yield { rows: [], cursor: { ...at, followersAt } }

  /** Of the owner's own posts one address shows how all are made of their ids. */
  function learnAddress(status: unknown) {
    const id = idIn(status)
    const key = id && textIn(fieldsIn(status, 'account'), 'id') === me.id ? workOf(status)?.key : undefined
    if (key && id && key.endsWith(id)) at = { ...at, address: `${key.slice(0, -id.length)}{id}` }
  }
}

type Server = ReturnType<typeof api>

export function api(wire: Wire, { settings, secrets }: LiveAccount) {
  const ask = asking(wire)
  return async (path: string, query: readonly (readonly [string, string])[] = []) => {
    const url = new URL(path, settings.server)
    for (const [name, value] of query) url.searchParams.append(name, value)
    return ask({ url: url.href, authorization: `Bearer ${secrets.token}` })
  }
}

async function self(server: Server, me: Me): Promise<Row> {
  const { body } = await server('/api/v1/accounts/verify_credentials')
  const account = accountOf(body, me.host)
  if (account?.key !== me.key) throw new LiveTrouble('token-lost', 'another account')
  return { ok: true, entry: { kind: 'self', account } }
}

/** A timeline: backwards from where the back-fill stands, then forwards from what is newest. */
async function* walk(
  server: Server,
  { path, query }: { path: string; query: readonly (readonly [string, string])[] },
  from: Line | undefined,
  limit: number,
): AsyncIterable<{ items: readonly unknown[]; line: Line; goesBack: boolean }> {
  const page = async (...place: [string, string][]) =>
    itemsOf((await server(path, [...query, ['limit', String(limit)], ...place])).body)
  let line = from
  if (!line) {
    const items = await page()
    const last = idIn(items.at(-1))
    line = { newest: idIn(items[0]) ?? '0', back: items.length === 0 ? null : (last ?? null) }
    yield { items, line, goesBack: true }
  }
  while (line.back !== null) {
    const items = await page(['max_id', line.back])
    const last = idIn(items.at(-1))
    line = { ...line, back: last === undefined || last === line.back ? null : last }
    yield { items, line, goesBack: true }
  }
  for (;;) {
    const items = await page(['min_id', line.newest])
    const newest = idIn(items[0])
    if (newest === undefined || newest === line.newest) return
    line = { ...line, newest }
    yield { items, line, goesBack: false }
  }
}

async function reactions(server: Server, status: unknown, me: Me, now: number): Promise<Row[]> {
  const work = workOf(status)
  const id = idIn(status)
  if (!work || !id || fieldsIn(status, 'reblog')) return []
  const rows: Row[] = []
  for (const [kind, count, path] of [
    ['like', 'favourites_count', 'favourited_by'],
    ['share', 'reblogs_count', 'reblogged_by'],
  ] as const) {
    if (!(Number(textIn(status, count)) > 0)) continue
    for await (const accounts of list(server, `/api/v1/statuses/${encodeURIComponent(id)}/${path}`))
      for (const account of accounts) rows.push(rowOfReaction(kind, account, work, me, now))
  }
  return rows
}

/** A list whose ids are not those of its items: only the Link header knows the way on. */
async function* list(server: Server, path: string): AsyncIterable<readonly unknown[]> {
  let next: string | undefined
  for (let pages = 0; pages < listPagesAtMost; pages++) {
    const { body, headers } = await server(path, [
      ['limit', '80'],
      ...(next ? [['max_id', next] as const] : []),
    ])
    const items = itemsOf(body)
    if (items.length > 0) yield items
    const after = nextIn(headers.link)
    if (after === undefined || after === next || items.length === 0) return
    next = after
  }
}

/** `<https://…?max_id=7163058>; rel="next", <…>; rel="prev"`: only the id is taken, never the address. */
export function nextIn(link: string | undefined): string | undefined {
  for (const part of (link ?? '').slice(0, 4_000).split(/,\s*(?=<)/)) {
    const found = /^<([^>]+)>\s*;.*\brel="?next\b/.exec(part)
    const id = found && URL.parse(found[1]!)?.searchParams.get('max_id')
    if (id && /^[\w:.-]{1,100}$/.test(id)) return id
  }
  return undefined
}

const itemsOf = (body: unknown): readonly unknown[] => (Array.isArray(body) ? body : [])

function idIn(item: unknown): string | undefined {
  const id = textIn(item, 'id')
  return id !== undefined && /^[\w-]{1,100}$/.test(id) ? id : undefined
}

function cursorIn(cursor: unknown): Cursor {
  const line = (name: string): Line | undefined => {
    const found = fieldsIn(cursor, name)
    const newest = textIn(found, 'newest')
    return newest === undefined ? undefined : { newest, back: textIn(found, 'back') ?? null }
  }
  const number = (name: string) =>
    typeof own(cursor, name) === 'number' ? (own(cursor, name) as number) : undefined
  const at: Cursor = {}
  for (const [name, value] of [
    ['notes', line('notes')],
    ['posts', line('posts')],
    ['seen', number('seen')],
    ['followersAt', number('followersAt')],
    ['address', textIn(cursor, 'address')],
  ] as const)
    if (value !== undefined) Object.assign(at, { [name]: value })
  return at
}

const part = (seen: number, all: number) => (all > 0 ? Math.min(0.99, seen / all) : undefined)
