import { displayName, type NameParts, oneLine, readingOf, searchLine, sortKey } from '#ledger/name.ts'
import { nameOrders } from '#ledger/name-orders.ts'
import { searchKeys } from '#ledger/search-keys.ts'

/** The effective description of an account, as stored in account.profile. */
export type Profile = NameParts & {
  handle?: string
  url?: string
  organization?: string
  title?: string
  birthday?: string
  note?: string
  extra?: Record<string, string>
}

/** `asOf`: when that was so; `madeAt`: when the export that says it was made. In seconds. */
export type Statement = {
  asOf: number | null
  madeAt?: number | null
  importNo: number
  isSelf: boolean
  profile: Profile
}

/**
 * One description out of what several imports said. Field by field the newest statement wins, of two equally new ones that of
 * the newer export, and else the same one whatever the order of imports; the owner's own hand (import 0) wins over all, except for
 * what it only kept of an import that was taken back, which has no time.
 */
export function effectiveProfile(statements: readonly Statement[]): { profile: Profile; isSelf: boolean } {
  const inOrder = [...statements].sort(
    (a, b) =>
      Number(isByHand(a)) - Number(isByHand(b)) ||
      (a.asOf ?? 0) - (b.asOf ?? 0) ||
      (a.madeAt ?? 0) - (b.madeAt ?? 0) ||
      compare(JSON.stringify(sorted(a.profile)), JSON.stringify(sorted(b.profile))),
  )
  return {
    profile: sorted(Object.assign({}, ...inOrder.map(statement => statement.profile))),
    isSelf: statements.some(statement => statement.isSelf),
  }
}

const isByHand = ({ importNo, asOf }: Statement) => importNo === 0 && asOf !== null

function sorted(profile: Profile): Profile {
  return Object.fromEntries(Object.entries(profile).sort(([a], [b]) => compare(a, b))) as Profile
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Addresses by which a person is found; of more than these the first in the order of code points. */
export const addressesAtMost = 20
export const addressesShown = (values: readonly string[]): string[] =>
  values.length < 2
    ? [...values]
    : [...new Set(values)]
        .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        .slice(0, addressesAtMost)

/** `addresses`: mail and profile addresses the account is known by. */
export type AccountOfPerson = { network: string; key: string; profile: Profile; addresses?: string[] }
export type PersonRow = {
  name: string
  reading: string | null
  sortKey: string
  search: string
  keys: string[]
  networks: string[]
  /** The reading is Enishi's own suggestion. */
  guessed: boolean
}

/** Address books name people best, then the networks where people go by their own name. */
const nameRank = [
  'hand',
  'contacts',
  'card',
  'linkedin',
  'facebook',
  'event',
  'line',
  'fediverse',
  'bluesky',
  'x',
  'mail',
  'web',
  'claim',
]
const rankOf = (network: string) => (nameRank.indexOf(network) + 1 || 100) - 1

/** Numbers as they are written, and as they are dialled. */
const telephones = ({ extra }: Profile): string[] =>
  extra?.TEL ? extra.TEL.split('\n').flatMap(number => [number, number.replace(/[^\d+]/g, '')]) : []

/** Networks whose accounts have a number instead of a name that people would know. */
const numbered: Record<string, string> = {
  bluesky: 'Bluesky',
  discord: 'Discord',
  meetup: 'Meetup',
  slack: 'Slack',
  telegram: 'Telegram',
  x: 'X',
  youtube: 'YouTube',
}

/** Of somebody whom no source names: a card's company, mail or telephone, the network and the number, or the address. */
function unnamed({ network, key, profile, addresses = [] }: AccountOfPerson): string {
  const told = [profile.organization, addresses.find(address => address.includes('@')), profile.extra?.TEL]
  const brand = numbered[network]
  const number = key.replace(/^(?:did:(?:plc:|web:)|.*[:/])/, '')
  const shown = /^\d+$/.test(number) ? number : number.slice(0, 12)
  return oneLine(told.find(Boolean) ?? (brand ? `${brand} #${shown}` : key.replace(/^name:/, ''))).slice(
    0,
    200,
  )
}

/**
 * What lists show and search finds of a person, from all accounts. `guess`: how a name may be read whose reading nobody
 * told.
 */
export function personRow(
  accounts: readonly AccountOfPerson[],
  guess?: (name: string) => string | null | undefined,
): PersonRow {
  const inOrder = [...accounts].sort(
    (a, b) => rankOf(a.network) - rankOf(b.network) || compare(a.key, b.key) || compare(a.network, b.network),
  )
  const names = inOrder.map(({ profile }) => displayName(profile)).filter(Boolean)
  const readings = inOrder.map(({ profile }) => readingOf(profile)).filter(reading => reading !== null)
  const first = inOrder[0]
  const handle = inOrder.map(({ profile }) => profile.handle).find(Boolean)
  const name = names[0] ?? handle ?? (first ? unnamed(first) : '')
  const told = readings[0] ?? null
  const reading = told ?? guess?.(name) ?? null
  const orders = inOrder.flatMap(({ profile }) => nameOrders(profile))
  const search = searchLine(
    told === null && reading !== null ? [...orders, reading] : [...orders, ...readings],
    inOrder.flatMap(({ key, profile, addresses = [] }) => [
      profile.handle,
      key,
      ...addresses,
      profile.organization,
      profile.title,
      ...telephones(profile),
    ]),
  )
  return {
    name,
    reading,
    sortKey: sortKey(name, reading).slice(0, 200),
    search,
    keys: searchKeys(search),
    networks: [...new Set(inOrder.map(account => account.network))],
    guessed: told === null && reading !== null,
  }
}
