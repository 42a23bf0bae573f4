import type { ActKind } from '#ledger/kinds.ts'
import type { Fields } from '../files/fields.ts'
import { fieldsIn, listIn, own, textIn } from '../files/fields.ts'

/** One webmention, whichever of webmention.io's shapes it came in. */
export type Mention = {
  id?: string
  source?: string
  target?: string
  /** Where a person reads it: for a relayed one the original post. */
  url?: string
  property: string
  published?: string
  received?: string
  isPrivate: boolean
  rsvp?: string
  /** `pages`: all addresses on the author's card. */
  author: { name?: string; url?: string; pages?: readonly string[] }
  html?: string
  text?: string
}

export const acts: Readonly<Record<string, ActKind>> = {
  'like-of': 'like',
  'repost-of': 'share',
  'in-reply-to': 'reply',
  'mention-of': 'mention',
  'bookmark-of': 'bookmark',
  rsvp: 'attend',
  'follow-of': 'follow',
}

/** What a kind of mention is; the reactions of pictures (`reacji`, `emoji-react-of`) are likes by any name. */
export function actOf(property: string): ActKind | undefined {
  const name = property.toLowerCase().replace(/^u-/, '')
  if (Object.hasOwn(acts, name)) return acts[name]
  if (/^(?:emoji-?)?reac(?:t|ji)/.test(name)) return 'like'
  const older = name.replace(/-of$/, '').replace(/(?<=[a-z]{3})s$/, '')
  return Object.hasOwn(olderTypes, older) ? acts[olderTypes[older]!] : undefined
}

/** The `type` of the older `.json` answers. */
const olderTypes: Readonly<Record<string, string>> = {
  like: 'like-of',
  favorite: 'like-of',
  favourite: 'like-of',
  repost: 'repost-of',
  share: 'repost-of',
  reply: 'in-reply-to',
  comment: 'in-reply-to',
  link: 'mention-of',
  mention: 'mention-of',
  bookmark: 'bookmark-of',
  rsvp: 'rsvp',
  follow: 'follow-of',
}

export function mentionOf(item: Fields): Mention {
  if (fieldsIn(item, 'activity') || fieldsIn(item, 'data')) return older(item)
  return Object.hasOwn(item, 'source') && Object.hasOwn(item, 'target') ? jammed(item) : jf2(item)
}

function jf2(item: Fields): Mention {
  const author = listIn(item, 'author')[0]
  const content = own(item, 'content')
  const isHtml = /html/i.test(textIn(content, 'content-type') ?? '')
  return {
    id: textIn(item, 'wm-id'),
    source: textIn(item, 'wm-source'),
    target: textIn(item, 'wm-target'),
    url: textIn(item, 'url'),
    property:
      textIn(item, 'wm-property') ?? Object.keys(acts).find(each => textIn(item, each)) ?? 'mention-of',
    published: textIn(item, 'published'),
    received: textIn(item, 'wm-received') ?? textIn(item, 'verified_date'),
    isPrivate: own(item, 'wm-private') === true || own(item, 'wm-private') === 'true',
    rsvp: textIn(item, 'rsvp'),
    author: { name: textIn(author, 'name'), url: textIn(author, 'url') },
    html: textIn(content, 'html') ?? (isHtml ? textIn(content, 'value') : undefined),
    text:
      typeof content === 'string'
        ? content
        : (textIn(content, 'text') ?? (isHtml ? undefined : textIn(content, 'value'))),
  }
}

function older(item: Fields): Mention {
  const facts = fieldsIn(item, 'data')
  const author = fieldsIn(facts, 'author')
  const seconds = Number(textIn(facts, 'published_ts'))
  return {
    id: textIn(item, 'id'),
    source: textIn(item, 'source'),
    target: textIn(item, 'target'),
    url: textIn(facts, 'url'),
    property: olderTypes[textIn(fieldsIn(item, 'activity'), 'type') ?? 'link'] ?? 'unknown',
    published:
      seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000).toISOString() : textIn(facts, 'published'),
    received: textIn(item, 'verified_date'),
    isPrivate: own(item, 'private') === true,
    rsvp: textIn(facts, 'rsvp'),
    author: { name: textIn(author, 'name'), url: textIn(author, 'url') },
    html: textIn(facts, 'content'),
  }
}

/** As go-jamming hands them to Hugo sites: the words of jf2 without its prefixes, and a plain kind. */
function jammed(item: Fields): Mention {
  const kind = textIn(item, 'type') ?? 'mention'
  return {
    ...jf2(item),
    source: textIn(item, 'source'),
    target: textIn(item, 'target'),
    property: (Object.hasOwn(olderTypes, kind) && olderTypes[kind]) || 'unknown',
  }
}
