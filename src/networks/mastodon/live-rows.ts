/*
 * What a Mastodon-compatible server answers (docs.joinmastodon.org/entities): accounts, statuses and notifications as
 * rows. The same act told by a notification and by a list of who favourited has the same key; only the notification
 * knows when.
 */
import { type When, whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Row, SameAs, WorkRef } from '../contract.ts'
import { fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { htmlText } from '../files/html-text.ts'
import { profileKey, safeLink } from '../files/links.ts'
import { fediversePostKey, fediverseRef } from '../files/profiles.ts'
import { by, reject, toward } from '../files/rows.ts'
import { cut } from '../files/text.ts'
import { titleOf } from './activity.ts'

/** The followed account: its id on its server, its key in the ledger, and its server's host. */
export type Me = { id: string; key: string; host: string }

const day = 24 * 3600_000

export function accountOf(account: unknown, host: string): AccountRef | undefined {
  const page = textIn(account, 'url')
  const ref = fediverseRef(textIn(account, 'uri') ?? page, textIn(account, 'display_name'))
  if (!ref) return undefined
  const acct = textIn(account, 'acct')
  const handle =
    acct && /^[^\s@]+(?:@[^\s@]+)?$/.test(acct)
      ? cut(`@${acct.includes('@') ? acct : `${acct}@${host}`}`, 200)
      : ref.handle
  const sameAs = verifiedPages(account)
  const url = safeLink(page) ?? ref.url
  return {
    ...ref,
    handle,
    url,
    ...(sameAs.length > 0 && { sameAs }),
    // What programs have to say of themselves there; the person's actor is then a Service or an Application.
    ...(own(account, 'bot') === true && { extra: { program: 'bot' } }),
  }
}

/** Pages that link back to the account; the server has looked. */
function verifiedPages(account: unknown): SameAs[] {
  return listIn(account, 'fields').flatMap(field => {
    if (textIn(field, 'verified_at') === undefined) return []
    const link = /href="([^"]{1,500})"/.exec(textIn(field, 'value') ?? '')?.[1]
    const value = profileKey(link)
    return value ? [{ kind: 'url' as const, value, firm: true }] : []
  })
}

const isOpen = (status: unknown) => ['public', 'unlisted'].includes(textIn(status, 'visibility') ?? '')

export function workOf(status: unknown): WorkRef | undefined {
  const uri = textIn(status, 'uri')
  const published = whenOfIso(textIn(status, 'created_at') ?? '')
  if (uri === undefined || uri.length > 2_000) return undefined
  const work: WorkRef = {
    network: 'fediverse',
    key: fediversePostKey(uri),
    url: safeLink(textIn(status, 'url') ?? uri),
  }
  if (published) work.publishedAt = published
  if (isOpen(status)) work.title = titleOf(textIn(status, 'spoiler_text') ?? wordsOf(status) ?? '')
  return work
}

const wordsOf = (status: unknown) =>
  isOpen(status) ? htmlText(textIn(status, 'content') ?? '') || undefined : undefined

/** One notification: what somebody did toward the owner. `parentOf` names the post that a reply answers. */
export function rowOfNotification(note: unknown, me: Me, parentOf: (id: string) => WorkRef | undefined): Row {
  const where = `notification ${(textIn(note, 'id') ?? '?').slice(0, 40)}`
  const account = accountOf(own(note, 'account'), me.host)
  const status = fieldsIn(note, 'status')
  const type = textIn(note, 'type') ?? ''
  if (!account) return reject(where, 'no-author')
  if (account.key === me.key) return reject(where, 'own-act')
  const when = whenOfIso(textIn(note, 'created_at') ?? '')
  if (!when) return reject(where, 'bad-date')
  const work = workOf(status)
  switch (type) {
    case 'favourite':
      return work ? reaction('like', account, work, when) : reject(where, 'no-key')
    case 'reblog':
      return work ? reaction('share', account, work, when) : reject(where, 'no-key')
    case 'follow':
      return toward('follow', account, when, `follow:${account.key}`)
    case 'mention':
    case 'quote':
      return work ? spoken(type, status, account, when, work, me, parentOf) : reject(where, 'no-key')
    default:
      return reject(where, 'unsupported', type.slice(0, 40))
  }
}

function spoken(
  type: 'mention' | 'quote',
  status: unknown,
  account: AccountRef,
  when: When,
  theirs: WorkRef,
  me: Me,
  parentOf: (id: string) => WorkRef | undefined,
): Row {
  if (textIn(status, 'visibility') === 'direct') return toward('message', account, when, theirs.key)
  const isReply = textIn(status, 'in_reply_to_account_id') === me.id
  const parent = isReply ? parentOf(textIn(status, 'in_reply_to_id') ?? '') : undefined
  const quoted = type === 'quote' ? workOf(fieldsIn(fieldsIn(status, 'quote'), 'quoted_status')) : undefined
  return toward(type === 'quote' ? 'share' : isReply ? 'reply' : 'mention', account, when, theirs.key, {
    work: parent ?? quoted,
    text: wordsOf(status),
    url: theirs.url,
  })
}

/** Somebody on the list of those who favourited or boosted. When is not told: by the day after the post. */
export function rowOfReaction(
  kind: 'like' | 'share',
  account: unknown,
  work: WorkRef,
  me: Me,
  now: number,
): Row {
  const by = accountOf(account, me.host)
  const where = `${kind} of ${work.key.slice(0, 200)}`
  if (!by) return reject(where, 'no-author')
  if (by.key === me.key) return reject(where, 'own-act')
  const posted = work.publishedAt?.at
  if (posted === undefined) return reject(where, 'no-date')
  return reaction(kind, by, work, { at: Math.min(posted + day, now), precision: 'day', zoneKnown: true })
}

/** The owner's own post: a work, and acts toward those it answers, names or shares; as the archive tells them. */
export function rowsOfStatus(status: unknown, me: Me): Row[] {
  const uri = textIn(status, 'uri')
  const where = `status ${(textIn(status, 'id') ?? '?').slice(0, 40)}`
  const when = whenOfIso(textIn(status, 'created_at') ?? '')
  const work = workOf(status)
  if (!uri || !work) return [reject(where, 'no-key')]
  if (!when) return [reject(where, 'bad-date')]
  const shared = fieldsIn(status, 'reblog')
  if (shared) {
    const account = accountOf(own(shared, 'account'), me.host)
    if (!account) return [reject(where, 'no-author')]
    if (account.key === me.key) return [reject(where, 'own-act')]
    return [by('share', account, when, uri, { url: safeLink(textIn(shared, 'url')) })]
  }
  // The id that the archive gives the activity which made this post.
  const activity = `${uri}/activity`
  const mentioned = mentionsOf(status, me)
  if (textIn(status, 'visibility') === 'direct')
    return mentioned.map(({ account }) => by('message', account, when, `${activity}#message=${account.key}`))
  const said = { text: wordsOf(status), url: work.url }
  const answeredId = textIn(status, 'in_reply_to_account_id')
  const answered = mentioned.find(({ id }) => id === answeredId)
  const rows: Row[] = [{ ok: true, entry: { kind: 'work', work } }]
  if (answered) rows.push(by('reply', answered.account, when, activity, said))
  else if (answeredId !== undefined && answeredId !== me.id)
    rows.push(reject(where, 'no-author', 'in_reply_to'))
  const quoted = accountOf(own(fieldsIn(fieldsIn(status, 'quote'), 'quoted_status'), 'account'), me.host)
  if (quoted && quoted.key !== me.key && quoted.key !== answered?.account.key)
    rows.push(by('share', quoted, when, `${activity}#quote`, said))
  for (const { account } of mentioned)
    if (account.key !== answered?.account.key && account.key !== quoted?.key)
      rows.push(by('mention', account, when, `${activity}#mention=${account.key}`, said))
  return rows
}

function mentionsOf(status: unknown, me: Me): { id: string; account: AccountRef }[] {
  const found = new Map<string, { id: string; account: AccountRef }>()
  for (const mention of listIn(status, 'mentions')) {
    const account = accountOf(mention, me.host)
    if (account && account.key !== me.key)
      found.set(account.key, { id: textIn(mention, 'id') ?? '', account })
  }
  return [...found.values()]
}

const reaction = (kind: 'like' | 'share', account: AccountRef, work: WorkRef, when: When) =>
  toward(kind, account, when, `${kind}:${account.key}:${work.key}`, { work })
