import { BrokenFile } from '../files/broken.ts'
import { lineRuns } from '../files/lines.ts'
import { decoded } from '../files/text.ts'

/** What stands before the first `-----` of an entry, by its key in capitals; of repeated keys the first. */
export type Fields = ReadonlyMap<string, string>
/** `number`: the how-manyth entry of the file, counting from 1. */
export type BlogEntry = { number: number; line: number; fields: Fields }
/** A comment or a ping: its own fields, then free text. */
export type Remark = { line: number; fields: Fields; text: string }

export type Block =
  | { kind: 'entry'; entry: BlogEntry }
  | { kind: 'comment' | 'ping'; entry: BlogEntry; remark: Remark }
  | { kind: 'bad'; why: 'truncated' | 'unreadable'; line: number }

type Section = { name: string; line: number; fields: Map<string, string>; lines: string[]; isText: boolean }

const remarkFields: Readonly<Record<string, ReadonlySet<string>>> = {
  COMMENT: new Set(['AUTHOR', 'EMAIL', 'URL', 'IP', 'DATE']),
  PING: new Set(['TITLE', 'URL', 'IP', 'BLOG NAME', 'DATE']),
}
const sectionStart = /^(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING|[A-Z]{2}[A-Z0-9 _-]{0,60}):\s*$/
const fieldShape = /^([A-Z][A-Z0-9 _-]{0,60}):(?:\s(.*))?$/
const MOST_FIELDS = 1_000
const MOST_LINES = 2_000
const LONGEST_LINE = 64 * 1024
const LONGEST_FIELD = 2_000

/**
 * The entries of a Movable Type export and what was said to each. A line of five hyphens ends a section only where
 * another section or the end of the entry follows: people draw such lines in their texts as well.
 */
export async function* blocksOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Block> {
  const scan = new Scan()
  try {
    for await (const { first, lines } of lineRuns(decoded(bytes))) {
      for (const [index, line] of lines.entries()) scan.take(first + index, line)
      yield* scan.found()
    }
    scan.end()
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    scan.breakOff()
  }
  yield* scan.found()
}

class Scan {
  private out: Block[] = []
  private entries = 0
  private line = 0
  private head: { line: number; fields: Map<string, string> } | undefined
  private entry: BlogEntry | undefined
  private section: Section | undefined
  /** Five hyphens were seen: the next line tells whether the section is over. */
  private isMaybeOver = false

  take(number: number, text: string): void {
    this.line = number
    if (/^-{5,8}\s+$/.test(text)) this.take(number, text.trimEnd())
    else if (text === '--------') this.endEntry()
    else if (!this.entry) this.takeHead(text)
    else if (this.isMaybeOver) this.decide(text)
    else if (text === '-----') this.isMaybeOver = true
    else this.takeSection(text)
  }

  end(): void {
    const isWhole = !this.head && (!this.section || this.isMaybeOver)
    if (isWhole) this.flush()
    else this.breakOff()
  }

  /** What was being read is given up: its end is not known. */
  breakOff(): void {
    this.out.push({ kind: 'bad', why: 'truncated', line: this.line })
  }

  found(): Block[] {
    const { out } = this
    this.out = []
    return out
  }

  private takeHead(text: string): void {
    if (text.trim() === '') return
    this.head ??= { line: this.line, fields: new Map() }
    if (text === '-----') {
      this.tell(this.head)
      this.isMaybeOver = true
      return
    }
    const [, key, value = ''] = fieldShape.exec(text) ?? []
    const { fields } = this.head
    if (key && !fields.has(key) && fields.size < MOST_FIELDS)
      fields.set(key, value.trim().slice(0, LONGEST_FIELD))
  }

  private tell({ line, fields }: { line: number; fields: Map<string, string> }): void {
    this.entry = { number: ++this.entries, line, fields }
    this.head = undefined
    this.out.push(
      fields.size > 0 ? { kind: 'entry', entry: this.entry } : { kind: 'bad', why: 'unreadable', line },
    )
  }

  private decide(text: string): void {
    if (text.trim() === '') {
      this.section?.lines.push('')
      return
    }
    const name = sectionStart.exec(text)?.[1]
    if (name) {
      this.flush()
      this.section = { name, line: this.line, fields: new Map(), lines: [], isText: !remarkFields[name] }
      this.isMaybeOver = false
    } else if (text !== '-----') {
      this.isMaybeOver = false
      this.takeSection('-----')
      this.takeSection(text)
    }
  }

  private takeSection(text: string): void {
    const { section } = this
    if (!section) return
    const [, key = '', value = ''] = section.isText ? [] : (fieldShape.exec(text) ?? [])
    if (key && remarkFields[section.name]?.has(key) && !section.fields.has(key)) {
      section.fields.set(key, value.trim().slice(0, LONGEST_FIELD))
      return
    }
    section.isText = true
    // Of a post's own words nothing is kept.
    if (remarkFields[section.name] && section.lines.length < MOST_LINES)
      section.lines.push(text.slice(0, LONGEST_LINE))
  }

  private endEntry(): void {
    if (this.head) this.tell(this.head)
    this.flush()
    this.entry = undefined
    this.section = undefined
    this.isMaybeOver = false
  }

  private flush(): void {
    const { section, entry } = this
    this.section = undefined
    if (!section || !entry || !remarkFields[section.name]) return
    const kind = section.name === 'PING' ? 'ping' : 'comment'
    const remark = { line: section.line, fields: section.fields, text: section.lines.join('\n').trim() }
    this.out.push({ kind, entry, remark })
  }
}
