import { Refusal } from '#ledger/refusal.ts'

/** One way in which a browser reaches this Enishi, as the setting ENISHI_HOST_NAMES says it. */
export type Address = {
  /** Lower case, international names as browsers send them (xn--…). */
  name: string
  /** Undefined where only a name is said: then any scheme and port will do. */
  origin: string | undefined
  /** Below which the pages lie, such as `/enishi`; empty at the top. */
  path: string
}

/**
 * Reads `enishi.example`, `enishi.example:8443`, `https://enishi.example:8443` or `https://home.example/enishi`. Throws
 * Refusal('bad-setting') on what no browser can have in its address line.
 */
export function addressOf(said: string): Address {
  const wrong = () => new Refusal('bad-setting', { name: 'ENISHI_HOST_NAMES', value: said })
  const isWhole = /^https?:\/\//i.test(said)
  if (!isWhole && said.includes('://')) throw wrong()
  const text = isWhole ? said : `http://${said}`
  if (/[\s@?#*\\]/.test(said) || !URL.canParse(text)) throw wrong()
  const url = new URL(text)
  const path = url.pathname.replace(/\/+$/, '')
  if (url.hostname === '' || !/^(\/[\w.~-]+)*$/.test(path) || /\/\.+(\/|$)/.test(path)) throw wrong()
  return { name: url.hostname, origin: isWhole ? url.origin : undefined, path }
}

/** The stated address that a request came by: its own path first, else the one without any. */
export function reachedBy(addresses: readonly Address[], host: string, path: string): Address | undefined {
  const near = addresses.filter(({ name, origin }) => isAt(name, origin, host))
  return near.find(address => address.path !== '' && isBelow(path, address.path)) ?? near[0]
}

/** Also a proxy that keeps the port to itself (`Host` without it) comes by the address it serves. */
const isAt = (name: string, origin: string | undefined, host: string) =>
  origin === undefined ? name === nameOf(host) : host === name || host === new URL(origin).host

export const isBelow = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`)

/** The name in a `Host` header, without its port; undefined for what is none. */
export const nameOf = (host: string | undefined): string | undefined =>
  /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/i.exec(host ?? '')?.[1]?.toLowerCase()
