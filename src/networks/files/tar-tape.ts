import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokenFile } from './broken.ts'
import { type Bytes, bytesAt, readAhead } from './zip-place.ts'

/** A tar from front to back. */
export type Tape = {
  /** The next bytes; fewer where it ends. */
  read(length: number): Promise<Buffer>
  /** Steps over as many; where they can be read again, if they are to be. */
  pass(length: number, isKept: boolean): Promise<{ bytes: Bytes; start: number } | undefined>
  /** It broke off so far. */
  isCut(): boolean
}

/** A tar that lies open in a file. */
export function plainTape(bytes: Bytes, size: number): Tape {
  const ahead = readAhead(bytes)
  let at = 0
  return {
    async read(length) {
      const found = await bytesAt(ahead, at, Math.min(length, Math.max(0, size - at)))
      at += found.length
      return found
    },
    async pass(length) {
      const start = at
      at += length
      return { bytes, start }
    },
    isCut: () => at > size,
  }
}

/** A tar that comes out of something packed: it is unpacked once, and what is to be read again goes into `store`. */
export function streamedTape(
  stream: AsyncIterable<Uint8Array>,
  store: FileHandle,
): Tape & { end(): Promise<void> } {
  const source = stream[Symbol.asyncIterator]()
  let piece: Uint8Array = new Uint8Array(0)
  let kept = 0
  let isCut = false
  let isOver = false
  /** At most so many bytes; none at the end. */
  const take = async (most: number): Promise<Uint8Array> => {
    while (piece.length === 0 && !isOver) {
      try {
        const next = await source.next()
        if (next.done) isOver = true
        else piece = next.value
      } catch (error) {
        if (!(error instanceof BrokenFile)) throw error
        isCut = isOver = true
      }
    }
    const taken = piece.subarray(0, most)
    piece = piece.subarray(taken.length)
    return taken
  }
  const all = async (length: number, each: (bytes: Uint8Array) => Promise<void> | void) => {
    for (let left = length; left > 0; ) {
      const taken = await take(left)
      if (taken.length === 0) {
        isCut = true
        return
      }
      await each(taken)
      left -= taken.length
    }
  }
  return {
    async read(length) {
      const parts: Uint8Array[] = []
      const before = isCut
      await all(length, bytes => void parts.push(bytes))
      // Nothing more where a header might stand is an end like another.
      if (parts.length === 0 && !before && isOver) isCut = false
      return Buffer.concat(parts)
    },
    async pass(length, isKept) {
      const start = kept
      await all(length, async bytes => {
        if (!isKept) return
        await store.write(bytes, 0, bytes.length, kept)
        kept += bytes.length
      })
      return isKept ? { bytes: store, start } : undefined
    },
    isCut: () => isCut,
    end: async () => void (await source.return?.()),
  }
}

/** A file of our own beside the system's temporary ones, that nobody else finds. */
export async function ownFile(): Promise<{ handle: FileHandle; close(): Promise<void> }> {
  const path = join(tmpdir(), `enishi-${randomUUID()}.tmp`)
  const handle = await open(path, 'wx+', 0o600)
  // Where an open file may be removed it leaves no trace even when the process is killed; elsewhere `close` does it.
  await rm(path).catch(() => {})
  const close = async () => {
    await handle.close()
    await rm(path, { force: true })
  }
  return { handle, close }
}
