import { Worker } from 'node:worker_threads'
import type { ReadMail } from './heads-worker.ts'
import type { RawMail } from './split.ts'

/**
 * Seconds of the processor that the thread has for a batch, which takes a few milliseconds, and for one mail: what uses
 * them up was made to stop the parser. They are the thread's own, so that a busy machine loses no mail.
 */
const SECONDS = 10
const LOOK_EACH_SECONDS = 2
const MEGABYTES = 256

type Waiting = { done(read: ReadMail[]): void; fail(why: Error): void }

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, Waiting>()

/**
 * Reads headers in a thread of their own, so that a mail made to hang or to swell the parser costs a thread and not
 * the ledger: its batch is then read mail by mail, and that one is null.
 */
export async function readHeads(mails: readonly RawMail[]): Promise<ReadMail[]> {
  try {
    return await asked(mails)
  } catch {
    const read: ReadMail[] = []
    for (const mail of mails) read.push((await asked([mail]).catch(() => [null]))[0]!)
    return read
  }
}

async function asked(mails: readonly RawMail[]): Promise<ReadMail[]> {
  worker ??= started()
  // The process may end while nothing is asked, but not while somebody waits.
  worker.ref()
  const id = ++last
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<ReadMail[]>((done, fail) => {
      waiting.set(id, { done, fail })
      timer = watched(worker!)
      worker!.postMessage({ id, mails })
    })
  } finally {
    clearInterval(timer)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
  }
}

function watched(thread: Worker): NodeJS.Timeout {
  const begun = thread.cpuUsage().catch(() => undefined)
  return setInterval(async () => {
    const before = await begun
    const used = before && (await thread.cpuUsage(before).catch(() => undefined))
    if (used && used.user + used.system > SECONDS * 1_000_000 && thread === worker)
      stopped(new Error('mail parser: too slow'))
  }, LOOK_EACH_SECONDS * 1_000)
}

function started(): Worker {
  const made = new Worker(new URL('./heads-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: 16 },
  })
  made.on('message', ({ id, read }: { id: number; read: ReadMail[] }) => waiting.get(id)?.done(read))
  made.on(
    'error',
    error => worker === made && stopped(error instanceof Error ? error : new Error(String(error))),
  )
  return made
}

/** All that wait are told; those of other batches ask again, one by one. */
function stopped(why: Error): void {
  void worker?.terminate()
  worker = undefined
  const all = [...waiting.values()]
  waiting.clear()
  for (const { fail } of all) fail(why)
}
