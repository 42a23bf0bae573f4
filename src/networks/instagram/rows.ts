import { hash } from 'node:crypto'
import type { ActKind, Direction } from '#ledger/kinds.ts'
import type { AccountRef, ActEntry, Reject, RejectCode, Row, WorkRef } from '../contract.ts'
import { type Fields, fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { safeLink, webUrl } from '../files/links.ts'
import { type Item, whenIn, whenOf } from '../files/meta/items.ts'
import { isAddress, labelsOf, mapEntries } from '../files/meta/labels.ts'
import { type PostKeys, titleOf } from '../files/meta/posts.ts'
import { userOf, userOfUrl } from './accounts.ts'
import { commentLabels, nameLabels, ownerLabels, userLabels } from './label-words.ts'

/** `of`: makes the account on the network in question. `own`: the owner's user name. `met`: told of every user. */
export type Side = {
  prefix: '' | 'threads:'
  network: 'instagram' | 'threads'
  of: (user: string, name?: string) => AccountRef
  own: string | undefined
  met: (user: string) => void
}

/** Followers and the like: `title` or `value` is the user, and for Threads `title` is the name that is shown. */
export function tieRows(item: Item, act: ActKind, direction: Direction, side: Side): Row[] {
  const { where, value } = item
  const title = textIn(value, 'title')
  const entry = listIn(value, 'string_list_data')[0]
  const labelled = labelledUser(value)
  const user =
    userOf(textIn(entry, 'value')) ?? userOfUrl(textIn(entry, 'href')) ?? userOf(title) ?? labelled.user
  if (!user) return [refused(where, title || entry ? 'no-author' : 'hidden-member')]
  side.met(user)
  const account = side.of(user, labelled.name ?? title)
  const when = whenOf(own(entry, 'timestamp') ?? own(value, 'timestamp'), 1000)
  if (when === 'no-date') return [{ ok: true, entry: { kind: 'account', account } }]
  if (when === 'bad-date') return [refused(where, when)]
  const times = act === 'invite' ? `:${when.at / 1000}` : ''
  const externalKey = `${side.prefix}${act}:${direction}:${user}${times}`
  return [kept({ kind: 'act', act, direction, when, account, externalKey })]
}

/** What the owner liked, in the older form (`title`, `string_list_data`) or the newer one of labels. */
export function likeRows(
  { where, value }: Item,
  kind: 'like' | 'comment-like' | 'story-like',
  side: Side,
): Row[] {
  const listed = listIn(value, 'string_list_data')
  const entries = listed.length > 0 ? listed : [value]
  const title = textIn(value, 'title')
  const labelled = labelledUser(value)
  return entries.map(entry => {
    const url = safeLink(textIn(entry, 'href') ?? labelled.url)
    const user = userOfUrl(url) ?? userOf(title) ?? labelled.user
    const when = whenOf(own(entry, 'timestamp') ?? own(value, 'timestamp'), 1000)
    if (!user) return refused(where, 'no-author')
    if (typeof when === 'string') return refused(where, when)
    if (user === side.own) return refused(where, 'own-act')
    side.met(user)
    const post = kind === 'like' ? postIn(url) : undefined
    const externalKey = `${side.prefix}${kind}:${post ?? `${user}:${when.at / 1000}`}`
    const account = side.of(user, labelled.name ?? (title === user ? undefined : title))
    return kept({
      kind: 'act',
      act: 'like',
      direction: 'by',
      when,
      account,
      externalKey,
      ...(url && { url }),
    })
  })
}

/** The code of a post, which is the same for `/p/`, `/reel/` and `/@name/post/`. */
function postIn(link: string | undefined): string | undefined {
  return /\/(?:p|reels?|tv|post)\/([\w-]+)/.exec(webUrl(link)?.pathname ?? '')?.[1]
}

/** The user among labels of any language: by a known label, else the last value within a block that may be one. */
function labelledUser(value: Fields): { user?: string; name?: string; url?: string } {
  const labels = labelsOf(value)
  const nested = labels.filter(({ within, value: told }) => within.length > 0 && !isAddress(told))
  const byLabel = labels.find(({ label, value: told }) => userLabels.test(label) && userOf(told))
  const byShape = nested.filter(({ value: told }) => userOf(told) && told === told.toLowerCase()).at(-1)
  const user = userOf((byLabel ?? byShape)?.value)
  const name = nested.find(({ label }) => nameLabels.test(label) && !userLabels.test(label))?.value
  const url = labels.find(({ value: told }) => isAddress(told) && postIn(told))?.value
  return { ...(user && { user }), ...(name && { name }), ...(url && { url }) }
}

/**
 * A comment the owner made. Keys are in the language of the account, so where they are unknown the shape decides: the
 * comment comes first, then whose post it is; the third has the time.
 */
export function commentRow({ where, value }: Item, side: Side): Row {
  const mapped = mapEntries(value)
  const labels = labelsOf(value).filter(({ value: told }) => !isAddress(told))
  const told: readonly { label: string; value?: string }[] = mapped.length > 0 ? mapped : labels
  const timed = mapped.find(each => typeof each.timestamp === 'number' && each.timestamp !== 0)
  const spoken = told.filter(each => each.value !== undefined && each !== timed)
  const byLabel = spoken.find(({ label }) => ownerLabels.test(label))
  const others = spoken.filter(each => each !== byLabel)
  const comment = others.find(({ label }) => commentLabels.test(label)) ?? others[0]
  const user = userOf((byLabel ?? others.find(each => each !== comment))?.value)
  const when = whenOf(timed?.timestamp ?? own(value, 'timestamp'), 1000)
  if (typeof when === 'string') return refused(where, when)
  if (!user) return refused(where, 'no-author')
  if (user === side.own) return refused(where, 'own-act')
  side.met(user)
  const text = plainText(comment?.value ?? '')
  const digest = hash('sha256', text, 'hex').slice(0, 16)
  const externalKey = `comment:${user}:${when.at / 1000}:${digest}`
  return kept({
    kind: 'act',
    act: 'comment',
    direction: 'by',
    when,
    account: side.of(user),
    externalKey,
    ...(text && { text }),
  })
}

const MENTIONS = 50

/** A post, reel, story or thread as a work, and a mention of everybody who is named in its words. */
export function workRows({ where, value }: Item, kind: string, keys: PostKeys, side: Side): Row[] {
  const media = listIn(value, 'media')
  const first = (media[0] ?? value) as Fields
  const told = whenIn(value, 'creation_timestamp')
  const when = typeof told === 'string' ? whenIn(first, 'creation_timestamp') : told
  if (typeof when === 'string') return [refused(where, when)]
  const words = textIn(value, 'title') ?? textIn(first, 'title') ?? ''
  const title = titleOf(words)
  const isReply = own(fieldsIn(first, 'text_app_post'), 'is_reply') === true
  const key = keys.next(isReply ? 'reply' : kind, when.at)
  const work: WorkRef = { network: side.network, key, ...(title && { title }), publishedAt: when }
  const rows: Row[] = [{ ok: true, entry: { kind: 'work', work } }]
  for (const user of mentionedIn(words)) {
    if (user === side.own) continue
    const externalKey = `${side.prefix}mention:${key}:${user}`
    rows.push(
      kept({ kind: 'act', act: 'mention', direction: 'by', when, account: side.of(user), work, externalKey }),
    )
  }
  return rows
}

export function mentionedIn(words: string): string[] {
  const found = new Set<string>()
  for (const [, name] of words.slice(0, 20_000).matchAll(/(?<![\w.@/])@([a-z0-9._]{1,30})(?![\w@])/gi)) {
    const user = userOf(name!.replace(/\.+$/, ''))
    if (user && found.size < MENTIONS) found.add(user)
  }
  return [...found]
}

const kept = (entry: ActEntry): Row => ({ ok: true, entry })
const refused = (where: string, why: RejectCode): Reject => ({ ok: false, where, why })
