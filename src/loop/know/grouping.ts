import type { AccountId, DecisionId } from '#ledger/ids.ts'
import { accountSettings } from './match/account-settings.ts'
import { agglomerate } from './match/agglomerate.ts'
import { LIKENESS, openLinks } from './match/links.ts'

/** A link decision as it counts for who is one person; see the table link_decision. */
export type Decision = {
  id: DecisionId
  a: AccountId
  b: AccountId
  verdict: 'same' | 'not-same'
  madeBy: 'rule' | 'owner' | 'match'
  /** Of a rule's link: the key that both accounts give. */
  byKey?: string | null
  bits: number | null
  /** ms since 1970 */
  madeAt: number
  revokedAt: number | null
  /** Further pairs of accounts that the owner's word is about: a1, b1, a2, b2, … */
  also: readonly AccountId[] | null
}

export type Word = readonly [AccountId, AccountId, boolean]

/**
 * What the owner said of pairs of accounts, newest first, and whether they are one person. A likeness that the owner
 * took back is the word that they are two.
 */
export function wordsOf(decisions: readonly Decision[]): Word[] {
  const said = decisions.flatMap(decision => {
    const takenBack = decision.madeBy === 'match' && decision.revokedAt !== null
    if (!takenBack && (decision.madeBy !== 'owner' || decision.revokedAt !== null)) return []
    return [
      {
        ...decision,
        at: decision.revokedAt ?? decision.madeAt,
        same: decision.verdict === 'same' && !takenBack,
      },
    ]
  })
  said.sort((x, y) => y.at - x.at || (x.id < y.id ? -1 : 1))
  return said.flatMap(({ a, b, also, same }) => pairsOf(a, b, also).map(([x, y]) => [x, y, same] as const))
}

/**
 * Pairs that rules join today. Whoever shares a key with a first account shares it with the others, too, and stays with
 * them when the first goes its own way.
 */
export function firmOf(decisions: readonly Decision[]): [AccountId, AccountId][] {
  const links = decisions.filter(({ madeBy, revokedAt }) => madeBy === 'rule' && revokedAt === null)
  const sharers = Map.groupBy(links, ({ a, byKey }) => `${a} ${byKey ?? ''}`)
  const others = [...sharers.values()].flatMap(links =>
    links.flatMap(({ b }, k) => links.slice(k + 1).map(({ b: other }): [AccountId, AccountId] => [b, other])),
  )
  return [...links.map(({ a, b }): [AccountId, AccountId] => [a, b]), ...others]
}

export function pairsOf(
  a: AccountId,
  b: AccountId,
  also: readonly AccountId[] | null,
): (readonly [AccountId, AccountId])[] {
  const pairs: [AccountId, AccountId][] = [[a, b]]
  for (let k = 0; also && k + 1 < also.length; k += 2) pairs.push([also[k]!, also[k + 1]!])
  return pairs
}

/**
 * Whose each account is: account → smallest account id of its person, for every account that any decision names.
 * `networkOf`: of the accounts that likeness joins, with the server where a network has many (`fediverse mstdn.example`); on most a
 * person has one account only.
 */
export function personsOf(
  decisions: readonly Decision[],
  networkOf: ReadonlyMap<string, string>,
): Map<AccountId, AccountId> {
  const words = wordsOf(decisions)
  const accounts = [
    ...new Set([
      ...decisions.flatMap(({ a, b }) => [a, b]),
      ...words.map(([a]) => a),
      ...words.map(([, b]) => b),
    ]),
  ].sort()
  const place = new Map(accounts.map((account, at) => [account, at]))
  const at = (account: AccountId) => place.get(account)!
  const links = openLinks()
  for (const { a, b, madeBy, bits, revokedAt } of decisions)
    if (madeBy === 'match' && revokedAt === null) {
      const [x, y] = [at(a), at(b)]
      links.push(Math.min(x, y), Math.max(x, y), bits ?? 0, LIKENESS)
    }
  const networks = new Map<string, number>()
  const oneEach = Int32Array.from(accounts, account => {
    const network = networkOf.get(account)
    const [name, server] = (network ?? '').split(' ')
    const only = name && accountSettings.oneEach!({ id: account, network: name, server })
    if (!only) return -1
    if (!networks.has(only)) networks.set(only, networks.size)
    return networks.get(only)!
  })
  const persons = agglomerate(accounts.length, links, -Infinity, {
    oneEach,
    words: words.map(([a, b, same]) => [at(a), at(b), same]),
    firm: firmOf(decisions).map(([a, b]) => [at(a), at(b)]),
  })
  return new Map(accounts.map((account, k) => [account, accounts[persons[k]!]!]))
}
