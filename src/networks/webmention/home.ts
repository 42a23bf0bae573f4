import { webUrl } from '../files/links.ts'
import { siteOf } from '../files/sites.ts'

/** Whose part of a site a page is in: `~yui`, `@yui` and `users/yui`, `authors/yui`. */
export type Home = { kind: 'tilde' | 'account' | 'author'; name: string }

const forms: readonly [RegExp, Home['kind']][] = [
  [/^\/(?:~|%7e)([^/]+)/i, 'tilde'],
  [/^\/(?:@|%40|users?\/@?|u\/)([^/]+)/i, 'account'],
  [/^\/(?:(?:[a-z]{2}|blog)\/)?(?:authors?|members?)\/([^/]+)/i, 'author'],
]

export function homeOf(address: string | undefined): Home | undefined {
  const path = webUrl(address)?.pathname ?? ''
  for (const [form, kind] of forms) {
    const name = form.exec(path)?.[1]
    if (name) return { kind, name: name.toLowerCase() }
  }
  return undefined
}

/**
 * Do two pages of one host belong to different people? So they do in two homes of one form, and where one of them is in
 * a `~home` and the other is not. On a domain of one's own `/about`, `/author/me` and `/posts/1` are all one person's.
 */
export function areNeighbours(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [homeOf(one), homeOf(other)]
  if (a && b && a.kind === b.kind) return a.name !== b.name
  return a?.kind === 'tilde' || b?.kind === 'tilde'
}

/** Are two pages one owner's: of one domain, on a shared host of one name there, and not merely neighbours'? */
export function areOneOwners(one: string | undefined, other: string | undefined): boolean {
  const site = siteOf(one)
  return site !== undefined && site === siteOf(other) && !areNeighbours(one, other)
}
