import { once } from 'node:events'
import type { Writable } from 'node:stream'

export type CopyValue = string | number | boolean | null | undefined

const special = /[\\\t\n\r\u0000]/
const specials = /[\\\t\n\r\u0000]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\u0000': '' }

/** One row in PostgreSQL's COPY text format. NUL, which PostgreSQL cannot store, is dropped. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) line += '\t'
    if (value === null || value === undefined) line += '\\N'
    else if (typeof value === 'string')
      line += special.test(value) ? value.replace(specials, char => escapes[char]!) : value
    else if (typeof value === 'boolean') line += value ? 't' : 'f'
    else line += value
  }
  return `${line}\n`
}

/** A text[] as one value of a COPY row. */
export const copyArray = (values: readonly string[]): string =>
  `{${values.map(value => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`

/** Writes rows to a COPY stream in pieces of about 64 KB, waiting when the server is slower than we are. */
export async function copyRows(stream: Writable, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('error', reject)
    stream.once('finish', resolve)
  })
  ended.catch(() => {})
  let piece = ''
  for (const row of rows) {
    piece += copyLine(row)
    if (piece.length > 65536) {
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), ended])
      piece = ''
    }
  }
  stream.end(piece)
  await ended
}
