/*
 * A Mastodon archive (Preferences → Import and export → Data export → "Request your archive"), zipped or unpacked,
 * in any folder:
 *
 *   actor.json      {"type": "Person", "id": "https://mstdn.example/users/hanako", "preferredUsername": "hanako", …}
 *   outbox.json     {"type": "OrderedCollection", "totalItems": 2, "orderedItems": [
 *                     {"id": "https://mstdn.example/users/hanako/statuses/1/activity", "type": "Create",
 *                      "published": "2026-09-02T10:00:00Z", "object": {"type": "Note", "content": "<p>…</p>", …}},
 *                     {"id": "…/statuses/2/activity", "type": "Announce", "object": "https://…/statuses/3"}]}
 *   likes.json, bookmarks.json   {"orderedItems": ["https://…/statuses/4"]}   addresses only, no time
 *
 * `totalItems` is often not the number of items; the items count.
 */

import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import type { Fields } from '../files/fields.ts'
import { isFields, textIn } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { jsonItems } from '../files/json-items.ts'
import { fediverseRef } from '../files/profiles.ts'
import { rowsAt } from '../files/rows.ts'
import { decoded } from '../files/text.ts'
import type { Owner } from './activity.ts'
import { rowsOfActivity } from './activity.ts'

type Parts = { actor?: SourceFile; outbox?: SourceFile; likes?: SourceFile; bookmarks?: SourceFile }

/** No account describes itself in more. */
const LARGEST_ACTOR = 4 * 1024 * 1024

export const reader: Reader = {
  async recognizes(source) {
    const { actor, outbox } = await partsOf(source)
    return Boolean(actor || outbox)
  },

  async *read(source) {
    const parts = await partsOf(source)
    const owner: Owner = {}
    if (parts.actor) yield* actorRows(parts.actor, owner)
    if (parts.outbox) {
      for await (const { value, where, row } of items(parts.outbox)) {
        if (row) yield row
        else if (isFields(value)) yield* rowsAt(where, () => rowsOfActivity(value, owner, where))
        else yield { ok: false, where, why: 'unreadable' }
      }
    }
    for (const file of [parts.likes, parts.bookmarks]) {
      if (!file) continue
      for await (const { value, where, row } of items(file)) {
        const isAddress = typeof value === 'string'
        yield row ?? { ok: false, where, why: isAddress ? 'no-date' : 'unreadable' }
      }
    }
  },
}

async function partsOf(source: Source): Promise<Parts> {
  // A single file is told by what is in it, whatever it was renamed to.
  const named = (ending: string) =>
    source.files
      .filter(file => source.files.length === 1 || file.path === ending || file.path.endsWith(`/${ending}`))
      .sort((a, b) => a.path.length - b.path.length)[0]
  const actor = await onlyIf(
    named('actor.json'),
    head => /"preferredUsername"\s*:/.test(head) && /"inbox"\s*:/.test(head),
  )
  const outbox = await onlyIf(
    named('outbox.json'),
    head => isCollection(head) && !/"id"\s*:\s*"(?:likes|bookmarks)\.json"/.test(head),
  )
  if (!actor && !outbox) return {}
  if (source.files.length === 1) return { actor, outbox }
  const likes = await onlyIf(named('likes.json'), isCollection)
  return { actor, outbox, likes, bookmarks: await onlyIf(named('bookmarks.json'), isCollection) }
}

function isCollection(head: string): boolean {
  return /"OrderedCollection"/.test(head) && /activitystreams/.test(head) && /"orderedItems"\s*:/.test(head)
}

async function onlyIf(
  file: SourceFile | undefined,
  test: (head: string) => boolean,
): Promise<SourceFile | undefined> {
  if (!file) return undefined
  const head = (await headText(file)).trimStart()
  return head.startsWith('{') && test(head) ? file : undefined
}

async function* actorRows(file: SourceFile, owner: Owner): AsyncIterable<Row> {
  const where = file.path
  let text = ''
  try {
    for await (const piece of decoded(file.open())) {
      text += piece
      if (text.length > LARGEST_ACTOR) return void (yield { ok: false, where, why: 'too-large' })
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    return void (yield { ok: false, where, why: 'truncated' })
  }
  const actor = parsed(text)
  const account = actor && accountOf(actor)
  if (!account) return void (yield { ok: false, where, why: actor ? 'no-key' : 'unreadable' })
  owner.key = account.key
  owner.followers = textIn(actor, 'followers')
  yield { ok: true, entry: { kind: 'self', account } }
}

function accountOf(actor: Fields): AccountRef | undefined {
  const account = fediverseRef(textIn(actor, 'id') ?? textIn(actor, 'url'), textIn(actor, 'name'))
  return account && { ...account, url: fediverseRef(textIn(actor, 'url'))?.url ?? account.url }
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

async function* items(file: SourceFile): AsyncIterable<{ value?: unknown; where: string; row?: Row }> {
  for await (const found of jsonItems(file.open(), { arrays: ['orderedItems'] })) {
    if (found.kind === 'field') continue
    const where = `${file.path} #${found.index + 1}`
    if (found.kind === 'bad') yield { where, row: { ok: false, where, why: found.why } }
    else yield { value: found.value, where }
  }
}
