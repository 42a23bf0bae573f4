import type { AccountRef } from '../contract.ts'
import { profileKey, safeLink } from '../files/links.ts'

/** A member by the number that Meetup gives them, written as `user 1000001` or within the address of their page. */
export function memberOf(
  user: string,
  profile: string,
  name: string | undefined,
): Pick<AccountRef, 'key' | 'url' | 'sameAs'> | undefined {
  const id = /\d{2,}/.exec(user)?.[0] ?? /\/members\/(\d+)/.exec(profile)?.[1]
  if (!id) return name ? { key: `name:${name.normalize('NFKC').toLowerCase()}` } : undefined
  const url = safeLink(profile)
  const page = profileKey(profile)
  return {
    key: id,
    ...(url && { url }),
    ...(page && { sameAs: [{ kind: 'url', value: page, firm: true }] }),
  }
}
