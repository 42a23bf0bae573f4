import { hash } from 'node:crypto'
import { Recent } from '../files/recent.ts'
import type { Head } from './head.ts'

/** Ids that are remembered; programs that give one id to all their mails do so in mails that lie near each other. */
const REMEMBERED = 50_000

/**
 * The keys of one reading. An id that has come with another author or another date belongs to two mails (programs that
 * do not know what it is for): then the later one is told apart by both. Copies of one mail have all three alike, and
 * an ordinary mail has its id for a key, wherever it is read.
 */
export class MailKeys {
  private readonly seen = new Recent<string, string>(REMEMBERED)

  of(head: Head, isOwn: boolean): string {
    const key = keyOf(head)
    const mark = `${isOwn ? 'owner' : head.from?.address} ${head.writtenAt ?? ''}`
    const first = this.seen.get(key)
    if (first === undefined) this.seen.set(key, mark)
    return first === undefined || first === mark ? key : `${key} ${short(mark)}`
  }
}

/** The Message-ID; without one (old programs, some drafts) who wrote what to whom and when. */
export function keyOf(head: Head): string {
  if (head.id && head.id.length <= 250) return head.id
  const said =
    head.id ??
    [head.when?.at, head.from?.address, ...head.to.map(({ address }) => address).sort(), head.subject].join(
      '\n',
    )
  return `h:${hash('sha256', said, 'hex').slice(0, 32)}`
}

const short = (text: string) => hash('sha256', text, 'hex').slice(0, 16)
