import { mailOf } from '../contact-fields.ts'
import type { AccountRef, SameAs } from '../contract.ts'
import { hatenaRef, hatenaRefOfUrl } from '../files/hatena.ts'
import { profileKey, safeLink } from '../files/links.ts'
import { accountOfProfile } from '../files/profiles.ts'
import { oneLine } from '../files/text.ts'
import type { Fields } from './blocks.ts'

/**
 * Who commented: the mail address, else the page given, else the name. What a commenter types is checked by nobody, so
 * no tie that comes from it is firm. On Hatena a bare id without an address is the id of a member.
 */
export function writerOf(fields: Fields, isHatena: boolean): AccountRef | undefined {
  const name = oneLine(fields.get('AUTHOR') ?? '') || undefined
  const url = fields.get('URL')
  const mail = mailOf(fields.get('EMAIL') ?? '')
  if (mail) return { network: 'mail', key: mail, name, url: safeLink(url), sameAs: ties(mail, url) }
  if (name === 'anonymous' && !safeLink(url)) return undefined
  // Of a guest the address of the computer is noted, of a member not.
  const isMember = isHatena && !safeLink(url) && !fields.get('IP')
  const member = hatenaRefOfUrl(url) ?? (isMember ? hatenaRef(name) : undefined)
  if (member) return member.handle === name ? member : { ...member, name }
  return accountOfProfile({ url, name })
}

function ties(mail: string, url: string | undefined): SameAs[] {
  const page = profileKey(url)
  return [
    { kind: 'mail', value: mail, firm: false },
    ...(page ? [{ kind: 'url', value: page, firm: false } as const] : []),
  ]
}
