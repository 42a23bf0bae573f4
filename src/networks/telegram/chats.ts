import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Entry, SourceFile } from '../contract.ts'
import { SMALL_GROUP } from '../files/chat-owner.ts'
import { textIn } from '../files/fields.ts'
import { oneLine } from '../files/text.ts'
import { fullName } from '../names.ts'
import { bareId, keyOfId } from './ids.ts'
import { authorOf, type Owner } from './message.ts'
import { deepPieces, type Shape } from './split.ts'

const CHATS = 100_000
const MEMBERS = 300

/** `members`: keys and names (empty while not known) of those who speak or react, as far as it takes to tell the size of a group and to ask who the owner is. */
export type Chat = {
  type?: string
  name?: string
  id?: string
  members: Map<string, string>
  /** Its messages have numbers for authors, as until 2021. */
  isOld?: true
}

/** A single chat is the whole file; a full export has lists of them. */
const places = ['', 'chats.list[]', 'left_chats.list[]']
const inside = (place: string, key: string) => (place === '' ? key : `${place}.${key}`)
export const messagePaths = new Set(places.map(place => inside(place, 'messages[]')))
export const chatPaths = new Set(places)
export const contacts = 'contacts.list[]'
const fields = places.flatMap(place => ['name', 'type', 'id'].map(key => inside(place, key)))

export const messageShape: Shape = {
  items: new Set([...messagePaths, contacts]),
  fields: new Set<string>(),
  objects: chatPaths,
}
const surveyShape: Shape = {
  items: messagePaths,
  fields: new Set([...fields, 'personal_information']),
  objects: chatPaths,
}

/** The chats of a file in its order, and whose export it is. The words of messages are not even parsed. */
export async function surveyed(file: SourceFile): Promise<{ chats: Chat[]; owner: Owner }> {
  const chats: Chat[] = []
  const stack: Chat[] = []
  let owner: Owner = {}
  for await (const pieces of deepPieces(file.open(), surveyShape)) {
    for (const piece of pieces) {
      if (piece.kind === 'open') {
        const chat: Chat = { members: new Map() }
        stack.push(chat)
        if (chats.length < CHATS) chats.push(chat)
      } else if (piece.kind === 'close') stack.pop()
      else if (piece.kind === 'item') hear(stack.at(-1), piece.text)
      else if (piece.kind === 'field') {
        const value = parsed(piece.text)
        if (piece.path === 'personal_information') owner = ownerOf(value)
        else set(stack.at(-1), piece.path.split('.').at(-1)!, value)
      }
    }
  }
  return { chats, owner }
}

function set(chat: Chat | undefined, key: string, value: unknown): void {
  if (!chat) return
  const text = textIn({ value }, 'value')
  if (text !== undefined) chat[key as 'type' | 'name' | 'id'] = text.slice(0, 2_000)
}

/** In JSON a quotation mark inside words has a backslash before it, so this is the field and no quotation of it. */
const speaker = /"from_id"\s*:\s*"?((?:user|channel|chat)?\d{1,20})\b/g

function hear(chat: Chat | undefined, text: string): void {
  if (!chat || chat.members.size >= MEMBERS) return
  const keys = [...text.matchAll(speaker)]
    .map(match => keyOfId(match[1]!))
    .filter(key => key.startsWith('user'))
  if (!chat.isOld && /"from_id"\s*:\s*\d/.test(text)) chat.isOld = true
  // The author's id stands before those of the people who reacted.
  if (keys.length > 0 && chat.members.get(keys[0]!)) return
  const author = authorOf(parsed(text), 'from')
  for (const key of keys) if (!chat.members.has(key)) chat.members.set(key, '')
  if (author && /^(?:user|name:)/.test(author.key)) chat.members.set(author.key, author.name ?? author.key)
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function ownerOf(value: unknown): Owner {
  const id = textIn(value, 'user_id')
  if (!id || !/^\d{1,20}$/.test(id)) return {}
  const username = textIn(value, 'username')?.replace(/^@/, '').toLowerCase()
  return { account: personOf(value, `user${id}`, username), ...(username && { username }) }
}

/** Somebody of the address book, if they are told by more than a date. */
export function contactOf(value: unknown): Entry | undefined {
  const id = textIn(value, 'user_id')
  const phone = textIn(value, 'phone_number')?.replace(/[^\d+]/g, '') ?? ''
  const key =
    id && /^[1-9]\d{0,19}$/.test(id)
      ? `user${id}`
      : /^\+?\d{6,15}$/.test(phone)
        ? phone.replace(/^\+?0*/, '+')
        : ''
  if (!key) return undefined
  const asOf = whenOfIso(textIn(value, 'date') ?? '')
  return { kind: 'account', account: personOf(value, key), ...(asOf && { asOf }) }
}

function personOf(value: unknown, key: string, username?: string): AccountRef {
  const name = fullName(textIn(value, 'last_name'), textIn(value, 'first_name'))
  const phone = oneLine(textIn(value, 'phone_number') ?? '')
  return {
    network: 'telegram',
    key,
    ...(name && { name }),
    ...(username && { handle: username, url: `https://t.me/${encodeURIComponent(username)}` }),
    ...(phone && { extra: { phone } }),
  }
}

export const isOne = ({ type }: Chat) => type === 'personal_chat'
/** Programs, broadcasts and Telegram's own chats. */
export const isNobody = ({ type }: Chat) =>
  /^(?:bot_chat|replies|verification_codes|(?:private|public)_channel)$/.test(type ?? '')
export const isSmall = ({ type, members }: Chat) =>
  type !== 'public_supergroup' && members.size > 0 && members.size <= SMALL_GROUP

/** Bare ids of people, groups and channels may be the same number. */
export function placeOf(chat: Chat): string | undefined {
  const id = idOf(chat)
  return id && `${isOne(chat) ? 'user' : chat.type === 'private_group' ? 'chat' : 'channel'}${id}`
}

export function otherOf(chat: Chat): AccountRef | undefined {
  const id = idOf(chat)
  if (!isOne(chat) || !id) return undefined
  const name = oneLine(chat.name ?? '')
  return { network: 'telegram', key: `user${id}`, ...(name && { name }) }
}

function idOf({ id, isOld }: Chat): string | undefined {
  if (!id || !/^\d{1,20}$/.test(id)) return undefined
  return isOld ? bareId(id) : id
}

const kinds =
  '(?:personal_chat|bot_chat|saved_messages|replies|verification_codes|private_group|(?:private|public)_(?:supergroup|channel))'
const ofKind = new RegExp(`"type"\\s*:\\s*"${kinds}"`)

/**
 * Whether this is an object as Telegram Desktop writes it. Before 3.7.6 (2022) messages had neither `date_unixtime` nor
 * `text_entities`: there the kind of the chat tells, beside its messages or its list.
 */
export const looksLike = (head: string) =>
  /^\s*\{/.test(head) &&
  (/"(?:date_unixtime|text_entities)"\s*:/.test(head) ||
    (/"personal_information"\s*:/.test(head) && /"user_id"\s*:/.test(head)) ||
    (ofKind.test(head) &&
      (/"messages"\s*:\s*\[/.test(head) ||
        (/"(?:left_)?chats"\s*:\s*\{/.test(head) && /"list"\s*:\s*\[/.test(head)))))
