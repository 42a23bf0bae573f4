import { whenOfIso } from '#ledger/when.ts'
import { type CardKeys, isOnesOwn, ownKey } from '../card-keys.ts'
import { birthdayOf, cardKey, mailOf, phoneOf } from '../contact-fields.ts'
import type { AccountEntry, AccountRef, RejectCode, SameAs } from '../contract.ts'
import { profileKey } from '../files/links.ts'
import { oneLine } from '../files/text.ts'
import { fullName, isFamilyFirst, isKana, keyName, shownName } from '../names.ts'
import type { Property } from './properties.ts'

/** More mail or web addresses on one card are a list of something, not a person's. */
const ADDRESSES = 100
/** Fields kept as they stood; the rest of a card with more is counted. */
const FIELDS = 200

type Names = {
  name?: string
  familyName?: string
  givenName?: string
  familyReading?: string
  givenReading?: string
}

/**
 * A card as an account of the network `contacts`; `over`: fields beyond what a card can hold. `keys`: what a first reading has shown
 * of the keys that the source's cards have.
 */
export function accountOf(
  properties: readonly Property[],
  keys?: CardKeys,
): { entry: AccountEntry; over: string[] } | RejectCode {
  const all = (name: string) => properties.filter(property => property.name === name)
  const text = (name: string) =>
    all(name)
      .map(({ values }) => values.join(' ').trim())
      .find(Boolean)
  if (/^group$/i.test(text('kind') ?? text('x-addressbookserver-kind') ?? '')) return 'unsupported'

  const mails = unique(all('email').map(({ values }) => mailOf(values.join(','))))
  const links = unique(
    ['url', 'x-socialprofile', 'socialprofile']
      .flatMap(all)
      .map(({ values }) => profileKey(values.join(','))),
  )
  const phones = unique(all('tel').map(({ values }) => phoneOf(values.join(','))))
  const organization = oneLine(all('org')[0]?.values.find(Boolean) ?? '') || undefined
  const isCompany = /^company$/i.test(text('x-abshowas') ?? '')
  const { keyed, ...names }: Names & { keyed?: string | undefined } = isCompany ? {} : namesOf(properties)
  const name = names.name || organization || oneLine(text('nickname') ?? '') || undefined
  if (!name && mails.length === 0 && phones.length === 0) return 'empty'

  const sameAs: SameAs[] = [
    ...mails.slice(0, ADDRESSES).map(value => ({ kind: 'mail' as const, value, firm: true })),
    ...links.slice(0, ADDRESSES).map(value => ({ kind: 'url' as const, value, firm: true })),
  ]
  const { extra, more } = extraOf(properties, phones)
  const uid = idOf(text('uid') ?? text('x-abuid'))
  const isOwn = uid !== undefined && isOnesOwn(uid) && !keys?.isOfSeveral(uid)
  const account: AccountRef = {
    ...names,
    network: 'contacts',
    key: isOwn ? uid : cardKey(keyed || name, mails[0], phones[0]),
    name,
    organization,
    title: oneLine(text('title') ?? text('role') ?? '') || undefined,
    birthday: birthdayFrom(all('bday')[0]),
    note: text('note'),
    sameAs,
    extra,
  }
  if (keys?.isOfSeveral(account.key)) account.key = ownKey(account)
  const rev = text('rev')?.replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/, (_, y, m, d, h, min, s) =>
    h ? `${y}-${m}-${d}T${h}:${min}:${s}` : `${y}-${m}-${d}`,
  )
  const over = [
    ...(mails.length > ADDRESSES ? [`EMAIL ×${mails.length - ADDRESSES}`] : []),
    ...(links.length > ADDRESSES ? [`URL ×${links.length - ADDRESSES}`] : []),
    ...(more > 0 ? [`… ×${more}`] : []),
  ]
  return {
    entry: { kind: 'account', account: withoutGaps(account), asOf: rev ? whenOfIso(rev) : undefined },
    over,
  }
}

/**
 * FN is what the owner reads, N says which part is which. `keyed`: as a card without an id has always been known, in the order of
 * its script.
 */
function namesOf(properties: readonly Property[]): Names & { keyed?: string | undefined } {
  const structured = properties.filter(({ name }) => name === 'n')
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] =
    (structured.find(({ params }) => !params.has('phonetic')) ?? structured[0])?.values.map(part =>
      oneLine(part),
    ) ?? []
  const formatted = properties.filter(({ name, values }) => name === 'fn' && oneLine(values.join(' ')) !== '')
  const fn = oneLine((formatted.find(isPreferred) ?? formatted[0])?.values.join(' ') ?? '')
  const joined = fullName(family, given, middle)
  return {
    name: shownName(fn, { family, given, middle, prefix, suffix }) || undefined,
    keyed: keyName(isFamilyFirst(family + given) ? joined : fn || joined, suffix) || undefined,
    familyName: family || undefined,
    givenName: given || undefined,
    ...readingsOf(properties),
  }
}

const isPreferred = ({ params }: Property) =>
  params.get('pref') === '1' || /\bpref\b/i.test(params.get('type') ?? '')

/** よみ, from the fields made for it: Apple's, docomo's, RFC 9554's, and sort keys where they are written in kana. */
function readingsOf(properties: readonly Property[]): Names {
  const value = (name: string) =>
    oneLine(properties.find(property => property.name === name)?.values.join(' ') ?? '')
  const apple = [value('x-phonetic-last-name'), value('x-phonetic-first-name')]
  if (apple.some(Boolean))
    return { familyReading: apple[0] || undefined, givenReading: apple[1] || undefined }
  const phonetic = properties.find(({ name, params }) => name === 'n' && params.has('phonetic'))
  const sound = properties.find(({ name, head }) => name === 'sound' && /x-irmc-n/i.test(head))
  const sortAs = properties
    .find(({ name, params }) => name === 'n' && params.has('sort-as'))
    ?.params.get('sort-as')
  const parts =
    phonetic?.values ??
    sound?.values.join(';').split(/[;,]/) ??
    [sortAs?.split(','), value('sort-string').split(/[,\s]+/)].find(each => each?.[0] && each.every(isKana))
  const [family = '', given = ''] = (parts ?? []).map(part => oneLine(part))
  return { familyReading: family || undefined, givenReading: given || undefined }
}

function birthdayFrom(property: Property | undefined): string | undefined {
  if (!property) return undefined
  const day = birthdayOf(property.values.join(''))
  const unset = property.params.get('x-apple-omit-year')
  return day && unset && day.startsWith(`${unset}-`) ? `-${day.slice(4)}` : day
}

function idOf(text: string | undefined): string | undefined {
  return (
    text
      ?.replace(/^urn:uuid:/i, '')
      .trim()
      .toLowerCase()
      .slice(0, 500) || undefined
  )
}

/** Read into fields of their own above, or of no use to a person. */
const read = new Set(
  'version prodid rev uid x-abuid fn n email url org title note kind x-abshowas sound x-phonetic-first-name x-phonetic-last-name'.split(
    ' ',
  ),
)

/** Telephone numbers in one form under `TEL`; every other field, and numbers too, as it stood. */
function extraOf(properties: readonly Property[], phones: readonly string[]) {
  const extra = new Map<string, string>()
  if (phones.length > 0) extra.set('TEL', phones.slice(0, ADDRESSES).join('\n'))
  let more = 0
  for (const property of properties) {
    if (!isKept(property, phones)) continue
    const field = property.head === 'TEL' ? 'TEL as written' : property.head
    const before = extra.get(field)
    if (before === undefined && extra.size >= FIELDS) more += 1
    else extra.set(field, before === undefined ? property.raw : `${before}\n${property.raw}`)
  }
  return { extra: extra.size > 0 ? Object.fromEntries(extra) : undefined, more }
}

/** A second name or organisation line is kept; so is a birthday that is no date. */
function isKept({ name, head, raw, values }: Property, phones: readonly string[]): boolean {
  if (raw.trim() === '' || head === '__proto__' || (head === 'TEL' && phones.includes(raw.trim())))
    return false
  if (name === 'bday') return birthdayOf(values.join('')) === undefined
  if (name === 'org') return values.filter(Boolean).length > 1
  return !read.has(name)
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter(value => value !== undefined))]
}

/** Fields that are unset are left out, so that an account compares and prints as what it says. */
function withoutGaps<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T
}
