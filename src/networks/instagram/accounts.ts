import type { AccountRef } from '../contract.ts'
import { webUrl } from '../files/links.ts'
import { foldedName, oneLine } from '../files/text.ts'

/** A user name in small letters; undefined for what cannot be one. */
export function userOf(text: string | undefined): string | undefined {
  const user = text?.trim().replace(/^@/, '').toLowerCase()
  return user && /^[a-z0-9._]{1,30}$/.test(user) && !/^\.+$/.test(user) ? user : undefined
}

/** The user whose page or post an address of Instagram (`/_u/name`, `/name`) or Threads (`/@name/post/…`) is. */
export function userOfUrl(text: string | undefined): string | undefined {
  const url = webUrl(text)
  if (!url || !/(?:^|\.)(?:instagram\.com|threads\.net|threads\.com)$/.test(url.hostname)) return undefined
  const parts = url.pathname.split('/').filter(Boolean)
  if (parts[0]?.startsWith('@')) return userOf(parts[0])
  if (parts[0] === '_u') return userOf(parts[1])
  return parts.length === 1 ? userOf(parts[0]) : undefined
}

export function instagramOf(user: string, name?: string): AccountRef {
  const shown = oneLine(name ?? '')
  return {
    network: 'instagram',
    key: user,
    handle: user,
    ...(shown && foldedName(shown) !== user && { name: shown }),
    url: `https://www.instagram.com/${user}/`,
    sameAs: [{ kind: 'url', value: `instagram.com/${user}`, firm: true }],
  }
}

/** Threads takes its user names from Instagram, so a name on both is most likely one person. */
export function threadsOf(user: string, name?: string): AccountRef {
  const shown = oneLine(name ?? '')
  return {
    network: 'threads',
    key: user,
    handle: user,
    ...(shown && foldedName(shown) !== user && { name: shown }),
    url: `https://www.threads.com/@${user}`,
    sameAs: [
      { kind: 'url', value: `threads.com/@${user}`, firm: true },
      { kind: 'url', value: `instagram.com/${user}`, firm: false },
    ],
  }
}

const MOST = 100_000

/**
 * Who is behind the display names of messages: the user whose name it is, or in a conversation of two the user after
 * whom its folder is named (without dots and underscores). Anybody else stays a name.
 */
export class Users {
  private readonly known = new Set<string>()
  private readonly bare = new Map<string, string | null>()

  add(user: string): void {
    if (this.known.has(user) || this.known.size >= MOST) return
    this.known.add(user)
    const bare = user.replace(/[._]/g, '')
    this.bare.set(bare, this.bare.has(bare) ? null : user)
  }

  /** `folder`: `inbox/mayalindq_1001`. */
  accountOf(name: string, folder?: string): AccountRef {
    const folded = foldedName(name)
    if (this.known.has(folded)) return instagramOf(folded, name)
    const prefix = /([^/]+)_\d+$/.exec(folder ?? '')?.[1]?.toLowerCase()
    const user = prefix && (this.known.has(prefix) ? prefix : this.bare.get(prefix))
    return user
      ? instagramOf(user, name)
      : { network: 'instagram', key: `name:${folded}`, name: oneLine(name) }
  }
}
