import type { AccountRecord } from './account-record.ts'
import { birthdays, OTHER_DAY, OTHER_SERVER, SAME_DAY, servers } from './circumstances.ts'
import { ALIKE, CONTAINED, handles, IMITATES, SAME as SAME_HANDLE } from './handle-comparison.ts'
import {
  claims,
  domains,
  employer,
  HOME,
  IMITATED_DOMAIN,
  mails,
  OTHER_ADDRESS,
  ownDomain,
  pages,
} from './key-comparisons.ts'
import { nameBlocks } from './name-blocks.ts'
import { displayName } from './name-comparison.ts'
import {
  contradictory,
  inOneWord,
  LETTERS,
  MIXED,
  NOTHING,
  nearly,
  ofTwo,
  READ,
  UNREADABLE,
  VARIANT,
} from './name-levels.ts'
import { homeOf, pageHandles, serverOf } from './own-pages.ts'
import type { Settings } from './settings.ts'

/** Networks on which one human may well have several entries without being several people. */
const manyEntries = new Set(['contacts', 'card', 'mail', 'web', 'claim', 'hand', 'event'])

/** Of a network with many servers a person has one account on each. */
export const seatOf = (network: string, server: string | undefined): string =>
  server ? `${network} ${server}` : network

const [NAME, MAIL, PAGE, HANDLE, DOMAIN, EMPLOYER, CLAIM, SERVER, BIRTHDAY] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const
const CLAIMED = 1

/**
 * How accounts become people. The expected share of pairs is what 4,403 real profiles had (350 pairs); it gives the
 * prior -14.8 bits there. A ledger of people who are met in many places has more, which EM tells, up to four times.
 */
export const accountSettings: Settings<AccountRecord> = {
  id: record => record.id,
  comparisons: [displayName, mails, pages, handles, domains, employer, claims, servers, birthdays],
  blocks: [
    ...nameBlocks,
    { name: 'handle', keys: handleKeys },
    { name: 'mail', keys: ({ mails }) => mails?.map(({ value }) => value) },
    { name: 'page', keys: ({ urls }) => urls?.map(({ value }) => value) },
    {
      name: 'domain',
      keys: record => [ownDomain(record), homeOf(record)].filter(domain => domain !== undefined),
    },
  ],
  prior: { pairs: records => 0.08 * records, within: 2 },
  largestBlock: 40,
  oneEach: record => (manyEntries.has(record.network) ? undefined : seatOf(record.network, serverOf(record))),
  joinsBy(levels) {
    const name = levels[NAME]!
    if (levels[PAGE] === 0) return 'hard'
    // A family may have one mailbox.
    if (levels[MAIL] === 0) return ofTwo.has(name) || levels[BIRTHDAY] === OTHER_DAY ? 'asking' : 'hard'
    // What one side merely claims, to be somebody or to have an address, letters that imitate others, and a name of one word wait for the owner.
    if (levels[BIRTHDAY] === OTHER_DAY || levels[SERVER] === OTHER_SERVER) return 'asking'
    if (levels[MAIL] === CLAIMED || levels[PAGE] === CLAIMED || levels[CLAIM] === 0) return 'asking'
    if (name === MIXED || levels[HANDLE] === IMITATES || levels[DOMAIN] === IMITATED_DOMAIN) return 'asking'
    // Who has another address at one employer is a colleague first, and maybe a namesake.
    if (levels[DOMAIN] === OTHER_ADDRESS) return 'asking'
    if (name < 0 || contradictory.has(name)) return 'asking'
    if (inOneWord.has(name) && levels[HANDLE] !== 0) return 'asking'
    const beside =
      levels[HANDLE] === 0 ||
      levels[DOMAIN] === 0 ||
      levels[DOMAIN] === HOME ||
      levels[BIRTHDAY] === SAME_DAY ||
      ((name === READ || name === VARIANT) && levels[EMPLOYER] === 0)
    if (nearly.has(name) && !beside) return 'asking'
    const isAlone = levels[EMPLOYER] !== 0 && ![CONTAINED, ALIKE].includes(levels[HANDLE]!)
    if (name === LETTERS && !beside && isAlone) return 'asking'
    return 'likeness'
  },
  contradicts(levels) {
    if (levels[BIRTHDAY] === OTHER_DAY) return true
    const name = levels[NAME]!
    if (!contradictory.has(name) || levels[MAIL] === 0 || levels[PAGE] === 0) return false
    // Whoever goes by one handle may show any name beside it.
    return !(levels[HANDLE] === SAME_HANDLE && (name === NOTHING || name === UNREADABLE))
  },
}

function handleKeys(record: AccountRecord): string[] {
  const { handle } = record
  return (handle ? [handle] : pageHandles(record)).map(text =>
    text
      .toLowerCase()
      .replace(/(?<=.)@.*$|\.bsky\.social$|[^a-z0-9@]/g, '')
      .replace(/@/g, ''),
  )
}
