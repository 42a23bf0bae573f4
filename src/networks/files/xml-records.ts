import { Parser } from 'htmlparser2'
import { BrokenFile } from './broken.ts'
import { decoded } from './text.ts'

export type XmlChild = { name: string; attributes: Readonly<Record<string, string>>; text: string }
/** `number`: the how-manyth of its name in the file, from 1. `children`: elements inside, but not those of inner records. */
export type XmlRecord = Omit<XmlChild, 'text'> & { number: number; children: XmlChild[]; text: string }

export type XmlFound =
  | { kind: 'begin' | 'end'; record: XmlRecord; parent?: XmlRecord }
  | { kind: 'bad'; why: 'truncated' | 'too-deep' | 'too-large' }

export type XmlShape = {
  /** Its end tag is the end of the file; without it the file was cut. */
  root: string
  records: readonly string[]
  /** HTML as browsers read it: names in small letters, end tags left out. */
  isHtml?: boolean
}

const LONGEST_TEXT = 64 * 1024
const LONGEST_ATTRIBUTE = 4_000
const MOST_CHILDREN = 200
const DEEPEST = 256
/** Markup that goes on for so long without an element or a text is an attack on memory. */
const LONGEST_SILENCE = 16 * 1024 * 1024

/**
 * The records of an XML file as they begin and end, one at a time; what is between them is passed over. Only the five
 * entities of XML and numeric ones mean anything; those that a DOCTYPE declares are never expanded.
 */
export async function* xmlRecords(
  bytes: AsyncIterable<Uint8Array>,
  shape: XmlShape,
): AsyncIterable<XmlFound> {
  const scan = new Scan(shape)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => scan.open(name, attributes),
      onclosetag: (name, isImplied) => scan.close(name, isImplied),
      ontext: text => scan.text(text),
    },
    { xmlMode: !shape.isHtml, decodeEntities: true },
  )
  try {
    for await (const text of decoded(bytes)) {
      scan.fed(text.length)
      parser.write(text)
      yield* scan.take()
      if (scan.isOver) return
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  if (!scan.isWhole) yield { kind: 'bad', why: 'truncated' }
}

/** The text of a record's first child of that name. */
export function textOf({ children }: XmlRecord, name: string): string | undefined {
  return children.find(child => child.name === name)?.text.trim() || undefined
}

class Scan {
  isOver = false
  isWhole = false
  private readonly shape: XmlShape
  private readonly counts = new Map<string, number>()
  private readonly records: XmlRecord[] = []
  /** Open elements inside the innermost record. */
  private readonly fields: XmlChild[] = []
  private depth = 0
  private roots = 0
  private silence = 0
  private out: XmlFound[] = []

  constructor(shape: XmlShape) {
    this.shape = shape
  }

  open(name: string, given: Record<string, string>): void {
    this.silence = 0
    if (++this.depth > DEEPEST) this.stop('too-deep')
    if (name === this.shape.root) this.roots++
    const isRecord = this.shape.records.includes(name)
    const record = this.records.at(-1)
    if (this.isOver || (!isRecord && !record)) return
    const attributes = Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key, value.slice(0, LONGEST_ATTRIBUTE)]),
    )
    if (isRecord) {
      const number = (this.counts.get(name) ?? 0) + 1
      this.counts.set(name, number)
      this.fields.length = 0
      const begun = { name, number, attributes, children: [], text: '' }
      this.records.push(begun)
      this.out.push({ kind: 'begin', record: begun, parent: record })
    } else if (record) {
      const child = { name, attributes, text: '' }
      if (record.children.length < MOST_CHILDREN) record.children.push(child)
      this.fields.push(child)
    }
  }

  text(text: string): void {
    this.silence = 0
    const place = this.fields.at(-1) ?? this.records.at(-1)
    if (place && place.text.length < LONGEST_TEXT) place.text += text
  }

  close(name: string, isImplied: boolean): void {
    this.silence = 0
    this.depth = Math.max(0, this.depth - 1)
    if (name === this.shape.root && --this.roots === 0 && !isImplied) this.isWhole = true
    const record = this.records.at(-1)
    if (this.fields.at(-1)?.name === name) this.fields.pop()
    else if (record?.name === name) {
      this.records.pop()
      this.fields.length = 0
      this.out.push({ kind: 'end', record, parent: this.records.at(-1) })
    }
  }

  fed(characters: number): void {
    this.silence += characters
    if (this.silence > LONGEST_SILENCE) this.stop('too-large')
  }

  take(): XmlFound[] {
    const { out } = this
    this.out = []
    return out
  }

  private stop(why: 'too-deep' | 'too-large'): void {
    if (this.isOver) return
    this.isOver = true
    this.out.push({ kind: 'bad', why })
  }
}
