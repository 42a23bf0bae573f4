import { folded } from '#ledger/name.ts'
import type { Reject, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { csvReject, csvRuns } from './csv.ts'
import { headBytes, headText } from './head.ts'
import { reject } from './rows.ts'
import { isHeadOf } from './table-shape.ts'
import { decoded, encodingOf, oneLine } from './text.ts'

/** Enough for a preamble and a header of a hundred columns. */
const LOOK = 16 * 1024
const HEADER_SEARCH = 100
/** What Excel holds in one cell; it cuts what is longer, without a word. */
const CELL = 32_767

/** One row below a header; all cells as they stand. */
export type TableLine = { where: string; cells: readonly string[] }
/** The header as it is written, and the row below it that was just read. */
export type TableRow = { head: readonly string[]; line: TableLine }
/** `above`: lines that stand above the header. */
export type TableStart = { head: readonly string[]; rows: readonly (readonly string[])[]; above: number }
export type IsHead = (words: readonly string[]) => boolean

/**
 * A column's name as one word to compare by, whatever its width, case, kana, spaces and brackets: `姓（カナ）`, `姓 カナ`
 * and `姓かな` are one, and so are `E-mail` and `email`. Marks that a form puts behind a name (必須, required) are gone.
 */
export function columnWord(cell: string): string {
  return folded(cell.slice(0, 200))
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?:必須|任意|required|optional)$/, '')
}

/** Files that may hold a table: by the end of their names, or any file that is alone. */
export function tableFiles({ files }: Source): readonly SourceFile[] {
  return files.filter(file => files.length === 1 || /\.(?:csv|tsv|txt|tab|xls)$/i.test(file.path))
}

/** Nobody's export of tables has more, and every network looks at the same. */
const LOOKED_AT = 250
const firsts = new WeakMap<readonly SourceFile[], readonly SourceFile[]>()

/** Of many tables those by which a source is known: real tables before texts, the ones that lie on top first. */
function firstTables(source: Source): readonly SourceFile[] {
  const known = firsts.get(source.files)
  if (known) return known
  const all = tableFiles(source)
  const depth = ({ path }: SourceFile) => path.split('/').length + (/\.txt$/i.test(path) ? 100 : 0)
  const first =
    all.length <= LOOKED_AT
      ? all
      : all
          .map(file => ({ file, depth: depth(file) }))
          .sort((a, b) => a.depth - b.depth)
          .slice(0, LOOKED_AT)
          .map(({ file }) => file)
  firsts.set(source.files, first)
  return first
}

/** The header and the rows below it within the first 16 KB; undefined where no record of a file's beginning is one. */
export async function tableStart(file: SourceFile, isHead: IsHead): Promise<TableStart | undefined> {
  const { records, words, whole } = await beginningOf(file)
  const at = words.findIndex(
    (each, i) => isHead(each) && isHeadOf(records[i]!, records.slice(0, i), records.slice(i + 1, whole)),
  )
  if (at === -1) return undefined
  const above = records.slice(0, at).filter(cells => cells.some(cell => cell.trim() !== '')).length
  return { head: records[at]!, rows: records.slice(at + 1), above }
}

/** `whole`: how many records are; the last one may be cut by the end of the look. */
type Beginning = {
  records: readonly (readonly string[])[]
  words: readonly (readonly string[])[]
  whole: number
}

/** A dozen networks look at the same beginnings before a file is recognised; of large sets nothing is kept. */
const KEPT = 256
let beginnings = new WeakMap<SourceFile, Promise<Beginning>>()
let kept = 0

function beginningOf(file: SourceFile): Promise<Beginning> {
  const known = beginnings.get(file)
  if (known) return known
  if (kept++ >= KEPT) {
    beginnings = new WeakMap()
    kept = 1
  }
  const beginning = readBeginning(file)
  beginnings.set(file, beginning)
  return beginning
}

async function readBeginning(file: SourceFile): Promise<Beginning> {
  const records: (readonly string[])[] = []
  const text = (await isBinary(file)) ? '' : await headText(file, LOOK)
  for await (const run of csvRuns(once(text)))
    for (const item of run)
      if ('cells' in item && !(item.truncated && records.length > 0)) records.push(item.cells)
  const words = records.slice(0, HEADER_SEARCH).map(cells => cells.map(columnWord))
  return { records, words, whole: file.size > LOOK ? records.length - 1 : records.length }
}

/** Zeros in a row stand in no text but UTF-16; one by itself is a slip of some program. */
async function isBinary(file: SourceFile): Promise<boolean> {
  const start = await headBytes(file, 4_096)
  return Buffer.from(start).includes('\0\0\0') && !encodingOf(start).startsWith('utf-16')
}

/** True when a file of the source is a table with such a header. */
export async function hasTable(source: Source, isHead: IsHead): Promise<boolean> {
  for (const file of firstTables(source)) if (await tableStart(file, isHead)) return true
  return false
}

/** The rows below the first record that is a header, wherever it stands; broken ones, and the end of a broken file, as rejects. A row with a cell that a spreadsheet would cut comes after a word about it. */
export async function* tableRows(file: SourceFile, isHead: IsHead): AsyncGenerator<TableRow | Reject> {
  let head: readonly string[] | undefined
  let searched = 0
  try {
    for await (const run of csvRuns(decoded(file.open()))) {
      for (const item of run) {
        if (head) {
          const broken = csvReject(item, file.path)
          if (broken) yield broken
          else if ('cells' in item) {
            const where = `${file.path} line ${item.line}`
            const long = item.cells.findIndex(cell => cell.length > CELL)
            if (long >= 0) yield reject(where, 'long-cell', oneLine(head[long] ?? '', 40) || undefined)
            yield { head, line: { where, cells: item.cells } }
          }
        } else if (searched++ >= HEADER_SEARCH) {
          return
        } else if ('cells' in item && isHead(item.cells.map(columnWord))) {
          head = item.cells
        }
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    yield { ok: false, where: file.path, why: 'truncated', detail: error.message }
  }
}

export const isBlank = (line: TableLine) => line.cells.every(cell => cell.trim() === '')

async function* once(text: string): AsyncIterable<string> {
  yield text
}
