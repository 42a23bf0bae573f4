import type { ActKind } from '#ledger/kinds.ts'
import type { Fields } from '../files/fields.ts'
import { fieldsIn, isFields, listIn, own, textIn } from '../files/fields.ts'
import { webUrl } from '../files/links.ts'

/** One webmention, whichever of webmention.io's shapes it came in. */
export type Mention = {
  id?: string
  source?: string
  target?: string
  /** What the mention itself gives as its target, or the key it stands under; part of the act's key, so never guessed. */
  told?: string
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
  const older = name
    .replace(/-of$/, '')
    .replace(/ies$/, 'y')
    .replace(/(?<=[a-z]{3})s$/, '')
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

/** `path`: the keys it stands under in a site generator's cache (`/posts/1/`, `like-of`). */
export function mentionOf(item: Fields, path: readonly string[] = []): Mention {
  const mention = mentionIn(item, path)
  const page = mention.target === undefined ? pageIn(path) : undefined
  return page === undefined ? mention : { ...mention, target: page, told: mention.told ?? page }
}

function mentionIn(item: Fields, path: readonly string[]): Mention {
  if (fieldsIn(item, 'activity') || fieldsIn(item, 'data')) return older(item)
  if (isMf2(item)) return jf2(flat(item), path)
  const isJammed =
    Object.hasOwn(item, 'source') && (Object.hasOwn(item, 'target') || pageIn(path) !== undefined)
  return isJammed ? jammed(item, path) : jf2(item, path)
}

/** The page among the keys above an entry: a path or an address. */
export const pageIn = (path: readonly string[]): string | undefined =>
  path.findLast(key => /^(?:\/|https?:\/\/)/.test(key))

/** The kind among the keys above an entry (`like-of`, `likes`, `in-reply-to`, `comments`). */
export const propertyIn = (path: readonly string[]): string | undefined =>
  path.findLast(key => key !== 'links' && actOf(key) !== undefined)

function jf2(item: Fields, path: readonly string[]): Mention {
  const author = listIn(item, 'author')[0]
  const pages = listIn(author, 'url').filter(each => typeof each === 'string')
  const content = own(item, 'content')
  const isHtml = /html/i.test(textIn(content, 'content-type') ?? '')
  const named = Object.keys(acts).find(each => referenceIn(item, each))
  // What was not kept by a receiver is known by its own address and what it answers.
  const isKept = Object.keys(item).some(key => key.startsWith('wm-'))
  const answered = named && webUrl(referenceIn(item, named))?.href
  const target = textIn(item, 'wm-target')
  const url = textIn(item, 'url') ?? firstText(own(item, 'url'))
  return {
    id: textIn(item, 'wm-id'),
    source: textIn(item, 'wm-source') ?? (isKept ? undefined : url),
    target: target ?? answered,
    told: target ?? (isKept ? undefined : answered),
    url,
    property: textIn(item, 'wm-property') ?? named ?? propertyIn(path) ?? 'mention-of',
    published: textIn(item, 'published'),
    received: textIn(item, 'wm-received') ?? textIn(item, 'verified_date'),
    isPrivate: own(item, 'wm-private') === true || own(item, 'wm-private') === 'true',
    rsvp: textIn(item, 'rsvp'),
    author: {
      ...(typeof author === 'string'
        ? { [webUrl(author) ? 'url' : 'name']: author }
        : {
            name: textIn(author, 'name') ?? firstText(own(author, 'name')),
            url: textIn(author, 'url') ?? pages[0],
          }),
      ...(pages.length > 1 && { pages }),
    },
    html: textIn(content, 'html') ?? (isHtml ? textIn(content, 'value') : undefined),
    text:
      typeof content === 'string'
        ? content
        : (textIn(content, 'text') ?? (isHtml ? undefined : textIn(content, 'value'))),
  }
}

/** What a property of a mention refers to: an address, or a citation that has one. */
export function referenceIn(item: Fields, key: string): string | undefined {
  const value = listIn(item, key)[0]
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  return (
    textIn(value, 'url') ?? firstText(own(fieldsIn(value, 'properties'), 'url')) ?? textIn(value, 'value')
  )
}

const firstText = (value: unknown): string | undefined =>
  Array.isArray(value) ? value.find(each => typeof each === 'string' && each.trim() !== '') : undefined

/** The JSON of parsed microformats: all values are lists, below `properties`. */
export const isMf2 = (item: Fields): boolean =>
  Array.isArray(item.type) && item.type.includes('h-entry') && isFields(item.properties)

function flat(item: Fields): Fields {
  const properties = fieldsIn(item, 'properties')!
  const names = Object.keys(properties)
  const card = listIn(properties, 'author')[0]
  const content = listIn(properties, 'content')[0]
  return {
    ...Object.fromEntries(names.map(name => [name, listIn(properties, name)[0]])),
    author: isFields(card) ? (fieldsIn(card, 'properties') ?? card) : card,
    content: isFields(content) ? { html: textIn(content, 'html'), text: textIn(content, 'value') } : content,
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
    told: textIn(item, 'target'),
    url: textIn(facts, 'url'),
    property: propertyOf(textIn(fieldsIn(item, 'activity'), 'type') ?? 'link'),
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
function jammed(item: Fields, path: readonly string[]): Mention {
  const kind = textIn(item, 'type')
  const target = textIn(item, 'target')
  const read = jf2(item, path)
  return {
    ...read,
    id: read.id ?? (target === undefined ? textIn(item, 'id') : undefined),
    source: textIn(item, 'source'),
    target,
    told: target,
    published: read.published ?? textIn(item, 'pubdate'),
    property:
      (kind === undefined || kind === 'entry') && propertyIn(path)
        ? propertyIn(path)!
        : propertyOf(kind ?? 'mention'),
  }
}

function propertyOf(kind: string): string {
  if (Object.hasOwn(olderTypes, kind)) return olderTypes[kind]!
  return actOf(kind) === 'like' ? 'like-of' : 'unknown'
}
