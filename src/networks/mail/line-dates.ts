import type { Head } from './head.ts'
import type { Mailbox } from './mailboxes.ts'

/** Mails wait in queues for a day or two; whoever imports old mail is years away. Milliseconds. */
const NEAR = 3 * 24 * 3_600_000

/**
 * Whether the lines before the mails of an mbox tell when these came, or when somebody put them into that file: in a
 * mailbox in which they are mostly far from the dates the mails have themselves, they say nothing.
 */
export class LineDates {
  private readonly seen = new Map<string, { near: number; far: number }>()

  learn({ file }: Mailbox, head: Head | undefined): void {
    if (head?.lineOff === undefined) return
    const found = this.seen.get(file.path) ?? { near: 0, far: 0 }
    if (head.lineOff <= NEAR) found.near++
    else found.far++
    this.seen.set(file.path, found)
  }

  /** Dates a mail by its line where nothing else does and the line can be believed. */
  settle({ file }: Mailbox, head: Head): void {
    if (head.when || !head.lineWhen) return
    const { near, far } = this.seen.get(file.path) ?? { near: 0, far: 0 }
    if (near < far) return
    head.when = head.lineWhen
    delete head.badDate
  }
}
