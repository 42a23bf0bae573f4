import type { ActKind } from '#ledger/kinds.ts'
import { type When, whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Entry, Row } from '../contract.ts'
import { madeAtOf } from '../files/at-uri.ts'
import { type Fields, fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { reject } from '../files/rows.ts'
import { cut, oneLine } from '../files/text.ts'
import { didIn } from './index-repo.ts'

const TITLE = 80
const MENTIONS = 100
const DAY = 24 * 3_600_000

export type Place = { did: string; key: string; where: string }

/** An account by its DID, which stays when the handle changes. */
export function accountOf(did: string, handle?: string): AccountRef {
  return {
    network: 'bluesky',
    key: did,
    url: `https://bsky.app/profile/${did}`,
    ...(handle && {
      handle,
      sameAs: [{ kind: 'url', value: `bsky.app/profile/${handle}`, firm: true }],
    }),
  }
}

/** What one record says; undefined for kinds that tell of nobody (lists, settings, blocks). */
export function rowsOfRecord(record: Fields, { did, key, where }: Place): Row[] | undefined {
  const kind = kinds.get(textIn(record, '$type') ?? '')
  if (!kind) return undefined
  const uri = `at://${did}/${textIn(record, '$type')}/${key}`
  const written = textIn(record, 'createdAt') ?? ''
  const when = writtenAt(written, key)
  if (!when) return [reject(where, written === '' ? 'no-date' : 'bad-date')]
  if (kind === 'post') return postRows(record, { uri, when, did, key, where })
  const subject = kind === 'follow' ? didIn(record, 'subject') : authorOf(fieldsIn(record, 'subject'))
  if (!subject) return [reject(where, 'no-author')]
  if (subject === did) return [reject(where, 'own-act')]
  return [
    kept({ kind: 'act', act: kind, direction: 'by', when, account: accountOf(subject), externalKey: uri }),
  ]
}

const kinds = new Map<string, 'post' | 'like' | 'share' | 'follow'>([
  ['app.bsky.feed.post', 'post'],
  ['app.bsky.feed.like', 'like'],
  ['app.bsky.feed.repost', 'share'],
  ['app.bsky.graph.follow', 'follow'],
])

function postRows(record: Fields, { uri, when, did, key }: Place & { uri: string; when: When }): Row[] {
  const raw = textIn(record, 'text') ?? ''
  const words = plainText(raw)
  const url = `https://bsky.app/profile/${did}/post/${key}`
  const title = titleOf(words)
  const rows: Row[] = [
    kept({
      kind: 'work',
      work: { network: 'bluesky', key: uri, url, ...(title && { title }), publishedAt: when },
    }),
  ]
  const told = new Set([did])
  const act = (kind: ActKind, account: AccountRef, externalKey: string) => {
    if (told.has(account.key)) return
    told.add(account.key)
    const text = words ? { text: words } : {}
    rows.push(kept({ kind: 'act', act: kind, direction: 'by', when, account, externalKey, url, ...text }))
  }
  const mentioned = mentionsOf(record, raw)
  const answered = authorOf(fieldsIn(fieldsIn(record, 'reply'), 'parent'))
  if (answered) act('reply', accountOf(answered, mentioned.get(answered)), uri)
  const quoted = authorOf(quotedIn(fieldsIn(record, 'embed')))
  if (quoted) act('share', accountOf(quoted, mentioned.get(quoted)), `${uri}#quote`)
  for (const [who, handle] of mentioned) act('mention', accountOf(who, handle), `${uri}#mention=${who}`)
  return rows
}

/** DIDs that a post names, with the handle that stands in its words. Places in the text are counted in UTF-8 bytes. */
function mentionsOf(record: Fields, text: string): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  let bytes: Buffer | undefined
  for (const facet of listIn(record, 'facets').slice(0, MENTIONS)) {
    const feature = listIn(facet, 'features').find(
      each => own(each, '$type') === 'app.bsky.richtext.facet#mention',
    )
    const who = didIn(feature, 'did')
    if (!who) continue
    bytes ??= Buffer.from(text)
    const [start, end] = [
      own(fieldsIn(facet, 'index'), 'byteStart'),
      own(fieldsIn(facet, 'index'), 'byteEnd'),
    ]
    const named =
      typeof start === 'number' && typeof end === 'number' && end - start < 300
        ? /^@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(bytes.toString('utf8', start, end))?.[1]
        : undefined
    found.set(who, found.get(who) ?? named?.toLowerCase())
  }
  return found
}

/** A quoted post, alone or beside pictures; not a quoted list or feed. */
function quotedIn(embed: Fields | undefined): Fields | undefined {
  const record = fieldsIn(embed, 'record')
  const quoted = textIn(record, 'uri') ? record : fieldsIn(record, 'record')
  return textIn(quoted, 'uri')?.includes('/app.bsky.feed.post/') ? quoted : undefined
}

/** The author of what an `at://did/…` address points to. */
function authorOf(reference: Fields | undefined): string | undefined {
  const did = /^at:\/\/([^/]+)\//.exec(textIn(reference, 'uri') ?? '')?.[1]
  return didIn({ did }, 'did')
}

/**
 * When it was written, as the writer's own program says. Posts brought over from elsewhere carry their old day; a day
 * that had not yet come when the record was made is a wrong clock.
 */
function writtenAt(text: string, key: string): When | undefined {
  const when = whenOfIso(text)
  const made = madeAtOf(key)
  if (!when || made === undefined || made < Date.UTC(2022, 0, 1) || when.at <= made + DAY) return when
  return { at: Math.floor(made), precision: 'millisecond', zoneKnown: true }
}

function titleOf(text: string): string | undefined {
  const line = oneLine(text, TITLE * 4)
  return (line.length > TITLE ? `${cut(line, TITLE - 1).trimEnd()}…` : line) || undefined
}

const kept = (entry: Entry): Row => ({ ok: true, entry })
