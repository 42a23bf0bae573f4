import { Worker } from 'node:worker_threads'
import type { ReadMail } from './heads-worker.ts'
import type { RawMail } from './split.ts'

/** A batch takes a few milliseconds; one that takes this long holds a mail made to stop the parser. */
const BATCH_SECONDS = 10
const ONE_SECONDS = 2
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
    return await asked(mails, BATCH_SECONDS)
  } catch {
    const read: ReadMail[] = []
    for (const mail of mails) read.push((await asked([mail], ONE_SECONDS).catch(() => [null]))[0]!)
    return read
  }
}

async function asked(mails: readonly RawMail[], seconds: number): Promise<ReadMail[]> {
  worker ??= started()
  // The process may end while nothing is asked, but not while somebody waits.
  worker.ref()
  const id = ++last
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<ReadMail[]>((done, fail) => {
      waiting.set(id, { done, fail })
      timer = setTimeout(() => stopped(new Error('mail parser: too slow')), seconds * 1_000)
      worker!.postMessage({ id, mails })
    })
  } finally {
    clearTimeout(timer)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
  }
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
