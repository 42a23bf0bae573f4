import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { MatchAnswer, MatchQuestion } from './match/account-matching.ts'

/** A thread that compares accounts and remembers them, so that later only what is new is compared. */
export type Matcher = {
  /** What the thread was told of each account: account → digest. */
  held: Map<string, string>
  /** Words and rules of the last answer. */
  settled: string | undefined
  /** One question at a time. Throws when the thread ended; the next question starts it anew, with nothing held. */
  answer(question: MatchQuestion): Promise<MatchAnswer>
  end(): Promise<void>
}

/** After so long without a question the thread ends and gives its memory back. */
const idleMs = 5 * 60_000

export function openMatcher(): Matcher {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  const end = async () => {
    clearTimeout(idle)
    matcher.held.clear()
    matcher.settled = undefined
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }
  const matcher: Matcher = {
    held: new Map(),
    settled: undefined,
    end,
    async answer(question) {
      clearTimeout(idle)
      thread ??= new Worker(new URL('./match-thread.ts', import.meta.url))
      const over = new AbortController()
      try {
        thread.postMessage(question)
        const answered = once(thread, 'message', { signal: over.signal })
        const ended = once(thread, 'exit', { signal: over.signal }).then(() => {
          throw new Error('the thread that compares accounts ended')
        })
        ended.catch(() => {})
        const [answer] = await Promise.race([answered, ended])
        return answer as MatchAnswer
      } catch (error) {
        await end()
        throw error
      } finally {
        over.abort()
        idle = setTimeout(end, idleMs)
        idle.unref()
      }
    },
  }
  return matcher
}
