import type { AccountRef } from '../contract.ts'
import { profileKey } from '../files/links.ts'
import { foldedName, oneLine } from '../files/text.ts'
import { fullName, isFamilyFirst } from '../names.ts'

/** LinkedIn gives a hundred characters at most; what is longer is no address of a member. */
const SLUG = 200

/** `in/<slug>` (or `company/<slug>`), lower case and percent-decoded, from any form of a profile address. */
export function memberKey(url: string | undefined): string | undefined {
  if (url === undefined || url.length > 2_000) return undefined
  const match = /(?:^|[/.])linkedin\.com\/(in|pub|company|school|showcase)\/([^/?#\s,]+)/i.exec(url)
  if (!match) return undefined
  let slug = match[2]!
  try {
    slug = decodeURIComponent(slug)
  } catch {
    // A stray percent sign: the slug is what it is.
  }
  if (slug.length > SLUG) return undefined
  const kind = match[1]!.toLowerCase()
  return `${kind === 'in' || kind === 'pub' ? 'in' : 'company'}/${slug.normalize('NFC').toLowerCase()}`
}

export const memberUrl = (key: string) =>
  `https://www.linkedin.com/${key.split('/').map(encodeURIComponent).join('/')}`

/** A member with an address, or only a name: then name and company make the key, as before mid-2023. */
export function memberOf(member: {
  url?: string
  first?: string
  last?: string
  name?: string
  company?: string
}): AccountRef | undefined {
  const familyName = oneLine(member.last ?? '')
  const givenName = oneLine(member.first ?? '')
  const name = fullName(familyName, givenName) || oneLine(member.name ?? '')
  const key = memberKey(member.url)
  const organization = oneLine(member.company ?? '')
  if (!key && !name) return undefined
  return {
    network: 'linkedin',
    key: key ?? `name:${foldedName(bareName(name))}:${foldedName(organization)}`,
    ...(name && { name }),
    ...(familyName && { familyName }),
    ...(givenName && { givenName }),
    ...(key && {
      url: memberUrl(key),
      sameAs: [{ kind: 'url', value: profileKey(memberUrl(key))!, firm: true }],
    }),
    ...(organization && { organization }),
  }
}

/** Without the degrees and titles that members write behind their names (`Maya Lindqvist, Ph.D.`). */
export const bareName = (name: string) => name.replace(/,.*$/s, '').trim() || name

/**
 * Who is meant by a name alone, as far as this archive tells: recommendations and old messages give no address. Two
 * members of one name are never guessed between, unless the company tells them apart.
 */
export class NameBook {
  private readonly byName = new Map<string, AccountRef | null>()
  private readonly byKey = new Map<string, AccountRef>()
  /** Names with commas in them, as they stand somewhere in this archive. */
  private readonly written = new Set<string>()

  add(account: AccountRef): void {
    const name = wordsOf(account.name ?? '')
    if (name === '') return
    if (account.name?.includes(',')) this.written.add(foldedName(account.name))
    if (!this.byKey.has(account.key)) this.byKey.set(account.key, account)
    this.put(name, account)
    if (account.organization) this.put(`${name}\n${foldedName(account.organization)}`, account)
  }

  find(name: string, company = ''): AccountRef | undefined {
    const words = wordsOf(name)
    return (
      (company && this.byName.get(`${words}\n${foldedName(company)}`)) || this.byName.get(words) || undefined
    )
  }

  /** True of a whole name with its commas; `find` looks no further than the first. */
  isWritten(name: string): boolean {
    return this.written.has(foldedName(name))
  }

  /** A member whose address this archive has told; a company's is shaped the same in some links. */
  known(key: string): AccountRef | undefined {
    return this.byKey.get(key)
  }

  /**
   * A member with an address, as messages and invitations show them. They write a Japanese name in either order;
   * connections know which part is which.
   */
  member(url: string, name: string): AccountRef | undefined {
    const known = this.byKey.get(memberKey(url) ?? '')?.name
    return memberOf({ url, name: known && (name === '' || isFamilyFirst(name)) ? known : name })
  }

  private put(name: string, account: AccountRef): void {
    const known = this.byName.get(name)
    // An old export knows the same people without addresses: they do not make the name ambiguous.
    if (known === undefined || known?.key === account.key || (known && !known.url))
      this.byName.set(name, account)
    else if (known && account.url) this.byName.set(name, null)
  }
}

/** The words of a name in one order: LinkedIn writes 佐藤 結衣 either way round. */
export function wordsOf(name: string): string {
  return foldedName(bareName(name)).split(' ').sort().join(' ')
}
