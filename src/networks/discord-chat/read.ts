/*
 * A channel as DiscordChatExporter saves it (format JSON), one file for each channel, thread or direct message:
 *
 *   {"guild": {"id": "1000000000000000009", "name": "Printers"},
 *    "channel": {"id": "1100000000000000002", "type": "GuildTextChat", "category": "Text", "name": "general"},
 *    "exportedAt": "2026-09-30T12:00:00+00:00",
 *    "messages": [{"id": "1200000000000000001", "type": "Reply", "timestamp": "2026-09-01T14:02:11.512+09:00",
 *      "author": {"id": "900000000000000001", "name": "yui_sato", "nickname": "結衣", "isBot": false}, "content": "…",
 *      "reactions": [{"emoji": {"name": "👍"}, "users": [{"id": "…", "name": "…"}]}],
 *      "mentions": [{"id": "…"}], "reference": {"messageId": "1199999999999999999"}}]}
 *
 * It does not say whose account saved it; the official package does, and what it says is remembered.
 */

import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { askOwner, type Member, ownKeys } from '../files/chat-owner.ts'
import { own as field, textIn } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { jsonItems } from '../files/json-items.ts'
import { Recent } from '../files/recent.ts'
import { RoomActs, type RoomKind } from '../files/room-acts.ts'
import { rowsAt } from '../files/rows.ts'
import { foldedName } from '../files/text.ts'
import { messageOf, userOf } from './message.ts'

const CHANNELS = 20_000
const MEMBERS = 300
const NEAR = 50_000

type Channel = { file: SourceFile; type: string; name: string; members: Map<string, AccountRef> }

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source, 1)).length > 0
  },

  async asks(source) {
    if (ownKeys(source, 'discord').size > 0) return []
    const unsettled = (await surveyed(source)).filter(channel => !otherOf(channel))
    const members = new Map<string, Member>()
    for (const channel of unsettled)
      for (const { key, name, handle } of channel.members.values())
        members.set(key, { key, name: name ?? handle ?? key })
    return askOwner(source, 'Discord', members.values())
  },

  async *read(source) {
    const own = ownKeys(source, 'discord')
    const channels = await surveyed(source)
    const selves = new Map<string, AccountRef>()
    for (const channel of channels) {
      const known = [...channel.members.values()].filter(({ key }) => own.has(key))
      const beside = own.size === 0 ? ownerBeside(channel) : undefined
      for (const self of beside ? [beside] : known) selves.set(self.key, self)
    }
    for (const account of selves.values()) {
      own.add(account.key)
      yield { ok: true, entry: { kind: 'self', account } }
    }
    const acts = new RoomActs(own)
    for (const channel of channels) yield* rowsOf(channel, acts, own)
  },
}

async function filesOf(source: Source, most = CHANNELS): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  const isOnly = source.files.length === 1
  for (const file of source.files.filter(({ path }) => isOnly || /\.json$/i.test(path)).slice(0, CHANNELS)) {
    if (found.length >= most) break
    const head = (await headText(file, 8 * 1024)).trimStart()
    if (/^\{\s*"guild"\s*:\s*\{/.test(head) && /"channel"\s*:\s*\{[^}]*"type"\s*:/.test(head))
      found.push(file)
  }
  return found
}

/** The first people who speak in each channel; of a direct message both. */
async function surveyed(source: Source): Promise<Channel[]> {
  const channels: Channel[] = []
  for (const file of await filesOf(source)) {
    const channel: Channel = { file, type: '', name: '', members: new Map() }
    let count = 0
    for await (const found of jsonItems(file.open(), { arrays: ['messages'], fields: ['channel'] })) {
      if (found.kind === 'field') {
        channel.type = textIn(found.value, 'type') ?? ''
        channel.name = textIn(found.value, 'name') ?? ''
      } else if (found.kind === 'item' && field(field(found.value, 'author'), 'isBot') !== true) {
        const author = userOf(field(found.value, 'author'))
        if (author && !channel.members.has(author.key)) channel.members.set(author.key, author)
      }
      if (isDirect(channel) ? channel.members.size >= 2 : count++ > NEAR || channel.members.size >= MEMBERS)
        break
    }
    channels.push(channel)
  }
  return channels
}

const isDirect = ({ type }: Channel) => type === 'DirectTextChat'

/** The channel of a direct message is named after the other one. */
function otherOf(channel: Channel): AccountRef | undefined {
  if (!isDirect(channel)) return undefined
  const name = foldedName(channel.name)
  return [...channel.members.values()].find(
    member => foldedName(member.name ?? '') === name || foldedName(member.handle ?? '') === name,
  )
}

function ownerBeside(channel: Channel): AccountRef | undefined {
  const other = otherOf(channel)
  return other && [...channel.members.values()].find(({ key }) => key !== other.key)
}

function roomOf(channel: Channel, own: ReadonlySet<string>): RoomKind {
  if (isDirect(channel)) {
    const other = otherOf(channel)
    if (other && !own.has(other.key)) return { kind: 'one', other }
    if (own.size > 0)
      return { kind: 'one', other: [...channel.members.values()].find(({ key }) => !own.has(key)) }
  }
  if (own.size === 0) return { kind: 'unknown' }
  // Discord lets no more than ten into a group of direct messages.
  return { kind: channel.type === 'DirectGroupTextChat' ? 'small' : 'large' }
}

async function* rowsOf(channel: Channel, acts: RoomActs, own: ReadonlySet<string>): AsyncGenerator<Row> {
  const room = roomOf(channel, own)
  const authors = new Recent<string, AccountRef>(NEAR)
  for await (const found of jsonItems(channel.file.open(), { arrays: ['messages'] })) {
    if (found.kind === 'field') continue
    const where = `${channel.file.path} #${found.index + 1}`
    if (found.kind === 'bad') {
      yield { ok: false, where, why: found.why }
      continue
    }
    yield* rowsAt(where, () => {
      const message = messageOf(found.value, where, authors)
      return 'ok' in message ? [message] : acts.rowsOf(message, room)
    })
  }
}
