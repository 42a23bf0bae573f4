import { webUrl } from './links.ts'

/** More wraps than this nobody makes. */
const TURNS = 6
const LONGEST = 2_000
const aDid = /did:(?:plc|web):[\w.:-]{1,250}(?<![.:-])/
/** A host's name, which on Bluesky is a handle too, perhaps behind the kind of thing it is. */
const aName = /^\/(?:([a-z]+)\/)?@?([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]*[a-z0-9])+)(?:[/?#]|$)/i
const written = /^(?:acct:)?@?([^@/\s]+)@((?:bsky|web|ap|fed)\.brid\.gy)$/i
const seenThere = /^\/(?:users\/|@)([^/@]+)@((?:bsky|web|ap|fed)\.brid\.gy)(?:\/|$)/i

/**
 * The address as the network itself has it, where a bridge between networks stands in front: Bridgy Fed's
 * `bsky.brid.gy/ap/did:plc:…`, `bsky.brid.gy/r/https://bsky.app/profile/…`, `ap.brid.gy/convert/web/at://…`,
 * `fed.brid.gy/bsky/yui.example`, `@yui.example@bsky.brid.gy` seen from any server, the handles `yui.mstdn.example.ap.brid.gy`
 * and `yui.example.web.brid.gy`; encoded once or several times. Any other address comes back as it is.
 */
export function unbridged(text: string | undefined): string | undefined {
  let address = text?.trim()
  if (!address || address.length > LONGEST || !/brid\.gy/i.test(address)) return text
  for (let turn = 0; turn < TURNS; turn++) {
    const inner = inside(address)
    if (inner === undefined || inner === address) return address
    address = inner
  }
  return address
}

/** `at%253A%252F%252Fdid…` as it was before anybody encoded it. */
export function decodedWhole(text: string): string {
  let decoded = text
  for (let turn = 0; turn < 4 && /%[0-9a-f]{2}/i.test(decoded); turn++) {
    try {
      decoded = decodeURIComponent(decoded)
    } catch {
      break
    }
  }
  return decoded
}

/** A relay of Bridgy Fed, which hands on what stands elsewhere; not brid.gy itself, which asks the networks. */
export const isBridgeHost = (host: string) =>
  /^(?:[a-z0-9-]+\.)+brid\.gy$/.test(host) && host !== 'www.brid.gy'

function inside(address: string): string | undefined {
  const named = written.exec(address)
  if (named) return ofHandle(named[1]!, named[2]!)
  const url = webUrl(address)
  if (!url) return undefined
  const host = url.hostname
  const path = decodedWhole(url.pathname + url.search)
  const seen = seenThere.exec(path)
  if (seen) return ofHandle(seen[1]!, seen[2]!)
  const handle = /^\/profile\/([^/?#]+)/.exec(path)?.[1] ?? (path === '/' ? host : '')
  const bridged = /^(.+)\.(ap|web)\.brid\.gy$/i.exec(handle)
  if (bridged && (isBlueskyHost(host) || handle === host)) return ofBridgedName(bridged[1]!, bridged[2]!)
  return isBridgeHost(host) ? ofBridge(host, path) : undefined
}

/** Hosts that show Bluesky under the addresses of bsky.app. */
export const isBlueskyHost = (host: string) =>
  /^(?:(?:www|staging|m)\.)?(?:bsky\.app|bskx\.app|fxbsky\.app|vxbsky\.app|bskyx\.app|deer\.social|blacksky\.community|witchsky\.app|main\.bsky\.dev)$/.test(
    host,
  )

function ofBridge(host: string, path: string): string | undefined {
  const record = /\bat:\/+([^?#]+)/.exec(path)?.[1]
  if (record) return `at://${record}`
  const page = /\b(https?):\/+([^/].*)$/.exec(path)
  if (page) return `${page[1]}://${page[2]}`
  const who = aDid.exec(path)?.[0]
  if (who) return `https://bsky.app/profile/${who}`
  const acct = /\/@?([^/@]+)@([^/@?#]+)/.exec(path)
  if (acct) return `https://${acct[2]}/@${acct[1]}`
  const [, kind, domain] = aName.exec(path) ?? []
  if (!domain) return undefined
  const isBluesky = kind ? /^(?:bsky|bluesky|atproto)$/i.test(kind) : /^(?:bsky|atproto)\./.test(host)
  if (isBluesky || (kind === 'ap' && host.startsWith('bsky.'))) return `https://bsky.app/profile/${domain}`
  return !kind || /^(?:web|ap|activitypub)$/i.test(kind) ? `https://${domain}/` : undefined
}

/** `@yui.example@bsky.brid.gy` */
function ofHandle(local: string, bridge: string): string {
  const isBluesky = bridge.toLowerCase().startsWith('bsky')
  return isBluesky ? `https://bsky.app/profile/${local}` : `https://${local}/`
}

/** On Bluesky a handle is a host's name: `yui.mstdn.example.ap.brid.gy` is @yui of mstdn.example. */
function ofBridgedName(bare: string, kind: string): string | undefined {
  if (kind.toLowerCase() === 'web') return `https://${bare}/`
  const found = /^([^.]+)\.(.+\..+)$/.exec(bare)
  return found ? `https://${found[2]}/@${found[1]}` : undefined
}
