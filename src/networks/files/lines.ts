/** `first`: number of the first line, from 1. Runs instead of lines: a step of an async generator costs more than a line. */
export type LineRun = { first: number; lines: string[] }

/** Of a longer line only so much is kept; in UTF-16 units. */
const LONGEST = 4 * 1024 * 1024

/** The lines of a text without their ends (LF or CRLF), in runs of one piece each. A last line without an end counts. */
export async function* lineRuns(text: AsyncIterable<string>): AsyncGenerator<LineRun> {
  let first = 1
  let carry = ''
  for await (const piece of text) {
    let end = piece.indexOf('\n')
    if (end === -1) {
      if (carry.length < LONGEST) carry += piece
      continue
    }
    const lines = [ended(carry + piece.slice(0, end))]
    let start = end + 1
    for (end = piece.indexOf('\n', start); end !== -1; end = piece.indexOf('\n', start)) {
      lines.push(ended(piece.slice(start, end)))
      start = end + 1
    }
    carry = piece.slice(start)
    yield { first, lines }
    first += lines.length
  }
  if (carry !== '') yield { first, lines: [ended(carry)] }
}

const ended = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)
