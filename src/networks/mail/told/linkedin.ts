import type { AccountRef } from '../../contract.ts'
import { accountOfProfile } from '../../files/profiles.ts'
import { foldedName } from '../../files/text.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'
import { onlyOne, type Sender } from './sender.ts'

/**
 * Second-hand: subjects of invitations from a public test mail (2016), a security tool's table (2020) and a mail log
 * (2008). Who asks stands in From (`Yui Sato <invitations@linkedin.com>`, `Yui Sato via LinkedIn <…>`).
 */
export const linkedin: Sender = {
  domains: ['linkedin.com'],
  tellings: [
    {
      from: /^invitations(?:-noreply)?@/,
      subject: /, please add me to your LinkedIn network$/,
      act: 'invite',
      account: (_, content, head) => member(senderName(head), content),
    },
    {
      subject: /, start a conversation with your new connection, (?<name>.{1,100}?)\.?$/,
      act: 'connect',
      account: ({ name }, content) => member(name, content),
    },
    {
      subject: /^(?<name>.{1,100}?) has accepted your LinkedIn invitation\.?$/,
      act: 'connect',
      account: ({ name }, content) => member(name, content),
    },
  ],
}

function senderName(head: Head): string | undefined {
  const name = head.from?.name.replace(/ via LinkedIn$/, '')
  return name && !/^LinkedIn\b/.test(name) ? name : undefined
}

/** By the profile when the mail shows one and no other (newer ones do), else by name as LinkedIn's archives are read. */
function member(name: string | undefined, content: Content): AccountRef | undefined {
  const slug = onlyOne(content, /^https:\/\/www\.linkedin\.com\/(?:comm\/)?in\/([^/?#]+)/)
  if (slug) return accountOfProfile({ url: `https://www.linkedin.com/in/${slug}`, name })
  return name ? { network: 'linkedin', key: `name:${foldedName(name)}:`, name } : undefined
}
