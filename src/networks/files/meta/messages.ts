import { hash } from 'node:crypto'
import type { When } from '#ledger/when.ts'
import type { AccountRef, ActEntry, RejectCode, Row, SourceFile } from '../../contract.ts'
import { SMALL_GROUP } from '../chat-owner.ts'
import { type Fields, isFields, listIn, own, textIn } from '../fields.ts'
import { jsonItems } from '../json-items.ts'
import { repaired } from '../mojibake.ts'
import { Recent } from '../recent.ts'
import { rowsAt } from '../rows.ts'
import { foldedName, oneLine } from '../text.ts'
import { whenOf } from './items.ts'
import { isNotice } from './notices.ts'
import { aboutThread, namesIn, type Thread } from './threads.ts'

/** Members whose accounts are kept ready. */
const KNOWN = 20_000

/** Notices of the room itself. */
const notices = new Set(['Subscribe', 'Unsubscribe'])
/** What stands for somebody who has closed their account, in the languages it was met in. */
const gone =
  /^(?:(?:facebook|instagram)[\s-]*(?:user|ユーザー|用户|用戶|使用者|사용자|nutzer(?:in)?|gebruiker|kullanıcısı)|(?:usuario|utilisateur|utente|usuário|użytkownik)(?: de| di| do)? (?:facebook|instagram)a?)$/i

export const isGone = (name: string) => name === '' || gone.test(name)

/** What the messages of an archive are read with. `own`: the owner's names, folded; empty where nobody knows them. */
export type Book = {
  own: ReadonlySet<string>
  /** The account behind a name as the conversation shows it; `folder` where it is the only other one in there. */
  accountOf: (name: string, folder?: string) => AccountRef
}

/** Who wrote to whom and when; the words go into the hash of the key and no further. */
export async function* readThreads(threads: readonly Thread[], book: Book): AsyncGenerator<Row> {
  const told = new Recent<string, true>(KNOWN)
  for (const thread of threads) {
    const room = new Room(thread, book, told)
    for (const file of thread.files) yield* readFile(file, room)
  }
}

async function* readFile(file: SourceFile, room: Room): AsyncGenerator<Row> {
  let isKnown = false
  for await (const found of jsonItems(file.open(), { arrays: ['messages'], fields: ['participants'] })) {
    if (found.kind === 'field') {
      room.enter(namesIn(found.value))
      isKnown = true
      continue
    }
    const where = `${file.path} #${found.index + 1}`
    if (found.kind === 'bad') yield { ok: false, where, why: found.why }
    else if (!isFields(found.value)) yield { ok: false, where, why: 'unreadable' }
    else {
      if (!isKnown) room.enter((await aboutThread(file)).participants)
      isKnown = true
      const { value } = found
      yield* rowsAt(where, () => room.rows(value, where))
    }
  }
}

type Message = { sender: string; when: When; words: string; key: string; value: Fields }

class Room {
  private readonly thread: Thread
  private readonly book: Book
  private readonly told: Recent<string, true>
  private participants: readonly string[] = []
  private others: readonly string[] = []
  /** Equal messages of one millisecond, which stand beside each other. */
  private at = 0
  private times = new Map<string, number>()

  constructor(thread: Thread, book: Book, told: Recent<string, true>) {
    this.thread = thread
    this.book = book
    this.told = told
  }

  enter(participants: readonly string[]): void {
    this.participants = participants
    this.others = participants.filter(name => !this.isOwner(name))
  }

  rows(value: Fields, where: string): Row[] {
    const refused = (why: RejectCode, detail?: string): Row[] => [
      { ok: false, where, why, ...(detail && { detail }) },
    ]
    if (this.thread.isFiltered) return refused('spam')
    const when = whenOf(own(value, 'timestamp_ms') ?? own(value, 'timestamp'), 1)
    if (typeof when === 'string') return refused(when)
    if (own(value, 'is_unsent') === true || own(value, 'isUnsent') === true) return refused('empty', 'unsent')
    const type = textIn(value, 'type')
    if (type && notices.has(type)) return refused('not-a-person', type)
    const sender = oneLine(repaired(textIn(value, 'sender_name') ?? textIn(value, 'senderName') ?? ''))
    if (isGone(sender)) return refused('hidden-member')
    const words = repaired(textIn(value, 'content') ?? textIn(value, 'text') ?? '')
    if (isNotice(value, words, sender, this.participants)) return refused('not-a-person', 'notice')
    if (this.book.own.size === 0) return [...this.introduced(sender), ...refused('owner-unknown')]
    const key = this.key(when.at, sender, words)
    const message: Message = { sender, when, words, key, value }
    const isSmall = this.participants.length <= SMALL_GROUP
    const rows = this.participants.length <= 2 ? this.oneToOne(message) : this.inGroup(message, isSmall)
    return rows.length > 0 ? rows : refused(isSmall ? 'own-act' : 'private')
  }

  private oneToOne(message: Message): Row[] {
    const { sender, when, key } = message
    const isMine = this.isOwner(sender)
    const other = isMine ? this.others[0] : sender
    if (other === undefined || isGone(other)) return []
    const direction = isMine ? 'by' : 'toward'
    const account = this.account(other)
    return [
      kept({ kind: 'act', act: 'message', direction, when, account, externalKey: `message:${key}` }),
      ...this.reactions(message),
    ]
  }

  /** In a large group only what is meant for somebody counts: the owner being named, and reactions. */
  private inGroup(message: Message, isSmall: boolean): Row[] {
    const { sender, words } = message
    if (this.isOwner(sender)) return this.reactions(message)
    const folded = words.includes('@') ? words.slice(0, 20_000).normalize('NFKC').toLowerCase() : ''
    const isNamed = [...this.book.own].some(name => folded.includes(`@${name}`))
    const act = isNamed ? 'mention' : isSmall ? 'message' : undefined
    return [...(act ? [toward(act, message, this.account(sender))] : []), ...this.reactions(message)]
  }

  /** Of others to the owner's words, and the owner's to theirs. */
  private reactions({ sender, when, value, key }: Message): Row[] {
    const isMine = this.isOwner(sender)
    const rows: Row[] = []
    for (const reaction of listIn(value, 'reactions').slice(0, 200)) {
      const actor = oneLine(repaired(textIn(reaction, 'actor') ?? ''))
      if (isGone(actor) || this.isOwner(actor) === isMine) continue
      const account = this.account(isMine ? actor : sender)
      const told = whenOf(own(reaction, 'timestamp'), 1000)
      // Without a time of its own a reaction is known to be of that day or later.
      const at = typeof told === 'string' ? dayOf(when) : told
      const externalKey = `reaction:${key}:${isMine ? foldedName(actor) : 'owner'}`
      const direction = isMine ? 'toward' : 'by'
      rows.push(kept({ kind: 'act', act: 'like', direction, when: at, account, externalKey }))
    }
    return rows
  }

  /** Where nobody knows which name is the owner's, the people are kept all the same. */
  private introduced(sender: string): Row[] {
    const account = this.book.accountOf(sender)
    if (this.told.get(account.key)) return []
    this.told.set(account.key, true)
    return [{ ok: true, entry: { kind: 'account', account } }]
  }

  /** Place, moment, author and words. Groups are renamed and moved, so a group is no part of the key. */
  private key(at: number, sender: string, words: string): string {
    const place = this.participants.length <= 2 ? foldedName(this.others[0] ?? sender) : ''
    const author = this.isOwner(sender) ? 'owner' : foldedName(sender)
    const key = hash('sha256', `${place}\u0000${at}\u0000${author}\u0000${words}`, 'hex').slice(0, 32)
    if (at !== this.at) this.times.clear()
    this.at = at
    const times = (this.times.get(key) ?? 0) + 1
    this.times.set(key, times)
    return times === 1 ? key : `${key}:${times}`
  }

  private isOwner(name: string): boolean {
    return this.book.own.has(foldedName(name))
  }

  private account(name: string): AccountRef {
    return this.book.accountOf(name, this.participants.length <= 2 ? this.thread.folder : undefined)
  }
}

const DAY = 24 * 3_600_000
const dayOf = ({ at }: When): When => ({ at: Math.floor(at / DAY) * DAY, precision: 'day', zoneKnown: true })

const kept = (entry: ActEntry): Row => ({ ok: true, entry })

const toward = (act: 'message' | 'mention', { when, key }: Message, account: AccountRef): Row =>
  kept({ kind: 'act', act, direction: 'toward', when, account, externalKey: `${act}:${key}` })
