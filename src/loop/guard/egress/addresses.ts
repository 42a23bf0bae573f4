import ipaddr from 'ipaddr.js'
import { HttpTrouble } from '#networks/live.ts'

export type Address = { address: string; family: 4 | 6 }
/** Every address of a name. */
export type Lookup = (host: string) => Promise<readonly Address[]>

const globalUnicast = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * A public unicast address: allowed by what it is, never by not standing on a list. IPv6 only within 2000::/3, which
 * leaves out what carries an IPv4 address inside (NAT64, the long deprecated `::a.b.c.d`); 6to4 and Teredo lie within
 * it and are ranges of their own.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast)
}

/** An address written as a host: `127.0.0.1`, `[::1]`; undefined for a name. */
export function literalOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return ipaddr.isValid(bare) ? bare : undefined
}

/** Looks a name up once; one address among several that must not be reached is enough to refuse them all. */
export async function addressesOf(
  hostname: string,
  lookup: Lookup,
  mayReach: (address: string) => boolean,
): Promise<readonly Address[]> {
  // On some systems nothing resolves the longer spellings of it, on others they lead inside.
  if (/(?:^|\.)localhost\.?$/i.test(hostname)) throw notPublic()
  const literal = literalOf(hostname)
  const found: readonly Address[] =
    literal === undefined
      ? await lookup(hostname)
      : [{ address: literal, family: literal.includes(':') ? 6 : 4 }]
  if (found.length === 0) throw new HttpTrouble('unreachable', 'This name has no address.')
  if (!found.every(({ address }) => mayReach(address))) throw notPublic()
  return found
}

/** The same words whatever is there, so that nobody learns what answers on the inside. */
export const notPublic = () => new HttpTrouble('forbidden', 'This address is not a public one.')
