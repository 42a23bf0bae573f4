import { hash } from 'node:crypto'
import { mailOf } from '../contact-fields.ts'
import type { AccountRef, Own, WorkRef } from '../contract.ts'
import { htmlText } from '../files/html-text.ts'
import { pageKey, safeLink } from '../files/links.ts'
import { foldedName } from '../files/text.ts'
import type { BlogEntry, Fields, Remark } from './blocks.ts'
import { whenOfExport } from './when.ts'

/** `site`: where the blog lives, as the owner answered. `author`: who wrote it, if one alone. */
export type Blog = { isHatena: boolean; author?: string; site?: string; own?: Own }

/** `work`: undefined where the entry's date cannot be. `told`: how often the same was said here, by its hash. */
export type Post = {
  key: string | undefined
  author: string
  isDraft: boolean
  work: WorkRef | undefined
  told: Map<string, number>
}

const LONGEST_KEY = 300
const REMEMBERED = 10_000

export function postOf({ fields }: BlogEntry, blog: Blog): Post {
  const author = foldedName(fields.get('AUTHOR') ?? '')
  const date = fields.get('DATE')
  const name = fields.get('BASENAME') || (date && `${date} ${fields.get('TITLE') ?? ''}`)
  const key = name && name.length > LONGEST_KEY ? hashed(name) : name || undefined
  const publishedAt = whenOfExport(date)
  const isDraft = !/^(?:publish(?:ed)?)?$/i.test(fields.get('STATUS') ?? '')
  const title = htmlText(fields.get('TITLE') ?? '', 200).replace(/\s+/g, ' ') || undefined
  const url = urlOf(fields, blog)
  const page = pageKey(url)
  const place = page
    ? { network: 'web', key: page, url: safeLink(url) }
    : { network: 'movable-type', key: `${author}/${key}` }
  const isWork = key !== undefined && (publishedAt !== undefined || !date)
  return {
    key,
    author,
    isDraft,
    work: isWork ? { ...place, title, publishedAt } : undefined,
    told: new Map(),
  }
}

/** TypePad and Cocolog tell the address; Hatena's is known once the blog's own is. */
function urlOf(fields: Fields, { isHatena, site }: Blog): string | undefined {
  const told = fields.get('UNIQUE URL')
  if (pageKey(told)) return told
  const name = fields.get('BASENAME')
  return isHatena && site && name ? `https://${site}/entry/${name}` : undefined
}

/** Written by the blog's author: by name, by the owner's other names, or by mail address. */
export function isOwn(fields: Fields, account: AccountRef, post: Post, { own }: Blog): boolean {
  const name = foldedName(fields.get('AUTHOR') ?? '')
  const mail = mailOf(fields.get('EMAIL') ?? '')
  if (name !== '' && (name === post.author || own?.names.some(each => foldedName(each) === name))) return true
  return Boolean(
    own?.accounts.some(
      ({ network, key }) =>
        (network === 'mail' && key === mail) || (network === account.network && key === account.key),
    ),
  )
}

/** There are no ids: place, time, who and a hash of the words, and a count where all that is the same twice. */
export function remarkKey(kind: string, { fields, text }: Remark, { key = '', told }: Post): string {
  const who = [fields.get('AUTHOR') ?? fields.get('BLOG NAME'), fields.get('EMAIL'), fields.get('URL'), text]
  const same = `mt:${key}:${kind}:${fields.get('DATE')?.slice(0, 40)}:${hashed(who.join('\u0000'))}`
  const count = told.get(same) ?? 0
  if (told.size < REMEMBERED) told.set(same, count + 1)
  return count === 0 ? same : `${same}:${count}`
}

const hashed = (text: string) => hash('sha256', text, 'hex').slice(0, 24)
