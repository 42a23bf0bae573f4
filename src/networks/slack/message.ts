import { isPlausible, type When } from '#ledger/when.ts'
import type { AccountRef, Reject, RejectCode } from '../contract.ts'
import { fieldsIn, isFields, listIn, own, textIn } from '../files/fields.ts'
import { Recent } from '../files/recent.ts'
import type { Reaction, RoomMessage } from '../files/room-acts.ts'
import { cut } from '../files/text.ts'
import { accountOf, isId, type User, type Workspace } from './workspace.ts'

/** Threads are answered within this many messages of their room. */
const NEAR = 50_000
const WORDS = 40_000
/** Without a subtype, and with these, somebody said something; the others are notices of the room. */
const said = new Set(['thread_broadcast', 'file_share', 'me_message', 'file_comment', 'reply_broadcast'])

/** Reads the messages of one room. */
export class RoomReader {
  private readonly workspace: Workspace
  private readonly place: string
  private readonly team: string
  private readonly authors = new Recent<string, AccountRef>(NEAR)

  constructor(workspace: Workspace, room: string, team: string) {
    this.workspace = workspace
    this.team = team
    this.place = `${team}/${room}`
  }

  read(item: unknown, where: string): RoomMessage | Reject {
    const refuse = (why: RejectCode): Reject => ({ ok: false, where, why })
    if (!isFields(item)) return refuse('unreadable')
    const subtype = textIn(item, 'subtype')
    if (subtype !== undefined && !said.has(subtype)) return refuse('not-a-person')
    const id = textIn(item, 'user') ?? textIn(fieldsIn(item, 'comment'), 'user')
    if (!id) return refuse(textIn(item, 'bot_id') ? 'not-a-person' : 'no-author')
    const ts = textIn(item, 'ts')
    if (!ts) return refuse('no-key')
    const when = whenOfTs(ts)
    if (!when) return refuse('bad-date')
    const user = this.user(id, fieldsIn(item, 'user_profile'))
    if (!user) return refuse('hidden-member')
    if (!user.isPerson) return refuse('not-a-person')
    this.authors.set(ts, user.account)
    return {
      id: `${this.place}/${ts}`,
      where: `${where} (${ts})`,
      when,
      author: user.account,
      answers: this.answered(item, ts),
      mentions: this.mentions(item),
      reactions: listIn(item, 'reactions').flatMap(each => this.reactions(each, when)),
    }
  }

  /** Of old threads the message that began them tells its author. */
  private answered(item: unknown, ts: string): AccountRef | undefined {
    const thread = textIn(item, 'thread_ts')
    if (!thread || thread === ts) return undefined
    const parent = textIn(item, 'parent_user_id')
    return (parent && this.user(parent)?.account) || this.authors.get(thread)
  }

  private mentions(item: unknown): AccountRef[] {
    const words = textIn(item, 'text') ?? textIn(fieldsIn(item, 'comment'), 'comment') ?? ''
    if (!words.includes('<@')) return []
    return [...words.slice(0, WORDS).matchAll(/<@([A-Z0-9]{2,30})(?:\|[^<>]{0,200})?>/g)].flatMap(match => {
      const user = this.user(match[1]!)
      return user?.isPerson ? [user.account] : []
    })
  }

  /** Slack tells who reacted, but not when: on the day of the message at the earliest. */
  private reactions(reaction: unknown, when: When): Reaction[] {
    const name = cut(textIn(reaction, 'name') ?? '', 80)
    return listIn(reaction, 'users').flatMap(id => {
      const user = typeof id === 'string' ? this.user(id) : undefined
      return user?.isPerson
        ? [{ account: user.account, when: { ...when, precision: 'day' as const }, name }]
        : []
    })
  }

  /** Guests from other workspaces stand in no list; their messages carry a snapshot of them. */
  private user(id: string, snapshot?: unknown): User | undefined {
    if (!isId(id)) return undefined
    const known = this.workspace.users.get(id)
    if (known) return known
    if (!isFields(snapshot)) return undefined
    const isPerson = own(snapshot, 'is_bot') !== true
    return { account: accountOf(id, textIn(snapshot, 'team') ?? this.team, snapshot), isPerson }
  }
}

/** Seconds since 1970 and, behind the point, microseconds: also the message's id in its room. */
function whenOfTs(ts: string): When | undefined {
  const found = /^(\d{9,11})(?:\.(\d{1,6}))?$/.exec(ts)
  if (!found) return undefined
  const at = Number(found[1]) * 1000 + Math.floor(Number(`0.${found[2] ?? 0}`) * 1000)
  return isPlausible(at) ? { at, precision: 'millisecond', zoneKnown: true } : undefined
}
