import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { decoded } from './text.ts'
import { hasZipMark } from './zip-mark.ts'

/** The first bytes of a file (64 KB unless told), fewer where there are no more or no more can be read. */
export async function headBytes(file: SourceFile, most = 64 * 1024): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of file.open()) {
      pieces.push(piece)
      size += piece.length
      if (size >= most) break
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return Buffer.concat(pieces, size).subarray(0, most)
}

/** The same as text, to tell what a file is; any bytes give some text. */
export async function headText(file: SourceFile, most = 64 * 1024): Promise<string> {
  const bytes = await headBytes(file, most)
  // A zip within what was brought is no text, whatever letters are in it.
  if (hasZipMark(bytes)) return ''
  let text = ''
  for await (const piece of decoded(once(bytes))) text += piece
  return text
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
