import { buildLedger, type SupportLedger, type UnorderedActs } from './ledger.ts'

/** Size of an invented ledger. */
export type Size = { people: number; acts: number; opportunities: number; days: number }

/**
 * Invented acts: posts spread over the days; people arrive evenly, answer with their own chance (most rarely, a few
 * nearly always) until they leave. Always the same for the same size.
 */
export function inventActs({ people, acts, opportunities, days }: Size): UnorderedActs {
  const random = randomFrom(20260930)
  const oppTime = Float64Array.from({ length: opportunities }, () => random() * days).sort()
  const person = new Int32Array(acts)
  const t = new Float64Array(acts)
  const opp = new Int32Array(acts)
  const speaks = new Uint8Array(acts)
  const share = new Float64Array(people)
  let all = 0
  for (let p = 0; p < people; p++) all += share[p] = (random() + 0.02) ** -0.9
  for (let p = 0, i = 0, due = 0; p < people; p++) {
    due += (share[p]! / all) * acts
    const end = p === people - 1 ? acts : Math.min(acts, Math.round(due))
    const came = Math.floor(random() * opportunities * 0.95)
    const stays = Math.max(1, Math.ceil((opportunities - came) * Math.min(1, random() * 1.6)))
    for (; i < end; i++) {
      const o = came + Math.floor(random() * stays)
      person[i] = p
      opp[i] = o
      t[i] = oppTime[o]! - Math.log(1 - random()) * 1.5
      speaks[i] = random() < 0.4 ? 1 : 0
    }
  }
  return { people, person, t, opp, speaks, oppTime }
}

export function inventLedger(size: Size): SupportLedger {
  return buildLedger(inventActs(size))
}

/** Mulberry32: the same numbers from the same seed, 0 … 1. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
