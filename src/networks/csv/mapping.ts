import type { ActKind, Direction } from '#ledger/kinds.ts'
import type { Source } from '../contract.ts'
import { columnWord } from '../files/table.ts'
import { type DateOrder, isAmbiguous, tableWhen } from '../files/table-when.ts'
import { type PersonColumns, type PersonRole, personColumns } from '../person-columns.ts'
import { kindByDateColumn, kindOfWord } from './kind-words.ts'
import { mostlyMails, type Table } from './table.ts'

/** The columns that are asked for; all others are told by their names, or kept as they stand. */
export const askedRoles = ['name', 'family', 'given', 'reading', 'mail', 'company'] as const
export type AskedRole = (typeof askedRoles)[number]

/** What each column of a table is. `kind`: one for all rows, or the column that says it; neither: only people. */
export type Mapping = {
  person: PersonColumns
  date: number | undefined
  kind: ActKind | number | undefined
  direction: Direction
  dateOrder: DateOrder | undefined
}

export const NONE = 'none'

/** What the names of the columns and the first rows suggest. */
export function proposedMapping(table: Table): Mapping {
  const person = new Map(personColumns(table.head))
  if (![...person.values()].includes('mail')) {
    const index = table.head.findIndex((_, column) => !person.has(column) && mostlyMails(table.rows, column))
    if (index !== -1) person.set(index, 'mail')
  }
  const kindColumn = table.head.findIndex((_, column) => !person.has(column) && holdsKinds(table, column))
  const date = table.head.findIndex(
    (_, column) => !person.has(column) && isOfHappening(table, column, kindColumn),
  )
  const said = date === -1 ? undefined : kindByDateColumn(columnWord(table.head[date]!))
  return {
    person,
    date: date === -1 ? undefined : date,
    kind: date === -1 ? undefined : kindColumn === -1 ? said : kindColumn,
    direction: 'toward',
    dateOrder: undefined,
  }
}

/** The proposal with the owner's answers in place of what they differ in. */
export function mappingOf(table: Table, { answers = {} }: Source): Mapping {
  const proposed = proposedMapping(table)
  const person = new Map<number, PersonRole>(proposed.person)
  for (const role of askedRoles) {
    if (answers[role] === undefined) continue
    for (const [index, each] of person) if (each === role) person.delete(index)
  }
  for (const role of askedRoles) {
    const index = columnAnswered(table, answers[role])
    if (index !== undefined) person.set(index, role)
  }
  const date = answers.date === undefined ? proposed.date : columnAnswered(table, answers.date)
  // What a date is of is no person's.
  if (date !== undefined) person.delete(date)
  return {
    person,
    date,
    kind: answers.kind === undefined ? proposed.kind : kindAnswered(table, answers.kind),
    direction: answers.direction === 'by' ? 'by' : 'toward',
    dateOrder: answers.order === 'day-first' || answers.order === 'month-first' ? answers.order : undefined,
  }
}

/** True where dates of the column can be read two ways and no row settles it. */
export function needsOrder(table: Table, date: number | undefined): boolean {
  if (date === undefined) return false
  return table.rows.some(cells => isAmbiguous(cells[date] ?? ''))
}

export const isDateColumn = ({ rows }: Table, column: number): boolean => {
  const filled = rows.map(cells => cells[column]?.trim() ?? '').filter(Boolean)
  const dates = filled.filter(text => tableWhen(text) ?? tableWhen(text, 'day-first'))
  return filled.length > 0 && dates.length >= filled.length * 0.8
}

/** Dates of rows themselves (made, changed, born) are no happening; with a column of kinds any other date is one. */
function isOfHappening(table: Table, column: number, kindColumn: number): boolean {
  if (!isDateColumn(table, column)) return false
  const word = columnWord(table.head[column]!)
  if (/誕生|生年|birth|更新|変更|作成|updated|modified|created/.test(word)) return false
  return kindColumn !== -1 || kindByDateColumn(word) !== undefined || !/登録|registered|added/.test(word)
}

function holdsKinds({ rows }: Table, column: number): boolean {
  const filled = rows.map(cells => cells[column]?.trim() ?? '').filter(Boolean)
  return filled.length > 0 && filled.filter(text => kindOfWord(text)).length >= filled.length * 0.6
}

/** An answer is the number of a column, as the questions give it, or its name. */
function columnAnswered(table: Table, answer: string | undefined): number | undefined {
  if (answer === undefined || answer === NONE || answer === '') return undefined
  const index = /^\d{1,4}$/.test(answer)
    ? Number(answer)
    : table.head.findIndex(cell => columnWord(cell) === columnWord(answer))
  return index >= 0 && index < table.head.length ? index : undefined
}

function kindAnswered(table: Table, answer: string): ActKind | number | undefined {
  if (answer === NONE) return undefined
  const column = /^column:(\d{1,4})$/.exec(answer)?.[1]
  return column === undefined ? kindOfWord(answer) : columnAnswered(table, column)
}
