import { getDomain } from 'tldts'
import type { AccountRef } from '../contract.ts'
import { hostOf, safeLink } from '../files/links.ts'
import { areNeighbours } from './home.ts'
import type { Mention } from './mention.ts'

/** Relays that name the author as the network itself does. */
const relay = /(?:^|\.)brid\.gy$|^brid-gy\.appspot\.com$/

/**
 * Can the page that mentions speak for the author it names? Anybody can write anybody's address on a page (h-card): only a
 * page on the author's own site (on a shared host: in the author's own part of it), or one relayed from a network, is the author's. A mention that does not tell where it
 * stands was verified by whoever kept it.
 */
export function isVouched({ source, author }: Mention): boolean {
  const [from, by] = [hostOf(source), hostOf(author.url)]
  return (
    from === undefined ||
    by === undefined ||
    relay.test(from) ||
    (siteOf(from) === siteOf(by) && !areNeighbours(source, author.url))
  )
}

/** Whoever writes on that site and says to be `named`: an account of its own, which only the owner can join with the other. */
export function claimed({ source }: Mention, { name, key, network, sameAs }: AccountRef): AccountRef {
  const site = siteOf(hostOf(source)!)
  return { network: 'claim', key: `${site} as ${network} ${key}`, name, url: safeLink(source), sameAs }
}

/** What one owner has: yui.blog.example.com belongs to example.com, but yui.github.io is a site of its own. */
const siteOf = (host: string) => getDomain(host, { allowPrivateDomains: true }) ?? host
