import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '#ledger/refusal.ts'
import type { Reader, Row, Source, SourceFile } from './contract.ts'
import { BrokenFile } from './files/broken.ts'
import { headText } from './files/head.ts'

/** A reader that fails at more files than that is not fit for this source. */
const failuresAtMost = 20

/**
 * All rows of a source, in an order that is the same each time. A file at which the reader itself fails is told of and
 * left where it failed; then the other files are read. `failed` hears what was thrown, there or at one item: it is a
 * fault in Enishi.
 * Throws what is wrong with the source as a whole: Refusal, `signal`'s reason.
 */
export async function* readSource(
  reader: Reader,
  source: Source,
  failed: (error: unknown) => void,
  signal?: AbortSignal,
): AsyncGenerator<Row> {
  let left: Source = source
  /** Rows that came already, before the file that is now left out, and the last of them. */
  let known: Place = { count: 0, row: undefined }
  for (let failures = 0; ; ) {
    const reading = new Reading(left)
    try {
      let isOther = false
      for await (const row of reader.read(reading.source)) {
        reading.row = row
        if (!row.ok && row.error !== undefined) failed(row.error)
        reading.tell()
        if (++reading.count > known.count) yield row
        // Where the reader tells something else without that file, all comes again: what is told twice counts once.
        else if (reading.count === known.count && !isDeepStrictEqual(row, known.row)) {
          isOther = true
          break
        }
      }
      if (!isOther) {
        for await (const file of reading.silent(reader))
          yield { ok: false, where: file.path, why: 'unknown-form' }
        break
      }
      known = { count: 0, row: undefined }
    } catch (error) {
      const { file } = reading
      if (error instanceof Refusal || signal?.aborted || !file || failures++ === failuresAtMost) throw error
      const isBroken = error instanceof BrokenFile
      if (!isBroken) failed(error)
      yield { ok: false, where: file.path, why: isBroken ? 'truncated' : 'reader-failed' }
      known = reading.before()
      left = { ...left, files: left.files.filter(each => each !== file) }
      if (left.files.length === 0) break
    }
  }
  for (const zip of new Set(source.files.map(({ cutZip }) => cutZip)))
    if (zip !== undefined) yield { ok: false, where: zip, why: 'cut-zip' }
}

/** A second line with two cells below a first one, or an item in a list. */
async function holdsSomething(file: SourceFile): Promise<boolean> {
  const start = await headText(file, 16 * 1024)
  if (/\.csv$/i.test(file.path))
    return start.split(/\r?\n/).filter(line => /[^\s",;][,;\t]|[,;\t][^\s",;]/.test(line)).length > 1
  return /\[\s*\{\s*"/.test(start)
}

type Place = { count: number; row: Row | undefined }

/** One reading of a source: which of its files was read last, and what had come when that was opened. */
class Reading {
  count = 0
  row: Row | undefined
  file: SourceFile | undefined
  readonly source: Source
  private readonly opened = new Map<SourceFile, Place>()
  /** Files during whose reading a row came. */
  private readonly telling = new Set<string>()

  constructor(source: Source) {
    this.source = { ...source, files: source.files.map(file => this.watched(file)) }
  }

  before(): Place {
    return (this.file && this.opened.get(this.file)) ?? { count: 0, row: undefined }
  }

  tell(): void {
    if (this.file) this.telling.add(this.file.path)
  }

  /** Files that ought to have given rows and hold something, but gave none. */
  async *silent(reader: Reader): AsyncGenerator<SourceFile> {
    if (!reader.holdsRows) return
    for (const file of this.opened.keys())
      if (reader.holdsRows(file.path) && !this.telling.has(file.path) && (await holdsSomething(file)))
        yield file
  }

  private watched(file: SourceFile): SourceFile {
    const reading = this
    return {
      ...file,
      async *open() {
        reading.opened.set(file, { count: reading.count, row: reading.row })
        for await (const piece of file.open()) {
          reading.file = file
          yield piece
        }
      },
    }
  }
}
