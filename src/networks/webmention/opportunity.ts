import { isPlausible } from '#ledger/when.ts'
import type { WorkRef } from '../contract.ts'
import { atUriIn, madeAtOf } from '../files/at-uri.ts'
import { decodedWhole, unbridged } from '../files/bridges.ts'
import { pageKey, safeLink, webUrl } from '../files/links.ts'
import { fediversePostKey } from '../files/profiles.ts'

/**
 * What Bridgy's source address tells: `brid.gy/<kind>/<silo>/<user>/<post id>/<id of the answer, or who reacted>`.
 * `user` is the account that Bridgy relays for, `actor` what stands last.
 */
export type Bridged = {
  kind: string
  silo: string
  network: string
  user: string
  postId: string
  actor?: string
}

const networks: Readonly<Record<string, string>> = {
  twitter: 'x',
  mastodon: 'fediverse',
  pixelfed: 'fediverse',
}

export function bridgedOf(source: string | undefined): Bridged | undefined {
  const url = webUrl(source)
  if (!url || !/^(?:www\.)?brid(?:gy|-gy)?\.(?:gy|appspot\.com)$/.test(url.hostname)) return undefined
  const found =
    /^\/(like|repost|react|rsvp|comment|post)\/([a-z]{2,20})\/([^/]+)\/([^/]+)(?:\/([^/]+))?/.exec(
      url.pathname,
    )
  if (!found) return undefined
  const [, kind = '', silo = '', user = '', postId = '', actor] = found
  return {
    kind,
    silo,
    network: networks[silo] ?? silo,
    user: decodedWhole(user).toLowerCase(),
    postId: decoded(postId),
    ...(actor !== undefined && { actor: decodedWhole(actor) }),
  }
}

/** Twitter's ids began to hold a time on 2010-11-04; smaller ones are plain counters. */
const FIRST_SNOWFLAKE = 29_700_859_247n

/**
 * When a post was published, from its id alone (ms since 1970), where the id holds it.
 * X: `(id >> 22) + 1288834974657`; Mastodon: `id >> 16`; Bluesky: microseconds in base 32.
 */
export function timeOfPost(network: string, id: string): number | undefined {
  if (network === 'bluesky') {
    const at = madeAtOf(id.slice(id.lastIndexOf('/') + 1))
    return at === undefined ? undefined : plausible(Math.floor(at))
  }
  if (!/^\d{11,20}$/.test(id)) return undefined
  const number = BigInt(id)
  if (network === 'x' && number >= FIRST_SNOWFLAKE)
    return plausible(Number(number >> 22n) + 1_288_834_974_657)
  if (network === 'fediverse' && id.length >= 17) return plausible(Number(number >> 16n))
  return undefined
}

/**
 * The work that was answered. A reaction relayed from a network answers the owner's post there; everything else, also
 * somebody's own post relayed because it links here, answers the page it links to.
 */
export function workOf(
  source: string | undefined,
  target: string | undefined,
  didOf: DidOf = () => undefined,
) {
  const bridged = bridgedOf(source)
  if (!bridged || bridged.kind === 'post') return pageOf(target, didOf)
  if (bridged.network !== 'bluesky') return posted(bridged.network, bridged.postId, bridged.user)
  return blueskyPost(bridged.postId, didOf) ?? posted('bluesky', bridged.postId)
}

/** The DID behind a handle, where the file tells both. */
export type DidOf = (handle: string) => string | undefined

/** The page that was linked to, or the post, where somebody linked to one. A path without its host is a page too. */
export function pageOf(target: string | undefined, didOf: DidOf = () => undefined): WorkRef | undefined {
  const direct = unbridged(target)
  const record = blueskyPost(direct, didOf)
  if (record) return record
  const post = postIn(direct)
  if (post) return { ...posted(post.network, post.id), url: safeLink(direct) }
  if (direct?.startsWith('/'))
    return { network: 'web', key: direct.replace(/[?#].*$/, '').replace(/\/+$/, '') || '/' }
  const key = pageKey(direct)
  return key === undefined ? undefined : { network: 'web', key, url: safeLink(direct) }
}

/** A post of X or Mastodon named by its address somewhere in a text. */
export function postIn(text: string | undefined): { network: string; id: string } | undefined {
  if (!text) return undefined
  const x =
    /\b(?:(?:twitter|x|xcancel|(?:vx|fx)twitter|fixupx|fixvx)\.com|nitter\.[a-z0-9.-]+)\/(?:\w{1,30}|i\/web)\/status(?:es)?\/(\d{11,20})\b/i.exec(
      text,
    )
  if (x?.[1]) return { network: 'x', id: x[1] }
  const toot = /\/(?:@[\w.-]+\/|users\/[\w.-]+\/statuses\/)(\d{17,20})\b/i.exec(text)
  return toot?.[1] ? { network: 'fediverse', id: toot[1] } : undefined
}

/** A post of Bluesky under the key that its own archive gives it. */
function blueskyPost(address: string | undefined, didOf: DidOf): WorkRef | undefined {
  const record = atUriIn(address)
  if (!record || !/\.post$/.test(record.collection)) return undefined
  const did = 'did' in record.who ? record.who.did : didOf(record.who.handle)
  const uri = did ? `at://${did}/${record.collection}/${record.key}` : record.uri
  const url = `https://bsky.app/profile/${did ?? (record.who as { handle: string }).handle}/post/${record.key}`
  return { ...posted('bluesky', uri), url }
}

function posted(network: string, id: string, user = ''): WorkRef {
  const at = timeOfPost(network, id)
  const publishedAt =
    at === undefined ? undefined : ({ at, precision: 'millisecond', zoneKnown: true } as const)
  // With the user's address at hand the key is that of the post in the owner's own archive.
  const [, name, host] = network === 'fediverse' ? (/^@?([\w.-]+)@([\w.-]+)$/.exec(user) ?? []) : []
  const key = name && host ? fediversePostKey(`https://${host}/users/${name}/statuses/${id}`) : id
  return { network, key, publishedAt }
}

function plausible(at: number): number | undefined {
  return isPlausible(at) && at > Date.UTC(2010, 10, 1) ? at : undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
