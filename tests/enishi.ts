import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export type Ended = { exit: number | null; out: string; err: string }
export type Running = { child: ChildProcess; ended: Promise<Ended>; line(): Promise<string> }

/** The program as a person runs it, in a process of its own. */
export function enishi(dir: string, ...argv: string[]): Running {
  const child = spawn(
    process.execPath,
    [join(root, 'bin/enishi.mjs'), ...argv, '--data', dir, '--lang', 'en'],
    {
      env: { ...process.env, ENISHI_PORT: '', PORT: '', DATABASE_URL: '', ENISHI_TEST_CLUSTER: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let out = ''
  let err = ''
  const listeners: (() => void)[] = []
  child.stdout!.on('data', bytes => {
    out += bytes
    for (const tell of listeners.splice(0)) tell()
  })
  child.stderr!.on('data', bytes => {
    err += bytes
  })
  const ended = new Promise<Ended>(resolve => child.on('close', exit => resolve({ exit, out, err })))
  return {
    child,
    ended,
    line: async () => {
      while (!out.includes('\n')) {
        const told = new Promise<void>(resolve => listeners.push(resolve))
        const gone = await Promise.race([told, ended])
        if (gone) throw new Error(`it ended: ${JSON.stringify(gone)}`)
      }
      return out
    },
  }
}
