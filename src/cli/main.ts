import { createInterface } from 'node:readline/promises'
import { setFlagsFromString } from 'node:v8'
import { exits } from './command.ts'
import { run } from './run.ts'

// In small steps: reading an archive of many gigabytes leaves much litter and must not make a large process.
setFlagsFromString('--heap-growing-percent=20')

const stop = new AbortController()
let asked = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The second Ctrl-C means it; a second SIGTERM only comes from another process in the chain.
    if (signal === 'SIGINT' && ++asked > 1) process.exit(exits.interrupted)
    stop.abort()
    setTimeout(() => process.exit(exits.interrupted), 9_500).unref()
  })
process.stdout.on('error', () => process.exit(exits.error))

process.exitCode = await run(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  isTty: process.stderr.isTTY === true,
  ...(process.stdin.isTTY === true && { ask }),
  signal: stop.signal,
})
// Work that was cut off may still hold a file or a thread.
if (stop.signal.aborted) setTimeout(() => process.exit(), 250).unref()

/** Ctrl-C or the end of the input is no answer. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const ended = new Promise<string>(resolve => lines.once('close', () => resolve('')))
    return await Promise.race([lines.question(question, { signal: stop.signal }).catch(() => ''), ended])
  } finally {
    lines.close()
  }
}
