import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { fileOf, type KeptTable } from './backup-manifest.ts'
import type { Tx } from './open.ts'

/** COPY's text must mean the same on whatever server it is read again. */
export async function plainText(tx: Tx): Promise<void> {
  await tx`
    select set_config('DateStyle', 'ISO, YMD', true), set_config('TimeZone', 'UTC', true),
      set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true),
      set_config('extra_float_digits', '1', true)`
}

/** Writes one table to a compressed file that is on the disk when this returns. */
export async function copyOut(tx: Tx, folder: string, table: string): Promise<KeptTable> {
  const columns = await columnsOf(tx, table)
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  const hashing = passing(piece => {
    hash.update(piece)
    bytes += piece.length
  })
  const gzip = createGzip()
  const file = createWriteStream(join(folder, fileOf(table)), { flags: 'wx', mode: 0o600, flush: true })
  const written = pipeline(gzip, hashing, file)
  written.catch(() => {})
  for await (const piece of await tx`copy ${tx(table)} (${tx(columns)}) to stdout`.readable()) {
    rows += linesIn(piece)
    // When the disk refuses, the rest is taken from the server all the same: a connection in the middle of a COPY can
    // do nothing else, not even roll back.
    if (!gzip.destroyed && !gzip.write(piece))
      await Promise.race([once(gzip, 'drain'), written]).catch(() => {})
  }
  gzip.end()
  await written
  return { table, columns, rows, bytes, sha256: hash.digest('hex') }
}

/** Reads such a file into the empty table; answers the rows. */
export async function copyIn(tx: Tx, folder: string, { table, columns }: KeptTable): Promise<number> {
  let rows = 0
  const counting = passing(piece => {
    rows += linesIn(piece)
  })
  await pipeline(
    createReadStream(join(folder, fileOf(table))),
    createGunzip(),
    counting,
    await tx`copy ${tx(table)} (${tx(columns)}) from stdin`.writable(),
  )
  return rows
}

async function columnsOf(tx: Tx, table: string): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`
  return rows.map(row => row.name)
}

/** Each row of COPY's text is one line; a line break within a value is written as \n. */
function linesIn(piece: Buffer): number {
  let lines = 0
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++
  return lines
}

const passing = (see: (piece: Buffer) => void) =>
  new Transform({
    transform(piece, _encoding, done) {
      see(piece)
      done(null, piece)
    },
  })
