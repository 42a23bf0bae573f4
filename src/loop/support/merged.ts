import type { Headline } from './compute.ts'

/** What recognising people did to the figure of known supporters, while nothing else changed. */
export type Merged = {
  /** ms since 1970 */
  at: number
  /** People fewer, and more, than before. */
  joined: number
  split: number
  /** Expected known supporters before and after. */
  before: number
  after: number
}

/** Numbers that count changes of facts, and those that only moved accounts from person to person. */
export type CountedMoves = { facts_no: number; moved_no: number }

const dayMs = 86_400_000
/** Recognitions within a day are told as one; the note goes after a week. */
const together = dayMs
const toldFor = 7 * dayMs

/** Where nothing but moves lies between two computations, the difference of the figures is theirs alone. */
export function mergedOf(
  before: (CountedMoves & { headline: Headline }) | undefined,
  now: CountedMoves,
  headline: Headline,
  at: number,
): Merged | undefined {
  if (!before) return undefined
  const last = before.headline.merged
  const young = last && at - last.at < toldFor ? last : undefined
  const moves = now.moved_no - before.moved_no
  if (moves === 0 || now.facts_no - before.facts_no !== moves) return young
  const fewer = before.headline.counts.people - headline.counts.people
  const change = headline.known.expected - before.headline.known.expected
  const first = young && at - young.at < together ? young : undefined
  const net = (first ? first.joined - first.split : 0) + fewer
  const after = headline.known.expected
  const since = after - change - (first ? first.after - first.before : 0)
  if (net === 0 && Math.abs(after - since) < 1e-6) return undefined
  return { at, joined: Math.max(0, net), split: Math.max(0, -net), before: since, after }
}
