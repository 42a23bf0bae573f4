/*
 * A WhatsApp chat (chat → ⋮ or its name → Export chat), a text file or a zip with it (`_chat.txt` on iPhones):
 *
 *   [2026/09/29 10:23:05] 佐藤 結衣: 展示、とてもよかったです
 *   [2026/09/29 10:25:41] 縁 花子: ありがとうございます!
 *   また来月もあります
 *   29/09/2026, 10:23 - Maya Lindqvist: What a lovely round          (Android, another phone)
 *   9/29/26, 10:24 AM - Tomás Rivera added +34 600 000 001           (a notice: no colon)
 *
 * No ids, no zone, and nothing says whose phone it was, whether 9/10 is in October or whether two people are a group:
 * the whole file is surveyed first, then read.
 */

import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { answeredKey, askOwner, type Member, ownKeys, SMALL_GROUP } from '../files/chat-owner.ts'
import { ChatRows, type Room } from '../files/chat-rows.ts'
import { headText } from '../files/head.ts'
import { lineRuns } from '../files/lines.ts'
import { Recent } from '../files/recent.ts'
import { failedAt } from '../files/rows.ts'
import { decoded, foldedName, oneLine } from '../files/text.ts'
import { ChatLines, type Message } from './chat.ts'
import { headerOf, invisible, type Order, whenOf } from './header.ts'
import { bodyOf, isDeleted, plainWords } from './message.ts'
import { DateOrder } from './order.ts'

const CHATS = 5_000
const MEMBERS = 300
/** Messages looked at to find out the order of dates; a year of an ordinary chat. */
const SURVEY = 200_000

type Chat = { file: SourceFile; members: Map<string, Member>; order: Order; sure: boolean; isGroup: boolean }

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source, 1)).length > 0
  },

  async asks(source) {
    const own = ownKeys(source, 'whatsapp')
    const chats = await surveyed(source)
    const unsettled = chats.filter(chat => !knows(chat, own) && !otherOf(chat, source))
    return askOwner(source, 'WhatsApp', new Map(unsettled.flatMap(chat => [...chat.members])).values())
  },

  async *read(source) {
    const chats = await surveyed(source)
    const own = ownKeys(source, 'whatsapp')
    const selves = new Map<string, AccountRef>()
    for (const chat of chats) {
      const other = otherOf(chat, source)
      const owner =
        chat.members.get(answeredKey(source) ?? '') ??
        (other && [...chat.members.values()].find(({ key }) => key !== other.key))
      if (owner) selves.set(owner.key, accountOf(owner.name))
    }
    for (const account of selves.values()) yield { ok: true, entry: { kind: 'self', account } }
    for (const key of selves.keys()) own.add(key)
    for (const chat of chats) for await (const rows of rowsOf(chat, own, source)) yield* rows
  },
}

async function filesOf(source: Source, most = CHATS): Promise<SourceFile[]> {
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
function isChat(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 200)
  const first = lines.find(line => line.trim() !== '')
  const style = first === undefined ? undefined : headerOf(first)?.style
  if (!style) return false
  const headers = lines.flatMap(line => headerOf(line) ?? []).filter(header => header.style === style)
  const said = headers.filter(({ rest }) => bodyOf(rest).author !== undefined).length
  return said > 0 && said * 3 >= headers.length
}

async function surveyed(source: Source): Promise<Chat[]> {
  const chats: (Omit<Chat, 'order' | 'sure'> & { dates: DateOrder })[] = []
  for (const file of await filesOf(source)) {
    const chat = { file, members: new Map<string, Member>(), isGroup: false, dates: new DateOrder() }
    const heard = new Recent<string, true>(MEMBERS)
    let count = 0
    for await (const { messages } of messagesIn(file)) {
      for (const { header, body } of messages) {
        if (count++ < SURVEY) chat.dates.add(header)
        chat.isGroup ||= body.isGroupNotice
        if (body.isNotice || !body.author || heard.get(body.author)) continue
        heard.set(body.author, true)
        const account = accountOf(body.author)
        if (chat.members.size < MEMBERS)
          chat.members.set(account.key, { key: account.key, name: oneLine(body.author) })
      }
      if (count >= SURVEY && chat.members.size >= MEMBERS) break
    }
    chats.push(chat)
  }
  // One phone writes all its chats alike; a short chat may not tell by itself.
  const likely = chats.map(chat => chat.dates.order()).find(found => found.sure)?.order
  return chats.map(({ dates, ...chat }) => ({ ...chat, ...dates.order(likely) }))
}

const knows = ({ members }: Chat, own: ReadonlySet<string>) => [...members.keys()].some(key => own.has(key))

const isOne = (chat: Chat) => !chat.isGroup && chat.members.size <= 2

/** Phones name the file of a chat after the one it is with (`WhatsApp Chat with Maya Lindqvist.txt`). */
function otherOf(chat: Chat, source: Source): AccountRef | undefined {
  if (!isOne(chat)) return undefined
  const names = [chat.file.path, source.name].map(path =>
    foldedName(
      path
        .split('/')
        .at(-1)!
        .replace(/(?:\s*\(\d+\))?(?:\.(?:txt|zip))+$/i, ''),
    ),
  )
  const fits = [...chat.members.values()].filter(({ name }) =>
    names.some(file => file.endsWith(` ${foldedName(name)}`) && /whatsapp/.test(file)),
  )
  return fits.length === 1 ? accountOf(fits[0]!.name) : undefined
}

function roomOf(chat: Chat, own: ReadonlySet<string>, source: Source): Room {
  const other = otherOf(chat, source)
  if (other) return { kind: 'one', other }
  if (!knows(chat, own)) return { kind: 'unknown' }
  const others = [...chat.members.values()].filter(({ key }) => !own.has(key))
  if (isOne(chat) && others.length < 2) return { kind: 'one', other: others[0] && accountOf(others[0].name) }
  return { kind: chat.members.size > SMALL_GROUP ? 'large' : 'small' }
}

async function* rowsOf(chat: Chat, own: ReadonlySet<string>, source: Source): AsyncGenerator<Row[]> {
  const rows = new ChatRows(roomOf(chat, own, source), own)
  const accounts = new Recent<string, AccountRef>(MEMBERS)
  const calls = [...chat.members.values()].filter(({ key }) => own.has(key)).map(({ name }) => `@${name}`)
  for await (const { messages, broken } of messagesIn(chat.file)) {
    const out: Row[] = []
    for (const { line, header, body } of messages) {
      const where = `${chat.file.path} line ${line}`
      try {
        const when = whenOf(header, chat.order)
        if (body.isNotice || !body.author) out.push({ ok: false, where, why: 'not-a-person' })
        else if (!when) out.push({ ok: false, where, why: 'bad-date' })
        else if (isDeleted(body.words)) out.push({ ok: false, where, why: 'empty' })
        else {
          let account = accounts.get(body.author)
          if (!account) accounts.set(body.author, (account = accountOf(body.author)))
          const words = plainWords(body.words)
          const shown = calls.length > 0 && words.includes('@') ? words.replace(invisible, '') : ''
          const namesOwner = calls.some(call => shown.includes(call))
          rows.add({ where, when, account, words, namesOwner }, out)
        }
      } catch (error) {
        out.push(failedAt(where, error))
      }
    }
    if (broken) out.push({ ok: false, where: chat.file.path, why: 'truncated' })
    yield out
  }
}

async function* messagesIn(file: SourceFile): AsyncGenerator<{ messages: Message[]; broken?: true }> {
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
function accountOf(name: string): AccountRef {
  const shown = oneLine(name)
  if (/^\+[\d\s().\u2010-\u2015-]{6,30}$/u.test(shown))
    return { network: 'whatsapp', key: `+${shown.replace(/\D/g, '')}`, handle: shown }
  return { network: 'whatsapp', key: `name:${foldedName(name)}`, name: shown }
}
