import type { Own, Source } from '../contract.ts'

/** What was fetched, as the files it would be in an archive, for the reader of such archives. */
export function memoryFiles(
  name: string,
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
  more: { own?: Own; madeAt?: number } = {},
): Source {
  return {
    name,
    files: files.map(([path, content]) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      return {
        path,
        size: bytes.length,
        async *open() {
          if (bytes.length > 0) yield bytes
        },
      }
    }),
    ...more,
  }
}
