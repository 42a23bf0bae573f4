import { once } from 'node:events'
import { CopyBytes, copyHead, copyTail } from './copy-bytes.ts'
import type { Sql, Tx } from './open.ts'

const writers = {
  uuid: (to: CopyBytes, value: string) => to.uuid(value),
  text: (to: CopyBytes, value: string) => to.text(value),
  texts: (to: CopyBytes, value: readonly string[]) => to.texts(value),
  /** A jsonb value, as text. */
  json: (to: CopyBytes, value: string) => to.json(value),
  int2: (to: CopyBytes, value: number) => to.int2(value),
  int4: (to: CopyBytes, value: number) => to.int4(value),
  float4: (to: CopyBytes, value: number) => to.float4(value),
  bool: (to: CopyBytes, value: boolean) => to.bool(value),
  /** Milliseconds since 1970. */
  time: (to: CopyBytes, value: number) => to.time(value),
} as const

export type CopyType = keyof typeof writers
export type CopyValue = string | number | boolean | readonly string[] | null | undefined

/** Large enough to be worth a call, small enough that the server begins early. */
const pieceBytes = 64 * 1024

/**
 * Writes rows into a table by COPY, waiting when the server is slower than we are. `columns`: what each value of a row
 * is, by the name of its column; null and undefined are null.
 */
export async function copyRows(
  sql: Sql | Tx,
  table: string,
  columns: Readonly<Record<string, CopyType>>,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const write = Object.values(columns).map(type => writers[type] as (to: CopyBytes, value: CopyValue) => void)
  await copyPieces(sql, table, Object.keys(columns), piecesOf(rows, write))
}

function* piecesOf(
  rows: Iterable<readonly CopyValue[]>,
  write: readonly ((to: CopyBytes, value: CopyValue) => void)[],
): Generator<Buffer> {
  let piece = new CopyBytes(2 * pieceBytes)
  for (const row of rows) {
    piece.row(write.length)
    for (let i = 0; i < write.length; i++) {
      const value = row[i]
      if (value === null || value === undefined) piece.null()
      else write[i]!(piece, value)
    }
    if (piece.length < pieceBytes) continue
    yield piece.bytes.subarray(0, piece.length)
    // What was handed on is read later.
    piece = new CopyBytes(2 * pieceBytes)
  }
  yield piece.bytes.subarray(0, piece.length)
}

/** Sends rows that stand in the binary format, in pieces of any size. */
export async function copyPieces(
  sql: Sql | Tx,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Buffer>,
): Promise<void> {
  const names = columns.map(name => `"${name}"`).join(', ')
  const stream = await sql.unsafe(`copy ${table} (${names}) from stdin (format binary)`).writable()
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('error', reject)
    stream.once('finish', resolve)
  })
  ended.catch(() => {})
  try {
    stream.write(copyHead)
    for (const piece of pieces)
      if (piece.length > 0 && !stream.write(piece)) await Promise.race([once(stream, 'drain'), ended])
    stream.end(copyTail)
  } catch (error) {
    // The server is told that nothing of it counts; what went wrong here is what is told.
    stream.destroy(error as Error)
    await ended.catch(() => {})
    throw error
  }
  await ended
}
