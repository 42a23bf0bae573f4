import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, type BenchLine } from './line.ts'

/** From the command to the first page, on an empty data directory and on one that is there; installed already. */
export default async function bench(): Promise<BenchLine[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-bench-'))
  try {
    const cold = await firstPage(dataDir)
    const warm = [await firstPage(dataDir), await firstPage(dataDir), await firstPage(dataDir)].sort(
      (a, b) => a - b,
    )[1]!
    return [
      atMost('start: empty data directory to first page', cold / 1000, 's', 4),
      atMost('start: warm to first page (middle of 3)', warm / 1000, 's', 1.5),
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function firstPage(dataDir: string): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const start = performance.now()
  const program = join(import.meta.dirname, '../bin/start.mjs')
  const child = spawn(process.execPath, [program, '--data', dataDir, '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    for (;;) {
      const answer = await fetch(`http://localhost:${port}/`).catch(() => undefined)
      if (answer?.status === 200) return performance.now() - start
      if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode}`)
      if (performance.now() - start > 60_000) throw new Error('no page within a minute')
      await sleep(10)
    }
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

if (import.meta.main) {
  const { tableOf } = await import('./line.ts')
  console.log(tableOf(await bench()))
}
