import { getDomain } from 'tldts'
import { folded, isCjk } from '#ledger/name.ts'
import { isEverybodys } from '../match/everybodys-domains.ts'
import type { Judged } from './program-signs.ts'
import type { Sign } from './sign.ts'

/** What the ledger knows the owner by. */
export type OwnKnown = {
  names: readonly string[]
  /** User names without `@` and server. */
  handles: readonly string[]
  /** As `siteOf` gives them. */
  sites: readonly string[]
  /** Keys of the accounts whose posts most of what was relayed answers. */
  relayed: readonly string[]
}

export type OwnFacts = {
  network: string
  key: string
  name?: string
  handle?: string
  url?: string
  /** Pages that the account gives; `firm`: the network has seen the link back. */
  pages?: readonly { value: string; firm: boolean }[]
}

/** From this weight on the owner is asked. Nothing is taken by likeness alone. */
export const askedFrom = 1

/** What speaks for an account being the owner's. Pure. */
export function ownSigns(facts: OwnFacts, own: OwnKnown): Judged {
  const reasons: Sign[] = []
  const add = (code: string, weight: number, word: string) => reasons.push({ code, weight, word })
  if (own.relayed.includes(relayKey(facts.network, facts.key))) add('relayed', 2, facts.handle ?? facts.key)
  const claims = facts.network === 'claim'
  const home = claims ? undefined : homeOf(facts)
  if (home !== undefined && own.sites.includes(home)) add('site', 1.5, home)
  else
    for (const { value, firm } of pagesOf(facts)) {
      const site = siteOf(value)
      if (site === undefined || !own.sites.includes(site)) continue
      // An address book is sure of its pages, but no network has looked.
      add(firm && facts.network === 'fediverse' ? 'links-back' : 'links', firm ? 1.5 : 1, site)
      break
    }
  const handle = handleKey(facts.handle, facts.network)
  if (handle && own.handles.some(known => handleKey(known) === handle))
    add('handle', rarity(handle), facts.handle!)
  else if (handle && own.sites.some(site => labelOf(site) === handle))
    add('handle-of-site', rarity(handle), facts.handle!)
  const name = nameKey(facts.name)
  if (name && own.names.some(known => nameKey(known) === name))
    add('name', isWhole(facts.name!) ? 1 : 0.4, facts.name!)
  if (claims && reasons.length > 0) add('claims', 0, hostIn(facts.key) ?? hostIn(facts.url) ?? '')
  return { weight: Math.round(reasons.reduce((sum, one) => sum + one.weight, 0) * 100) / 100, reasons }
}

/** A long user name is hardly taken by two. */
const rarity = (handle: string) => (handle.length >= 6 ? 1 : handle.length >= 4 ? 0.6 : 0.3)

/**
 * Whose site an address is on: the domain that somebody can register or is given (`hanako.github.io`), and on houses of many the
 * first part of the path (`note.com/hanako`). Undefined for what is no address, and for the front door of such a house.
 */
export function siteOf(address: string | undefined): string | undefined {
  const host = hostIn(address)
  if (!host) return undefined
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host
  if (!isEverybodys(domain)) return domain
  if (host !== domain && !/^(?:www|m|mobile)\./.test(host) && !domain.startsWith('google.')) return host
  const first = /^(?:https?:\/\/)?[^/?#]+\/([^/?#]+)/i.exec(address ?? '')?.[1]
  return first ? `${domain}/${first.toLowerCase()}` : undefined
}

/** Where an account itself lives; of a network of many servers only a server of one's own says something. */
function homeOf({ network, key, url, handle }: OwnFacts): string | undefined {
  if (network === 'bluesky') return siteOf(handle?.replace(/^@/, ''))
  if (network === 'mail') return siteOf(key.split('@')[1])
  if (network === 'web') return siteOf(key.startsWith('name:') ? url : key)
  return network === 'fediverse' ? siteOf(key) : undefined
}

/** The firm ones first. */
const pagesOf = ({ url, pages = [] }: OwnFacts) =>
  [...pages, ...(url ? [{ value: url, firm: false }] : [])].sort((a, b) => Number(b.firm) - Number(a.firm))

/** The first part of a site's name: `hanako` of `hanako.example` and of `note.com/hanako`. */
export const labelOf = (site: string): string => handleKey(site.split('/')[1] ?? site.split('.')[0]) ?? ''

/** A user name as it is compared: without `@`, server, marks, and on Bluesky without what follows the first part. */
export function handleKey(handle: string | undefined, network?: string): string | undefined {
  if (!handle) return undefined
  const bare = handle
    .toLowerCase()
    .replace(/^[@~]+/, '')
    .split('@')[0]!
  const name = network === 'bluesky' ? bare.split('.')[0]! : bare
  return name.replace(/[._-]/g, '') || undefined
}

/** Words of a name in any order; of a name without spaces its characters. */
function nameKey(name: string | undefined): string | undefined {
  if (!name) return undefined
  const words = folded(name).split(' ').filter(Boolean)
  return (isCjk(name) ? words.join('') : words.sort().join(' ')) || undefined
}

const isWhole = (name: string) =>
  isCjk(name) ? [...name.replace(/\s/g, '')].length >= 3 : /\S\s+\S/.test(name.trim())

export const relayKey = (network: string, key: string) => `${network} ${key.toLowerCase()}`

function hostIn(address: string | undefined): string | undefined {
  const host = /^(?:https?:\/\/)?([^/?#:@\s]+\.[^/?#:@\s]{2,})(?:[:/?#]|$)/i.exec(address ?? '')?.[1]
  return host?.toLowerCase().replace(/^www\./, '')
}
