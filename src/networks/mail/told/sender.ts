import type { ActKind, Direction } from '#ledger/kinds.ts'
import type { AccountRef, WorkRef } from '../../contract.ts'
import { foldedName, oneLine } from '../../files/text.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'

type Groups = Readonly<Record<string, string | undefined>>

/**
 * One wording of a network's notification. `subject` or `text` (the beginning of the body) has to match; named groups
 * go to `account` and `work`. `from`: only mails of this address.
 */
export type Telling = {
  from?: RegExp
  subject?: RegExp
  text?: RegExp
  act: ActKind
  direction?: Direction
  account(found: Groups, content: Content, head: Head): AccountRef | undefined
  work?(found: Groups, content: Content): WorkRef | undefined
}

/** A network that writes mails, under the domains it signs them with. */
export type Sender = { domains: readonly string[]; tellings: readonly Telling[] }

/** Where a network shows only a name. */
export function named(network: string, name: string | undefined): AccountRef | undefined {
  const shown = oneLine(name ?? '')
  return shown ? { network, key: `name:${foldedName(shown)}`, name: shown } : undefined
}

/** What a pattern finds in the links, when it is one and the same in all that have it. */
export function onlyOne(content: Content, pattern: RegExp): string | undefined {
  const found = new Set<string>()
  for (const link of content.links) {
    const one = pattern.exec(link)?.[1]
    if (one) found.add(one)
  }
  return found.size === 1 ? [...found][0] : undefined
}
