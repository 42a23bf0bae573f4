import { decodedWhole, isBlueskyHost, unbridged } from './bridges.ts'
import { webUrl } from './links.ts'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
const didShape = /^did:(?:plc|web):[\w.:%-]{1,250}$/
const handleShape = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/

/** Whom a Bluesky address names, by DID or by handle. */
export type BlueskyName = { did: string } | { handle: string }
/** `at://did:plc:…/app.bsky.feed.post/3kxyz`; `did` undefined where only a handle is known. */
export type AtUri = { who: BlueskyName; collection: string; key: string; uri: string }

export function blueskyName(text: string | undefined): BlueskyName | undefined {
  const said = text?.replace(/^@/, '')
  if (!said) return undefined
  if (didShape.test(said)) return { did: said }
  const handle = said.toLowerCase()
  return handleShape.test(handle) && handle !== 'handle.invalid' && handle.length <= 253
    ? { handle }
    : undefined
}

/**
 * The account of Bluesky an address names: `bsky.app/profile/…` by handle or DID, the same through any bridge, an
 * `at://` address, and `yui.bsky.social` as a site, which leads to the profile.
 */
export function blueskyAccountIn(address: string | undefined): BlueskyName | undefined {
  const direct = unbridged(address)
  const record = atUriIn(direct)
  if (record) return record.who
  const alone = /^at:\/\/([^/?#]+)\/?$/.exec(direct ?? '')?.[1]
  if (alone) return blueskyName(alone)
  const url = webUrl(direct)
  if (!url) return undefined
  if (/^[a-z0-9-]+\.bsky\.social$/.test(url.hostname) && url.pathname === '/') return { handle: url.hostname }
  if (!isBlueskyHost(url.hostname)) return undefined
  return blueskyName(decodedWhole(/^\/profile\/([^/]+)/.exec(url.pathname)?.[1] ?? ''))
}

/** The record an address names: an at-URI, encoded however often, or the page of a post. */
export function atUriIn(address: string | undefined): AtUri | undefined {
  if (!address || address.length > 2_000) return undefined
  const text = decodedWhole(unbridged(address)!)
  const found =
    /^at:\/+([^/?#]+)\/([a-zA-Z.]+\.[a-zA-Z]+)\/([\w.~:-]{1,512})/.exec(text) ??
    (isBlueskyHost(webUrl(text)?.hostname ?? '')
      ? /\/profile\/([^/?#]+)\/(post)\/([\w.~:-]{1,512})/.exec(text)
      : undefined)
  if (!found) return undefined
  const [, name, kind, key] = found
  const who = blueskyName(name)
  if (!who || !kind || !key) return undefined
  const collection = kind === 'post' ? 'app.bsky.feed.post' : kind
  const repo = 'did' in who ? who.did : who.handle
  return { who, collection, key, uri: `at://${repo}/${collection}/${key}` }
}

/** A record's key as a number: thirteen characters of base 32 in sorting order, or undefined for a key of another make. */
export function tidNumber(key: string): bigint | undefined {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(key)) return undefined
  let number = 0n
  for (const character of key) number = (number << 5n) | BigInt(alphabet.indexOf(character))
  return number
}

/** The moment a key was made, in milliseconds: its first 53 bits are microseconds. */
export function madeAtOf(key: string): number | undefined {
  const number = tidNumber(key)
  return number === undefined ? undefined : Number(number >> 10n) / 1_000
}
