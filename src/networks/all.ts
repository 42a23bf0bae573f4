import { bluesky } from './bluesky/network.ts'
import { connpass } from './connpass/network.ts'
import type { Network } from './contract.ts'
import { csvAfter } from './csv/network.ts'
import { discord } from './discord/network.ts'
import { discordChat } from './discord-chat/network.ts'
import { doorkeeper } from './doorkeeper/network.ts'
import { eight } from './eight/network.ts'
import { facebook } from './facebook/network.ts'
import { ghost } from './ghost/network.ts'
import { googleContacts } from './google-contacts/network.ts'
import { hatenaBookmark } from './hatena-bookmark/network.ts'
import { hatenaDiary } from './hatena-diary/network.ts'
import { icalendar } from './icalendar/network.ts'
import { instagram } from './instagram/network.ts'
import { line } from './line/network.ts'
import { linkedin } from './linkedin/network.ts'
import { mail } from './mail/network.ts'
import { mastodon } from './mastodon/network.ts'
import { mastodonLists } from './mastodon-lists/network.ts'
import { meetup } from './meetup/network.ts'
import { movableType } from './movable-type/network.ts'
import { note } from './note/network.ts'
import { outlookContacts } from './outlook-contacts/network.ts'
import { peatix } from './peatix/network.ts'
import { sansan } from './sansan/network.ts'
import { takeout } from './takeout/network.ts'
import { vcard } from './vcard/network.ts'
import { webmention } from './webmention/network.ts'
import { whatsapp } from './whatsapp/network.ts'
import { wordpress } from './wordpress/network.ts'
import { x } from './x/network.ts'

/** More particular ones first. */
const particular: readonly Network[] = [
  mastodonLists,
  mastodon,
  webmention,
  note,
  wordpress,
  ghost,
  hatenaBookmark,
  hatenaDiary,
  movableType,
  linkedin,
  x,
  bluesky,
  instagram,
  facebook,
  eight,
  sansan,
  connpass,
  meetup,
  doorkeeper,
  peatix,
  takeout,
  outlookContacts,
  googleContacts,
  line,
  whatsapp,
  discord,
  discordChat,
  slack,
  telegram,
  vcard,
  mail,
  icalendar,
]

import { slack } from './slack/network.ts'
import { telegram } from './telegram/network.ts'

/** Every network and file format Enishi reads; tables that nobody else knows come last. */
export const networks: readonly Network[] = [...particular, csvAfter(particular)]

export function networkById(id: string): Network | undefined {
  return networks.find(network => network.id === id)
}
