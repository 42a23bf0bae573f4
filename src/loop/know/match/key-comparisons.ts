import { getDomain } from 'tldts'
import { domainTakenFor } from '#ledger/imitation.ts'
import { folded } from '#ledger/name.ts'
import type { AccountRecord } from './account-record.ts'
import { type Column, type Comparison, NO_NEWS } from './comparison.ts'
import { isEverybodys } from './everybodys-domains.ts'
import { homeOf } from './own-pages.ts'
import { openNumbers, openValues } from './value-table.ts'

export const HARD = 0
const CLAIMED = 1
const SHARED = 2

/** An address many people answer says nothing about who one of them is. */
const sharedMail =
  /^(info|contact|office|admin|support|hello|mail|sales|press|news|no-?reply|webmaster|postmaster|team|staff|soumu|eigyo|(o?toiawase))([+._-].*)?@/

/** More accounts than this on one address: a family, a company or a mistake; left to the owner. */
const accountsAtMost = 5

const keyLevels = [
  { name: 'the same, certain on both sides', m: 1, u: 2 ** -20, hard: true },
  { name: 'the same, claimed by one side', m: 0.5, u: 0.25 },
  { name: 'the same, of many', m: 0.5, u: 0.4 },
]

/** A mail address or page is firm where the network itself or the owner's address book states it; anybody can claim one. */
export const mails: Comparison<AccountRecord> = {
  name: 'mail',
  levels: keyLevels,
  fixed: true,
  open: () =>
    openKeys(
      record => record.mails,
      value => sharedMail.test(value),
    ),
}

export const pages: Comparison<AccountRecord> = {
  name: 'page',
  levels: keyLevels,
  fixed: true,
  open: () =>
    openKeys(
      record => record.urls,
      () => false,
    ),
}

function openKeys(
  keysOf: (record: AccountRecord) => AccountRecord['mails'],
  isShared: (value: string) => boolean,
): Column<AccountRecord> {
  const values = openValues()
  const shared: boolean[] = []
  // Keys of record r: numbers from[r] … from[r + 1], doubled, odd where firm.
  const from = openNumbers()
  const keys = openNumbers()
  from.push(0)
  return {
    add(record) {
      for (const { value, firm } of keysOf(record)?.slice(0, 20) ?? []) {
        const number = values.add(value)
        if (number < 0) continue
        if (number === shared.length) shared.push(isShared(value))
        keys.push(number * 2 + Number(firm))
      }
      from.push(keys.length)
    },
    remove(at) {
      for (let k = from.at[at]!; k < from.at[at + 1]!; k++) values.untally(keys.at[k]! >> 1)
    },
    level(a, b) {
      let best = -1
      for (let i = from.at[a]!; i < from.at[a + 1]!; i++)
        for (let j = from.at[b]!; j < from.at[b + 1]!; j++) {
          const [one, other] = [keys.at[i]!, keys.at[j]!]
          if (one >> 1 !== other >> 1) continue
          const many = shared[one >> 1] || values.count(one >> 1) > accountsAtMost
          const level = many ? SHARED : one & other & 1 ? HARD : CLAIMED
          if (best < 0 || level < best) best = level
        }
      return best
    },
  }
}

export const OTHER_ADDRESS = 1
export const IMITATED_DOMAIN = 2
export const HOME = 3

/** Accounts at home on a domain that is one person's: a site, an account on its server, a handle. */
const atHomeAtMost = 3

/** A domain of one's own, among pages and mail addresses. */
export const domains: Comparison<AccountRecord> = {
  name: 'domain',
  levels: [
    { name: 'the same domain', m: 0.5, u: 1e-3 },
    { name: 'the same domain, another address', m: 0.5, u: 1e-3 },
    { name: "imitates the other's letters", m: 1, u: 1, warns: true },
    { name: 'at home on one domain', m: 0.5, u: 2 ** -19 },
  ],
  fixed: true,
  open(place) {
    const [mailAt, pageAt] = [place('mail'), place('page')]
    const values = openValues()
    const column = openNumbers()
    const taken = openNumbers()
    // A mail address on that domain, and a page behind its front page, if there are such.
    const addresses = openValues()
    const address = openNumbers()
    const page = openNumbers()
    const homes = openValues()
    const home = openNumbers()
    const homeDomain = openNumbers()
    const isSite = openNumbers()
    let records = 0
    /** One lives where the other lives, too, or has a page or mailbox; two accounts on one server are neighbours. */
    const meetAtHome = (a: number, b: number): boolean => {
      const mine = homeDomain.at[a]!
      const theirs = homeDomain.at[b]!
      if (mine < 0 && theirs < 0) return false
      const isShared = mine >= 0 && (mine === theirs || mine === column.at[b])
      if (!isShared && !(theirs >= 0 && theirs === column.at[a])) return false
      const place = isShared ? home.at[a]! : home.at[b]!
      const domain = isShared ? mine : theirs
      const isSiteOrMail = isSite.at[a]! + isSite.at[b]! > 0
      return isSiteOrMail && homes.count(place) <= atHomeAtMost && values.count(domain) <= atHomeAtMost
    }
    return {
      add(record) {
        records++
        const domain = ownDomain(record)
        address.push(
          addresses.add(domain && record.mails?.find(({ value }) => domainOf(value) === domain)?.value),
        )
        const behindFront = ({ value }: { value: string }) =>
          value.includes('/') && domainOf(value) === domain
        page.push(addresses.add(domain && record.urls?.find(behindFront)?.value))
        const imitated = domain && domainTakenFor(domain)
        const ownHome = homeOf(record)
        home.push(homes.add(ownHome))
        homeDomain.push(ownHome ? values.number(ownHome) : -1)
        isSite.push(Number(record.network !== 'fediverse'))
        column.push(values.add(domain))
        taken.push(imitated ? values.number(imitated) : -1)
      },
      remove(at) {
        records--
        values.untally(column.at[at]!)
        homes.untally(home.at[at]!)
      },
      level(a, b) {
        const [one, other] = [column.at[a]!, column.at[b]!]
        if (meetAtHome(a, b)) return HOME
        if (one < 0 || other < 0) return -1
        const differ = (of: { at: Int32Array | Float64Array }) =>
          of.at[a]! >= 0 && of.at[b]! >= 0 && of.at[a] !== of.at[b]
        if (one === other) return differ(address) || differ(page) ? OTHER_ADDRESS : 0
        return taken.at[a] === other || taken.at[b] === one ? IMITATED_DOMAIN : -1
      },
      chance: (a, _b, level, levels) =>
        level === IMITATED_DOMAIN || level === HOME
          ? levels[pageAt] === HARD
            ? NO_NEWS
            : 0
          : levels[mailAt] === HARD || levels[pageAt] === HARD
            ? NO_NEWS
            : (Math.max(1, values.count(column.at[a]!) - 1) / Math.max(200, records)) * 2,
    }
  },
}

export function ownDomain({ network, urls = [], mails = [] }: AccountRecord): string | undefined {
  if (network === 'claim') return undefined
  for (const { value } of [...urls, ...mails].slice(0, 5)) {
    const domain = domainOf(value)
    if (domain && !isEverybodys(domain)) return domain
  }
  return undefined
}

const domainOf = (value: string) =>
  getDomain(value.includes('@') ? value.slice(value.lastIndexOf('@') + 1) : value, {
    allowPrivateDomains: true,
  })

/** Somebody who names another page as theirs where nobody can vouch for it (network `claim`). */
export const claims: Comparison<AccountRecord> = {
  name: 'claim',
  levels: [{ name: 'says to be somebody', m: 1, u: 1, warns: true }],
  fixed: true,
  open() {
    const column = openNumbers()
    return {
      add: ({ network }) => column.push(Number(network === 'claim')),
      remove() {},
      level: (a, b) => (column.at[a]! + column.at[b]! > 0 ? 0 : -1),
    }
  },
}

/** Where somebody works. That it differs says little: people change jobs, and cards grow old. */
export const employer: Comparison<AccountRecord> = {
  name: 'organisation',
  levels: [
    { name: 'the same organisation', m: 0.5, u: 0.01 },
    { name: 'another organisation', m: 0.5, u: 0.8 },
  ],
  fixed: true,
  open(place) {
    const domainAt = place('domain')
    const values = openValues()
    const column = openNumbers()
    return {
      add: ({ organization }) => column.push(values.add(organization && plainFirm(organization))),
      remove: at => values.untally(column.at[at]!),
      level(a, b) {
        const [one, other] = [column.at[a]!, column.at[b]!]
        return one < 0 || other < 0 ? -1 : one === other ? 0 : 1
      },
      // But for the two who are compared, and as if a hundred more had told of theirs: of few, two of one are no crowd.
      // An address at the employer's said it already.
      chance: (a, _, level, levels) =>
        level === 0 && levels[domainAt]! >= 0 && levels[domainAt] !== IMITATED_DOMAIN
          ? NO_NEWS
          : level === 0
            ? Math.max(0.002, (Math.max(0, values.count(column.at[a]!) - 2) + 1) / (values.told + 100))
            : 0,
    }
  },
}

const plainFirm = (name: string) =>
  folded(name)
    .replace(/株式会社|有限会社|合同会社|\(株\)|\(有\)|\b(inc|ltd|llc|co|corp|gmbh|kk)\b\.?/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
