import { hash } from 'node:crypto'
import type { ActEntry } from '../contract.ts'
import { Recent } from '../files/recent.ts'
import { accountOf } from './acts.ts'
import type { Mailbox } from './addresses.ts'
import type { Head } from './head.ts'
import type { MailKeys } from './keys.ts'

/** Answers on a list come within its last this many mails. */
const NEAR = 20_000

/** Who wrote what on mailing lists: of all that is said there only answers to the owner, and the owner's, are acts. */
export class Threads {
  private readonly authors = new Recent<string, Mailbox | 'owner'>(NEAR)

  answer(head: Head, isOwn: boolean, keys: MailKeys): ActEntry | undefined {
    const before = head.inReplyTo && this.authors.get(short(head.inReplyTo))
    if (head.id) this.authors.set(short(head.id), isOwn ? 'owner' : head.from!)
    const person = isOwn
      ? before === 'owner'
        ? undefined
        : before
      : before === 'owner'
        ? head.from
        : undefined
    return person
      ? {
          kind: 'act',
          act: 'reply',
          direction: isOwn ? 'by' : 'toward',
          when: head.when!,
          account: accountOf(person),
          externalKey: `${keys.of(head, isOwn)} list`,
        }
      : undefined
  }
}

const short = (id: string) => hash('sha256', id, 'base64url').slice(0, 16)
