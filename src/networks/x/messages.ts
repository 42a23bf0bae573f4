import type { AccountRef, RejectCode, Row, SourceFile } from '../contract.ts'
import { type Fields, fieldsIn, listIn, textIn } from '../files/fields.ts'
import { rowsAt } from '../files/rows.ts'
import { conversations } from './conversations.ts'
import type { Owner } from './owner.ts'
import { isId, type People } from './people.ts'
import { jsonOfScript } from './script.ts'
import { handlesIn } from './tweet.ts'
import { xWhen } from './when.ts'

/** In a larger group nobody in particular is spoken to. */
const SMALL_GROUP = 10
const REACTIONS = 200

/** Messages between two: one act each, never the words. */
export async function* readMessages(file: SourceFile, owner: Owner, people: People): AsyncGenerator<Row> {
  for await (const event of conversations(jsonOfScript(file.open()))) {
    const where = `${file.path} conversation ${event.conversation + 1} #${event.index + 1}`
    if (!event.value) yield { ok: false, where, why: event.why! }
    else {
      const { id, value } = event
      yield* rowsAt(where, () =>
        rowsOfEvent(value, where, { owner, people, room: 'two', pair: id.split('-') }),
      )
    }
  }
}

/** Messages of groups. Who is in one is told only here and there, so those who join and those who write are counted first. */
export async function* readGroups(file: SourceFile, owner: Owner, people: People): AsyncGenerator<Row> {
  const sizes = await groupSizes(file)
  for await (const event of conversations(jsonOfScript(file.open()))) {
    const where = `${file.path} conversation ${event.conversation + 1} #${event.index + 1}`
    const room = (sizes[event.conversation] ?? 0) > SMALL_GROUP ? 'large' : 'small'
    if (!event.value) yield { ok: false, where, why: event.why! }
    else {
      const { value } = event
      yield* rowsAt(where, () => rowsOfEvent(value, where, { owner, people, room, pair: [] }))
    }
  }
}

async function groupSizes(file: SourceFile): Promise<number[]> {
  const sizes: number[] = []
  let members = new Set<string>()
  let last = -1
  for await (const { conversation, value } of conversations(jsonOfScript(file.open()))) {
    if (conversation !== last) members = new Set()
    last = conversation
    const joined = fieldsIn(value, 'joinConversation')
    for (const id of [
      textIn(fieldsIn(value, 'messageCreate'), 'senderId'),
      ...listIn(joined, 'participantsSnapshot'),
      ...listIn(fieldsIn(value, 'participantsJoin'), 'userIds'),
    ])
      if (typeof id === 'string' && members.size <= SMALL_GROUP) members.add(id)
    sizes[conversation] = members.size
  }
  return sizes
}

type Place = {
  owner: Owner
  people: People
  room: 'two' | 'small' | 'large'
  /** The two of a conversation between two, from its id. */
  pair: readonly string[]
}

function rowsOfEvent(event: Fields, where: string, place: Place): Row[] {
  const message = fieldsIn(event, 'messageCreate') ?? fieldsIn(event, 'welcomeMessageCreate')
  if (message) return [...messageRows(message, where, place), ...reactionRows(message, where, place)]
  const reaction = fieldsIn(event, 'reactionCreate')
  if (!reaction) return [refused(where, 'not-a-person')]
  // In a group it is not told whose message it was for.
  return place.room === 'two'
    ? [reactionRow(reaction, undefined, where, place)]
    : [refused(where, 'no-author')]
}

function messageRows(message: Fields, where: string, { owner, people, room, pair }: Place): Row[] {
  const id = textIn(message, 'id')
  const sender = textIn(message, 'senderId')
  const written = textIn(message, 'createdAt') ?? ''
  const when = xWhen(written)
  if (!isId(id)) return [refused(where, 'no-key')]
  if (!isId(sender)) return [refused(where, 'no-author')]
  if (!when) return [refused(where, written === '' ? 'no-date' : 'bad-date')]
  if (!owner.id) return [refused(where, 'owner-unknown')]
  const mine = sender === owner.id
  let other = sender
  if (mine && room !== 'two') return [refused(where, 'own-act')]
  if (mine) {
    const recipient = textIn(message, 'recipientId') ?? pair.find(each => each !== owner.id)
    if (!isId(recipient)) return [refused(where, 'no-author')]
    if (recipient === owner.id) return [refused(where, 'own-act')]
    other = recipient
  }
  const names = room === 'large' && handlesIn(textIn(message, 'text') ?? '')
  if (names && !names.some(({ handle }) => handle?.toLowerCase() === owner.handle))
    return [refused(where, 'private')]
  const act = room === 'large' ? 'mention' : 'message'
  const account = people.find(other)!
  return [kept(act, mine ? 'by' : 'toward', when, account, `message:${id}`)]
}

/** A heart is all the support a message can get; both the names of the documentation and those of the files are read. */
function reactionRows(message: Fields, where: string, place: Place): Row[] {
  const to = textIn(message, 'senderId')
  return listIn(message, 'reactions')
    .slice(0, REACTIONS)
    .flatMap(each => {
      const from = textIn(each, 'senderId') ?? textIn(each, 'reactionSenderID')
      const isOwners = from === place.owner.id || to === place.owner.id
      return isOwners ? [reactionRow(each, to, where, place)] : []
    })
}

function reactionRow(reaction: unknown, to: string | undefined, where: string, place: Place): Row {
  const { owner, people, pair } = place
  const from = textIn(reaction, 'senderId') ?? textIn(reaction, 'reactionSenderID')
  const id = textIn(reaction, 'eventId') ?? textIn(reaction, 'reactionEventID')
  const written = textIn(reaction, 'createdAt') ?? textIn(reaction, 'reactionCreatedAt') ?? ''
  const when = xWhen(written)
  if (!isId(id)) return refused(where, 'no-key')
  if (!when) return refused(where, written === '' ? 'no-date' : 'bad-date')
  if (!owner.id) return refused(where, 'owner-unknown')
  const other = from === owner.id ? (to ?? pair.find(each => each !== owner.id)) : from
  if (!isId(other)) return refused(where, 'no-author')
  if (other === owner.id) return refused(where, 'own-act')
  return kept('like', from === owner.id ? 'by' : 'toward', when, people.find(other)!, `reaction:${id}`)
}

function kept(
  act: 'message' | 'mention' | 'like',
  direction: 'by' | 'toward',
  when: NonNullable<ReturnType<typeof xWhen>>,
  account: AccountRef,
  externalKey: string,
): Row {
  return { ok: true, entry: { kind: 'act', act, direction, when, account, externalKey } }
}

const refused = (where: string, why: RejectCode): Row => ({ ok: false, where, why })
