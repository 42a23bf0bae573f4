import type { Network } from './contract.ts'
import { discord } from './discord/network.ts'
import { discordChat } from './discord-chat/network.ts'
import { facebook } from './facebook/network.ts'
import { googleContacts } from './google-contacts/network.ts'
import { icalendar } from './icalendar/network.ts'
import { line } from './line/network.ts'
import { linkedin } from './linkedin/network.ts'
import { mail } from './mail/network.ts'
import { mastodon } from './mastodon/network.ts'
import { movableType } from './movable-type/network.ts'
import { vcard } from './vcard/network.ts'
import { webmention } from './webmention/network.ts'
import { whatsapp } from './whatsapp/network.ts'
import { wordpress } from './wordpress/network.ts'
import { x } from './x/network.ts'

/** Every network and file format Enishi reads; more particular ones first. */
export const networks: readonly Network[] = [
  mastodon,
  webmention,
  wordpress,
  movableType,
  linkedin,
  x,
  facebook,
  googleContacts,
  line,
  whatsapp,
  discord,
  discordChat,
  vcard,
  mail,
  icalendar,
]

export function networkById(id: string): Network | undefined {
  return networks.find(network => network.id === id)
}
