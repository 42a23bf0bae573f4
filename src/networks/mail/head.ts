import { decodeWords } from 'postal-mime'
import type { When } from '#ledger/when.ts'
import { mailOf } from '../contact-fields.ts'
import { whenOfFromLine, whenOfMail } from '../files/mail-when.ts'
import { oneLine } from '../files/text.ts'
import { type Mailbox, mailboxesIn } from './addresses.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { type Place, placeOf } from './folders.ts'
import { isChat, kindOfMail, labelsIn, type MailKind } from './kind.ts'

/** Recipients beyond these are counted only. */
const RECIPIENTS = 60

/** What is read of a mail's header; never its words, save a notification's subject. */
export type Head = {
  from?: Mailbox
  /** To, Cc and Bcc, each address once; `recipients`: how many there are. */
  to: Mailbox[]
  recipients: number
  /** Into whose mailbox it came, as the last station noted. */
  deliveredTo?: string
  when?: When
  /** By the line before it in an mbox, which may tell of an import. Where the header gives no date. */
  lineWhen?: When
  /** The line's distance from the header's own date, ms. */
  lineOff?: number
  /** What its own Date says, in ms: alike in all copies. */
  writtenAt?: number
  /** A date is written but is none. */
  badDate?: true
  id?: string
  inReplyTo?: string
  kind: MailKind
  /** Addresses and names of the mailing list. */
  lists: string[]
  /** What stands in `List-ID: <…>`. */
  listId?: string
  place?: Place
  subject: string
  /** Domains that a receiver checked and found true; undefined where no receiver wrote down a check. */
  verified?: string[]
  /** Domains that signed it, unchecked. */
  signed: string[]
}

export function headOf(head: string, line: string): Head {
  const fields = fieldsOf(head)
  const one = (name: string) => fields.get(name)?.[0]
  const from = (mailboxesIn(one('from') ?? '')[0] ?? mailboxesIn(one('sender') ?? '')[0]) || undefined
  const to = new Map<string, Mailbox>()
  for (const name of ['to', 'cc', 'bcc'])
    for (const value of fields.get(name) ?? [])
      for (const mailbox of mailboxesIn(value)) if (!to.has(mailbox.address)) to.set(mailbox.address, mailbox)
  const written = firstOf(fields, 'date', whenOfMail)
  const when = written ?? whenReceived(fields)
  const lineWhen = whenOfFromLine(line)
  return {
    from,
    to: [...to.values()].slice(0, RECIPIENTS),
    recipients: to.size,
    deliveredTo: deliveredTo(fields),
    when,
    ...(lineWhen && (when ? { lineOff: Math.abs(lineWhen.at - when.at) } : { lineWhen })),
    writtenAt: written?.at,
    ...(!when && one('date')?.trim() && { badDate: true as const }),
    id: idIn(one('message-id')),
    inReplyTo: idIn(one('in-reply-to')) ?? lastIdIn(one('references')),
    kind: isChat(fields) ? 'chat' : kindOfMail(fields, from?.address ?? ''),
    lists: listsOf(fields),
    listId: idIn(one('list-id'))?.toLowerCase(),
    place: placeOfLabels(one('x-gmail-labels')),
    subject: oneLine(decodeWords(one('subject') ?? ''), 500),
    verified: verifiedDomains(fields),
    signed: (fields.get('dkim-signature') ?? []).flatMap(
      value => /(?:^|;)\s*d=([\w.-]+)/.exec(value)?.[1] ?? [],
    ),
  }
}

/** A Date that is missing or broken is made up for by the stations that received it, the last one first. */
function whenReceived(fields: Fields): When | undefined {
  const stamp = (value: string) => whenOfMail(value.slice(value.lastIndexOf(';') + 1))
  return (
    firstOf(fields, 'received', stamp) ??
    firstOf(fields, 'x-received', stamp) ??
    firstOf(fields, 'delivery-date', whenOfMail)
  )
}

function firstOf(fields: Fields, name: string, read: (value: string) => When | undefined): When | undefined {
  for (const value of (fields.get(name) ?? []).slice(0, 20)) {
    const when = read(value)
    if (when) return when
  }
  return undefined
}

/** The topmost one is the owner's own; `Delivered-To: mailing list …` is a list program's note. */
function deliveredTo(fields: Fields): string | undefined {
  for (const name of ['delivered-to', 'x-original-to', 'x-delivered-to', 'envelope-to']) {
    const mail = mailOf(fields.get(name)?.[0]?.trim() ?? '')
    if (mail) return mail
  }
  return undefined
}

function idIn(value: string | undefined): string | undefined {
  return /<([^<>\s]{1,998})>/.exec(value ?? '')?.[1]
}

/** What was answered stands last in the thread; programs that know no In-Reply-To write this. */
const lastIdIn = (value: string | undefined): string | undefined =>
  /<([^<>\s]{1,998})>[^<>]*$/.exec(value ?? '')?.[1]

function listsOf(fields: Fields): string[] {
  const post = /<mailto:([^>?]+)/i.exec(fields.get('list-post')?.[0] ?? '')?.[1]
  const mail = mailOf(post ?? '')
  return mail ? [mail] : []
}

function placeOfLabels(value: string | undefined): Place | undefined {
  if (!value) return undefined
  const places = labelsIn(value).map(placeOf)
  return places.find(place => place === 'junk' || place === 'draft') ?? places.find(Boolean)
}

/**
 * What the owner's own provider found: the topmost Authentication-Results, since every station writes above the ones
 * before it. A line further down may be the sender's own invention.
 */
function verifiedDomains(fields: Fields): string[] | undefined {
  const value = fields.get('authentication-results')?.[0]
  if (value === undefined) return undefined
  return value
    .slice(0, 8_000)
    .split(';')
    .flatMap(part => {
      if (!/^\s*(?:dkim|dmarc)\s*=\s*pass\b/i.test(part)) return []
      return [...part.matchAll(/\bheader\.(?:d|i|from)\s*=\s*"?@?(?:[^\s@;"]*@)?([\w.-]+)/gi)].map(found =>
        found[1]!.toLowerCase(),
      )
    })
}
