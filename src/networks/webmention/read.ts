/*
 * What webmention.io keeps for a site, from `GET /api/mentions.jf2?domain=…&token=…`, or the cache that a site
 * generator made of it:
 *
 *   {"type": "feed", "name": "Webmentions", "children": [
 *     {"type": "entry", "author": {"type": "card", "name": "佐藤 結衣", "url": "https://sato.example/"},
 *      "url": "https://sato.example/likes/1", "published": null, "wm-received": "2026-09-02T10:00:00Z",
 *      "wm-id": 1001, "wm-source": "https://sato.example/likes/1", "wm-target": "https://hanako.example/talks/",
 *      "like-of": "https://hanako.example/talks/", "wm-property": "like-of", "wm-private": false}]}
 *
 * Also a bare array of such entries, one entry per line, and the older `.json` answers (`links[]`), which Jekyll's plugin
 * keeps as YAML (see yaml-cache.ts).
 */
import { hash } from 'node:crypto'
import { whenOfIso } from '#ledger/when.ts'
import type { ActEntry, Reader, Row, Source, SourceFile } from '../contract.ts'
import { isFields } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { htmlText, plainText } from '../files/html-text.ts'
import { firstItems, jsonItems } from '../files/json-items.ts'
import { safeLink } from '../files/links.ts'
import { accountOfProfile } from '../files/profiles.ts'
import { reject, rowAt } from '../files/rows.ts'
import { claimed, isVouched } from './claim.ts'
import { isAtHome } from './home.ts'
import type { Mention } from './mention.ts'
import { acts, mentionOf } from './mention.ts'
import { Once } from './once.ts'
import { bridgedOf, postIn, timeOfPost, workOf } from './opportunity.ts'
import { whenOfAct } from './when.ts'
import { cacheItems, isYamlCache } from './yaml-cache.ts'

/** Readers look into no more files of a folder than this to tell what it is. */
const LOOKS = 40

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async *read(source) {
    const once = new Once()
    for (const { file, isLines, isYaml } of await filesOf(source)) {
      if (isYaml) {
        yield* cacheRows(file, once)
        continue
      }
      for await (const found of jsonItems(file.open(), {
        arrays,
        lines: isLines,
      })) {
        if (found.kind === 'field') continue
        const where = `${file.path} #${found.index + 1}`
        if (found.kind === 'bad') yield { ok: false, where, why: found.why }
        else yield rowAt(where, () => rowOf(found.value, where, once))
      }
    }
  },
}

const arrays = ['', 'children', 'links', 'json']

async function* cacheRows(file: SourceFile, once: Once): AsyncIterable<Row> {
  for await (const { line, value, why } of cacheItems(file)) {
    const where = `${file.path} line ${line}`
    yield why ? reject(where, why) : rowAt(where, () => rowOf(value, where, once))
  }
}

async function filesOf(source: Source): Promise<{ file: SourceFile; isLines: boolean; isYaml?: true }[]> {
  const found = []
  const isOnly = source.files.length === 1
  const candidates = source.files.filter(
    file => isOnly || /\.(?:jf2|json|jsonl|ndjson|ya?ml)$/i.test(file.path),
  )
  for (const file of candidates.slice(0, LOOKS)) {
    const head = (await headText(file)).trimStart()
    if (!/^[[{]/.test(head)) {
      if (isYamlCache(head)) found.push({ file, isLines: false, isYaml: true as const })
      continue
    }
    if ((await firstItems(file, { arrays })).some(isMention)) found.push({ file, isLines: false })
    else if (head.startsWith('{') && (await firstItems(file, { arrays, lines: true })).some(isMention)) {
      found.push({ file, isLines: true })
    }
  }
  return found
}

function isMention(item: unknown): boolean {
  if (!isFields(item)) return false
  const has = (key: string) => Object.hasOwn(item, key)
  if (has('wm-target') || has('wm-property')) return true
  // go-jamming's have a kind and an author; webmention.io's older ones an activity.
  return (
    has('target') && has('source') && (has('activity') || (has('type') && has('author') && has('published')))
  )
}

/** One mention; `where` names its place in the file or answer, `once` holds those before it. */
export function rowOf(item: unknown, where: string, once: Once): Row {
  if (!isFields(item)) return reject(where, 'unreadable')
  const mention = mentionOf(item)
  const place = mention.id ? `${where} (wm-id ${mention.id.slice(0, 40)})` : where
  if (mention.isPrivate) return reject(place, 'private')
  const act = acts[mention.property]
  if (!act) return reject(place, 'unsupported', mention.property.slice(0, 40))
  if (act === 'attend' && mention.rsvp !== undefined && mention.rsvp !== 'yes') {
    return reject(place, 'unsupported', `rsvp: ${mention.rsvp.slice(0, 20)}`)
  }
  const bridged = bridgedOf(mention.source)
  const named = accountOfProfile({ ...mention.author, network: bridged?.network })
  const account = named && (isVouched(mention) ? named : claimed(mention, named))
  if (!account) return reject(place, 'no-author')
  if (isOwn(mention, account.handle)) return reject(place, 'own-act')
  const externalKey = keyOf(mention)
  if (!externalKey) return reject(place, 'no-key')
  const work = workOf(mention.source, mention.target)
  const body = textOf(mention)
  const isReaction = act === 'like' || act === 'share'
  const when = whenOfAct({
    published: mention.published === undefined ? undefined : whenOfIso(mention.published),
    received: mention.received === undefined ? undefined : whenOfIso(mention.received),
    postAt: work?.publishedAt?.at ?? (isReaction ? postTime(mention, body) : undefined),
    isReaction,
  })
  if (!when) return reject(place, mention.published || mention.received ? 'bad-date' : 'no-date')
  const entry: ActEntry = {
    kind: 'act',
    act,
    direction: 'toward',
    when,
    account,
    work,
    externalKey,
    text: body || undefined,
    url: safeLink(mention.url) ?? safeLink(mention.source),
  }
  return once.rowOf({ ok: true, entry }, mention.source)
}

/** The author's page is on the site that was mentioned, or the account is the one that Bridgy relays for. */
function isOwn(mention: Mention, handle: string | undefined): boolean {
  if (isAtHome(mention.author.url, mention.target)) return true
  const user = bridgedOf(mention.source)?.user
  return (
    user !== undefined &&
    handle !== undefined &&
    user.replace(/^@/, '') === handle.replace(/^@/, '').toLowerCase()
  )
}

function keyOf({ id, source, target, property }: Mention): string | undefined {
  if (id !== undefined) return id.length <= 100 ? `wm:${id}` : undefined
  if (source === undefined && target === undefined) return undefined
  return `wm:${hash('sha256', [source, target, property].join('\u0000'), 'hex').slice(0, 32)}`
}

/** A like of a post that is only named in the words of the like (`★ Favorited https://…/status/…`). */
function postTime(mention: Mention, body: string): number | undefined {
  const post = postIn(mention.target) ?? postIn(body)
  return post && timeOfPost(post.network, post.id)
}

function textOf({ text, html }: Mention): string {
  return text !== undefined ? plainText(text) : html !== undefined ? htmlText(html) : ''
}
