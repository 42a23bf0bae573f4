import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Reject } from '../contract.ts'
import { fieldsIn, isFields, listIn, own, textIn } from '../files/fields.ts'
import type { Recent } from '../files/recent.ts'
import type { Reaction, RoomMessage } from '../files/room-acts.ts'
import { cut, oneLine } from '../files/text.ts'

/** A message as the exporter writes it, or why it is none. `authors`: of the messages before, by their ids. */
export function messageOf(
  item: unknown,
  where: string,
  authors: Recent<string, AccountRef>,
): RoomMessage | Reject {
  if (!isFields(item)) return { ok: false, where, why: 'unreadable' }
  const id = textIn(item, 'id')
  if (!id || id.length > 40) return { ok: false, where, why: 'no-key' }
  const place = `${where} (${id})`
  const author = userOf(own(item, 'author'))
  if (!author) return { ok: false, where: place, why: 'no-author' }
  if (own(own(item, 'author'), 'isBot') === true) return { ok: false, where: place, why: 'not-a-person' }
  // Joining, pinning and the like are told by Discord in the person's name.
  if (!/^(?:Default|Reply|Call|\d+)$/.test(textIn(item, 'type') ?? 'Default'))
    return { ok: false, where: place, why: 'not-a-person' }
  const told = textIn(item, 'timestamp')
  const when = told === undefined ? undefined : whenOfIso(told)
  if (!when) return { ok: false, where: place, why: told === undefined ? 'no-date' : 'bad-date' }
  authors.set(id, author)
  const reference = fieldsIn(item, 'reference')
  const isAnswer = reference && (textIn(reference, 'type') ?? 'Default') === 'Default'
  return {
    id: `m:${id}`,
    where: place,
    when,
    author,
    answers: isAnswer ? authors.get(textIn(reference, 'messageId') ?? '') : undefined,
    mentions: listIn(item, 'mentions').flatMap(each => userOf(each) ?? []),
    reactions: listIn(item, 'reactions').flatMap(each => reactionsOf(each, when)),
  }
}

/** Who reacted is told, when is not: on the day of the message at the earliest. */
function reactionsOf(reaction: unknown, when: RoomMessage['when']): Reaction[] {
  const name = cut(textIn(fieldsIn(reaction, 'emoji'), 'name') ?? '', 40)
  return listIn(reaction, 'users').flatMap(user => {
    const account = own(user, 'isBot') === true ? undefined : userOf(user)
    return account ? [{ account, when: { ...when, precision: 'day' as const }, name }] : []
  })
}

export function userOf(user: unknown): AccountRef | undefined {
  const key = textIn(user, 'id')
  if (!key || !/^\d{5,25}$/.test(key)) return undefined
  const handle = oneLine(textIn(user, 'name') ?? '')
  const name = oneLine(textIn(user, 'nickname') ?? '') || handle
  return { network: 'discord', key, ...(name && { name }), ...(handle && { handle }) }
}
