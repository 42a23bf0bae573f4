import { hash } from 'node:crypto'
import { isPlausible, type When } from '#ledger/when.ts'
import { mailOf } from '../contact-fields.ts'
import type { AccountRef, ActEntry, Reject, Row } from '../contract.ts'
import { plainText } from '../files/html-text.ts'
import { safeLink } from '../files/links.ts'
import { oneLine } from '../files/text.ts'
import { bareName, memberOf, type NameBook, wordsOf } from './accounts.ts'
import type { Line } from './files.ts'
import { linkedinWhen } from './when.ts'

/** LinkedIn opened in May 2003; an id from before is no id with a time in it. */
const OPENED = Date.UTC(2003, 4, 5)
const DAY = 24 * 3_600_000

const keyOf = (kind: string, ...parts: (string | number)[]) =>
  `${kind}:${hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32)}`

/** Somebody the owner is connected with, and since when. LinkedIn does not say here who asked: the owner agreed either way. */
export function connectionRows(line: Line, book: NameBook): Row[] {
  const cell = line.cell
  const member = memberOf({
    url: cell('url'),
    first: cell('first name'),
    last: cell('last name'),
    company: cell('company'),
  })
  if (!member) return [{ ok: false, where: line.where, why: 'hidden-member' }]
  const mail = mailOf(cell('email address'))
  const title = oneLine(cell('position'))
  const account: AccountRef = {
    ...member,
    ...(title && { title }),
    ...(mail && { sameAs: [...(member.sameAs ?? []), { kind: 'mail', value: mail, firm: true }] }),
  }
  book.add(member)
  const when = linkedinWhen(cell('connected on'))
  if (when) return [act('connect', 'by', when, account, keyOf('connect', account.key))]
  const known: Row = { ok: true, entry: { kind: 'account', account } }
  return cell('connected on') === '' ? [known] : [known, { ok: false, where: line.where, why: 'bad-date' }]
}

export function invitationRow(line: Line, book: NameBook): Row {
  const cell = line.cell
  const outgoing = cell('direction') === 'OUTGOING'
  const name = cell(outgoing ? 'to' : 'from')
  const url = cell(outgoing ? 'inviteeprofileurl' : 'inviterprofileurl')
  const account = url ? book.member(url, name) : (book.find(name) ?? memberOf({ name }))
  const when = linkedinWhen(cell('sent at'))
  if (!account) return { ok: false, where: line.where, why: 'hidden-member' }
  if (!when) return undated(line, cell('sent at'))
  const direction = outgoing ? 'by' : 'toward'
  return act(
    'invite',
    direction,
    when,
    account,
    keyOf('invite', direction, when.at, account.url ? account.key : wordsOf(name)),
  )
}

/** `side`: what the other one's columns begin with: the endorser of the owner's skills, the endorsee of theirs. */
export function endorsementRow(line: Line, side: 'endorser' | 'endorsee', book: NameBook): Row {
  const cell = line.cell
  const status = cell('endorsement status')
  if (side === 'endorser' && status !== '' && status !== 'ACCEPTED')
    return { ok: false, where: line.where, why: 'not-approved' }
  const account = memberByName(book, {
    url: cell(`${side} public url`),
    first: cell(`${side} first name`),
    last: cell(`${side} last name`),
  })
  const when = linkedinWhen(cell('endorsement date'))
  if (!account) return { ok: false, where: line.where, why: 'hidden-member' }
  if (!when) return undated(line, cell('endorsement date'))
  const direction = side === 'endorser' ? 'toward' : 'by'
  return act(
    'endorse',
    direction,
    when,
    account,
    keyOf('endorse', direction, account.key, oneLine(cell('skill name'))),
  )
}

export function recommendationRow(line: Line, direction: 'toward' | 'by', book: NameBook): Row {
  const cell = line.cell
  const account = memberByName(book, {
    first: cell('first name'),
    last: cell('last name'),
    company: cell('company'),
  })
  const when = linkedinWhen(cell('creation date'))
  if (!account) return { ok: false, where: line.where, why: 'hidden-member' }
  if (!when) return undated(line, cell('creation date'))
  const key = keyOf('recommend', direction, when.at, wordsOf(bareName(account.name ?? account.key)))
  const title = oneLine(cell('job title'))
  const row = act('recommend', direction, when, title ? { ...account, title } : account, key)
  // Only what stands on a profile is public.
  const text = cell('status') === 'VISIBLE' ? plainText(cell('text')) : ''
  return text ? { ok: true, entry: { ...row.entry, text } } : row
}

/** A post of the owner's. Columns are told by what is in them: programs that rebuild this file have shifted them. */
export function shareRow(line: Line): Row {
  const link =
    line.cells.find(text => /linkedin\.com\/\S*(?:activity|share|ugcpost)\S*\d{10}/i.test(text)) ?? ''
  const id = /(activity|share|ugcPost)(?::|%3A|-)(\d{10,20})/i.exec(link)
  if (!id) return { ok: false, where: line.where, why: 'no-key' }
  const dated = line.cells.find(text => /^\d{4}-\d\d-\d\d/.test(text)) ?? ''
  const publishedAt = publishedOf(BigInt(id[2]!), linkedinWhen(dated))
  if (!publishedAt) return undated(line, dated)
  const words = line.cells.find(
    text =>
      text.trim() !== '' && text !== dated && !isVisibility(text) && !/^https?:\/\/\S+$/.test(text.trim()),
  )
  // Commentary has each of its lines in quotes of its own.
  const title = oneLine(
    (words ?? '')
      .replace(/^"+|"+$/gm, '')
      .trim()
      .split('\n', 1)[0]!,
  )
  const url = safeLink(link.trim())
  const key = `${/^ugcpost$/i.test(id[1]!) ? 'ugcPost' : id[1]!.toLowerCase()}:${id[2]}`
  return {
    ok: true,
    entry: {
      kind: 'work',
      work: { network: 'linkedin', key, ...(url && { url }), ...(title && { title }), publishedAt },
    },
  }
}

const isVisibility = (text: string) =>
  /^(?:MEMBER_NETWORK|PUBLIC|CONNECTIONS|LOGGED_IN|CONTAINER|[A-Z]+_[A-Z_]+)$/.test(text)

/** Ids carry the millisecond of their making in the bits above the 22nd; the date column is without a zone. */
function publishedOf(id: bigint, dated: When | undefined): When | undefined {
  const at = Number(id >> 22n)
  const agrees = isPlausible(at) && at >= OPENED && (!dated || Math.abs(at - dated.at) <= 2 * DAY)
  return agrees ? { at, precision: 'millisecond', zoneKnown: true } : dated
}

/** With an address the row speaks for itself; a name alone is looked up among those the archive knows. */
function memberByName(
  book: NameBook,
  member: { url?: string; first: string; last: string; company?: string },
): AccountRef | undefined {
  const account = memberOf(member)
  if (!account?.name || account.url) return account
  const known = book.find(account.name, member.company)
  return known ? { ...account, ...known } : account
}

function act(
  kind: ActEntry['act'],
  direction: ActEntry['direction'],
  when: When,
  account: AccountRef,
  externalKey: string,
): { ok: true; entry: ActEntry } {
  return { ok: true, entry: { kind: 'act', act: kind, direction, when, account, externalKey } }
}

function undated(line: Line, text: string): Reject {
  return {
    ok: false,
    where: line.where,
    why: text === '' ? 'no-date' : 'bad-date',
    ...(text && { detail: oneLine(text, 40) }),
  }
}
