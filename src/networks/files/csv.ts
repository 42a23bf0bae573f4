import Papa from 'papaparse'
import type { Reject } from '../contract.ts'
import { isHeadOf } from './table-shape.ts'

/** A longer record is given up as `too-large`: no contact, message or post comes near it. In UTF-16 units. */
export const RECORD_LIMIT = 1024 * 1024
export const COLUMN_LIMIT = 2_000
/** How many oversized records are re-entered at their second line; past that, reading goes on behind what was taken in. */
const REENTRIES = 64
/** Enough to see a preamble, the header and some rows before delimiter and escapes are decided. */
const SNIFF = 16_384
/** A preamble longer than this is no preamble: the file has no header. */
const HEADER_SEARCH = 100

/** `line`: of the record's first character, from 1. `truncated`: the file ends inside this record. */
export type CsvRecord = { line: number; cells: string[]; truncated?: true }
/** `tooLarge`: the record that begins on this line is over the limit of length or columns and was left out. */
export type CsvTooLarge = { line: number; tooLarge: true }
export type CsvItem = CsvRecord | CsvTooLarge

/** Column name (NFKC, lower case, single spaces) to position; of columns with one name, the first. */
export type Columns = ReadonlyMap<string, number>
/** A run of rows under one header. Runs instead of rows, because a step of an async generator costs more than a row. */
export type Table = { columns: Columns; header: readonly string[]; items: CsvItem[] }

/** All records of a CSV, one by one; see `csvRuns`. */
export async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<CsvItem> {
  for await (const run of csvRuns(text)) for (const item of run) yield item
}

/**
 * Records of a CSV in runs of one piece of `text` each. RFC 4180 with what is met in the wild: `,` `;` or tab (found out
 * from the beginning), BOM, any mix of CR, LF and CRLF (a line end inside a cell becomes LF), and `\"` for a quote
 * within quotes. Lines without a character are no records. Memory stays within a few times `RECORD_LIMIT` plus a piece.
 */
export async function* csvRuns(text: AsyncIterable<string>): AsyncGenerator<CsvItem[]> {
  const lines = new CsvLines()
  let failure: { error: unknown } | undefined
  try {
    for await (const piece of text) {
      const items = lines.take(piece)
      if (items.length > 0) yield items
    }
  } catch (error) {
    // What came before a failure is worth having; the failure follows it.
    failure = { error }
  }
  const items = lines.end()
  if (items.length > 0) yield items
  if (failure) throw failure.error
}

/**
 * Rows below the first record that has all names of one of the `wanted` lists, wherever it stands (LinkedIn and Eight
 * put notes above it). Yields nothing when there is no such record.
 */
export async function* csvTable(
  text: AsyncIterable<string>,
  ...wanted: readonly (readonly string[])[]
): AsyncGenerator<Table> {
  let head: Omit<Table, 'items'> | undefined
  let searched = 0
  for await (const run of csvRuns(text)) {
    if (head) {
      yield { ...head, items: run }
      continue
    }
    for (let index = 0; index < run.length && !head; index += 1) {
      if (searched++ >= HEADER_SEARCH) return
      head = headOf(run[index]!, wanted)
      if (head) yield { ...head, items: run.slice(index + 1) }
    }
  }
}

/** The columns of the first record in `start` (the beginning of a file) that has all names of one of the lists. */
export function csvHeader(start: string, ...wanted: readonly (readonly string[])[]): Columns | undefined {
  const lines = new CsvLines()
  const items = [...lines.take(start), ...lines.end()].map(item => ('cells' in item ? item : { cells: [] }))
  const records = items.map(({ cells }) => cells)
  for (const [i, item] of items.slice(0, HEADER_SEARCH).entries()) {
    const head = 'line' in item ? headOf(item, wanted) : undefined
    if (head && isHeadOf(head.header, records.slice(0, i), records.slice(i + 1))) return head.columns
  }
  return undefined
}

/** Why an item cannot be read as a row, as a reader says it; undefined for a whole one. */
export function csvReject(item: CsvItem, path: string): Reject | undefined {
  if ('cells' in item && !item.truncated) return undefined
  return { ok: false, where: `${path} line ${item.line}`, why: 'cells' in item ? 'truncated' : 'too-large' }
}

function headOf(item: CsvItem, wanted: readonly (readonly string[])[]): Omit<Table, 'items'> | undefined {
  if (!('cells' in item)) return undefined
  const columns = new Map<string, number>()
  for (const [index, cell] of item.cells.entries()) {
    const name = columnName(cell)
    if (!columns.has(name)) columns.set(name, index)
  }
  return wanted.some(names => names.every(name => columns.has(name)))
    ? { columns, header: item.cells }
    : undefined
}

function columnName(cell: string): string {
  return cell.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Text in, records out. The parser is Papa's; what surrounds it holds the rest back, counts lines and keeps the limits. */
class CsvLines {
  /** Pieces are gathered up to `SNIFF`, so that their size makes no difference to what is found out from them. */
  private pending = ''
  /** Normalised text that is not yet a whole record. */
  private rest = ''
  /** A CR or backslash at the end of a piece: what it means stands in the next piece. */
  private held = ''
  private line = 1
  private atStart = true
  private backslash = false
  private skipping = false
  private reentries = REENTRIES
  private width = 0
  private widthBefore = 0
  private parser: Papa.Parser | undefined

  take(piece: string): CsvItem[] {
    this.pending += piece
    if (this.pending.length < SNIFF) return []
    this.accept()
    return this.records()
  }

  end(): CsvItem[] {
    this.accept()
    this.rest += this.held === '\r' ? '\n' : this.held
    const items = this.records()
    const width = this.width
    // A row with too many cells is the odd one, not the one after it.
    const usual = this.widthBefore > 1 ? Math.min(width, this.widthBefore) : width
    for (let broken = false; this.rest !== ''; ) {
      const { data, errors } = this.parser!.parse(this.rest, 0, false) as Papa.ParseResult<string[]>
      const unclosed = errors.at(-1)?.code === 'MissingQuotes'
      const cells = data[0] ?? []
      if (!broken && (unclosed || cells.length < usual))
        items.push({ line: this.line, cells, truncated: true })
      else if (!unclosed && (!broken || cells.length === width)) items.push({ line: this.line, cells })
      if (!unclosed || this.reentries-- <= 0) break
      // A quote that is never closed has taken in all lines up to the end: whole rows among them are kept.
      broken = true
      this.skipLine()
      items.push(...this.records().filter(item => 'cells' in item && item.cells.length === width))
    }
    return items
  }

  private accept(): void {
    let text = this.held + this.pending
    this.pending = ''
    this.held = ''
    if (this.atStart) {
      this.atStart = false
      if (text.startsWith('\uFEFF')) text = text.slice(1)
    }
    const last = text.charCodeAt(text.length - 1)
    if (last === 13 || last === 92) {
      this.held = text.slice(-1)
      text = text.slice(0, -1)
    }
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
    if (text.includes('\\"')) {
      // In RFC 4180 a quote inside quotes is never followed by a plain character, so this shows the other dialect.
      // From then on a backslash before a quote is its escape; until then it is a character like any other.
      this.backslash ||= /[^\\",;\t\n]\\"[^",;\t\n]/.test(text)
      if (this.backslash) text = text.replaceAll('\\"', '""')
    }
    this.rest += text
    this.parser ??= parserFor(this.rest)
  }

  private records(): CsvItem[] {
    const items: CsvItem[] = []
    while (!this.skipping || this.skipLine()) {
      const { data, meta } = this.parser!.parse(this.rest, 0, true) as Papa.ParseResult<string[]>
      const taken = meta.cursor
      const oneLineEach = newlines(this.rest, taken) === data.length
      for (const cells of data) {
        const line = this.line
        this.line += oneLineEach ? 1 : 1 + newlinesIn(cells)
        if (cells.length === 1 && cells[0] === '') continue
        const tooLarge =
          cells.length > COLUMN_LIMIT || (taken > RECORD_LIMIT && lengthOf(cells) > RECORD_LIMIT)
        items.push(tooLarge ? { line, tooLarge: true } : { line, cells })
        this.widthBefore = this.width
        this.width = cells.length
      }
      this.rest = this.rest.slice(taken)
      if (this.rest.length <= RECORD_LIMIT) break
      items.push({ line: this.line, tooLarge: true })
      this.giveUp()
    }
    return items
  }

  /** The text that is held is one unfinished record over the limit: go on at its second line, or behind it. */
  private giveUp(): void {
    if (this.reentries > 0 && this.rest.includes('\n')) {
      this.reentries -= 1
    } else {
      this.line += newlines(this.rest, this.rest.length)
      this.rest = ''
    }
    this.skipping = true
  }

  private skipLine(): boolean {
    const end = this.rest.indexOf('\n')
    this.rest = end === -1 ? '' : this.rest.slice(end + 1)
    if (end === -1) return false
    this.line += 1
    this.skipping = false
    return true
  }
}

function parserFor(start: string): Papa.Parser {
  // Papa's fast mode (split by line, then by delimiter) takes three times as long as its full parser on Node 24.
  return new Papa.Parser({ delimiter: delimiterOf(start), newline: '\n', fastMode: false })
}

/** The delimiter under which most records of the beginning have the same number of cells, weighed by that number. */
function delimiterOf(start: string): string {
  let best = ','
  let bestWeight = 0
  for (const delimiter of [',', '\t', ';']) {
    const parser = new Papa.Parser({ delimiter, newline: '\n', preview: 50 })
    const counts = new Map<number, number>()
    for (const { length } of (parser.parse(start, 0, false) as Papa.ParseResult<string[]>).data)
      if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1)
    for (const [cells, records] of counts) {
      if (cells * records <= bestWeight) continue
      bestWeight = cells * records
      best = delimiter
    }
  }
  return best
}

function newlines(text: string, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) count += newlines(cell, cell.length)
  return count
}

function lengthOf(cells: readonly string[]): number {
  let length = cells.length
  for (const cell of cells) length += cell.length
  return length
}
