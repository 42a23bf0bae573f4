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

import type { AccountRef, Reader, Row, Source } from '../contract.ts'
import { answeredKey, askOwner, inMost, ownKeys, SMALL_GROUP } from '../files/chat-owner.ts'
import { ChatRows, type Room } from '../files/chat-rows.ts'
import { Recent } from '../files/recent.ts'
import { failedAt } from '../files/rows.ts'
import { askDates, orderOf } from './date-question.ts'
import { whenOf } from './header.ts'
import { isDeleted, plainWords } from './message.ts'
import { invisible } from './plain-line.ts'
import { isMissedCall } from './speakers.ts'
import { accountOf, type Chat, filesOf, isOne, MEMBERS, messagesIn, otherOf, surveyed } from './survey.ts'

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source, 1)).length > 0
  },

  async asks(source) {
    const own = ownKeys(source, 'whatsapp')
    const chats = await surveyed(source)
    const unsettled = chats.filter(chat => !knows(chat, own) && !otherOf(chat, source))
    const members = new Map(unsettled.flatMap(chat => [...chat.members]))
    return [
      ...askOwner(source, 'WhatsApp', members.values(), inMost(unsettled.map(chat => chat.members.keys()))),
      ...askDates(chats),
    ]
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

const knows = ({ members }: Chat, own: ReadonlySet<string>) => [...members.keys()].some(key => own.has(key))

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
  const { order, isGuessed } = orderOf(chat.dates, source)
  if (isGuessed) yield [{ ok: false, where: chat.file.path, why: 'guessed-dates' }]
  for await (const { messages, broken } of messagesIn(chat.file)) {
    const out: Row[] = []
    for (const { line, header, body } of messages) {
      const where = `${chat.file.path} line ${line}`
      try {
        const when = whenOf(header, order, chat.clock.hourOf(header))
        if (!body.author || chat.known.isNotice(body, line))
          out.push({ ok: false, where, why: isDeleted(body.words) ? 'empty' : 'not-a-person' })
        else if (!when) out.push({ ok: false, where, why: 'bad-date' })
        else if (isDeleted(body.words)) out.push({ ok: false, where, why: 'empty' })
        else if (isMissedCall(body)) out.push({ ok: false, where, why: 'cancelled' })
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
