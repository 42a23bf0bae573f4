import { hash } from 'node:crypto'
import type { Question, Source } from '../contract.ts'
import { foldedName } from './text.ts'

/** Somebody who speaks in a chat. `key`: of the account on the chat's network. */
export type Member = { key: string; name: string }

/** A group of at most this many is a round of acquaintances, in which everybody hears everybody. */
export const SMALL_GROUP = 10

const OWNER = 'owner'
const CHOICES = 300

/** Which of the keys are the owner's: as they answered, and as the ledger knows them. */
export function ownKeys(source: Source, network: string): Set<string> {
  const keys = new Set<string>()
  for (const account of source.own?.accounts ?? []) if (account.network === network) keys.add(account.key)
  const answer = answeredKey(source)
  if (answer) keys.add(answer)
  return keys
}

/** The name the owner said is theirs. */
export const answeredKey = (source: Source): string | undefined => source.answers?.[OWNER] || undefined

/** The one who is in more chats than anybody else: the owner is in all of theirs. */
export function inMost(chats: readonly Iterable<string>[]): string | undefined {
  const times = new Map<string, number>()
  for (const keys of chats) for (const key of new Set(keys)) times.set(key, (times.get(key) ?? 0) + 1)
  const [first, second] = [...times].sort((a, b) => b[1] - a[1])
  return first && first[1] > 1 && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}

/**
 * Which of these names is the owner's; a name that the ledger knows the owner by is proposed, else the `likely` one (a
 * key).
 */
export function askOwner(
  source: Source,
  chat: string,
  members: Iterable<Member>,
  likely?: string,
): Question[] {
  const all = [...members]
  if (all.length === 0) return []
  const names = new Set(source.own?.names.map(plain))
  const isAlike = (member: Member) => names.has(plain(member.name))
  const alike = all.filter(isAlike)
  // In a crowd the owner must not be among those who are not shown.
  const choices =
    all.length <= CHOICES ? all : [...alike, ...all.filter(member => !isAlike(member))].slice(0, CHOICES)
  const proposed = alike.length === 1 ? alike[0]!.key : alike.length === 0 ? likely : undefined
  return [
    {
      id: OWNER,
      title: {
        en: `Which of these names in ${chat} is yours?`,
        ja: `${chat} に出てくる名前のうち、ご本人はどれですか？`,
      },
      choices: choices.map(({ key, name }) => ({ value: key, label: name })),
      ...(proposed !== undefined && { proposed }),
      optional: true,
      // Of other people it is another question; whoever was named once, the ledger knows.
      shape: hash('sha256', JSON.stringify(all.map(({ key }) => key).sort()), 'hex').slice(0, 16),
    },
  ]
}

/** Chats show names with and without the space between family and given name. */
const plain = (name: string) => foldedName(name).replaceAll(' ', '')
