import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Refusal } from '#ledger/refusal.ts'
import type { Source, SourceFile } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'

/** What the owner brought, opened: the source with its reading counted, and the means to know it again. */
export type Brought = {
  source: Source
  /** Uncompressed bytes worth reading; pictures and films are not counted. */
  bytes: number
  bytesRead(): number
  /** SHA-256 of the content, the same under any name or path. */
  hash(): Promise<string>
  /** Throws Refusal('file-changing') when the file grew or was replaced since it was opened. */
  unchanged(): Promise<void>
  close(): Promise<void>
}

const media =
  /\.(jpe?g|png|gif|webp|heic|avif|bmp|svg|mp4|mov|m4v|webm|avi|mp3|m4a|ogg|opus|wav|aac|pdf|zip)$/i

/** Opens a file, zip or folder. Throws Refusal('file-gone') when it cannot be read, and openSource's own refusals. */
export async function openBrought(path: string, name: string): Promise<Brought> {
  const before = await standing(path, name)
  const opened = await openSource(path)
  let read = 0
  const counted = (file: SourceFile): SourceFile => ({
    path: file.path,
    size: file.size,
    async *open() {
      for await (const piece of file.open()) {
        read += piece.length
        yield piece
      }
    },
  })
  return {
    source: { name, files: opened.source.files.map(counted), madeAt: opened.source.madeAt },
    bytes: opened.source.files.reduce((sum, file) => sum + (media.test(file.path) ? 0 : file.size), 0),
    bytesRead: () => read,
    hash: () => contentHash(path, before.isDirectory() ? opened.source : undefined, name),
    async unchanged() {
      const after = await standing(path, name)
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
        throw new Refusal('file-changing', { name })
    },
    close: () => opened.close(),
  }
}

async function standing(path: string, name: string) {
  try {
    return await stat(path)
  } catch (error) {
    throw new Refusal('file-gone', { name, why: (error as NodeJS.ErrnoException).code ?? 'unreadable' })
  }
}

async function contentHash(path: string, folder: Source | undefined, name: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    if (!folder)
      for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece)
    else
      for (const file of [...folder.files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
        hash.update(`${file.path}\u0000${file.size}\u0000`)
        for await (const piece of file.open()) hash.update(piece)
      }
  } catch (error) {
    throw new Refusal('file-gone', { name, why: (error as NodeJS.ErrnoException).code ?? 'unreadable' })
  }
  return hash.digest('hex')
}
