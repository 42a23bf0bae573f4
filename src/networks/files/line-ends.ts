/**
 * A text whose lines end in CR alone (Macs of before 2001, and some programs to this day) gets LF instead, as it comes in
 * pieces. What the first line ends in decides; any other text goes through untouched, and after that unlooked at.
 */
export class LineEnds {
  private kind: 'unknown' | 'lf' | 'cr' = 'unknown'
  /** CRs at the end of a piece: the next one tells whether they are line ends by themselves. */
  private held = ''

  take(piece: string): string {
    if (this.kind === 'lf') return piece
    const text = this.held + piece
    this.held = ''
    if (this.kind === 'unknown') {
      const first = /\n|\r[^\r\n]/.exec(text)?.[0]
      if (first) this.kind = first === '\n' ? 'lf' : 'cr'
      if (this.kind === 'lf') return text
    }
    let end = text.length
    while (text.charCodeAt(end - 1) === 13) end--
    this.held = text.slice(end)
    return this.kind === 'cr' ? text.slice(0, end).replace(/\r\n?/g, '\n') : text.slice(0, end)
  }

  /** What is left when the text is over. */
  end(): string {
    const { held } = this
    this.held = ''
    return this.kind === 'cr' ? held.replaceAll('\r', '\n') : held
  }

  takeBytes(piece: Uint8Array): Uint8Array {
    if (this.kind === 'lf') return piece
    return Buffer.from(this.take(latin1(piece)), 'latin1')
  }
}

const latin1 = (piece: Uint8Array) =>
  Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
