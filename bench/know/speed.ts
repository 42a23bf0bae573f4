import { accountSettings } from '#loop/know/match/account-settings.ts'
import { openLinking } from '#loop/know/match/linking.ts'
import { nameDictionary } from '#loop/know/match/names/name-dictionary.ts'
import { atLeast, atMost, type BenchLine } from '../line.ts'
import { crowd } from './crowd.ts'

const many = 200_000
const later = 1_000

/** A crowd of 200,000 accounts end to end, 1,000 more after it, and what a compared pair costs. */
export function crowdLines(folder: string): BenchLine[] {
  const { accounts, truth } = crowd(folder, many + later)
  const first = accounts.slice(0, many)
  nameDictionary()
  const began = performance.now()
  const linking = openLinking(first, accountSettings)
  const people = linking.people()
  const seconds = (performance.now() - began) / 1000
  const pair = microsecondsAPair(linking.links, (a, b) => linking.score.bits(a, b))
  const joined = joinedPairs(people, truth)
  const again = performance.now()
  linking.add(accounts.slice(many))
  linking.people()
  const added = performance.now() - again
  const renamed = accounts.slice(0, later).map(account => ({ ...account, name: `${account.name ?? ''} 様` }))
  const anew = performance.now()
  linking.remove(renamed.map(({ id }) => id))
  linking.add(renamed)
  linking.people()
  return [
    atMost('200,000 accounts: end to end', seconds, 's', 60),
    atMost('200,000 accounts: peak memory', process.resourceUsage().maxRSS / 1024, 'MB', 1500),
    atMost('1,000 accounts into 200,000', added / 1000, 's', 1),
    atMost('1,000 of 200,000 described anew', (performance.now() - anew) / 1000, 's', 1),
    atMost('one compared pair', pair, 'µs', 3),
    atLeast('200,000 accounts: precision of joined pairs', joined.precision, '', 0.99),
    // Half of them tell one word, or a name that many have: what can be joined at all is little.
    atLeast('200,000 accounts: share of all pairs that is joined without asking', joined.recall, '', 0.08),
  ]
}

/** Likely pairs are the dear ones: all comparisons have something to say. */
function microsecondsAPair(
  { a, b, length }: { a: Int32Array; b: Int32Array; length: number },
  bits: (a: number, b: number) => number,
) {
  const began = performance.now()
  let sum = 0
  for (let k = 0; k < length; k++) sum += bits(a[k]!, b[k]!)
  return Number.isNaN(sum) ? Infinity : ((performance.now() - began) * 1000) / length
}

/** Joined pairs that are one person, as a share of the joined and of those there are. */
function joinedPairs(people: Int32Array, truth: Int32Array): { precision: number; recall: number } {
  const pairsOf = (keys: Iterable<string | number>) =>
    [...Map.groupBy(keys, key => key).values()].reduce((sum, { length: n }) => sum + (n * (n - 1)) / 2, 0)
  const right = pairsOf(Array.from(people, (person, at) => `${person} ${truth[at]}`))
  return { precision: right / pairsOf(people), recall: right / pairsOf(truth.subarray(0, people.length)) }
}
