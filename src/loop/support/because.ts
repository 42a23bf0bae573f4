import type { PersonEvidence } from './evidence.ts'

const day = 86_400_000

/** One piece of evidence; the words are in words.ts. */
export type Because =
  | { code: 'seen-until'; at: number }
  | { code: 'answered'; n: number }
  | { code: 'attended'; count: number }
  | { code: 'beside'; count: number }
  | { code: 'spoke'; count: number }
  | { code: 'recently'; count: number; until: number | null }
  | { code: 'last'; at: number; kind: string }
  | { code: 'passed-on'; count: number; until: number | null }
  | { code: 'back'; months: number }
  | { code: 'first-lately' }
  | { code: 'quiet'; months: number; alive: number }
  | { code: 'given'; count: number }
  | { code: 'between'; at: number; kind: string }
  | { code: 'never' }

/**
 * Why a chance is what it is, most telling first. `seenUntil`: ms, up to when the sources could be seen. Of a person
 * whose own sources have closed (`e.until`) nothing is said of today.
 */
export function becauseOf(e: PersonEvidence, seenUntil: number): Because[] {
  if (e.n === 0 || e.lastAt === null) {
    const found: Because[] = [{ code: 'never' }]
    if (e.between) found.push({ code: 'between', at: e.between.lastAt, kind: e.between.lastKind })
    if (e.given > 0) found.push({ code: 'given', count: e.given })
    return found
  }
  const found: Because[] = []
  const until = e.until ?? null
  if (until !== null && until < seenUntil) found.push({ code: 'seen-until', at: until })
  if (until === null && e.pause > 0) found.push({ code: 'back', months: Math.round(e.pause / 30) })
  if (until === null && e.firstAt !== null && seenUntil - e.firstAt <= 90 * day)
    found.push({ code: 'first-lately' })
  const [attended, beside] = [e.attended ?? 0, e.beside ?? 0]
  const answered = e.n - attended - beside
  if (answered > 0) found.push({ code: 'answered', n: answered })
  if (attended > 0) found.push({ code: 'attended', count: attended })
  if (beside > 0) found.push({ code: 'beside', count: beside })
  if (e.supports90 > 1) found.push({ code: 'recently', count: e.supports90, until })
  if (e.speaks > 0) found.push({ code: 'spoke', count: e.speaks })
  if (e.passedOn > 0) found.push({ code: 'passed-on', count: e.passedOn, until })
  const months = Math.floor((seenUntil - e.lastAt) / (30 * day))
  if (until === null && e.n > 1 && months >= 3 && e.alive !== null && e.alive < 0.5)
    found.push({ code: 'quiet', months, alive: e.alive })
  else found.push({ code: 'last', at: e.lastAt, kind: e.lastKind ?? '' })
  return found
}
