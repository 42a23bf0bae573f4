import type { Reader, Row, Source } from '#networks/contract.ts'

/** A source that lies in memory, read in pieces of `piece` bytes. */
export function memorySource(
  files: Record<string, string | Uint8Array>,
  piece = 64 * 1024,
  name = 'memory',
): Source {
  return {
    name,
    files: Object.entries(files).map(([path, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      return {
        path,
        size: bytes.length,
        async *open() {
          for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
        },
      }
    }),
  }
}

export async function rowsOf(reader: Reader, source: Source): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of reader.read(source)) rows.push(row)
  return rows
}

export function entriesOf(rows: readonly Row[]) {
  return rows.flatMap(row => (row.ok ? [row.entry] : []))
}

/** How many rows were left out for which reason. */
export function rejectsOf(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) if (!row.ok) counts[row.why] = (counts[row.why] ?? 0) + 1
  return counts
}
