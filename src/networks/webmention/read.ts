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
 * Also a bare array of such entries, one entry per line, entries under whatever keys (see entries.ts), and the older `.json`
 * answers (`links[]`), which Jekyll's plugin keeps as YAML (see yaml-cache.ts).
 */
import { hash } from 'node:crypto'
import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, ActEntry, Reader, Row } from '../contract.ts'
import { isFields } from '../files/fields.ts'
import { htmlText, plainText } from '../files/html-text.ts'
import { safeLink } from '../files/links.ts'
import { accountOfProfile, blueskyRef } from '../files/profiles.ts'
import { reject, rowAt } from '../files/rows.ts'
import { type Found, filesOf, itemsIn } from './cache.ts'
import { claimed, isVouched } from './claim.ts'
import type { Mention } from './mention.ts'
import { actOf, mentionOf } from './mention.ts'
import { Once } from './once.ts'
import { bridgedOf, pageOf, postIn, timeOfPost, workOf } from './opportunity.ts'
import { isReacji } from './reacji.ts'
import { whenOfAct } from './when.ts'
import { handleAndDid, Whose } from './whose.ts'

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async *read(source) {
    const files = await filesOf(source)
    const reading = { whose: await heardIn(files), once: new Once() }
    for (const found of files)
      for await (const { where, value, path, why } of itemsIn(found))
        yield why ? reject(where, why) : rowAt(where, () => rowOf(value, where, reading, path))
  },
}

/** More mentions than this do not change who the owner is. */
const HEARD = 100_000

async function heardIn(files: readonly Found[]): Promise<Whose> {
  const whose = new Whose()
  let left = HEARD
  for (const found of files)
    for await (const { value, path } of itemsIn(found)) {
      if (!isFields(value)) continue
      try {
        whose.hear(mentionOf(value, path))
      } catch {
        // What surprises is told of when its row is read.
      }
      if (--left === 0) return whose
    }
  return whose
}

/** `whose` has heard all mentions there are, `once` holds those before this one. */
export type Reading = { whose: Whose; once: Once }

/** One mention; `where` names its place in the file or answer. */
export function rowOf(item: unknown, where: string, { whose, once }: Reading, path?: readonly string[]): Row {
  if (!isFields(item)) return reject(where, 'unreadable')
  const mention = whose.placed(mentionOf(item, path))
  const place = mention.id ? `${where} (wm-id ${mention.id.slice(0, 40)})` : where
  if (mention.isPrivate) return reject(place, 'private')
  const bridged = bridgedOf(mention.source)
  const body = textOf(mention)
  const said = bridged?.kind === 'react' ? 'like' : actOf(mention.property)
  if (!said) return reject(place, 'unsupported', mention.property.slice(0, 40))
  if (said === 'attend' && mention.rsvp !== undefined && mention.rsvp !== 'yes') {
    return reject(place, 'unsupported', `rsvp: ${mention.rsvp.slice(0, 20)}`)
  }
  const named = accountOfProfile({ ...mention.author, network: bridged?.network })
  if (!named) return reject(place, 'no-author')
  if (whose.isOwn(mention, named)) return reject(place, 'own-act')
  const account = authorOf(mention, named, whose)
  const externalKey = keyOf(mention)
  if (!externalKey) return reject(place, 'no-key')
  let act = said === 'reply' && isReacji(body) ? 'like' : said
  const isElsewhere = bridged !== undefined && bridged.kind !== 'post' && whose.isForeign(bridged)
  if (isElsewhere) {
    if (act !== 'reply' && act !== 'mention') return reject(place, 'not-toward-owner')
    if (!whose.isTurnedHere(mention, named, bridged)) return reject(place, 'not-toward-owner')
    act = 'mention'
  }
  const work = isElsewhere
    ? pageOf(mention.target, whose.didOf)
    : workOf(mention.source, mention.target, whose.didOf)
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

/** Who did it, as far as the page can speak for them. On Bluesky by their DID where this mention or another tells it. */
function authorOf(mention: Mention, named: AccountRef, whose: Whose): AccountRef {
  if (!isVouched(mention, named)) return claimed(mention, named)
  const handle = named.network === 'bluesky' ? named.handle : undefined
  const did = handle && (handleAndDid(mention)?.did ?? whose.didOf(handle))
  if (!did) return named
  const known = blueskyRef({ did, handle }, named.name)
  return { ...known, sameAs: known.sameAs?.map(same => ({ ...same, firm: true })) }
}

function keyOf({ id, source, told: target, property }: Mention): string | undefined {
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
