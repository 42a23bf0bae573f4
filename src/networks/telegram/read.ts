/*
 * What Telegram Desktop exports as JSON, always named `result.json`: everything (Settings → Advanced → Export Telegram
 * data) or one chat (⋮ → Export chat history), which is then the whole file:
 *
 *   {"personal_information": {"user_id": 100000001, "first_name": "花子", "last_name": "縁", "username": "@hanako"},
 *    "contacts": {"list": [{"user_id": 100000002, "first_name": "結衣", "last_name": "佐藤", "phone_number": "…"}]},
 *    "chats": {"list": [{"name": "佐藤 結衣", "type": "personal_chat", "id": 100000002, "messages": [
 *      {"id": 5531, "type": "message", "date": "2026-09-28T19:00:00", "date_unixtime": "1790589600",
 *       "from": "佐藤 結衣", "from_id": "user100000002", "text": "…", "text_entities": [{"type": "plain", "text": "…"}],
 *       "reply_to_message_id": 5529, "reactions": [{"emoji": "👍", "recent": [{"from_id": "user…", "date": "…"}]}]}]}]}}
 *
 * Files of many gigabytes are usual, so they are walked twice: once for who is in which chat, once for the messages.
 */

import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { answeredKey, askOwner, ownKeys } from '../files/chat-owner.ts'
import { headText } from '../files/head.ts'
import { RoomActs, type RoomKind } from '../files/room-acts.ts'
import { rowsAt } from '../files/rows.ts'
import {
  type Chat,
  contactOf,
  contacts,
  isNobody,
  isOne,
  isSmall,
  looksLike,
  messageShape,
  otherOf,
  parsed,
  placeOf,
  surveyed,
} from './chats.ts'
import { ChatReader, type Owner } from './message.ts'
import { deepPieces } from './split.ts'

const FILES = 2_000

type Export = { file: SourceFile; chats: Chat[]; owner: Owner }

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source, 1)).length > 0
  },

  async asks(source) {
    const exports = await openedOf(source)
    const own = ownersOf(exports, source)
    if (own.size > 0) return []
    const members = exports
      .flatMap(({ chats }) => chats.filter(chat => !isOne(chat) && !isNobody(chat)))
      .flatMap(({ members }) => [...members].map(([key, name]) => [key, { key, name: name || key }] as const))
    return askOwner(source, 'Telegram', new Map(members).values())
  },

  async *read(source) {
    const exports = await openedOf(source)
    const own = ownersOf(exports, source)
    for (const account of selvesOf(exports, source)) yield { ok: true, entry: { kind: 'self', account } }
    const acts = new RoomActs(own)
    for (const each of exports) for await (const rows of rowsOf(each, acts, own)) yield* rows
  },
}

async function filesOf(source: Source, most = FILES): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  const isOnly = source.files.length === 1
  for (const file of source.files.filter(({ path }) => isOnly || /\.json$/i.test(path)).slice(0, FILES)) {
    if (found.length >= most) break
    if (looksLike(await headText(file))) found.push(file)
  }
  return found
}

async function openedOf(source: Source): Promise<Export[]> {
  const exports: Export[] = []
  for (const file of await filesOf(source)) exports.push({ file, ...(await surveyed(file)) })
  return exports
}

function ownersOf(exports: readonly Export[], source: Source): Set<string> {
  const own = ownKeys(source, 'telegram')
  for (const account of selvesOf(exports, source)) own.add(account.key)
  return own
}

/** As the export says, as the owner answered, or who is not the other one in a chat of two. */
function selvesOf(exports: readonly Export[], source: Source): AccountRef[] {
  const selves = new Map<string, AccountRef>()
  const answer = answeredKey(source)
  for (const { owner, chats } of exports) {
    if (owner.account) selves.set(owner.account.key, owner.account)
    for (const chat of chats) {
      const other = owner.account ? undefined : otherOf(chat)
      for (const [key, name] of chat.members) {
        if (key === answer || (other && key !== other.key && chat.members.size === 2))
          if (!selves.has(key))
            selves.set(key, { network: 'telegram', key, ...(name && name !== key && { name }) })
      }
    }
  }
  return [...selves.values()]
}

function roomOf(chat: Chat, own: ReadonlySet<string>): RoomKind {
  if (isOne(chat)) return { kind: 'one', other: otherOf(chat) }
  if (own.size === 0) return { kind: 'unknown' }
  return { kind: isSmall(chat) ? 'small' : 'large' }
}

async function* rowsOf(
  { file, chats, owner }: Export,
  acts: RoomActs,
  own: ReadonlySet<string>,
): AsyncGenerator<Row[]> {
  let next = 0
  const open: { chat: Chat; room: RoomKind; reading: ChatReader; count: number }[] = []
  let known = 0
  for await (const pieces of deepPieces(file.open(), messageShape)) {
    const rows: Row[] = []
    for (const piece of pieces) {
      if (piece.kind === 'open') {
        const chat = chats[next++] ?? { members: new Map() }
        open.push({ chat, room: roomOf(chat, own), reading: new ChatReader(placeOf(chat), owner), count: 0 })
      } else if (piece.kind === 'close') {
        const ended = open.pop()
        if (ended && piece.path !== '' && isNothing(ended.chat))
          rows.push({ ok: false, where: `${file.path} chat #${next}`, why: 'unreadable' })
      } else if (piece.kind === 'item' && piece.path === contacts) {
        const where = `${file.path} contact #${++known}`
        const value = parsed(piece.text)
        const entry = contactOf(value)
        rows.push(
          entry
            ? { ok: true, entry }
            : { ok: false, where, why: value === undefined ? 'unreadable' : 'empty' },
        )
      } else if (piece.kind === 'item' || piece.kind === 'bad') {
        const here = open.at(-1)
        const place = here ? ` ${chatName(here.chat)} #${++here.count}` : ''
        const where = `${file.path}${place}`
        if (piece.kind === 'bad') rows.push({ ok: false, where, why: piece.why })
        else if (here && piece.kind === 'item')
          rows.push(...rowsAt(where, () => messageRows(here, parsed(piece.text), where, acts)))
      }
    }
    yield rows
  }
}

function messageRows(
  { chat, room, reading }: { chat: Chat; room: RoomKind; reading: ChatReader },
  value: unknown,
  where: string,
  acts: RoomActs,
): Row[] {
  if (value === undefined) return [{ ok: false, where, why: 'unreadable' }]
  if (isNobody(chat)) return [{ ok: false, where, why: 'not-a-person' }]
  if (chat.type === 'saved_messages') return [{ ok: false, where, why: 'own-act' }]
  const message = reading.read(value, where)
  return 'ok' in message ? [message] : acts.rowsOf(message, room)
}

/** No chat is without a type, a name and an id. */
const isNothing = ({ type, name, id, members }: Chat) =>
  type === undefined && name === undefined && id === undefined && members.size === 0

const chatName = ({ name, id, type }: Chat) =>
  (name ?? id ?? type ?? 'chat').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 60)
