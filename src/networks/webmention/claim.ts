import type { AccountRef } from '../contract.ts'
import { atUriIn } from '../files/at-uri.ts'
import { isBridgeHost, unbridged } from '../files/bridges.ts'
import { hostOf, isXHost, safeLink } from '../files/links.ts'
import { siteOf } from '../files/sites.ts'
import { areOneOwners } from './home.ts'
import type { Mention } from './mention.ts'
import { type Bridged, bridgedOf } from './opportunity.ts'

/**
 * Can the page that mentions speak for the author it names? Anybody can write anybody's address on a page (h-card): only a
 * page on the author's own site (on a shared host: in the author's own part of it) is the author's. What a network knows is
 * its own account's address; the site that stands in somebody's profile there is no more than what they say, and what a
 * bridge hands on has the weight of the page it comes from. A mention that does not tell where it stands was verified by
 * whoever kept it.
 */
export function isVouched({ source, author }: Mention, account: AccountRef): boolean {
  const bridged = bridgedOf(source)
  if (bridged) return hostOf(author.url) === undefined || isOfNetwork(bridged, account)
  const [from, by] = [unbridged(source), unbridged(author.url)]
  const record = atUriIn(from)
  if (record) {
    const isDid = account.key.startsWith('did:')
    return (
      account.network === 'bluesky' && (!isDid || !('did' in record.who) || record.who.did === account.key)
    )
  }
  const [host, home] = [hostOf(from), hostOf(by)]
  // A bridge that does not say what it hands on has asked the network itself.
  if (host === undefined || home === undefined || isBridgeHost(host)) return true
  return areOneOwners(from, by)
}

/** Is the account one of the network that Bridgy relays? Servers of the fediverse have addresses of every shape. */
function isOfNetwork({ network, silo }: Bridged, account: AccountRef): boolean {
  if (network === 'fediverse' || account.network === network) return true
  const host = hostOf(account.url) ?? ''
  return network === 'x' ? isXHost(host) : isAt(host, domainOf(silo))
}

const isAt = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)

/** Where the accounts of a network that Bridgy relays live. */
export const domainOf = (silo: string): string => domains[silo] ?? `${silo}.com`

const domains: Readonly<Record<string, string>> = {
  twitter: 'x.com',
  googleplus: 'google.com',
  bluesky: 'bsky.app',
  threads: 'threads.net',
}

/** Whoever writes there and says to be `named`: an account of its own, which only the owner can join with the other. */
export function claimed({ source }: Mention, { name, key, network, sameAs }: AccountRef): AccountRef {
  const bridged = bridgedOf(source)
  const from = unbridged(source)
  const who = atUriIn(from)?.who
  const repo = who && ('did' in who ? who.did : who.handle)
  const site = bridged ? domainOf(bridged.silo) : (repo ?? siteOf(from) ?? hostOf(from) ?? from!)
  return {
    network: 'claim',
    key: `${site} as ${network} ${key}`,
    name,
    url: safeLink(source),
    sameAs: sameAs?.map(same => ({ ...same, firm: false })),
  }
}
