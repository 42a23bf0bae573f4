import type { ActKind } from '#ledger/kinds.ts'
import type { AccountRef, SameAs } from '../contract.ts'
import { htmlText } from '../files/html-text.ts'
import { hostOf, profileKey, safeLink } from '../files/links.ts'
import { accountOfProfile, fediverseAuthor, fediversePage, fediverseRef } from '../files/profiles.ts'
import { oneLine } from '../files/text.ts'
import type { Comment, Site } from '../files/wxr.ts'

/** Kinds of comment, as WordPress and the ActivityPub and Webmention plugins name them. */
const kinds: Readonly<Record<string, ActKind>> = {
  '': 'comment',
  comment: 'comment',
  pingback: 'mention',
  trackback: 'mention',
  webmention: 'mention',
  mention: 'mention',
  like: 'like',
  favorite: 'like',
  repost: 'share',
  quote: 'share',
  reply: 'reply',
  bookmark: 'bookmark',
  'rsvp:yes': 'attend',
  follow: 'follow',
  review: 'comment',
}

export function actOf({ texts }: Comment): ActKind | undefined {
  const type = (texts.get('comment_type') ?? '').toLowerCase()
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined
}

const addressShape = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/

/** A mail address in the form it is compared by. */
export function mailOf(text: string | undefined): string | undefined {
  const mail = text?.trim().toLowerCase()
  return mail && addressShape.test(mail) ? mail : undefined
}

/** Written by the blog's own authors: by user id, else by mail address. */
export function isByAuthor(site: Site, { texts }: Comment): boolean {
  const user = texts.get('comment_user_id')
  const mail = mailOf(texts.get('comment_author_email'))
  return site.authors.some(
    author =>
      (user !== undefined && user !== '0' && user === author.get('author_id')) ||
      (mail !== undefined && mail === mailOf(author.get('author_email'))),
  )
}

/**
 * Who commented. From the fediverse: the profile. Pingbacks and trackbacks come from a site, not from a page, since
 * each page would else be a person. Others: the mail address, else the page given, else the name. What a commenter
 * types is not checked by anyone, so no tie that comes from it is firm.
 */
export function authorOf({ texts, meta }: Comment): AccountRef | undefined {
  const url = texts.get('comment_author_url')
  const name = nameOf(texts.get('comment_author'))
  const mail = mailOf(texts.get('comment_author_email'))
  const type = (texts.get('comment_type') ?? '').toLowerCase()
  if (meta.get('protocol') === 'activitypub') {
    const account = fediverseRef(url, name) ?? fediverseAuthor(meta.get('source_id'))
    if (account) return { ...account, name, sameAs: tied(mail, fediversePage(account.key)) }
  }
  if (type === 'pingback' || type === 'trackback') {
    const host = hostOf(url)
    return host ? { network: 'web', key: host, url: safeLink(`https://${host}/`) } : undefined
  }
  if (mail) return { network: 'mail', key: mail, name, url: safeLink(url), sameAs: tied(mail, url) }
  return accountOfProfile({ url, name })
}

function tied(mail: string | undefined, url: string | undefined): SameAs[] {
  const page = profileKey(url)
  return [
    ...(mail ? [{ kind: 'mail', value: mail, firm: false } as const] : []),
    ...(page ? [{ kind: 'url', value: page, firm: false } as const] : []),
  ]
}

/** WordPress stores names with entities and without markup; what looks like markup is part of the name. */
export function nameOf(text: string | undefined): string | undefined {
  if (!text) return undefined
  return oneLine(text.includes('&') && !text.includes('<') ? htmlText(text) : text) || undefined
}
