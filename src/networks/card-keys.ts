import { hash } from 'node:crypto'
import { birthdaysDiffer } from '#ledger/birthday.ts'
import { generationOf } from '#ledger/generation.ts'
import type { AccountRef, Row } from './contract.ts'
import { foldedName } from './files/text.ts'

/** How cards of one source are known: by the key that a file gives or that follows from name and address, where it is one person's. */
export type CardKeys = {
  /** Of a first reading of the source. */
  look(account: AccountRef): void
  /** Have cards of that key turned out to be several people's? */
  isOfSeveral(key: string): boolean
}

/** A number as a program counts its rows, and what it writes where it has none: the next file has it again, for somebody else. */
const counted = /^(?:\d{0,4}|0*|[-0{}]*|\(?(?:null|nil|none|undefined|unknown|uid|id)\)?)$/i

export const isOnesOwn = (uid: string): boolean => !counted.test(uid.trim())

export function openCardKeys(): CardKeys {
  const first = new Map<string, Look>()
  const several = new Set<string>()
  return {
    look(account) {
      const { key } = account
      const here = lookOf(account)
      const before = first.get(key)
      if (before && areTwo(before, here)) several.add(key)
      else if (before) for (const address of here.addresses) before.addresses.add(address)
      else first.set(key, here)
    },
    isOfSeveral: key => several.has(key),
  }
}

/** Cards read twice: those whose key is several people's get keys of their own. */
export async function* ownKeyed(read: () => AsyncIterable<Row>): AsyncGenerator<Row> {
  const keys = openCardKeys()
  for await (const row of read()) if (row.ok && row.entry.kind === 'account') keys.look(row.entry.account)
  for await (const row of read()) {
    const account = row.ok && row.entry.kind === 'account' && row.entry.account
    if (account && keys.isOfSeveral(account.key)) account.key = ownKey(account)
    yield row
  }
}

/** A key for a card that shares its own with another person's: by all that tells the two apart, and that stays. */
export function ownKey(account: AccountRef): string {
  const { name, birthday, organization, addresses } = lookOf(account)
  const told = [name, birthday ?? '', organization, [...addresses].sort()[0] ?? ''].join('\u0000')
  return `h:${hash('sha256', told, 'hex').slice(0, 32)}`
}

type Look = {
  name: string
  given: string
  birthday: string | undefined
  organization: string
  addresses: Set<string>
}

function lookOf({ name = '', givenName = '', birthday, organization, sameAs = [], extra }: AccountRef): Look {
  const phones = (extra?.TEL ?? '').split('\n').map(number => number.replace(/[^\d+]/g, ''))
  return {
    name: foldedName(name),
    given: foldedName(givenName),
    birthday,
    organization: foldedName(organization ?? ''),
    addresses: new Set([...sameAs.map(({ value }) => value), ...phones].filter(Boolean)),
  }
}

/**
 * Two cards of one key are two people's when their birthdays, generations or given names contradict each other; or when
 * neither a name nor an address is common to both; or when nothing but the name is, and their organisations differ.
 */
function areTwo(a: Look, b: Look): boolean {
  if (birthdaysDiffer(a.birthday, b.birthday)) return true
  const [one, other] = [generationOf(a.name), generationOf(b.name)]
  if (one.which && other.which && one.which !== other.which) return true
  const meet = a.addresses.values().some(address => b.addresses.has(address))
  // A family has one mailbox; a card that came back with another family name is still the same person's.
  if (meet)
    return a.given !== '' && b.given !== '' && !a.given.startsWith(b.given) && !b.given.startsWith(a.given)
  if (a.name !== b.name)
    return !shareWord(one.name, other.name) || (a.addresses.size > 0 && b.addresses.size > 0)
  return a.organization !== '' && b.organization !== '' && a.organization !== b.organization
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(b.split(/[\s,]+/))
  const [joined, other] = [a.replace(/\s/g, ''), b.replace(/\s/g, '')]
  return joined === other || a.split(/[\s,]+/).some(word => word !== '' && words.has(word))
}
