import type { SourceFile } from '../contract.ts'
import { utf8Bytes } from '../files/text.ts'

const meta = /^\s*\{\s*(?:"db"\s*:\s*\[\s*\{\s*)?"meta"\s*:\s*\{[^{}]*"exported_on"[^{}]*\}/
/** The description before the tables is a line or two. */
const LOOK = 64 * 1024

/** A site's export, told by what it says of itself. */
export const isSite = (head: string) => meta.test(head.replace(/^\ufeff/, ''))

/**
 * The object of tables alone. The whole file is one item of one array and may be hundreds of megabytes; its tables are
 * what can be read item by item.
 */
export async function* insideTables(file: SourceFile): AsyncIterable<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of utf8Bytes(file.open())) {
    if (!head) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    const found = /"data"\s*:\s*(?=\{)/.exec(head.toString('latin1'))
    if (!found && head.length < LOOK) continue
    yield found ? head.subarray(found.index + found[0].length) : head
    head = undefined
  }
}
