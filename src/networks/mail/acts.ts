import type { AccountRef, ActEntry, RejectCode, Row } from '../contract.ts'
import type { Recent } from '../files/recent.ts'
import type { Mailbox } from './addresses.ts'
import type { Head } from './head.ts'
import type { MailKeys } from './keys.ts'
import { isRobot } from './kind.ts'
import type { Own } from './owner.ts'
import type { Threads } from './threads.ts'

/** A mail to more is a circular: nobody is spoken to in it. */
export const ROUND = 10

export type Read = {
  own: Own
  keys: MailKeys
  threads: Threads
  /** Whom an account was told of, while it is not known who the owner is. */
  told: Recent<string, true>
}

/** What one mail was: the owner's to somebody, somebody's to the owner, an answer on a list, or nothing between people. */
export function* rowsOf(head: Head, where: string, read: Read): Generator<Row> {
  const { own } = read
  const { from } = head
  const left = (why: RejectCode, detail?: string): Row => ({
    ok: false,
    where,
    why,
    ...(detail && { detail }),
  })
  if (head.place === 'junk') return yield left('spam', from?.address)
  if (head.place === 'draft') return yield left('draft')
  if (head.kind === 'chat') return yield left('unsupported', 'chat')
  if (from?.scrambled) return yield left('hidden-member', from.name)
  if (!from?.address) return yield left('no-author')
  if (head.kind === 'program') return yield left('not-a-person', from.address)
  const isOwn = own.isOwn(from.address)
  if (!isOwn && !own.isKnown) {
    // Who writes on a list is nobody the owner knows.
    if (head.kind !== 'list') yield* strangers(from, read.told)
    return yield left('owner-unknown', from.address)
  }
  if (!head.when) return yield left(head.badDate ? 'bad-date' : 'no-date')
  if (head.kind === 'list' || head.to.some(({ address }) => own.lists.has(address))) {
    const act = read.threads.answer(head, isOwn, read.keys)
    return yield act ? { ok: true, entry: act } : left('to-all', head.lists[0])
  }
  if (head.recipients > ROUND) return yield left('not-a-person', `${head.recipients} recipients`)
  const key = read.keys.of(head, isOwn)
  if (!isOwn) return yield message(head, from, 'toward', key)
  const others = head.to.filter(({ address }) => !own.isOwn(address))
  const people = others.filter(({ address }) => address && !isRobot(address))
  for (const person of people) yield message(head, person, 'by', `${key} ${person.address}`)
  if (people.length > 0) return
  yield others.length > 0 ? left('not-a-person', others[0]!.address) : left('own-act')
}

function message(head: Head, person: Mailbox, direction: ActEntry['direction'], externalKey: string): Row {
  const entry: ActEntry = {
    kind: 'act',
    act: 'message',
    direction,
    when: head.when!,
    account: accountOf(person),
    externalKey,
  }
  return { ok: true, entry }
}

function* strangers(from: Mailbox, told: Recent<string, true>): Generator<Row> {
  if (told.get(from.address)) return
  told.set(from.address, true)
  yield { ok: true, entry: { kind: 'account', account: accountOf(from) } }
}

export function accountOf({ address, name }: Mailbox): AccountRef {
  return {
    network: 'mail',
    key: address,
    ...(name && { name }),
    sameAs: [{ kind: 'mail', value: address, firm: true }],
  }
}
