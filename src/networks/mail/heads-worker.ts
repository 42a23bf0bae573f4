import { parentPort } from 'node:worker_threads'
import { type Content, contentOf } from './content.ts'
import { type Head, headOf } from './head.ts'
import type { RawMail } from './split.ts'

/** A header read, with what a notification says; null where the parser fails on it. */
export type ReadMail = { head: Head; content?: Content } | null

async function readOne({ head, line, body }: RawMail): Promise<ReadMail> {
  try {
    return { head: headOf(head, line), content: body === undefined ? undefined : await contentOf(head, body) }
  } catch {
    return null
  }
}

parentPort?.on('message', async ({ id, mails }: { id: number; mails: RawMail[] }) => {
  const read: ReadMail[] = []
  for (const mail of mails) read.push(await readOne(mail))
  parentPort!.postMessage({ id, read })
})
