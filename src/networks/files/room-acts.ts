import type { ActKind, Direction } from '#ledger/kinds.ts'
import type { When } from '#ledger/when.ts'
import type { AccountRef, RejectCode, Row } from '../contract.ts'
import { Recent } from './recent.ts'

/** A message that names more people than this speaks to nobody in particular. */
const NAMED = 20
const KNOWN = 20_000

export type Reaction = { account: AccountRef; when: When; name: string }

/** One message of a network that has ids. `id`: unique on the network for ever. */
export type RoomMessage = {
  id: string
  where: string
  when: When
  author: AccountRef
  /** Whose message this one answers. */
  answers?: AccountRef
  mentions: readonly AccountRef[]
  reactions: readonly Reaction[]
}

/**
 * `one`: with one other person. `small`: a group in which everybody hears everybody. `large`: only answers, mentions
 * and reactions tell who meant whom. `unknown`: which account is the owner's is not known.
 */
export type RoomKind =
  | { kind: 'one'; other: AccountRef | undefined }
  | { kind: 'small' | 'large' | 'unknown' }

/** Messages to acts between the owner and those who speak with them. Words never get here. */
export class RoomActs {
  private readonly own: ReadonlySet<string>
  private readonly told = new Recent<string, true>(KNOWN)

  constructor(own: ReadonlySet<string>) {
    this.own = own
  }

  rowsOf(message: RoomMessage, room: RoomKind): Row[] {
    const { author, where } = message
    const refuse = (why: RejectCode): Row => ({ ok: false, where, why })
    if (room.kind === 'unknown') return [...this.introduced(author), refuse('owner-unknown')]
    const mine =
      this.own.has(author.key) ||
      (room.kind === 'one' && room.other !== undefined && author.key !== room.other.key)
    if (room.kind === 'one') {
      const other = room.other ?? (mine ? undefined : author)
      if (!other) return [refuse('no-author')]
      const isMine = ({ key }: AccountRef) =>
        this.own.has(key) || (room.other !== undefined && key !== other.key)
      const reactions = message.reactions.filter(({ account }) => mine !== isMine(account))
      return [
        act(message, 'message', mine ? 'by' : 'toward', other),
        ...reactions.map(each => (mine ? liked(message, each) : likedByOwner(message, each))),
      ]
    }
    const rows = mine ? this.mine(message) : this.theirs(message, room.kind === 'small')
    return rows.length > 0 ? rows : [refuse(mine ? 'own-act' : 'private')]
  }

  private mine(message: RoomMessage): Row[] {
    const { answers, mentions, reactions } = message
    const rows: Row[] = []
    if (answers && !this.own.has(answers.key)) rows.push(act(message, 'reply', 'by', answers))
    const named = new Map(mentions.map(account => [account.key, account]))
    if (named.size <= NAMED) {
      for (const account of named.values()) {
        if (!this.own.has(account.key) && account.key !== answers?.key)
          rows.push(act(message, 'mention', 'by', account, `#mention=${account.key}`))
      }
    }
    for (const each of reactions) if (!this.own.has(each.account.key)) rows.push(liked(message, each))
    return rows
  }

  private theirs(message: RoomMessage, isSmall: boolean): Row[] {
    const { author, answers, mentions, reactions } = message
    const isMine = (account: AccountRef | undefined) => account !== undefined && this.own.has(account.key)
    const kind: ActKind | undefined = isMine(answers)
      ? 'reply'
      : mentions.some(isMine)
        ? 'mention'
        : isSmall
          ? 'message'
          : undefined
    const rows = kind ? [act(message, kind, 'toward', author)] : []
    for (const each of reactions) if (isMine(each.account)) rows.push(likedByOwner(message, each))
    return rows
  }

  private introduced(account: AccountRef): Row[] {
    if (this.told.get(account.key)) return []
    this.told.set(account.key, true)
    return [{ ok: true, entry: { kind: 'account', account } }]
  }
}

const liked = (message: RoomMessage, { account, when, name }: Reaction) =>
  act({ ...message, when }, 'like', 'toward', account, `#like=${account.key}:${name}`)

const likedByOwner = (message: RoomMessage, { when, name }: Reaction) =>
  act({ ...message, when }, 'like', 'by', message.author, `#liked:${name}`)

function act(
  { id, when }: RoomMessage,
  kind: ActKind,
  direction: Direction,
  account: AccountRef,
  more = '',
): Row {
  return {
    ok: true,
    entry: { kind: 'act', act: kind, direction, when, account, externalKey: `${id}${more}` },
  }
}
