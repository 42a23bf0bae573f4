import type { ActKind } from '#ledger/kinds.ts'
import type { When } from '#ledger/when.ts'
import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, ActEntry, Entry, Row, WorkRef } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { htmlText } from '../files/html-text.ts'
import { safeLink } from '../files/links.ts'
import { fediverseAuthor, fediverseKey, fediversePostKey, fediverseRef } from '../files/profiles.ts'
import { reject } from '../files/rows.ts'
import { clean, cut } from '../files/text.ts'
import { visibilityOf } from './visibility.ts'

export type Owner = { key?: string; followers?: string }

const TITLE = 80
const LONGEST_ID = 2_000

/** What one activity of the outbox says: a work, and acts by the owner toward those it names. */
export function rowsOfActivity(activity: Fields, owner: Owner, where: string): Row[] {
  const id = idOf(activity)
  if (!id) return [reject(where, 'no-key')]
  const place = `${where} (${id.slice(0, 200)})`
  const published = textIn(activity, 'published') ?? textIn(fieldsIn(activity, 'object'), 'published')
  const when = published === undefined ? undefined : whenOfIso(published)
  if (!when) return [reject(place, published === undefined ? 'no-date' : 'bad-date')]
  const ownKey = owner.key ?? fediverseKey(textIn(activity, 'actor'))
  switch (textIn(activity, 'type')) {
    case 'Create':
      return created(activity, id, when, { ...owner, key: ownKey }, place)
    case 'Announce':
      return announced(activity, id, when, ownKey, place)
    default:
      return [reject(place, 'unsupported', textIn(activity, 'type')?.slice(0, 40))]
  }
}

function announced(
  activity: Fields,
  id: string,
  when: When,
  ownKey: string | undefined,
  place: string,
): Row[] {
  const object = textIn(activity, 'object') ?? textIn(fieldsIn(activity, 'object'), 'id')
  const account = fediverseAuthor(object)
  if (!account) return [reject(place, 'no-author')]
  if (account.key === ownKey) return [reject(place, 'own-act')]
  return [
    kept({
      kind: 'act',
      act: 'share',
      direction: 'by',
      when,
      account,
      externalKey: id,
      url: safeLink(object),
    }),
  ]
}

function created(activity: Fields, id: string, when: When, owner: Owner, place: string): Row[] {
  const post = fieldsIn(activity, 'object')
  const postId = post && idOf(post)
  if (!post || !postId) return [reject(place, 'unsupported', 'object')]
  // The activity's own audience stands in where an old server left it off the post.
  const visibility = visibilityOf(own(post, 'to') === undefined ? activity : post, owner.followers)
  const mentioned = mentionsOf(post, owner.key)
  if (visibility === 'direct') {
    if (mentioned.length === 0) return [reject(place, 'private')]
    return mentioned.map(account => act('message', account, `${id}#message=${account.key}`))
  }
  const isOpen = visibility !== 'followers'
  const words = isOpen ? htmlText((textIn(post, 'content') ?? '').replace(quoteLine, '')) : ''
  const url = safeLink(textIn(post, 'url')) ?? safeLink(postId)
  const work: WorkRef = { network: 'fediverse', key: fediversePostKey(postId), url, publishedAt: when }
  if (isOpen) work.title = titleOf(textIn(post, 'summary') ?? textIn(post, 'name') ?? words)
  const rows: Row[] = [kept({ kind: 'work', work })]

  const parent = textIn(post, 'inReplyTo')
  const answered = parent === undefined ? undefined : answeredBy(parent, mentioned)
  if (answered && answered.key !== owner.key) rows.push(act('reply', answered, id))
  if (parent !== undefined && !answered) rows.push(reject(place, 'no-author', 'inReplyTo'))
  const shared = quotedIn(post)
  const quoted = shared === undefined ? undefined : answeredBy(shared, mentioned)
  if (quoted && quoted.key !== owner.key && quoted.key !== answered?.key)
    rows.push(act('share', quoted, `${id}#quote`))
  if (shared !== undefined && !quoted) rows.push(reject(place, 'no-author', 'quote'))
  for (const account of mentioned) {
    if (account.key !== answered?.key && account.key !== quoted?.key)
      rows.push(act('mention', account, `${id}#mention=${account.key}`))
  }
  return rows

  function act(kind: ActKind, account: AccountRef, externalKey: string): Row {
    const entry: ActEntry = { kind: 'act', act: kind, direction: 'by', when, account, externalKey }
    if (kind !== 'message') Object.assign(entry, { url, ...(words ? { text: words } : {}) })
    return kept(entry)
  }
}

/** The post that is quoted, by FEP-044f (Mastodon from 4.4) and the names other servers and older ones had for it. */
function quotedIn(post: Fields): string | undefined {
  for (const name of ['quote', 'quoteUrl', 'quoteUri', '_misskey_quote']) {
    const uri = textIn(post, name) ?? textIn(fieldsIn(post, name), 'id')
    if (uri) return uri
  }
  return undefined
}

/** What stands in the words for servers that do not know quotes: `RE: https://…`. */
const quoteLine = /<p class="quote-inline">.{0,2000}?<\/p>/gs

/** The people a post names, each once, without the owner. */
function mentionsOf(post: Fields, ownKey: string | undefined): AccountRef[] {
  const found = new Map<string, AccountRef>()
  for (const tag of listIn(post, 'tag')) {
    if (textIn(tag, 'type') !== 'Mention') continue
    const account = fediverseRef(textIn(tag, 'href'))
    if (!account || account.key === ownKey || found.has(account.key)) continue
    const name = clean(textIn(tag, 'name') ?? '').trim()
    // `@name` alone means somebody of the owner's own server; the address says which.
    found.set(account.key, /^@[^@\s]+@[^@\s]+$/.test(name) ? { ...account, handle: cut(name, 200) } : account)
  }
  return [...found.values()]
}

/** Whose post was answered or quoted: by its address, else the only one mentioned, or the only one from that server. */
function answeredBy(parent: string, mentioned: readonly AccountRef[]): AccountRef | undefined {
  const author = fediverseAuthor(parent)
  if (author) return mentioned.find(each => each.key === author.key) ?? author
  if (mentioned.length === 1) return mentioned[0]
  const host = URL.parse(parent)?.host
  const near = mentioned.filter(each => URL.parse(each.key)?.host === host)
  return near.length === 1 ? near[0] : undefined
}

function idOf(value: Fields): string | undefined {
  const id = textIn(value, 'id')
  return id !== undefined && id.length <= LONGEST_ID ? clean(id) : undefined
}

export function titleOf(text: string): string | undefined {
  const line = htmlText(text, TITLE * 4).replace(/\s+/g, ' ')
  return (line.length > TITLE ? `${cut(line, TITLE - 1).trimEnd()}…` : line) || undefined
}

function kept(entry: Entry): Row {
  return { ok: true, entry }
}
