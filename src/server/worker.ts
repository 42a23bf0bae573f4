import { setTimeout as sleep } from 'node:timers/promises'
import { nextImport } from '#loop/gather/imports.ts'
import { followLive, nextLive } from '#loop/gather/live-follow.ts'
import { runImport } from '#loop/gather/run.ts'
import { copyDaily } from '#loop/guard/daily-copy.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { openMatcher } from '#loop/know/matcher.ts'
import { bringUpToDate } from '#loop/support/up-to-date.ts'
import { isDamaged } from '#store/damage.ts'
import { isAway, isDiskFull } from '#store/transact.ts'

export type Worker = {
  /** There may be something to do now. */
  poke(): void
  /** Ends at the next border of a piece of work, at most `graceMs` later; what is cut off goes on at the next start. */
  stop(): Promise<void>
}

/** How long nobody pokes before the worker looks for itself (another process may have queued something). */
const idleMs = 1_000
/** Figures follow the facts of a running import at this distance. */
const computeEveryMs = 5_000
const graceMs = 1_000
const lookForCopyMs = 60_000

/**
 * Does what waits: imports, sources that are followed, figures. What waits is a fact in the ledger (an import not done, facts newer than
 * figures and than who is who), so that nothing is lost with a process and nothing is queued twice.
 */
/** `copies`: the version of Enishi that makes the day's copy; without it none is made. */
export function startWorker(ctx: OutCtx, { copies }: { copies?: string } = {}): Worker {
  let stopping = false
  const over = new AbortController()
  const matcher = openMatcher()
  const bells: (() => void)[] = []
  const rest = (ms: number) =>
    Promise.race([sleep(ms, undefined, { ref: false }), new Promise<void>(resolve => bells.push(resolve))])
  const loops = [
    keepOn(async () => {
      const importNo = await nextImport(ctx)
      if (importNo === undefined) return idleMs
      return (await runImport(ctx, importNo, undefined, over.signal)) === 'elsewhere' ? idleMs : 0
    }),
    keepOn(async () => {
      const importNo = await nextLive(ctx)
      if (importNo === undefined) return idleMs
      return (await followLive(ctx, importNo, over.signal)) === 'elsewhere' ? idleMs : 0
    }),
    keepOn(async () => ((await bringUpToDate(ctx, matcher)) ? computeEveryMs : idleMs)),
    ...(copies === undefined
      ? []
      : [keepOn(async () => ((await copyDaily(ctx, copies, over.signal)) ? 0 : lookForCopyMs))]),
  ]

  async function keepOn(turn: () => Promise<number>): Promise<void> {
    let isFull = false
    let damage: string | undefined
    for (let failures = 0; !stopping; ) {
      let pause: number
      try {
        pause = await turn()
        failures = 0
        isFull = false
      } catch (error) {
        // What was under way when the house closed fails, and is taken up at the next start.
        if (stopping) return
        if (isDamaged(error)) {
          const { message } = error as Error
          if (message !== damage) ctx.log(`worker: the ledger is damaged (${message}); see npx enishi doctor`)
          damage = message
        } else if (isDiskFull(error)) {
          if (!isFull) ctx.log('worker: the disk is full; what waits is tried again from time to time')
          isFull = true
        } else if (!isAway(error)) ctx.log(`worker: ${error instanceof Error ? error.stack : error}`)
        // With growing pauses and jitter: an absent database is not stormed.
        pause = Math.min(30_000, 250 * 2 ** failures++) * (0.5 + Math.random())
      }
      if (pause > 0 && !stopping) await rest(pause)
    }
  }

  const poke = () => {
    for (const ring of bells.splice(0)) ring()
  }
  return {
    poke,
    stop: async () => {
      stopping = true
      over.abort()
      poke()
      await Promise.race([Promise.all(loops), sleep(graceMs, undefined, { ref: false })])
      await matcher.end()
    },
  }
}
