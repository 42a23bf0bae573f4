import { BrokenFile } from '../files/broken.ts'
import { utf8Bytes } from '../files/text.ts'

/** `open` and `close`: a chat begins and ends. `text`: of the value, for items as JSON, for fields too. */
export type Piece =
  | { kind: 'open' | 'close'; path: string }
  | { kind: 'field' | 'item'; path: string; text: string }
  | { kind: 'bad'; path: string; why: 'truncated' | 'too-large' | 'unreadable' }

export type Shape = { items: ReadonlySet<string>; fields: ReadonlySet<string>; objects: ReadonlySet<string> }

const DEEPEST = 64
/** Nothing that is asked for lies deeper. */
const WATCHED = 8
const LONGEST_KEY = 256
const LARGEST = 8 * 1024 * 1024

const QUOTE = 34
const BACKSLASH = 92
const NEWLINE = 10
const OBJECT = 123

/** Bytes that have a meaning between values: `"`, `[`, `]`, `{`, `}`, `,`, `:` and line ends. */
const thinks = new Uint8Array(256)
for (const char of '"[]{},:\n') thinks[char.charCodeAt(0)] = 1

/**
 * Values of a large JSON file that lie deeper than its top level (`chats.list[].messages[]`), one by one and as text,
 * without holding more than one of them. A line end cannot stand in a JSON string, so it ends one: a lost quotation
 * mark costs the item it is in. `[]` in a path stands for the items of an array.
 */
export async function* deepPieces(bytes: AsyncIterable<Uint8Array>, shape: Shape): AsyncGenerator<Piece[]> {
  const splitter = new DeepSplitter(shape)
  let broken = false
  try {
    for await (const chunk of utf8Bytes(bytes)) {
      const pieces = splitter.push(chunk)
      if (pieces.length > 0) yield pieces
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    broken = true
  }
  yield splitter.end(broken)
}

type Level = { isArray: boolean; path: string; key: string; isValue: boolean }

class DeepSplitter {
  private readonly shape: Shape
  private readonly levels: Level[] = []
  private isString = false
  private isEscaped = false
  /** Level above which the value that is being held began; -1 when nothing is held. */
  private holding = -1
  private heldPath = ''
  private held: Uint8Array[] = []
  private heldSize = 0
  private keyText: Uint8Array[] = []
  private keySize = 0
  private isKey = false
  /** Brackets beyond the deepest level that is looked at. */
  private deeper = 0
  private isDone = false
  private out: Piece[] = []

  constructor(shape: Shape) {
    this.shape = shape
  }

  push(bytes: Uint8Array): Piece[] {
    const chunk = bytes.includes(0) ? bytes.filter(byte => byte !== 0) : bytes
    this.out = []
    let from = 0
    let at = 0
    while (at < chunk.length) {
      if (this.isString) {
        const start = at
        at = this.string(chunk, at)
        if (this.isKey && this.holding < 0) this.spell(chunk.subarray(start, at))
        continue
      }
      const c = chunk[at]!
      if (thinks[c] === 0) {
        if (c > 32 && this.holding < 0) from = this.begin(at, c)
        at++
        continue
      }
      if (c === QUOTE) {
        const level = this.levels.at(-1)
        this.isKey = level !== undefined && !level.isArray && !level.isValue
        this.keyText = []
        this.keySize = 0
        if (!this.isKey && this.holding < 0) from = this.begin(at, c)
        this.isString = true
      } else if (c === 58) this.colon()
      else if (c === 91 || c === 123) {
        if (this.holding < 0) from = this.begin(at, c)
        this.down(c === 91)
      } else if (c !== NEWLINE) {
        // A comma or a closing bracket ends a bare value; a bracket is part of the container it closes.
        if (this.holding === this.levels.length) this.release(chunk.subarray(from, at))
        if (c !== 44) {
          this.up(c === 93)
          if (this.holding === this.levels.length) this.release(chunk.subarray(from, at + 1))
        }
        const level = this.levels.at(-1)
        if (level && c === 44) level.isValue = false
      }
      at++
    }
    if (this.holding >= 0) this.hold(chunk.subarray(from))
    return this.out
  }

  end(broken: boolean): Piece[] {
    this.out = []
    if (broken || !this.isDone) this.out.push({ kind: 'bad', path: this.heldPath, why: 'truncated' })
    return this.out
  }

  private string(chunk: Uint8Array, from: number): number {
    let at = from
    if (this.isEscaped) {
      this.isEscaped = false
      at++
    }
    while (at < chunk.length) {
      const c = chunk[at++]!
      if (c === QUOTE || c === NEWLINE) {
        this.isString = false
        return at
      }
      if (c === BACKSLASH) {
        if (at === chunk.length) this.isEscaped = true
        else at++
      }
    }
    return at
  }

  private spell(bytes: Uint8Array): void {
    if (this.keySize < LONGEST_KEY) this.keyText.push(bytes.subarray(0, LONGEST_KEY))
    this.keySize += bytes.length
  }

  private colon(): void {
    const level = this.levels.at(-1)
    if (!level || level.isArray || level.isValue) return
    level.isValue = true
    if (this.holding < 0) level.key = Buffer.concat(this.keyText).toString('utf8').replace(/"\s*$/, '')
  }

  /** A value begins here; where it is one of those asked for, it is held from now on. Returns where that was. */
  private begin(at: number, c: number): number {
    const level = this.levels.at(-1)
    if (this.levels.length >= WATCHED || (level && !level.isArray && !level.isValue)) return at
    const path = this.pathHere()
    // A number, a word or a list where an object is due: it holds nothing that could be found.
    if (level?.isArray && c !== OBJECT && !level.isValue && this.shape.objects.has(path)) {
      level.isValue = true
      this.out.push({ kind: 'bad', path, why: 'unreadable' })
    }
    if (this.shape.items.has(path) || this.shape.fields.has(path)) {
      this.holding = this.levels.length
      this.heldPath = path
      this.held = []
      this.heldSize = 0
    }
    return at
  }

  private pathHere(): string {
    const level = this.levels.at(-1)
    if (!level) return ''
    return level.isArray ? `${level.path}[]` : level.path === '' ? level.key : `${level.path}.${level.key}`
  }

  private down(isArray: boolean): void {
    if (this.levels.length >= DEEPEST) {
      this.deeper++
      return
    }
    const path = this.holding < 0 && this.levels.length < WATCHED ? this.pathHere() : ''
    if (
      this.holding < 0 &&
      !isArray &&
      (path !== '' || this.levels.length === 0) &&
      this.shape.objects.has(path)
    )
      this.out.push({ kind: 'open', path })
    this.levels.push({ isArray, path, key: '', isValue: false })
  }

  /** A bracket that was left open is closed by the next one around it. */
  private up(isArray: boolean): void {
    if (this.deeper > 0) {
      this.deeper--
      return
    }
    const top = this.levels.length - 1
    if (top < 0) return
    let to = top
    if (this.levels[top]!.isArray !== isArray) {
      to = this.levels.findLastIndex(level => level.isArray === isArray)
      if (to < 0) return
      if (this.holding > to) {
        this.out.push({ kind: 'item', path: this.heldPath, text: '' })
        this.drop()
      }
    }
    const closed = this.levels[to]!
    this.levels.length = to
    if (
      this.holding < 0 &&
      !isArray &&
      (to === 0 || closed.path !== '') &&
      this.shape.objects.has(closed.path)
    )
      this.out.push({ kind: 'close', path: closed.path })
    if (this.levels.length === 0) this.isDone = true
  }

  private hold(bytes: Uint8Array): void {
    this.heldSize += bytes.length
    if (this.heldSize > LARGEST) this.held = []
    else this.held.push(bytes)
  }

  private release(last: Uint8Array): void {
    this.hold(last)
    const path = this.heldPath
    if (this.heldSize > LARGEST) this.out.push({ kind: 'bad', path, why: 'too-large' })
    else {
      const bytes = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held, this.heldSize)
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
      this.out.push({ kind: this.shape.items.has(path) ? 'item' : 'field', path, text })
    }
    this.drop()
  }

  private drop(): void {
    this.holding = -1
    this.held = []
    this.heldSize = 0
  }
}
