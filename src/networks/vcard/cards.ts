/** A card with its photo counts up to this; beyond, it is given up. Bytes. */
const CARD_LIMIT = 32 * 1024 * 1024
/** One physical line that is kept; photos written on one line are longer and are dropped while they come in. */
const LINE_LIMIT = 1024 * 1024

/**
 * One card as it stood: `lines` are physical lines, one character per byte (folding may cut through a character, so
 * bytes are unfolded before they are decoded), without BEGIN, END, pictures, keys and nested cards.
 * `why`: the file ends (or the next card begins) inside it, or it is over the limit. `lost`: names of properties left out as too long.
 */
export type Card = {
  number: number
  lines: string[]
  lost: string[]
  why?: 'truncated' | 'too-large' | 'unreadable'
}

/** Cards of one file, one at a time; memory stays within one card without its pictures. */
export async function* cardsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Card> {
  const splitter = new CardSplitter()
  const found: Card[] = []
  for await (const text of inBytes(bytes)) {
    splitter.take(text, found)
    yield* found
    found.length = 0
  }
  splitter.end(found)
  yield* found
}

/** UTF-16 (old Mac OS) becomes UTF-8; everything else is passed on, a character per byte. */
async function* inBytes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let first = true
  for await (const piece of bytes) {
    if (first && piece.length > 1) {
      const mark = (piece[0]! << 8) | piece[1]!
      if (mark === 0xfffe || mark === 0xfeff)
        decoder = new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be')
      first = false
    }
    if (decoder) yield Buffer.from(decoder.decode(piece, { stream: true })).toString('latin1')
    else yield Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
  }
}

class CardSplitter {
  private number = 0
  private carry = ''
  private cut = false
  private card: Card | undefined
  private size = 0
  private nested = 0
  /** Inside a picture or a key: its further lines go too. */
  private dropping = false
  private astray = false

  take(piece: string, found: Card[]): void {
    // A disk or a program that wrote U+0000 between has said nothing by it.
    let text = this.carry + (piece.includes('\0') ? piece.replaceAll('\0', '') : piece)
    const held = text.endsWith('\r') ? '\r' : ''
    if (text.includes('\r')) text = text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n')
    if (this.card) this.size += piece.length
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.line(text.slice(start, end), found)
      start = end + 1
    }
    this.carry = text.slice(start) + held
    if (this.carry.length > LINE_LIMIT) {
      this.carry = this.carry.slice(0, 256) + held
      this.cut = true
    }
  }

  end(found: Card[]): void {
    if (this.carry !== '') this.line(this.carry.replace(/\r$/, ''), found)
    if (this.card) this.finish(found, 'truncated')
  }

  private line(line: string, found: Card[]): void {
    const cut = this.cut
    this.cut = false
    const first = line.charCodeAt(0)
    if (this.dropping) {
      if (first === 32 || first === 9 || line === '' || !line.includes(':')) return
      this.dropping = false
    }
    if (isBegin(line)) this.begin(found)
    else if (this.card) this.inside(this.card, line, cut, found)
    else if (line.trim() !== '' && !this.astray) {
      this.astray = true
      found.push({ number: this.number, lines: [], lost: [], why: 'unreadable' })
    }
  }

  private inside(card: Card, line: string, cut: boolean, found: Card[]): void {
    if ((line.charCodeAt(0) | 32) === 101 && /^end:vcard\s*$/i.test(line)) {
      if (this.nested > 0) this.nested -= 1
      else this.finish(found)
      return
    }
    if (this.nested > 0 || line === '' || this.size > CARD_LIMIT) return
    if (isPicture(line)) this.dropping = true
    else if (cut) card.lost.push(/^[\w.-]*/.exec(line)![0])
    else card.lines.push(line)
  }

  private begin(found: Card[]): void {
    if (this.card && (this.nested > 0 || /^(?:[\w-]+\.)?agent[;:]/i.test(this.card.lines.at(-1) ?? ''))) {
      this.nested += 1
      return
    }
    if (this.card) this.finish(found, 'truncated')
    this.astray = false
    this.number += 1
    this.size = 0
    this.card = { number: this.number, lines: [], lost: [] }
  }

  private finish(found: Card[], why?: Card['why']): void {
    const card = this.card!
    if (this.size > CARD_LIMIT) found.push({ ...card, lines: [], why: 'too-large' })
    else found.push(why ? { ...card, why } : card)
    this.card = undefined
    this.nested = 0
  }
}

/** The first line of a file may have a byte order mark before it. */
const isBegin = (line: string) => {
  const first = line.charCodeAt(0)
  return (
    (first === 66 || first === 98 || first === 0xef || first === 32) &&
    /^(?:\xEF\xBB\xBF)?\s*begin:vcard\s*$/i.test(line)
  )
}

/** Pictures, sounds and keys in the card itself. A web address of a picture stays, and the docomo kana in SOUND too. */
function isPicture(line: string): boolean {
  const match = /^(?:[\w-]+\.)?(?:photo|logo|key|sound)([;:].{0,200})/i.exec(line)
  return match !== null && !/x-irmc-n|value=ur[il]|:https?:/i.test(match[1]!)
}
