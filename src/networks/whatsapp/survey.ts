import type { AccountRef, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import type { Member } from '../files/chat-owner.ts'
import { headText } from '../files/head.ts'
import { lineRuns } from '../files/lines.ts'
import { decoded, foldedName, oneLine } from '../files/text.ts'
import { ChatLines, type Message } from './chat.ts'
import { DayClock } from './clock.ts'
import { type Header, headerOf, type Order } from './header.ts'
import { bodyOf } from './message.ts'
import { DateOrder, type FoundOrder } from './order.ts'
import { type Known, Speakers } from './speakers.ts'

const CHATS = 5_000
export const MEMBERS = 300
/** Messages looked at to find out the order of dates; a year of an ordinary chat. */
const SURVEY = 200_000

export type Chat = {
  file: SourceFile
  members: Map<string, Member>
  known: Known
  clock: DayClock
  dates: FoundOrder
  isGroup: boolean
}

export async function filesOf(source: Source, most = CHATS): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  const isOnly = source.files.length === 1
  const candidates = source.files.filter(
    ({ path }) => isOnly || (/\.txt$/i.test(path) && !path.startsWith('__MACOSX/')),
  )
  for (const file of candidates.slice(0, CHATS)) {
    if (found.length >= most) break
    if (isChat(await headText(file, 16 * 1024))) found.push(file)
  }
  return found
}

/** The first line is a message or a notice, and of the beginnings that follow at least a third has an author. */
export function isChat(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 200)
  const first = lines.find(line => line.trim() !== '')
  const style = first === undefined ? undefined : headerOf(first)?.style
  if (!style) return false
  const headers = lines.flatMap(line => headerOf(line) ?? []).filter(header => header.style === style)
  const bodies = headers.map(({ rest }) => bodyOf(rest))
  const authors = bodies.flatMap(({ author }) => author ?? [])
  if (authors.length === 0 || authors.length * 3 < headers.length) return false
  return !isLoglike(headers[0]!) || bodies.some(({ isMarked }) => isMarked) || arePeople(authors)
}

/** `[2026-07-01 12:00:00] …` and `2026-07-01 12:00:00: …` are also how programs write their logs. */
function isLoglike({ style, longest, separator }: Header): boolean {
  return (
    (style === 'bracket' && longest === 0 && separator === '-') || (style === 'colon' && separator !== '.')
  )
}

/** Levels, modules and parts of programs; people have a name with a capital, a space or letters of another script. */
const part =
  /^[A-Z]{3,}$|^[\p{Ll}\d_-]+$|[._:/\\()[\]{}<>=#@|]\S|\d{4}|^(?:\p{Lu}\p{Ll}+)?(?:Error|Warning|Info|Debug|Exception)$/u

function arePeople(authors: readonly string[]): boolean {
  const times = new Map<string, number>()
  for (const author of authors) times.set(author, (times.get(author) ?? 0) + 1)
  const isPhone = (name: string) => /^\+[\d\s().\u2010-\u2015-]{6,30}$/u.test(name)
  const names = [...times.keys()]
  if (names.some(name => name.length > 60 || (!isPhone(name) && part.test(name)))) return false
  // Two who speak in turns, or one whose name is of several words.
  return names.length <= 300 && (names.length >= 2 || names.some(name => name.includes(' ')))
}

export async function surveyed(source: Source): Promise<Chat[]> {
  const chats: (Omit<Chat, 'dates'> & { order: DateOrder })[] = []
  for (const file of await filesOf(source)) {
    const [order, clock, speakers] = [new DateOrder(), new DayClock(), new Speakers()]
    let isGroup = false
    let count = 0
    for await (const { messages } of messagesIn(file)) {
      for (const { header, body, line } of messages) {
        if (count++ < SURVEY) {
          order.add(header)
          clock.add(header)
        }
        isGroup ||= body.isGroupNotice
        speakers.add(body, line)
      }
    }
    const known = speakers.settle(name => isNamedAfter(file.path, name) || isNamedAfter(source.name, name))
    const members = new Map<string, Member>()
    for (const name of known.people.slice(0, MEMBERS)) {
      const { key } = accountOf(name)
      if (!members.has(key)) members.set(key, { key, name: oneLine(name) })
    }
    chats.push({ file, members, known, clock, order, isGroup: isGroup || known.rooms.size > 0 })
  }
  // One phone writes all its chats alike; a short chat may not tell by itself.
  const likely = new Map<string, Order>()
  for (const { order } of chats) {
    const found = order.order()
    if (found.by === 'told' && !likely.has(found.signature)) likely.set(found.signature, found.order)
  }
  return chats.map(({ order, ...chat }) => ({ ...chat, dates: order.order(likely) }))
}

export const isOne = (chat: Chat) => !chat.isGroup && chat.members.size <= 2

const nameOfApp = /whatsapp|واتساب|واتس ?اب|ватсап|вотсап|व्हाट्सएप|ווטסאפ|ワッツアップ|왓츠앱/iu

function isNamedAfter(path: string, name: string): boolean {
  const file = foldedName(
    path
      .split('/')
      .at(-1)!
      .replace(/(?:\s*\(\d+\))?(?:\.(?:txt|zip))+$/i, ''),
  )
  const folded = foldedName(name)
  if (folded === '' || !nameOfApp.test(file)) return false
  if (file.endsWith(` ${folded}`)) return true
  // In some languages the name stands first: `Maya ile WhatsApp sohbeti`, `佐藤 結衣との WhatsApp チャット`.
  return (
    file.startsWith(folded) && !/^[\p{Ll}\p{N}]/u.test(file.slice(folded.length).replace(/^(?:と|の)/u, ' '))
  )
}

/** Phones name the file of a chat after the one it is with (`WhatsApp Chat with Maya Lindqvist.txt`). */
export function otherOf(chat: Chat, source: Source): AccountRef | undefined {
  if (!isOne(chat)) return undefined
  const fits = [...chat.members.values()].filter(
    ({ name }) => isNamedAfter(chat.file.path, name) || isNamedAfter(source.name, name),
  )
  return fits.length === 1 ? accountOf(fits[0]!.name) : undefined
}

export async function* messagesIn(file: SourceFile): AsyncGenerator<{ messages: Message[]; broken?: true }> {
  const chat = new ChatLines()
  let broken = false
  try {
    for await (const { first, lines } of lineRuns(decoded(file.open()))) {
      const messages: Message[] = []
      for (let index = 0; index < lines.length; index++) chat.take(lines[index]!, first + index, messages)
      yield { messages }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    broken = true
  }
  const messages: Message[] = []
  chat.end(messages)
  yield broken ? { messages, broken: true } : { messages }
}

/** Who is not in the address book shows as a telephone number. */
export function accountOf(name: string): AccountRef {
  const shown = oneLine(name)
  if (/^\+[\d\s().\u2010-\u2015-]{6,30}$/u.test(shown))
    return { network: 'whatsapp', key: `+${shown.replace(/\D/g, '')}`, handle: shown }
  return { network: 'whatsapp', key: `name:${foldedName(name)}`, name: shown }
}
