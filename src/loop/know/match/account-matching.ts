import type { AccountRecord } from './account-record.ts'
import { accountSettings } from './account-settings.ts'
import { agglomerate } from './agglomerate.ts'
import { type Linking, openLinking } from './linking.ts'
import { ASKING, bitsOf, HARD, type Links } from './links.ts'
import { suggestReadings } from './names/suggest-reading.ts'
import type { Evidence } from './score.ts'

/** The version of method and weights, kept with every decision. */
export const matchModel = 'fellegi-sunter-3'

/** Which accounts came, were described anew or went since the last question, and what is settled between them. */
export type MatchQuestion = {
  told: readonly AccountRecord[]
  gone: readonly string[]
  /** Accounts of the owner: whoever looks like them is asked about. */
  selves: readonly string[]
  /** The owner's words, newest first. */
  words: readonly (readonly [string, string, boolean])[]
  /** Pairs that rules join. */
  firm: readonly (readonly [string, string])[]
  /** Names in kanji of which nobody has told the reading. */
  unread: readonly string[]
}

/** Two accounts, smaller id first, that may be one person's; `weighed` adds up to `bits`. */
export type Likeness = { a: string; b: string; bits: number; kind: LikenessKind; weighed: Evidence[] }
/** Why a pair waits: too little, too little of the right kind, a hard key that rules leave to the owner, the owner. */
export type LikenessKind = 'likeness' | 'asking' | 'hard' | 'self'

export type MatchAnswer = {
  /** What joins people from now on: a tree of links for each, none of which can go without dividing it. */
  accepted: Likeness[]
  /** What the owner is asked, one pair for any two people, strongest first. */
  waiting: Likeness[]
  /** How the unread names may be read, in their order; null where nothing can be suggested. */
  readings: (string | null)[]
}

/** Of so many the owner decides first, before others are shown. */
const waitingAtMost = 2_000
/** So many of a hundred accounts may have gone or been described anew before all are compared again. */
const goneAtMost = 5

/**
 * Accounts as they were told, compared. Kept in memory: later questions compare what is new or described anew. Up to
 * `anewBelow` accounts, everything.
 */
export function openAccountMatching(anewBelow = 20_000): { answer(question: MatchQuestion): MatchAnswer } {
  const records = new Map<string, AccountRecord>()
  let ids: string[] = []
  let linking: Linking<AccountRecord> | undefined

  const take = ({ told, gone }: MatchQuestion) => {
    const before = [...gone, ...told.flatMap(({ id }) => (records.has(id) ? [id] : []))]
    for (const id of gone) records.delete(id)
    for (const record of told) records.set(record.id, record)
    if (linking && told.length + gone.length === 0) return
    const removed = (linking?.removed ?? 0) + before.length
    if (linking && records.size >= anewBelow && removed * 100 <= records.size * goneAtMost) {
      const news = told.toSorted(byId)
      linking.remove(before)
      linking.add(news)
      ids.push(...news.map(({ id }) => id))
      return
    }
    const all = [...records.values()].sort(byId)
    ids = all.map(({ id }) => id)
    linking = openLinking(all, accountSettings)
  }
  return {
    answer(question) {
      take(question)
      return answerOf(linking!, ids, records, question)
    },
  }
}

function answerOf(
  linking: Linking<AccountRecord>,
  ids: readonly string[],
  records: ReadonlyMap<string, AccountRecord>,
  { selves, words, firm, unread }: MatchQuestion,
): MatchAnswer {
  const place = new Map(ids.map((id, at) => [id, at]))
  const own = new Set(selves.map(id => place.get(id)))
  const settled = linking.settled()
  const isOwn = (k: number) => own.has(settled.a[k]!) || own.has(settled.b[k]!)
  // Hard keys are the rules' to judge, which know families, companies and taken back links.
  const links: Links = {
    ...settled,
    kind: Int8Array.from({ length: settled.length }, (_, k) =>
      settled.kind[k] === HARD || isOwn(k) ? ASKING : settled.kind[k]!,
    ),
  }
  const networks = new Map<string, number>()
  const oneEach = Int32Array.from(ids, id => {
    const record = records.get(id)
    const only = record && accountSettings.oneEach!(record)
    if (only === undefined) return -1
    if (!networks.has(only)) networks.set(only, networks.size)
    return networks.get(only)!
  })
  const placed = <P extends readonly [string, string, ...boolean[]]>(pairs: readonly P[]) =>
    pairs.flatMap(([a, b, ...same]) => {
      const [one, other] = [place.get(a), place.get(b)]
      return one === undefined || other === undefined ? [] : [[one, other, ...same] as never]
    })
  const { contradicts } = linking
  const constraints = { oneEach, words: placed(words), firm: placed(firm), contradicts }
  const used: number[] = []
  const people = agglomerate(ids.length, links, bitsOf(accountSettings.acceptFrom ?? 0.99), constraints, used)
  const likenessOf = (k: number): Likeness => {
    const [a, b] = [settled.a[k]!, settled.b[k]!]
    const weighed = linking.score.explain(a, b).filter(one => one.bits !== 0 || warns(one))
    const bits = settled.bits[k]!
    const rivals = bits - weighed.reduce((sum, one) => sum + one.bits, 0)
    if (rivals < -1e-6) weighed.push({ comparison: 'rivals', level: '', bits: rivals })
    const kind = isOwn(k)
      ? 'self'
      : settled.kind[k] === HARD
        ? 'hard'
        : settled.kind[k] === ASKING
          ? 'asking'
          : 'likeness'
    const [one, other] = [ids[a]!, ids[b]!]
    return one < other ? { a: one, b: other, bits, kind, weighed } : { a: other, b: one, bits, kind, weighed }
  }
  return {
    accepted: used.map(likenessOf),
    waiting: waitingOf(settled, people, oneEach, constraints.words).map(likenessOf),
    readings: unread.length > 0 ? suggestReadings(unread).map(reading => reading ?? null) : [],
  }
}

/** Said to whoever decides, though it counts for nothing. */
const warns = ({ comparison, level }: Evidence) =>
  accountSettings.comparisons.some(
    ({ name, levels }) => name === comparison && levels.some(one => one.name === level && one.warns),
  )

/** The strongest link of any two people that likeness alone did not join, and that nothing forbids. */
function waitingOf(
  links: Links,
  people: Int32Array,
  oneEach: Int32Array,
  words: readonly (readonly [number, number, boolean])[],
): number[] {
  const size = people.length
  const key = (a: number, b: number) => Math.min(a, b) * size + Math.max(a, b)
  const apart = new Set(words.flatMap(([a, b, same]) => (same ? [] : [key(people[a]!, people[b]!)])))
  const has = new Map<number, Set<number>>()
  people.forEach((person, at) => {
    if (oneEach[at]! < 0) return
    const networks = has.get(person) ?? new Set()
    has.set(person, networks.add(oneEach[at]!))
  })
  const best = new Map<number, number>()
  for (let k = 0; k < links.length; k++) {
    const [a, b] = [people[links.a[k]!]!, people[links.b[k]!]!]
    if (a === b || links.bits[k]! < 0 || apart.has(key(a, b))) continue
    if (links.kind[k] !== HARD && meets(has.get(a), has.get(b))) continue
    const before = best.get(key(a, b))
    if (before === undefined || links.bits[k]! > links.bits[before]!) best.set(key(a, b), k)
  }
  return [...best.values()]
    .sort((k, l) => links.bits[l]! - links.bits[k]! || links.a[k]! - links.a[l]! || links.b[k]! - links.b[l]!)
    .slice(0, waitingAtMost)
}

function meets(some: ReadonlySet<number> | undefined, others: ReadonlySet<number> | undefined): boolean {
  return some !== undefined && others !== undefined && some.values().some(one => others.has(one))
}

const byId = (a: AccountRecord, b: AccountRecord) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
