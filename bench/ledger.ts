import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutCtx } from '#loop/guard/egress.ts'
import { readConfig } from '#server/config.ts'
import { openCtx } from '#server/ctx.ts'

/** A durable ledger of its own, in a data directory that goes afterwards. */
export async function withLedger<T>(use: (ctx: OutCtx, dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-bench-'))
  const ctx = await openCtx(readConfig({ dataDir, databaseUrl: '' }))
  try {
    return await use(ctx, dataDir)
  } finally {
    await ctx.store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** `enishi …` in a process of its own, started as its first line starts it. */
export function asAPerson(args: readonly string[], stdout: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  const program = join(import.meta.dirname, '../bin/enishi.mjs')
  const flags = readFileSync(program, 'utf8')
    .split('\n')[0]!
    .split(' ')
    .filter(word => word.startsWith('--'))
  return spawn(process.execPath, [...flags, program, ...args], { stdio: ['ignore', stdout, 'inherit'] })
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The value below which 95 % of the measurements lie. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)]!
}

/** A small generator of numbers in [0, 1) with a fixed seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
