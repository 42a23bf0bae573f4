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

const two = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))
let lastDay = Number.NaN
let lastDate = ''

/** Milliseconds since 1970 as one value of a COPY row, in UTC. Throws RangeError outside JavaScript's years. */
export function copyTime(ms: number): string {
  const day = Math.floor(ms / 86_400_000)
  // Year and month are the slow part, and acts of an archive come in the order of time.
  if (day !== lastDay) {
    lastDate = new Date(ms).toISOString().slice(0, -13)
    lastDay = day
  }
  const s = Math.floor((ms - day * 86_400_000) / 1000)
  const rest = ms - day * 86_400_000 - s * 1000
  const clock = `${two[Math.floor(s / 3600)]}:${two[Math.floor(s / 60) % 60]}:${two[s % 60]}`
  return rest === 0
    ? `${lastDate}${clock}Z`
    : `${lastDate}${clock}.${String(Math.floor(rest)).padStart(3, '0')}Z`
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
