import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A limit on the memory of a process and all it starts, by the kernel's own means. */
export type MemoryLimit = {
  /** Runs what follows it within the limit. */
  command: readonly string[]
  /** The most that was in use at once. */
  peak(): number
  /** Ends what still runs within it. */
  end(): Promise<void>
}

/** Undefined where this process may not set one: it takes root and a writable cgroup (v2 or v1). */
export function memoryLimit(bytes: number): MemoryLimit | undefined {
  const v2 = existsSync('/sys/fs/cgroup/cgroup.controllers')
  const group = join('/sys/fs/cgroup', v2 ? '' : 'memory', `enishi-test-${process.pid}`)
  const [limit, peak] = v2
    ? ['memory.max', 'memory.peak']
    : ['memory.limit_in_bytes', 'memory.max_usage_in_bytes']
  const processes = join(group, 'cgroup.procs')
  try {
    mkdirSync(group)
    writeFileSync(join(group, limit!), String(bytes))
    execFileSync('sh', ['-c', `echo $$ > ${processes}`])
  } catch {
    if (existsSync(group)) rmdirSync(group)
    return undefined
  }
  return {
    command: ['sh', '-c', `echo $$ > ${processes} && exec "$@"`, 'sh'],
    peak: () => Number(readFileSync(join(group, peak!), 'utf8')),
    end: async () => {
      for (let turn = 0; turn < 200; turn++) {
        const left = readFileSync(processes, 'utf8').split('\n').filter(Boolean).map(Number)
        if (left.length === 0) return rmdirSync(group)
        for (const pid of left) process.kill(pid, 'SIGKILL')
        await sleep(20)
      }
    },
  }
}
