import { decodeWords } from 'postal-mime'
import type { When } from '#ledger/when.ts'
import { mailOf } from '../contact-fields.ts'
import { whenOfFromLine, whenOfMail } from '../files/mail-when.ts'
import { oneLine } from '../files/text.ts'
import { type Mailbox, mailboxesIn } from './addresses.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { type Place, placeOf } from './folders.ts'
import { kindOfMail, type MailKind } from './kind.ts'

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
  const written = whenOfMail(one('date'))
  const when = written ?? whenReceived(fields) ?? whenOfFromLine(line)
  return {
    from,
    to: [...to.values()].slice(0, RECIPIENTS),
    recipients: to.size,
    deliveredTo: deliveredTo(fields),
    when,
    writtenAt: written?.at,
    ...(!when && one('date')?.trim() && { badDate: true as const }),
    id: idIn(one('message-id')),
    inReplyTo: idIn(one('in-reply-to')),
    kind: kindOfMail(fields, from?.address ?? ''),
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

/** A Date that is missing or broken is made up for by the station that received it. */
const whenReceived = (fields: Fields) => whenOfMail(fields.get('received')?.[0]?.split(';').at(-1))

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

function listsOf(fields: Fields): string[] {
  const post = /<mailto:([^>?]+)/i.exec(fields.get('list-post')?.[0] ?? '')?.[1]
  const mail = mailOf(post ?? '')
  return mail ? [mail] : []
}

function placeOfLabels(value: string | undefined): Place | undefined {
  if (!value) return undefined
  const labels = decodeWords(value).split(',')
  const places = labels.map(label => placeOf(label.replace(/^\s*"|"\s*$/g, '')))
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
