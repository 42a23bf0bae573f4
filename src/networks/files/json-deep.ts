import type { JsonShape } from './json-items.ts'
import {
  CLOSE,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  JsonSplitter,
  NEWLINE,
  OPEN,
  OPEN_OBJECT,
  QUOTE,
} from './json-split.ts'

type Level = { isArray: boolean; key: string; index: number }

/**
 * Finds items that lie `depth` containers deep, whatever the keys above them are called: of
 * `{"/a/": {"like-of": [{…}]}}` those at 3. What is no container and in no list lies beside them and is passed over.
 */
export class DeepSplitter extends JsonSplitter {
  private readonly levels: Level[] = []
  private readonly itemsAt: number

  constructor(shape: JsonShape, depth: number) {
    super(shape)
    this.itemsAt = depth
  }

  protected override between(chunk: Uint8Array, start: number): number {
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
    const level = this.levels.at(-1)
    const opens = c === OPEN || c === OPEN_OBJECT
    if (!level) {
      if (opens) this.enter(c)
      else {
        this.bad('unreadable')
        this.finishFile()
      }
      return start + 1
    }
    if (c === COMMA || c === COLON) return start + 1
    if (c === CLOSE || c === CLOSE_OBJECT) {
      this.leave(c === CLOSE)
      return start + 1
    }
    if (this.place === 'object') return c === QUOTE ? this.begin('key', chunk, start) : start + 1
    if (!level.isArray) level.key = this.key
    if (this.levels.length < this.itemsAt && opens) {
      this.enter(c)
      return start + 1
    }
    if (this.levels.length < this.itemsAt || !(opens || level.isArray)) {
      level.index++
      return this.begin('skip', chunk, start)
    }
    this.path = this.levels.flatMap(each => (each.isArray ? [] : [each.key]))
    this.index = level.index++
    return this.begin('item', chunk, start)
  }

  private enter(c: number): void {
    this.levels.push({ isArray: c === OPEN, key: '', index: 0 })
    this.place = c === OPEN ? 'items' : 'object'
  }

  /** A bracket that was left open is closed by the next one around it. */
  private leave(isArray: boolean): void {
    const at = this.levels.findLastIndex(each => each.isArray === isArray)
    if (at >= 0) this.levels.length = at
    const level = this.levels.at(-1)
    if (!level) this.finishFile()
    else this.place = level.isArray ? 'items' : 'object'
  }
}
