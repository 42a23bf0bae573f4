import type { When } from '#ledger/when.ts'
import type { AccountRef, ActEntry, RejectCode, Row } from '../contract.ts'
import { ChatKeys } from './chat-keys.ts'
import { Recent } from './recent.ts'

/** Members whose accounts are kept ready. */
const KNOWN = 20_000

/** One message of a chat without ids. */
export type Turn = { where: string; when: When; account: AccountRef; words: string; namesOwner: boolean }

/**
 * What kind of chat: with one other person (who that is, as far as the file tells), in a small group where everybody
 * hears everybody, in a large one, or one in which nobody knows which name is the owner's.
 */
export type Room =
  | { kind: 'one'; other: AccountRef | undefined }
  | { kind: 'small' | 'large' | 'unknown'; other?: undefined }

/** Messages of one chat to acts. The words make the key and mark a mention; they go no further. */
export class ChatRows {
  private readonly room: Room
  private readonly own: ReadonlySet<string>
  private readonly keys = new ChatKeys()
  private readonly told = new Recent<string, true>(KNOWN)

  constructor(room: Room, own: ReadonlySet<string>) {
    this.room = room
    this.own = own
  }

  add({ where, when, account, words, namesOwner }: Turn, rows: Row[]): void {
    const { room } = this
    const refuse = (why: RejectCode) => rows.push({ ok: false, where, why })
    const mine =
      room.kind === 'one' && room.other ? account.key !== room.other.key : this.own.has(account.key)
    if (room.kind === 'unknown') {
      if (!this.told.get(account.key)) {
        this.told.set(account.key, true)
        rows.push({ ok: true, entry: { kind: 'account', account } })
      }
      refuse('owner-unknown')
      return
    }
    if (room.kind === 'one') {
      const other = room.other ?? (mine ? undefined : account)
      if (!other) return void refuse('no-author')
      const externalKey = `chat:${this.keys.key(other.key, when.at, mine ? 'owner' : 'other', words)}`
      const direction = mine ? 'by' : 'toward'
      rows.push(kept({ kind: 'act', act: 'message', direction, when, account: other, externalKey }))
      return
    }
    if (mine) return void refuse('own-act')
    if (room.kind === 'large' && !namesOwner) return void refuse('private')
    // Groups are renamed, so their title is no part of the key.
    const externalKey = `group:${this.keys.key('', when.at, account.key, words)}`
    const act = room.kind === 'large' ? 'mention' : 'message'
    rows.push(kept({ kind: 'act', act, direction: 'toward', when, account, externalKey }))
  }
}

const kept = (entry: ActEntry): Row => ({ ok: true, entry })
