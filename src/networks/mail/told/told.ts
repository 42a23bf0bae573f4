import type { AccountRef, ActEntry, Row, WorkRef } from '../../contract.ts'
import { oneLine } from '../../files/text.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'
import { keyOf } from '../keys.ts'
import { connpass } from './connpass.ts'
import { facebook } from './facebook.ts'
import { hatena } from './hatena.ts'
import { instagram } from './instagram.ts'
import { linkedin } from './linkedin.ts'
import { mastodonMark, mastodonOf } from './mastodon.ts'
import { note } from './note.ts'
import { foundBy, type Sender } from './sender.ts'
import { x } from './x.ts'
import { youtube } from './youtube.ts'

/**
 * The networks whose notifications are understood, beside Mastodon, which has no domain of its own. Peatix tells its
 * organisers how many tickets a day were ordered, and not by whom.
 */
const senders: readonly Sender[] = [facebook, instagram, x, linkedin, note, hatena, connpass, youtube]

const domains = senders.flatMap(({ domains }) => domains.map(domain => domain.replaceAll('.', '\\.')))
const fromThem = new RegExp(
  `^from:(?:[^\\n]|\\n[ \\t])*@(?:[\\w-]+\\.)*(?:${domains.join('|')})\\b|${mastodonMark}`,
  'im',
)

/** Whether a mail may be one, told from its raw header, so that its body is kept until it is read. */
export const isTold = (head: string) => fromThem.test(head)

/**
 * What a notification tells; undefined when the mail is none, or worded in a way that is not known. One whose sender
 * is forged tells nothing.
 */
export function toldBy(head: Head, content: Content, where: string): Row | undefined {
  const domain = head.from?.address.split('@')[1] ?? ''
  const sender = senders.find(one => isFrom(domain, one)) ?? mastodonOf(head)
  if (!sender) return undefined
  if (!isGenuine(head, domain, sender))
    return { ok: false, where, why: 'not-a-person', detail: `forged? ${head.from!.address}` }
  for (const telling of sender.tellings) {
    const found = foundBy(telling, head, content)
    if (!found) continue
    if (!head.when) return { ok: false, where, why: head.badDate ? 'bad-date' : 'no-date' }
    const who = telling.account(found, content, head)
    if (!who) return { ok: false, where, why: 'no-author' }
    const { act, direction = 'toward' } = telling
    return { ok: true, entry: entryOf(act, direction, head, who, telling.work?.(found, content)) }
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

/**
 * Where a receiver has checked, the check must be for this sender; where only a signature is there, it must be theirs;
 * where neither is, the address itself.
 */
function isGenuine(head: Head, from: string, sender: Sender): boolean {
  const stated = head.verified ?? (head.signed.length > 0 ? head.signed : [from])
  return stated.some(domain => isFrom(domain.toLowerCase(), sender))
}

const isFrom = (domain: string, { domains }: Sender) =>
  domains.some(known => domain === known || domain.endsWith(`.${known}`))
