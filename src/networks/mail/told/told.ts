import type { AccountRef, ActEntry, Row, WorkRef } from '../../contract.ts'
import { oneLine } from '../../files/text.ts'
import { keyOf } from '../acts.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'
import { connpass } from './connpass.ts'
import { facebook } from './facebook.ts'
import { instagram } from './instagram.ts'
import { linkedin } from './linkedin.ts'
import { note } from './note.ts'
import type { Sender } from './sender.ts'
import { x } from './x.ts'
import { youtube } from './youtube.ts'

/**
 * The networks whose notifications are understood. Hatena and Peatix send them too; as long as no public source shows
 * how theirs are worded they are left out like any other mail of a program.
 */
const senders: readonly Sender[] = [facebook, instagram, x, linkedin, note, connpass, youtube]

const domains = senders.flatMap(({ domains }) => domains.map(domain => domain.replaceAll('.', '\\.')))
const fromThem = new RegExp(`^from:(?:[^\\n]|\\n[ \\t])*@(?:[\\w-]+\\.)*(?:${domains.join('|')})\\b`, 'im')

/** Whether a mail may be one, told from its raw header, so that its body is kept until it is read. */
export const isTold = (head: string) => fromThem.test(head)

/**
 * What a notification tells; undefined when the mail is none, or worded in a way that is not known. One whose sender
 * is forged tells nothing.
 */
export function toldBy(head: Head, content: Content, where: string): Row | undefined {
  const domain = head.from?.address.split('@')[1] ?? ''
  const sender = senders.find(one => one.domains.some(known => isWithin(domain, known)))
  if (!sender) return undefined
  if (!isGenuine(head, sender))
    return { ok: false, where, why: 'not-a-person', detail: `forged? ${head.from!.address}` }
  for (const { from, subject, text, act, direction = 'toward', account, work } of sender.tellings) {
    if (from && !from.test(head.from!.address)) continue
    const found = subject ? subject.exec(head.subject) : text!.exec(content.text.slice(0, 1_000))
    if (!found) continue
    if (!head.when) return { ok: false, where, why: head.badDate ? 'bad-date' : 'no-date' }
    const who = account(found.groups ?? {}, content, head)
    if (!who) return { ok: false, where, why: 'no-author' }
    return { ok: true, entry: entryOf(act, direction, head, who, work?.(found.groups ?? {}, content)) }
  }
  return undefined
}

function entryOf(
  act: ActEntry['act'],
  direction: ActEntry['direction'],
  head: Head,
  account: AccountRef,
  work: WorkRef | undefined,
): ActEntry {
  const name = oneLine(account.name ?? '')
  return {
    kind: 'act',
    act,
    direction,
    when: head.when!,
    account: { ...account, ...(name && { name }) },
    ...(work && { work }),
    externalKey: `told:${keyOf(head)}`,
  }
}

/** Where a receiver has checked, the check must be for this sender; where only a signature is there, it must be theirs. */
function isGenuine(head: Head, { domains }: Sender): boolean {
  const stated = head.verified ?? (head.signed.length > 0 ? head.signed : undefined)
  return (
    stated === undefined ||
    stated.some(domain => domains.some(known => isWithin(domain.toLowerCase(), known)))
  )
}

const isWithin = (domain: string, known: string) => domain === known || domain.endsWith(`.${known}`)
