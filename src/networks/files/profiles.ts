import type { AccountRef } from '../contract.ts'
import { blueskyAccountIn } from './at-uri.ts'
import { unbridged } from './bridges.ts'
import { hostOf, isXHost, profileKey, safeLink, webUrl } from './links.ts'
import { foldedName, oneLine } from './text.ts'

/** First parts of a path on X that are no handles. */
const notHandles = new Set(
  'i home intent share search hashtag explore settings messages login compose'.split(' '),
)
/** They write `/@name` too and are no part of the fediverse. */
const atElsewhere =
  /(?:^|\.)(?:medium\.com|youtube\.com|tiktok\.com|threads\.net|threads\.com|substack\.com|flipboard\.com|lemon8-app\.com|note\.com|t\.me|x\.com|twitter\.com)$/

export type Told = {
  url?: string
  name?: string
  /** The network another source named for it; then the shape of the address is not guessed from. */
  network?: string
}

/**
 * Whose profile page this is: X and Bluesky by their hosts, the fediverse by the shape of its addresses, LinkedIn by
 * `/in/`, all else is a page on the web; what a bridge between networks shows is the account behind it. Without an address a name alone is an account of the network `web`; with neither, undefined.
 */
export function accountOfProfile({ url, name, network }: Told): AccountRef | undefined {
  const shownName = name === undefined ? undefined : oneLine(name) || undefined
  const direct = unbridged(url)
  const bluesky = blueskyAccountIn(direct)
  if (bluesky) return blueskyRef(bluesky, shownName)
  const key = profileKey(direct)
  const link = safeLink(direct)
  if (!key || !link) {
    const folded = shownName && foldedName(shownName)
    return folded ? { network: 'web', key: `name:${folded}`, name: shownName } : undefined
  }
  const found = xAccount(link) ?? fediverseAccount(link, network) ?? linkedinAccount(link)
  const page = found?.network === 'fediverse' ? fediversePage(found.key) : key
  const sameAs = [{ kind: 'url', value: page, firm: false }] as const
  return { ...(found ?? { network: 'web', key }), name: shownName, url: link, sameAs }
}

/**
 * The one form of a fediverse account's address: `https://host/users/name`, all in lower case. Mastodon's
 * `https://host/@name` and a neighbour seen from there (`https://host/@name@other`) become the same; addresses of
 * another shape only lose their final slash and fragment.
 */
export function fediverseKey(text: string | undefined): string | undefined {
  const url = webUrl(text)
  if (!url) return undefined
  const named = nameOf(url)
  if (named) return `https://${named.host}/users/${named.name}`
  return `https://${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`
}

/** The page of an account as `sameAs` has it: of `/users/name` and `/@name` the one that people write on their cards. */
export function fediversePage(key: string): string {
  return profileKey(key.replace('/users/', '/@')) ?? key
}

/** `@name@host` where the address says both. */
export function fediverseHandle(text: string | undefined): string | undefined {
  const url = webUrl(text)
  const named = url && nameOf(url)
  return named && `@${named.name}@${named.host}`
}

/** The one form of a post's address, where it has Mastodon's shape; others stay as they are. */
export function fediversePostKey(address: string): string {
  const url = webUrl(address)
  const found = url && /^\/users\/([^/]+)\/statuses\/(\d+)$/.exec(url.pathname)
  return found ? `https://${url.host}/users/${found[1]!.toLowerCase()}/statuses/${found[2]}` : address
}

/** The account whose post this is, where the post's address holds it: `/users/NAME/statuses/ID`, `/@NAME/ID`. */
export function fediverseAuthor(post: string | undefined): AccountRef | undefined {
  const url = webUrl(post)
  const found = url && /^\/(?:users\/|@)([^/]+)\/(?:statuses\/|posts\/|p\/)?[^/]+/.exec(url.pathname)
  return found ? fediverseRef(`https://${url.host}/@${found[1]}`) : undefined
}

/** An account of the fediverse by its address; `name` as the person writes it. */
export function fediverseRef(address: string | undefined, name?: string): AccountRef | undefined {
  const key = fediverseKey(address)
  if (!key) return undefined
  const shownName = name === undefined ? undefined : oneLine(name) || undefined
  return {
    network: 'fediverse',
    key,
    name: shownName,
    handle: fediverseHandle(address),
    url: safeLink(address),
  }
}

/** An account of Bluesky; where the DID is known it is the key, which stays when the handle changes. */
export function blueskyRef(who: { did?: string; handle?: string }, name?: string): AccountRef {
  const page = `bsky.app/profile/${who.handle ?? who.did}`
  return {
    network: 'bluesky',
    key: (who.did ?? who.handle)!,
    name,
    ...(who.handle && { handle: who.handle }),
    url: `https://${page}`,
    sameAs: [{ kind: 'url', value: page.toLowerCase(), firm: false }],
  }
}

function nameOf(url: URL): { name: string; host: string } | undefined {
  const found = /^\/(?:users\/|@)([^/@]+)(?:@([^/@]+))?\/?$/.exec(url.pathname)
  if (!found?.[1]) return undefined
  return { name: found[1].toLowerCase(), host: (found[2] ?? url.host).toLowerCase() }
}

function xAccount(link: string): Pick<AccountRef, 'network' | 'key' | 'handle'> | undefined {
  if (!isXHost(hostOf(link)!)) return undefined
  const handle = /^\/@?(\w{1,30})(?:\/|$)/.exec(new URL(link).pathname)?.[1]
  if (!handle || notHandles.has(handle.toLowerCase())) return undefined
  return { network: 'x', key: handle.toLowerCase(), handle }
}

function fediverseAccount(
  link: string,
  network: string | undefined,
): (Partial<AccountRef> & Pick<AccountRef, 'network' | 'key'>) | undefined {
  const looksIt = fediverseHandle(link) !== undefined && !atElsewhere.test(hostOf(link)!)
  if (network === undefined ? !looksIt : network !== 'fediverse' || !looksIt) return undefined
  return { network: 'fediverse', key: fediverseKey(link)!, handle: fediverseHandle(link) }
}

function linkedinAccount(link: string): Pick<AccountRef, 'network' | 'key'> | undefined {
  if (!/(?:^|\.)linkedin\.com$/.test(hostOf(link)!)) return undefined
  const slug = /^\/in\/([^/]+)/.exec(new URL(link).pathname)?.[1]
  if (!slug) return undefined
  try {
    return { network: 'linkedin', key: `in/${decodeURIComponent(slug).toLowerCase()}` }
  } catch {
    return { network: 'linkedin', key: `in/${slug.toLowerCase()}` }
  }
}
