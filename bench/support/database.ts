import { freemem } from 'node:os'
import { computeSupport } from '#loop/support/compute.ts'
import type { Ctx } from '#store/ctx.ts'
import { fillLedger } from '../big-ledger.ts'
import { timed, withLedger } from '../ledger.ts'
import { atMost, type BenchLine } from '../line.ts'

const CITY_BYTES = 3e9

/** Full recomputes as the worker makes them: acts read from the database, fits, figures and forecast written back. */
export async function databaseLines(): Promise<BenchLine[]> {
  const lines = [
    atMost(
      '5,000 people, 200,000 acts: anew, database included, best of 3',
      await anew(5_000, 200_000, 3),
      's',
      1,
    ),
  ]
  if (freemem() < CITY_BYTES) {
    console.error('support: 10 million acts in the database are left out: less than 3 GB of memory is free')
    return lines
  }
  const seconds = await anew(200_000, 10_000_000, 1)
  return [...lines, atMost('200,000 people, 10 million acts: anew, database included', seconds, 's', 30)]
}

/** Seconds of the fastest of `tries`, each without what an earlier one fitted. */
async function anew(people: number, acts: number, tries: number): Promise<number> {
  return withLedger(async (ctx: Ctx) => {
    await fillLedger(ctx, people, acts)
    const seconds: number[] = []
    for (let i = 0; i < tries; i++) {
      await ctx.store.sql`delete from support_state where owner_id = ${ctx.owner}`
      seconds.push((await timed(() => computeSupport(ctx, { evenIfFresh: true }))) / 1000)
    }
    return Math.min(...seconds)
  })
}
