import { getDomain, getHostname } from 'tldts'
import type { AccountRecord } from './account-record.ts'
import { isEverybodys } from './everybodys-domains.ts'

/** The server an account lives on, where a network has many and a person may have an account on each: the fediverse. */
export function serverOf({ network, server, handle }: AccountRecord): string | undefined {
  if (network !== 'fediverse') return undefined
  return server ?? /^@?[^@]+@([^@/]+)$/.exec(handle ?? '')?.[1]?.toLowerCase()
}

/**
 * A domain that is an account's own home: a site's by its front page, a fediverse account's server, a domain as handle on Bluesky.
 * Neither a mail address nor a link makes one.
 */
export function homeOf(record: AccountRecord): string | undefined {
  const { network, handle = '', urls = [] } = record
  const host =
    network === 'web'
      ? urls.map(({ value }) => frontOf(value)).find(Boolean)
      : network === 'bluesky' && handle.includes('.')
        ? handle.replace(/^@/, '').toLowerCase()
        : serverOf(record)
  const domain = host && getDomain(host, { allowPrivateDomains: true })
  return domain && !isEverybodys(domain) ? domain : undefined
}

/** The host of a front page; undefined for a page behind it. */
function frontOf(page: string): string | undefined {
  const [host, ...path] = page.split('/')
  return path.every(part => part === '' || /^(?:index\.\w+|about|home|~?[\w-]{2})$/.test(part))
    ? host
    : undefined
}

/**
 * What a page without a handle says of its owner's: the last part of its path on a host of many, what stands before the host, or
 * the domain with and without its ending (`maya.example`: `maya`, `mayaexample`).
 */
export function pageHandles({ network, handle, urls = [] }: AccountRecord): string[] {
  if (network !== 'web' || handle) return []
  const page = urls[0]?.value
  if (!page) return []
  const [host = '', ...path] = page.split('/').filter(Boolean)
  const domain = getDomain(host, { allowPrivateDomains: true })
  if (!domain || !getHostname(host)) return []
  const named = /^[@~](.+)$/.exec(path[0] ?? '')?.[1]
  if (named) return [named]
  if (isEverybodys(domain)) {
    const front = host.slice(0, -domain.length - 1)
    if (front && !/^(?:www|m|blog|[a-z]{2})$/.test(front)) return [front]
    const behind = /^(?:users?|u|in|people|profiles?|author|members?)$/.test(path[0] ?? '')
      ? path[1]
      : path[0]
    return behind && path.length < 3 ? [behind] : []
  }
  if (!frontOf(page)) return []
  return [domain.slice(0, domain.indexOf('.')), domain]
}
