import { hash } from 'node:crypto'
import { Recent } from '#ledger/recent.ts'
import type { AccountRef, RejectCode, Row } from '../contract.ts'
import { type Columns, csvReject } from '../files/csv.ts'
import { rowsAt } from '../files/rows.ts'
import { memberKey, memberOf, type NameBook, wordsOf } from './accounts.ts'
import { type Archive, tablesOf } from './files.ts'
import type { Owner } from './owner.ts'
import { namesIn } from './recipients.ts'
import { linkedinWhen } from './when.ts'

/** A message to more people than this is a circular; the first twenty are told. */
const RECIPIENTS = 20
/** Members seen before, so that a long conversation does not make its two people anew for every message. */
const KNOWN = 30_000

/** What LinkedIn's advertising carries where a member's message has plain words. */
const advertising = /spinmail-quill-editor|%(?:FIRST|LAST)_?NAME%|%COMPANY_?NAME%/i
const isYes = (cell: string) => /^(?:yes|true|1)$/i.test(cell)

type Positions = Record<(typeof names)[number], number>
const names = [
  'conversation id',
  'from',
  'sender profile url',
  'to',
  'recipient profile urls',
  'date',
  'content',
  'folder',
  'direction',
  'is message draft',
  'is conversation draft',
] as const

/**
 * Messages of 7 columns (until 2020, without addresses and conversations), 9, 10 and 13: who wrote to whom and when, one act for each counterpart, never the words. The
 * words go into the hash of the external key, so that the same message has the same key in every export.
 */
export async function* readMessages(archive: Archive, owner: Owner, book: NameBook): AsyncGenerator<Row[]> {
  await learnSenders(archive, book)
  const reader = new MessageReader(owner, book)
  let columns: Columns | undefined
  for await (const table of tablesOf(archive, 'messages')) {
    if (table.columns !== columns) reader.use((columns = table.columns))
    const rows: Row[] = table.reject ? [table.reject] : []
    for (const item of table.items) {
      const broken = csvReject(item, table.path)
      if (broken) rows.push(broken)
      else if ('cells' in item) {
        const { cells, line } = item
        rows.push(...rowsAt(`${table.path} line ${line}`, () => reader.read(cells, table.path, line)))
      }
    }
    yield rows
  }
}

/** Before 2023 recipients are names only: those who ever wrote back are known with their address. */
async function learnSenders(archive: Archive, book: NameBook): Promise<void> {
  const seen = new Set<string>()
  for (const file of archive.get('messages') ?? []) {
    for await (const { columns, items } of tablesOf(new Map([['messages', [file]]]), 'messages')) {
      if (columns.has('recipient profile urls')) break
      for (const item of items) {
        if (!('cells' in item)) continue
        const name = item.cells[columns.get('from') ?? -1] ?? ''
        const url = item.cells[columns.get('sender profile url') ?? -1] ?? ''
        if (seen.size > KNOWN || seen.has(`${name}\n${url}`) || !memberKey(url)) continue
        seen.add(`${name}\n${url}`)
        book.add(memberOf({ url, name })!)
      }
    }
  }
}

class MessageReader {
  private readonly owner: Owner
  private readonly book: NameBook
  private readonly members = new Recent<string, AccountRef | 'nobody'>(KNOWN)
  private at: Positions = {} as Positions

  constructor(owner: Owner, book: NameBook) {
    this.owner = owner
    this.book = book
  }

  use(columns: Columns): void {
    this.at = Object.fromEntries(names.map(name => [name, columns.get(name) ?? -1])) as Positions
  }

  read(cells: readonly string[], path: string, line: number): Row[] {
    const rows: Row[] = []
    const why = this.reason(cells)
    const when = why ? undefined : linkedinWhen(this.cell(cells, 'date'))
    const refuse = (code: RejectCode, detail?: string) =>
      rows.push({ ok: false, where: `${path} line ${line}`, why: code, ...(detail && { detail }) })
    if (why || !when) {
      refuse(why ?? (this.cell(cells, 'date') === '' ? 'no-date' : 'bad-date'))
      return rows
    }
    const from = this.cell(cells, 'from')
    const sender = this.member(this.cell(cells, 'sender profile url'), from)
    const mine = this.isOwner(sender, from, this.cell(cells, 'direction'))
    const direction = mine ? 'by' : 'toward'
    const key = `message:${this.digest(cells, when.at, mine ? 'owner' : sender?.key)}`
    const counterparts = mine ? this.recipients(cells) : sender ? [sender] : []
    if (counterparts.length === 0) refuse(mine && this.cell(cells, 'to') !== '' ? 'own-act' : 'hidden-member')
    for (const account of counterparts.slice(0, RECIPIENTS)) {
      const externalKey = counterparts.length > 1 ? `${key}:${account.key}` : key
      rows.push({ ok: true, entry: { kind: 'act', act: 'message', direction, when, account, externalKey } })
    }
    if (counterparts.length > RECIPIENTS) refuse('too-large', `${counterparts.length} recipients`)
    return rows
  }

  /** Why a message is not one between the owner and a member. */
  private reason(cells: readonly string[]): RejectCode | undefined {
    if (isYes(this.cell(cells, 'is message draft')) || isYes(this.cell(cells, 'is conversation draft')))
      return 'draft'
    if (this.cell(cells, 'folder') === 'SPAM') return 'spam'
    const from = this.cell(cells, 'from')
    if (this.cell(cells, 'sender profile url') === '') {
      if (/^linkedin (?:member|メンバー)$/i.test(from)) return 'hidden-member'
      if (advertising.test(this.cell(cells, 'content')) || /^linkedin\b/i.test(from)) return 'sponsored'
      if (from === '') return 'hidden-member'
    }
    if (!this.owner.key && !this.owner.words && this.cell(cells, 'direction') === '') return 'no-author'
    return undefined
  }

  private isOwner(sender: AccountRef | undefined, from: string, direction: string): boolean {
    if (direction !== '') return /^outgoing$/i.test(direction)
    if (this.owner.key && sender?.url) return sender.key === this.owner.key
    return this.owner.words !== undefined && wordsOf(from) === this.owner.words
  }

  private recipients(cells: readonly string[]): AccountRef[] {
    const urls = this.cell(cells, 'recipient profile urls')
    const to = this.cell(cells, 'to')
    const found = new Map<string, AccountRef>()
    if (urls !== '') {
      const list = urls.split(',')
      // Names hold commas themselves (`Maya Lindqvist, Ph.D.`), so they are told only where nothing can be mixed up.
      const parts = list.length === 1 ? [to] : to.split(', ')
      for (const [index, url] of list.entries()) {
        const account = memberKey(url)
          ? this.member(url.trim(), parts.length === list.length ? parts[index]! : '')
          : undefined
        if (account) found.set(account.key, account)
      }
    } else {
      for (const name of namesIn(to, this.book)) {
        const account = this.book.find(name) ?? memberOf({ name })
        if (account && wordsOf(name) !== this.owner.words) found.set(account.key, account)
      }
    }
    if (this.owner.key) found.delete(this.owner.key)
    return [...found.values()]
  }

  private member(url: string, name: string): AccountRef | undefined {
    const by = `${url}\n${name}`
    let account = this.members.get(by)
    if (account === undefined) {
      account =
        (memberKey(url) ? this.book.member(url, name) : (this.book.find(name) ?? memberOf({ name }))) ??
        'nobody'
      this.members.set(by, account)
    }
    return account === 'nobody' ? undefined : account
  }

  private digest(cells: readonly string[], at: number, sender: string | undefined): string {
    const parts = [this.cell(cells, 'conversation id'), at, sender ?? '', this.cell(cells, 'content').trim()]
    return hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32)
  }

  private cell(cells: readonly string[], name: keyof Positions): string {
    return cells[this.at[name]] ?? ''
  }
}
