import { hash } from 'node:crypto'
import { cardKey, mailOf, phoneOf } from '../contact-fields.ts'
import type { AccountRef, Row } from '../contract.ts'
import { plainText } from '../files/html-text.ts'
import { oneLine } from '../files/text.ts'
import { fullName } from '../names.ts'
import { memberOf, type NameBook, wordsOf } from './accounts.ts'
import type { Line } from './files.ts'
import { linkedinWhen } from './when.ts'

/** An address book holds more than one address of few people, and a list of addresses is no person. */
const ADDRESSES = 20

/** Somebody from an address book that the owner once uploaded: a card of theirs, as if brought by itself. */
export function uploadedContactRow(line: Line): Row {
  const text = (column: string) => oneLine(line.cell(column))
  const familyName = text('lastname')
  const givenName = text('firstname')
  const name = fullName(familyName, givenName) || text('fullname')
  const mails = several(line.cell('emails'), mailOf)
  const phones = several(line.cell('phonenumbers'), phoneOf)
  if (!name && mails.length === 0) return { ok: false, where: line.where, why: 'empty' }
  const account: AccountRef = {
    network: 'contacts',
    key: cardKey(name, mails[0], phones[0]),
    ...(name && { name }),
    ...(familyName && { familyName }),
    ...(givenName && { givenName }),
    ...(text('companies') && { organization: text('companies') }),
    ...(text('title') && { title: text('title') }),
    sameAs: mails.map(value => ({ kind: 'mail' as const, value, firm: true })),
    ...(phones.length > 0 && { extra: { TEL: phones.join('\n') } }),
  }
  return { ok: true, entry: { kind: 'account', account } }
}

/** Whom the owner follows without being connected; the file has a name and no address. */
export function followRow(line: Line, book: NameBook): Row {
  const name = oneLine(line.cell('fullname'))
  const status = oneLine(line.cell('status'), 40)
  const date = line.cell('date')
  const when = linkedinWhen(date)
  const account = book.find(name) ?? memberOf({ name })
  if (!account) return { ok: false, where: line.where, why: 'hidden-member' }
  if (/^(?:un|in|not|removed|deleted)/i.test(status))
    return { ok: false, where: line.where, why: 'unsupported', detail: status }
  if (!when) return { ok: false, where: line.where, why: date === '' ? 'no-date' : 'bad-date' }
  const digest = hash('sha256', `${when.at}\u0000${wordsOf(name)}`, 'hex').slice(0, 32)
  return {
    ok: true,
    entry: { kind: 'act', act: 'follow', direction: 'by', when, account, externalKey: `follow:by:${digest}` },
  }
}

/** What the owner noted of a connection for themselves: it stays with the person, as notes of an address book do. */
export function noteRow(line: Line, book: NameBook): Row {
  const url = line.cell('connection profile url')
  const first = line.cell('connection first name')
  const last = line.cell('connection last name')
  const note = plainText(line.cell('note'))
  const asOf = linkedinWhen(line.cell('edited on')) ?? linkedinWhen(line.cell('created on'))
  const member = memberOf({ url, first, last })
  const account = member?.url ? member : member && (book.find(member.name ?? '') ?? member)
  if (!account) return { ok: false, where: line.where, why: 'hidden-member' }
  if (!note) return { ok: false, where: line.where, why: 'empty' }
  return { ok: true, entry: { kind: 'account', account: { ...account, note }, ...(asOf && { asOf }) } }
}

function several(cell: string, read: (text: string) => string | undefined): string[] {
  const values = cell.split(/[,;|\n]/, ADDRESSES).flatMap(part => read(part) ?? [])
  return [...new Set(values)]
}
