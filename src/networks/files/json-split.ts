import type { JsonShape } from './json-items.ts'

export type BadWhy = 'unreadable' | 'too-large' | 'too-deep' | 'truncated'
export type Piece = {
  key: string
  index: number
  isField: boolean
  text: string
  hasLongNumber: boolean
  why?: BadWhy
  /** The keys above it, where items lie deeper. */
  path?: readonly string[]
}

const DEEPEST = 64
const LARGEST = 8 * 1024 * 1024
/** A number of so many digits may lie beyond 2^53. */
const LONG = 16

export const QUOTE = 34
const BACKSLASH = 92
export const COMMA = 44
export const COLON = 58
export const OPEN = 91
export const CLOSE = 93
export const OPEN_OBJECT = 123
export const CLOSE_OBJECT = 125
export const NEWLINE = 10

/** Where the splitter stands: outside of everything, in the top-level object, after a key, or in an array of items. */
export type Place = 'top' | 'object' | 'value' | 'items' | 'done'
export type Aim = 'item' | 'field' | 'skip' | 'key'

/** Marks the bytes at which the scan of a container has to think. */
const thinks = new Uint8Array(256)
for (const c of [QUOTE, OPEN, CLOSE, OPEN_OBJECT, CLOSE_OBJECT]) thinks[c] = 1
for (let c = 48; c <= 57; c++) thinks[c] = 2

/**
 * Finds the borders of items in UTF-8 JSON without parsing it: bytes in, texts of items out. A line end cannot stand
 * inside a JSON string, so it ends one; that keeps a lost quotation mark from eating the rest of the file.
 */
export class JsonSplitter {
  isDone = false
  protected path: readonly string[] | undefined
  protected readonly shape: JsonShape
  protected place: Place = 'top'
  protected key = ''
  protected index = 0
  private aim: Aim | undefined
  private held: Uint8Array[] = []
  private heldSize = 0
  private depth = 0
  private readonly opened = new Uint8Array(DEEPEST + 1)
  private isString = false
  private isEscaped = false
  private isContainer = false
  private digits = 0
  private hasLongNumber = false
  private why: BadWhy | undefined
  private isBroken = false
  /** White space before this on its line; -1 after anything else. */
  protected column = 0
  protected itemColumn = 0
  /** A string of this item ran into the end of its line. */
  private isTorn = false
  private out: Piece[] = []

  constructor(shape: JsonShape) {
    this.shape = shape
  }

  push(bytes: Uint8Array): Piece[] {
    // U+0000 stands in no JSON; a disk or a program that wrote it between has said nothing by it.
    const chunk = bytes.includes(0) ? bytes.filter(byte => byte !== 0) : bytes
    this.out = []
    let at = 0
    while (at < chunk.length && !this.isDone) at = this.aim ? this.scan(chunk, at) : this.between(chunk, at)
    return this.out
  }

  /** The bytes were cut off where the format of the file cannot tell. */
  breakOff(): void {
    this.isBroken = true
  }

  end(): Piece[] {
    this.out = []
    // A file of lines may end without a line end.
    if (this.aim && this.depth === 0 && !this.isString && !this.isContainer && this.place === 'top')
      this.finish()
    const isWhole =
      this.place === 'done' || (this.place === 'top' && !this.aim && (this.index > 0 || this.shape.lines))
    if (!isWhole || this.isBroken) this.bad('truncated')
    this.isDone = true
    return this.out
  }

  protected between(chunk: Uint8Array, start: number): number {
    const c = chunk[start]!
    if (c === 32 || c === 9) {
      if (this.column >= 0) this.column++
      return start + 1
    }
    if (c === NEWLINE || c === 13) {
      this.column = 0
      return start + 1
    }
    this.itemColumn = Math.max(0, this.column)
    this.column = -1
    if (c === COMMA) return start + 1
    switch (this.place) {
      case 'top':
        if (this.shape.lines) return this.begin('item', chunk, start)
        if (c === OPEN) this.place = 'items'
        else if (c === OPEN_OBJECT) this.place = 'object'
        else {
          this.bad('unreadable')
          this.finishFile()
        }
        return start + 1
      case 'object':
        if (c === QUOTE) return this.begin('key', chunk, start)
        if (c === CLOSE_OBJECT) this.finishFile()
        return start + 1
      case 'value':
        if (c === COLON) return start + 1
        if (c === CLOSE_OBJECT) {
          this.finishFile()
          return start + 1
        }
        if (c === OPEN && this.shape.arrays.includes(this.key)) {
          this.place = 'items'
          this.index = 0
          return start + 1
        }
        return this.begin(this.shape.fields?.includes(this.key) ? 'field' : 'skip', chunk, start)
      case 'items':
        if (c === CLOSE) {
          if (this.key === '') this.finishFile()
          else this.place = 'object'
          return start + 1
        }
        return this.begin('item', chunk, start)
      case 'done':
        return chunk.length
    }
  }

  protected begin(aim: Aim, chunk: Uint8Array, start: number): number {
    const c = chunk[start]!
    this.aim = aim
    this.why = undefined
    this.hasLongNumber = false
    this.digits = 0
    this.isTorn = false
    this.isString = c === QUOTE
    this.isEscaped = false
    this.isContainer = c === OPEN || c === OPEN_OBJECT
    this.depth = this.isContainer ? 1 : 0
    this.opened[1] = c
    return this.scan(chunk, start, start + 1)
  }

  /** Goes on with a value that began at `start` or in an earlier chunk; returns where the next one may begin. */
  private scan(chunk: Uint8Array, start: number, from = start): number {
    let i = from
    if (this.isContainer) i = this.container(chunk, i)
    else if (this.isString) i = this.string(chunk, i)
    else i = this.bare(chunk, i)
    const isOver =
      this.depth === 0 && !this.isString && (this.isContainer || i < chunk.length || this.wasString)
    this.hold(chunk, start, i)
    if (isOver) this.finish()
    return i
  }

  /** Set while the value itself is a string, whose end is its closing quotation mark. */
  private wasString = false

  private container(chunk: Uint8Array, from: number): number {
    const length = chunk.length
    let i = from
    let digits = this.digits
    let isTorn = this.isTorn
    this.wasString = false
    while (i < length) {
      if (this.isString) {
        i = this.string(chunk, i)
        if (this.isString) break
        digits = 0
        isTorn = this.isTorn
        continue
      }
      const c = chunk[i++]!
      if (isTorn && this.beginsNext(c)) {
        this.why ??= 'unreadable'
        this.depth = 0
        i--
        break
      }
      const kind = thinks[c]
      if (kind === 0) {
        digits = 0
        continue
      }
      if (kind === 2) {
        if (++digits === LONG) this.hasLongNumber = true
        continue
      }
      digits = 0
      if (c === QUOTE) this.isString = true
      else if (c === OPEN || c === OPEN_OBJECT) {
        this.depth++
        if (this.depth <= DEEPEST) this.opened[this.depth] = c
        else this.why ??= 'too-deep'
      } else {
        // A bracket that was left open is closed by the next one around it.
        const opener = c === CLOSE ? OPEN : OPEN_OBJECT
        if (this.depth <= DEEPEST && this.opened[this.depth] !== opener) {
          let outer = this.depth - 1
          while (outer > 0 && this.opened[outer] !== opener) outer--
          if (outer > 0) this.depth = outer
        }
        this.depth--
        if (this.depth === 0) break
      }
    }
    this.digits = digits
    return i
  }

  /** In an item with a torn string, an object that begins a line as far left as the item did is the next item. */
  private beginsNext(c: number): boolean {
    if (c === NEWLINE || c === 13) this.column = 0
    else if (c === 32 || c === 9) {
      if (this.column >= 0) this.column++
    } else {
      if (c === OPEN_OBJECT && this.column >= 0 && this.column <= this.itemColumn) return true
      this.column = -1
    }
    return false
  }

  private string(chunk: Uint8Array, from: number): number {
    const length = chunk.length
    let i = from
    this.wasString = true
    if (this.isEscaped && i < length) {
      i++
      this.isEscaped = false
    }
    while (i < length) {
      const c = chunk[i++]!
      if (c === QUOTE || c === NEWLINE) {
        this.isString = false
        if (c === NEWLINE) {
          this.isTorn = true
          this.column = 0
        }
        return i
      }
      if (c === BACKSLASH) {
        if (i === length) this.isEscaped = true
        else i++
      }
    }
    return i
  }

  /** Numbers, true, null, and anything that should not be there. */
  private bare(chunk: Uint8Array, from: number): number {
    this.wasString = false
    for (let i = from; i < chunk.length; i++) {
      const c = chunk[i]!
      if (c === COMMA || c === CLOSE || c === CLOSE_OBJECT || c <= 32) return i
      this.digits = c >= 48 && c <= 57 ? this.digits + 1 : 0
      if (this.digits >= LONG) this.hasLongNumber = true
    }
    return chunk.length
  }

  private hold(chunk: Uint8Array, start: number, end: number): void {
    if (this.aim === 'skip' || this.why || end <= start) return
    this.heldSize += end - start
    if (this.heldSize > LARGEST) {
      this.why = 'too-large'
      this.held = []
    } else this.held.push(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end))
  }

  private finish(): void {
    const { aim, why } = this
    const text = why || aim === 'skip' ? '' : this.heldText()
    this.aim = undefined
    this.isContainer = false
    this.held = []
    this.heldSize = 0
    if (aim === 'key') {
      this.key = why ? '?' : keyOf(text)
      this.place = 'value'
      return
    }
    if (this.place === 'value') this.place = 'object'
    if (aim === 'skip') return
    if (aim === 'field') {
      if (!why)
        this.out.push({ key: this.key, index: 0, isField: true, text, hasLongNumber: this.hasLongNumber })
      return
    }
    const { key, hasLongNumber } = this
    const piece = { key, index: this.index++, isField: false, text, hasLongNumber, why }
    this.out.push(this.path ? { ...piece, path: this.path } : piece)
  }

  private heldText(): string {
    const whole = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held, this.heldSize)
    return Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString('utf8')
  }

  protected bad(why: BadWhy): void {
    this.out.push({ key: this.key, index: this.index, isField: false, text: '', hasLongNumber: false, why })
  }

  protected finishFile(): void {
    this.place = 'done'
    this.isDone = true
  }
}

/** A key is only compared with those asked for; one that is no JSON is none of them. */
function keyOf(text: string): string {
  try {
    const key: unknown = JSON.parse(text)
    return typeof key === 'string' && key !== '' ? key : '?'
  } catch {
    return '?'
  }
}
