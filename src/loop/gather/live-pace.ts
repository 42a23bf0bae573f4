import type { LiveNotice, LiveRow, LiveState } from './live-row.ts'

/** Why a turn of following ended before its end. */
export type Trouble = {
  kind: 'token-lost' | 'key-lost' | 'slow-down' | 'away' | 'refused' | 'unexpected'
  why: string
  retryAt?: number | undefined
}

/** How a source stands after a turn. */
export type After = { state: LiveState; nextAt: number | null; failures: number; notice: LiveNotice | null }

const firstPauseMs = 60_000
const longestPauseMs = 6 * 3600_000
/** A hiccup is nobody's business; the third in a row is. */
const tellAfter = 3

/** All is well: the next look after the source's own time, give or take a tenth, so that not all wake at once. */
export function afterWell(everySeconds: number, now: number, random: number): After {
  const nextAt = now + everySeconds * 1000 * (0.9 + 0.2 * random)
  return { state: 'following', nextAt, failures: 0, notice: null }
}

/**
 * What only the owner can mend is told once and not tried again. Too much: again when the network says. All else: with
 * pauses that double from a minute to six hours, half to one and a half times as long as that.
 */
export function afterTrouble(
  trouble: Trouble,
  before: Pick<LiveRow, 'failures' | 'notice'>,
  now: number,
  random: number,
): After {
  const notice = (code: LiveNotice['code']): LiveNotice => ({
    code,
    why: trouble.why.slice(0, 200),
    at: new Date(now).toISOString(),
  })
  const { failures } = before
  switch (trouble.kind) {
    case 'token-lost':
    case 'key-lost':
      return { state: 'token-lost', nextAt: null, failures, notice: notice(trouble.kind) }
    case 'refused':
      return { state: 'refused', nextAt: null, failures, notice: notice('refused') }
    case 'slow-down': {
      const nextAt = Math.max(trouble.retryAt ?? 0, now + firstPauseMs) + 30_000 * random
      // Counted as one, so that not even the owner hurries it (live.ts, followSoon).
      return { state: 'following', nextAt, failures: Math.max(1, failures), notice: before.notice }
    }
    case 'away':
    case 'unexpected': {
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 20))
      const isNews = failures + 1 >= tellAfter && before.notice === null
      return {
        state: 'following',
        nextAt: now + pause * (0.5 + random),
        failures: failures + 1,
        notice: isNews ? notice(trouble.kind) : before.notice,
      }
    }
  }
}
