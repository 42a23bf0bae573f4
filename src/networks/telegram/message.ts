import { isPlausible, type When, whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Reject, RejectCode } from '../contract.ts'
import { ChatKeys } from '../files/chat-keys.ts'
import { isFields, listIn, own, textIn } from '../files/fields.ts'
import { Recent } from '../files/recent.ts'
import type { Reaction, RoomMessage } from '../files/room-acts.ts'
import { cut, foldedName, oneLine } from '../files/text.ts'
import { keyOfId } from './ids.ts'

/** Messages are answered within this many. */
const NEAR = 50_000

export type Owner = { account?: AccountRef; username?: string }

/** Reads the messages of one chat. `place`: stable id of the chat with its kind, where the file gives one. */
export class ChatReader {
  private readonly place: string | undefined
  private readonly owner: Owner
  private readonly authors = new Recent<string, AccountRef>(NEAR)
  private readonly keys = new ChatKeys()

  constructor(place: string | undefined, owner: Owner) {
    this.place = place
    this.owner = owner
  }

  read(item: unknown, where: string): RoomMessage | Reject {
    const id = textIn(item, 'id')
    const place = id ? `${where} (${id.slice(0, 20)})` : where
    const refuse = (why: RejectCode): Reject => ({ ok: false, where: place, why })
    if (!isFields(item)) return refuse('unreadable')
    const type = textIn(item, 'type') ?? 'message'
    const isCall = type === 'service' && /^(?:phone|conference)_call$/.test(textIn(item, 'action') ?? '')
    if (type === 'service' && !isCall) return refuse('not-a-person')
    if (type !== 'message' && !isCall) return refuse('unsupported')
    if (isCall && !isHeld(item)) return refuse('cancelled')
    const author = authorOf(item, isCall ? 'actor' : 'from')
    if (!author) return refuse('hidden-member')
    if (/^(?:channel|chat)\d/.test(author.key)) return refuse('not-a-person')
    const when = whenOf(item)
    if (!when) return refuse((textIn(item, 'date_unixtime') ?? textIn(item, 'date')) ? 'bad-date' : 'no-date')
    if (id) this.authors.set(id, author)
    const answered =
      own(item, 'reply_to_peer_id') === undefined ? textIn(item, 'reply_to_message_id') : undefined
    return {
      id: this.keyOf(item, id, when, author),
      where: place,
      when,
      author,
      answers: answered ? this.authors.get(answered) : undefined,
      mentions: this.mentions(item),
      reactions: listIn(item, 'reactions').flatMap(each => reactionsOf(each, item, when)),
    }
  }

  private keyOf(item: unknown, id: string | undefined, when: When, author: AccountRef): string {
    if (id && this.place && id.length <= 20) return `${this.place}/${id}`
    const text = own(item, 'text')
    return `chat:${this.keys.key('', when.at, author.key, typeof text === 'string' ? text : (JSON.stringify(text) ?? ''))}`
  }

  private mentions(item: unknown): AccountRef[] {
    const found: AccountRef[] = []
    for (const entity of [...listIn(item, 'text_entities'), ...listIn(item, 'text')]) {
      const type = textIn(entity, 'type')
      const user = textIn(entity, 'user_id')
      if (type === 'mention_name' && user && /^\d{1,20}$/.test(user))
        found.push({ network: 'telegram', key: `user${user}`, name: oneLine(textIn(entity, 'text') ?? '') })
      // Of the others the file does not say which account a user name belongs to.
      const { account, username } = this.owner
      if (
        type === 'mention' &&
        account &&
        username &&
        textIn(entity, 'text')?.toLowerCase() === `@${username}`
      )
        found.push(account)
    }
    return found
  }
}

/** Whether two people spoke: a call that was missed, refused or given up is nobody's word. */
function isHeld(item: unknown): boolean {
  const seconds = Number(textIn(item, 'duration_seconds') ?? textIn(item, 'duration') ?? 0)
  return seconds > 0 || textIn(item, 'discard_reason') === undefined
}

/** Telegram's ids are for ever; very old and some other exports have names only. */
export function authorOf(item: unknown, field: 'from' | 'actor'): AccountRef | undefined {
  const name = oneLine(textIn(item, field) ?? '')
  const id = textIn(item, `${field}_id`)
  const key =
    id && /^(?:user|channel|chat)?\d{1,20}$/.test(id) ? keyOfId(id) : name && `name:${foldedName(name)}`
  return key ? { network: 'telegram', key, ...(name && { name }) } : undefined
}

function whenOf(item: unknown): When | undefined {
  const seconds = textIn(item, 'date_unixtime')
  if (seconds === undefined) return whenOfIso(textIn(item, 'date') ?? '')
  const at = /^\d{6,11}$/.test(seconds) ? Number(seconds) * 1000 : Number.NaN
  return isPlausible(at) ? { at, precision: 'second', zoneKnown: true } : undefined
}

/** Reactions have local time only; the message, which has both, tells how far that is from UTC. */
function reactionsOf(reaction: unknown, item: unknown, when: When): Reaction[] {
  const name = cut(
    textIn(reaction, 'emoji') ?? textIn(reaction, 'document_id') ?? textIn(reaction, 'type') ?? '',
    80,
  )
  const local = whenOfIso(textIn(item, 'date') ?? '')
  return listIn(reaction, 'recent').flatMap(each => {
    const account = authorOf(each, 'from')
    if (!account?.key.startsWith('user')) return []
    const at = whenOfIso(textIn(each, 'date') ?? '')
    if (!at) return [{ account, when: { ...when, precision: 'day' as const }, name }]
    if (!local || !when.zoneKnown) return [{ account, when: at, name }]
    return [{ account, when: { ...at, at: at.at + when.at - local.at, zoneKnown: true }, name }]
  })
}
