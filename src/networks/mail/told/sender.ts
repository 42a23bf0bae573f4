import type { ActKind, Direction } from '#ledger/kinds.ts'
import type { AccountRef, WorkRef } from '../../contract.ts'
import { foldedName, oneLine } from '../../files/text.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'

export type Groups = Readonly<Record<string, string | undefined>>

/**
 * One wording of a network's notification. All that is given has to match: `from` the sender's address, `list` the
 * mailing list's id, `subject`, `text` the beginning of the body, `link` one of the links. Named groups go to
 * `account` and `work`.
 */
export type Telling = {
  from?: RegExp
  list?: RegExp
  subject?: RegExp
  text?: RegExp
  link?: RegExp
  act: ActKind
  direction?: Direction
  account(found: Groups, content: Content, head: Head): AccountRef | undefined
  work?(found: Groups, content: Content): WorkRef | undefined
}

/** A network that writes mails, under the domains it signs them with. */
export type Sender = { domains: readonly string[]; tellings: readonly Telling[] }

/** What the pattern's groups and texts have to say, or undefined where one of them does not match. */
export function foundBy({ from, list, subject, text, link }: Telling, head: Head, content: Content) {
  const groups: Record<string, string | undefined> = {}
  const texts: [RegExp | undefined, string][] = [
    [from, head.from!.address],
    [list, head.listId ?? ''],
    [subject, head.subject],
    [text, content.text.slice(0, 1_000)],
  ]
  for (const [pattern, said] of texts) {
    const found = pattern?.exec(said)
    if (pattern && !found) return undefined
    Object.assign(groups, found?.groups)
  }
  return link && !content.links.some(one => link.test(one)) ? undefined : groups
}

/** The same act in one network's words; `who` begins each of them. */
export const subjects = (
  account: Telling['account'],
  acts: readonly (readonly [ActKind, RegExp])[],
): Telling[] => acts.map(([act, subject]) => ({ subject, act, account }))

/** `Yui Sato and 3 others` begins with the one who is named; of two names nobody knows whose act it is. */
export function oneName(name: string | undefined): string | undefined {
  const first = oneLine(name ?? '').replace(
    /(?:,| and) \d+ other(?: people|s)?$|さん、?(?:他|ほか)\d+人$/,
    '',
  )
  return first && !/ and |、/.test(first) ? first : undefined
}

/** Where a network shows only a name. */
export function named(network: string, name: string | undefined): AccountRef | undefined {
  const shown = oneName(name)
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
