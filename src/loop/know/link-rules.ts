import { getDomain } from 'tldts'
import { birthdaysDiffer } from '#ledger/birthday.ts'
import type { AccountId } from '#ledger/ids.ts'
import { profileKey } from '#networks/files/links.ts'
import { fediversePage } from '#networks/files/profiles.ts'
import { isEverybodys } from './match/everybodys-domains.ts'
import { generationsDiffer, nameAsSaid, namesContradict, namesDiffer } from './names-differ.ts'

/** One mail address or profile address that an account is known by. */
export type AccountKey = {
  kind: 'mail' | 'url'
  value: string
  accountId: AccountId
  network: string
  firm: boolean
  /** The account is that page itself. */
  isOwnPage: boolean
  /** The name it is shown by. */
  name?: string | undefined
  /** `1948-02-03`, `1948` or `--02-03`. */
  birthday?: string | undefined
}
export type RuleLink = { a: AccountId; b: AccountId; why: 'mail' | 'url'; evidence: string }

/** The form in which profile addresses are compared: a fediverse account has two, of which cards name the shorter. */
export function urlKey(url: string | undefined): string | undefined {
  if (!url) return undefined
  if (!known.has(url)) {
    if (known.size >= 20_000) known.clear()
    const key = profileKey(url)
    known.set(url, key && fediversePage(key))
  }
  return known.get(url)
}

/** The same pages come up again and again; reading an address costs microseconds. */
const known = new Map<string, string | undefined>()

/** An address many people answer says nothing about who one of them is. */
const sharedMail =
  /^(info|contact|office|admin|support|hello|mail|sales|press|news|no-?reply|webmaster|postmaster|team|staff|hr|jobs|recruit|saiyo|order|orders|shop|store|family|home|desk|help|service|billing|accounts|reception|uketsuke|soumu|jimu|jimukyoku|eigyo|koho|(o?toiawase))([+._-].*)?@/

/** More entries of one network than this on one address: a family, a company or a mistake; left to the owner. */
const entriesAtMost = 5

/** A network's page of an account by its number, which stays when the account is renamed: entries are its names. */
const numbersPage = /^x\.com\/i\/user\/\d+$/

/** A page of one account, as the fediverse has them on servers of any name. */
const accountsPage = /^[^/]+\/(@[^/]+|users\/[^/]+)$/

/** On Bluesky an account known by its handle alone, and the one whose number (DID) is seen with that handle. */
const isHandleOf = (entries: readonly AccountKey[]) =>
  entries.length === 2 &&
  entries[0]!.network === 'bluesky' &&
  entries.filter(({ isOwnPage }) => isOwnPage).length === 1

/** Networks on which one human may well have several entries without being several people. */
const manyEntries = new Set(['contacts', 'mail', 'web', 'claim', 'hand'])

/**
 * Hard keys: two accounts that share a mail address verified on both sides, or a profile address that each gives firmly
 * (its network's own statement, or the owner's address book) or is itself, and at least one gives firmly. A claim that
 * nobody checked joins nobody. Two live accounts of one network are never joined by rule. Only equal names
 * are joined where two entries of one address book on a mail address contradict each other (a family), and where any two on a
 * page that is no network's do not agree (the company's). Different birthdays or generations (Sr., III, 二代目) part any two.
 *
 * `keys`: all keys of one (kind, value). Returns links of the first account (smallest id) to each other one.
 */
export function hardLinks(keys: readonly AccountKey[]): RuleLink[] {
  const first = keys[0]
  if (!first || (first.kind === 'mail' && sharedMail.test(first.value))) return []
  const usable = keys.filter(key => key.firm || (first.kind === 'url' && key.isOwnPage))
  const byAccount = new Map(usable.map(key => [key.accountId, key]))
  if (byAccount.size < 2) return []
  if (![...byAccount.values()].some(key => key.firm)) return []
  const sorted = [...byAccount.values()].sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
  const networks = Map.groupBy(sorted, key => key.network)
  for (const [network, entries] of networks)
    if (entries.length > (manyEntries.has(network) || numbersPage.test(first.value) ? entriesAtMost : 1))
      if (!isHandleOf(entries)) return []
  const isSite =
    first.kind === 'url' &&
    !accountsPage.test(first.value) &&
    !isEverybodys(getDomain(first.value, { allowPrivateDomains: true }) ?? '')
  const namesOf = (keys: readonly AccountKey[]) => keys.map(({ name }) => name)
  // Somebody's card, and the site it names.
  const isPair = sorted.length === 2 && sorted.some(key => key.isOwnPage)
  const isOfSeveral = numbersPage.test(first.value)
    ? false
    : isSite
      ? isPair
        ? namesContradict(namesOf(sorted))
        : namesDiffer(namesOf(sorted))
      : networks.values().some(keys => namesContradict(namesOf(keys)))
  const bornApart = somePair(sorted, (one, other) => birthdaysDiffer(one.birthday, other.birthday))
  // Who goes by the very same name, and was born on the same day where days differ, is still one.
  const people =
    isOfSeveral || bornApart || generationsDiffer(namesOf(sorted))
      ? [
          ...Map.groupBy(
            sorted.filter(({ name, birthday }) => name && (birthday || !bornApart)),
            ({ name, birthday }) => `${nameAsSaid(name!)}${bornApart ? `, ${birthday}` : ''}`,
          ).values(),
        ]
      : [sorted]
  return people.flatMap(([one, ...others]) =>
    others.map(key => ({ a: one!.accountId, b: key.accountId, why: first.kind, evidence: first.value })),
  )
}

const somePair = <T>(some: readonly T[], is: (one: T, other: T) => boolean): boolean =>
  some.some((one, k) => some.slice(0, k).some(other => is(one, other)))
