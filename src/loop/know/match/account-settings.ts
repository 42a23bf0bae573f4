import type { AccountRecord } from './account-record.ts'
import { handles, IMITATES } from './handle-comparison.ts'
import {
  claims,
  domains,
  employer,
  IMITATED_DOMAIN,
  mails,
  OTHER_ADDRESS,
  ownDomain,
  pages,
} from './key-comparisons.ts'
import { nameBlocks } from './name-blocks.ts'
import {
  contradictory,
  displayName,
  inOneWord,
  MIXED,
  nearly,
  ofTwo,
  READ,
  VARIANT,
} from './name-comparison.ts'
import type { Settings } from './settings.ts'

/** Networks on which one human may well have several entries without being several people. */
const manyEntries = new Set(['contacts', 'card', 'mail', 'web', 'claim', 'hand', 'event'])

const [NAME, MAIL, PAGE, HANDLE, DOMAIN, EMPLOYER, CLAIM] = [0, 1, 2, 3, 4, 5, 6] as const
const CLAIMED = 1

/**
 * How accounts become people. The expected share of pairs is what 4,403 real profiles had (350 pairs); it gives the
 * prior -14.8 bits there. A ledger of people who are met in many places has more, which EM tells, up to four times.
 */
export const accountSettings: Settings<AccountRecord> = {
  id: record => record.id,
  comparisons: [displayName, mails, pages, handles, domains, employer, claims],
  blocks: [
    ...nameBlocks,
    { name: 'handle', keys: ({ handle }) => handle?.toLowerCase().replace(/@.*$|[^a-z0-9]/g, '') },
    { name: 'mail', keys: ({ mails }) => mails?.map(({ value }) => value) },
    { name: 'page', keys: ({ urls }) => urls?.map(({ value }) => value) },
    { name: 'domain', keys: ownDomain },
  ],
  prior: { pairs: records => 0.08 * records, within: 2 },
  largestBlock: 40,
  oneEach: ({ network }) => (manyEntries.has(network) ? undefined : network),
  joinsBy(levels) {
    const name = levels[NAME]!
    if (levels[PAGE] === 0) return 'hard'
    // A family may have one mailbox.
    if (levels[MAIL] === 0) return ofTwo.has(name) ? 'asking' : 'hard'
    // What one side merely claims, to be somebody or to have an address, letters that imitate others, and a name of one word wait for the owner.
    if (levels[MAIL] === CLAIMED || levels[PAGE] === CLAIMED || levels[CLAIM] === 0) return 'asking'
    if (name === MIXED || levels[HANDLE] === IMITATES || levels[DOMAIN] === IMITATED_DOMAIN) return 'asking'
    // Who has another address at one employer is a colleague first, and maybe a namesake.
    if (levels[DOMAIN] === OTHER_ADDRESS) return 'asking'
    if (name < 0 || contradictory.has(name)) return 'asking'
    if (inOneWord.has(name) && levels[HANDLE] !== 0) return 'asking'
    const beside =
      levels[HANDLE] === 0 ||
      levels[DOMAIN] === 0 ||
      ((name === READ || name === VARIANT) && levels[EMPLOYER] === 0)
    if (nearly.has(name) && !beside) return 'asking'
    return 'likeness'
  },
  contradicts: levels => contradictory.has(levels[NAME]!) && levels[MAIL] !== 0 && levels[PAGE] !== 0,
}
