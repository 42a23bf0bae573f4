import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Source, SourceFile } from '#networks/contract.ts'
import { BrokenFile } from '#networks/files/broken.ts'
import { trivial } from '#networks/files/packed.ts'
import { partsOf } from '#networks/files/parts.ts'
import type { Place } from '#networks/files/places.ts'
import { openSource, usualLimits } from '#networks/files/source.ts'

/** What the owner brought, opened: the source with its reading counted, and the means to know it again. */
export type Brought = {
  source: Source
  /** The same by what lies apart in it. */
  places: readonly Place[]
  /** Where in it the one file lies that alone was opened. */
  inside: string | undefined
  isFolder: boolean
  /** Uncompressed bytes worth reading; pictures and films are not counted. */
  bytes: number
  /**
   * How far reading is: of each file what came since it was last opened, so that a reader that goes through a file first
   * to learn from it is at its beginning when its rows come.
   */
  bytesRead(): number
  /** What was looked at so far does not count. */
  startOver(): void
  /**
   * SHA-256 of the content, the same under any name or path. `told` hears from time to time how many bytes are done.
   */
  hash(told?: (bytes: number) => Promise<void>): Promise<string>
  /** Throws Refusal('file-changing') when the file grew or was replaced since it was opened. */
  unchanged(): Promise<void>
  close(): Promise<void>
}

/** Thrown by a `told` that wants no more. */
export class Stopped extends Error {}

/** Of a larger zip the pictures and films are known by name and size alone: nobody reads them. */
const listedFrom = 256 * 2 ** 20

/**
 * Opens a file, zip or folder. Throws Refusal('file-gone') when it cannot be read, and openSource's own refusals; reading
 * throws the reason of `signal` once it is aborted. `inside`: only what lies there in a folder.
 */
export async function openBrought(
  folder: string,
  name: string,
  signal?: AbortSignal,
  inside?: string,
): Promise<Brought> {
  const path = inside === undefined ? folder : join(folder, inside)
  const before = await standing(path, name)
  const opened = await openSource(path, usualLimits, name)
  let positions = new Map<object, number>()
  let read = 0
  const listedOnly = before.isFolder || (opened.bytes > listedFrom && opened.source.files.length > 1)
  const counted = (file: SourceFile): SourceFile => ({
    ...file,
    async *open() {
      read -= positions.get(file) ?? 0
      positions.set(file, 0)
      for await (const piece of file.open()) {
        signal?.throwIfAborted()
        read += piece.length
        positions.set(file, (positions.get(file) ?? 0) + piece.length)
        yield piece
      }
    },
  })
  const named = ({ path, source, ...more }: Place): Place => ({
    path: inside === undefined ? path : path === '' ? inside : `${inside}/${path}`,
    source: { ...source, name: path === '' ? name : source.name, files: source.files.map(counted) },
    ...more,
  })
  return {
    source: { ...opened.source, name, files: opened.source.files.map(counted) },
    places: opened.places.map(named),
    inside,
    isFolder: before.isFolder,
    bytes: opened.source.files.reduce((sum, file) => sum + (isMedia(file.path) ? 0 : file.size), 0),
    bytesRead: () => read,
    startOver: () => {
      positions = new Map()
      read = 0
    },
    hash: told =>
      contentHash(path, listedOnly ? opened.source : undefined, name, async bytes => {
        signal?.throwIfAborted()
        await told?.(bytes)
      }),
    async unchanged() {
      const after = await standing(path, name)
      if (after.mark !== before.mark) throw new Refusal('file-changing', { name })
    },
    close: () => opened.close(),
  }
}

/** A file that is damaged in itself is told of when it is read; here it counts as far as it goes. */
async function eachPiece(file: SourceFile, take: (piece: Uint8Array) => Promise<void>): Promise<void> {
  try {
    for await (const piece of file.open()) await take(piece)
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
}

/** `mark` changes when the file, or anything in the folder, grows or is replaced. */
async function standing(path: string, name: string): Promise<{ isFolder: boolean; mark: string }> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) {
      const marks = await Promise.all((await partsOf(path)).map(async one => markOf(one, await stat(one))))
      return { isFolder: false, mark: marks.join('') }
    }
    const mark = createHash('sha256')
    for (const file of (await filesIn(path)).sort()) mark.update(markOf(file, await stat(file)))
    return { isFolder: true, mark: mark.digest('hex') }
  } catch (error) {
    throw new Refusal('file-gone', { name, why: (error as NodeJS.ErrnoException).code ?? 'unreadable' })
  }
}

const markOf = (path: string, { size, mtimeMs }: { size: number; mtimeMs: number }) =>
  `${path}\u0000${size}\u0000${mtimeMs}\u0000`

/** Without what is not read either: Finder writes its notes whenever somebody looks at the folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter(each => each.isFile())
    .map(each => join(each.parentPath, each.name))
    .filter(path => !trivial.test(relative(folder, path).replaceAll(sep, '/')))
}

const toldEveryMs = 500

async function contentHash(
  path: string,
  folder: Source | undefined,
  name: string,
  told: (bytes: number) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  let toldAt = 0
  let untold: unknown
  const take = async (piece: Uint8Array) => {
    hash.update(piece)
    bytes += piece.length
    if (Date.now() - toldAt < toldEveryMs) return
    toldAt = Date.now()
    await told(bytes).catch(error => {
      untold = error
      throw error
    })
  }
  try {
    if (!folder)
      for (const one of await partsOf(path))
        for await (const piece of createReadStream(one, { highWaterMark: 1 << 20 })) await take(piece)
    else
      for (const file of [...folder.files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
        hash.update(`${file.path}\u0000${file.size}\u0000`)
        if (!isMedia(file.path)) await eachPiece(file, take)
      }
  } catch (error) {
    if (error instanceof Refusal || error === untold) throw error
    throw new Refusal('file-gone', { name, why: (error as NodeJS.ErrnoException).code ?? 'unreadable' })
  }
  return hash.digest('hex')
}
