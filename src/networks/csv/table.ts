import { hashText } from '#ledger/ids.ts'
import { mailOf } from '../contact-fields.ts'
import type { Source, SourceFile } from '../contract.ts'
import { columnWord, type IsHead, type TableStart, tableFiles, tableStart } from '../files/table.ts'
import { isEven } from '../files/table-shape.ts'
import { personRole } from '../person-columns.ts'

/** `rows`: those of the first kilobytes, to propose from. `shape`: one for all files with these columns. */
export type Table = {
  file: SourceFile
  head: readonly string[]
  rows: readonly (readonly string[])[]
  isHead: IsHead
  shape: string
}

const namesOrMails = new Set(['name', 'family', 'given', 'mail'])

/** A header names at least two columns and holds nobody's mail address; whether it is one of people is asked apart. */
export const isAnyHead: IsHead = words => words.filter(Boolean).length >= 2

/**
 * The one table of a source, if it is one of people: a column is named like a name or a mail address, or holds mail
 * addresses. Several files together are an archive of something, and no table of the owner's own.
 */
export async function tableOf(source: Source): Promise<Table | undefined> {
  if (source.files.length !== 1) return undefined
  const file = tableFiles(source)[0]!
  const named = await tableStart(file, isNamed)
  if (named) return isOwnTable(named) ? made(file, named, isNamed) : undefined
  const first = await tableStart(file, isAnyHead)
  if (!first || first.head.some(cell => mailOf(cell))) return undefined
  const holdsMails = first.head.some((_, index) => mostlyMails(first.rows, index))
  return holdsMails && isOwnTable(first) ? made(file, first, isAnyHead) : undefined
}

const isNamed: IsHead = words =>
  isAnyHead(words) &&
  words.every(word => word.length <= 60) &&
  words.some(word => namesOrMails.has(personRole(word) ?? ''))

export function mostlyMails(rows: readonly (readonly string[])[], column: number): boolean {
  const filled = rows.map(cells => cells[column]?.trim() ?? '').filter(Boolean)
  return filled.length > 0 && filled.filter(text => mailOf(text)).length >= filled.length * 0.6
}

/** Nothing but its form tells a table of one's own: even rows, mostly of it, and a header that is no speech. */
const isOwnTable = ({ head, rows, above }: TableStart) =>
  above <= Math.max(rows.length, rows.length > 0 ? LEAD : 0) && isEven(head, rows) && !head.some(isSentence)
const LEAD = 3

/** Names of columns do not end like words that are spoken. */
const isSentence = (cell: string) => /\s\S*[.!?]$|。$/.test(cell.trim())

function made(
  file: SourceFile,
  { head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] },
  isHead: IsHead,
): Table {
  return { file, head, rows, isHead, shape: hashText(head.map(columnWord).join('\n')).slice(0, 16) }
}
