import type { Question, Source } from '../../contract.ts'
import { askOwner, type Member } from '../chat-owner.ts'
import { foldedName } from '../text.ts'
import { isGone } from './messages.ts'
import { aboutThread, type Thread } from './threads.ts'

/** Enough conversations to tell who is in all of them. */
const LOOKS = 300
/** A title may stand behind all messages of a file, so only some, the smallest, are read to their end for it. */
const TITLES = 3
const LARGEST_FOR_TITLE = 64 * 1024 * 1024

/** `names`: what the owner is called in the conversations, as written. `members`: who may be the owner, most met first. */
export type Found = { names: readonly string[]; members: readonly Member[] }

/**
 * Which name in the conversations is the owner's: the one of the profile, the one the owner chose, the one who is in
 * most conversations, the one after whom a conversation of two is not named, and last the one the ledger knows.
 */
export async function ownerIn(
  threads: readonly Thread[],
  profile: readonly string[],
  source: Source,
  keyOf: (name: string) => string,
): Promise<Found> {
  const met = await meet(threads)
  const members = [...met.values()]
    .sort((a, b) => b.times - a.times)
    .map(({ name }) => ({ key: keyOf(name), name }))
  const known = (names: readonly string[]) => names.filter(name => met.has(foldedName(name)))
  const inProfile = known(profile)
  if (inProfile.length > 0) return { names: [...profile], members }
  const answer = source.answers?.owner
  const chosen = members.filter(({ key }) => answer !== undefined && key === answer).map(({ name }) => name)
  if (chosen.length > 0) return { names: [...profile, ...chosen], members }
  const told = inMost(members, met) ?? (await unnamedInTitle(threads)) ?? known(source.own?.names ?? [])[0]
  if (told) return { names: [...profile, told], members }
  const byKey = members.filter(({ key }) => source.own?.accounts.some(account => account.key === key))
  const names = [...profile, ...byKey.slice(0, 1).map(({ name }) => name)]
  return { names, members }
}

/** Nothing to ask where the files tell. */
export function questionOf(source: Source, chat: string, { names, members }: Found): Question[] {
  return names.length > 0 || members.length === 0 ? [] : askOwner(source, chat, members)
}

async function meet(threads: readonly Thread[]): Promise<Map<string, { name: string; times: number }>> {
  const met = new Map<string, { name: string; times: number }>()
  for (const { files } of threads.slice(0, LOOKS)) {
    const { participants } = await aboutThread(files[0]!)
    const names = new Map(participants.map(name => [foldedName(name), name]))
    for (const [folded, name] of names)
      if (!isGone(name)) met.set(folded, { name, times: (met.get(folded)?.times ?? 0) + 1 })
  }
  return met
}

function inMost(members: readonly Member[], met: ReadonlyMap<string, { times: number }>): string | undefined {
  const [first, second] = members
  if (!first || !second) return undefined
  const times = ({ name }: Member) => met.get(foldedName(name))!.times
  return times(first) > times(second) ? first.name : undefined
}

/** A conversation of two is called by the name of the other one. */
async function unnamedInTitle(threads: readonly Thread[]): Promise<string | undefined> {
  let looks = 0
  const small = threads
    .filter(({ files }) => files[0]!.size <= LARGEST_FOR_TITLE)
    .sort((a, b) => a.files[0]!.size - b.files[0]!.size)
  for (const { files } of small.slice(0, LOOKS)) {
    if (looks >= TITLES) return undefined
    if ((await aboutThread(files[0]!)).participants.length !== 2) continue
    looks += 1
    const { participants, title } = await aboutThread(files[0]!, true)
    const [a, b] = participants.map(foldedName)
    if (title === undefined || a === b) continue
    if (foldedName(title) === a) return participants[1]
    if (foldedName(title) === b) return participants[0]
  }
  return undefined
}
