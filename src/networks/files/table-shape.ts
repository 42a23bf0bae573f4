/** Signs that a line is of a program, of markup or of prose with marks, and no row of column names. */
const ofCode =
  /[{}<>;`\\|]|=>|['"]$|^(?:\[?['"(]|\/\/|\/\*|\*|#{2,}|--|- |const |import |export |let |var |return )/
/** Lines that may stand above a header, and above one that is the end of its file. */
const ABOVE = 30
const ALONE = 10
/** Of the rows below a header these have to be like it, and as many are looked at. */
const MOST = 0.5
const LOOKED_AT = 50
const EVEN = 0.6

/**
 * Whether a record can be a table's header by its form: its first name is words and no code, nothing long stands above
 * it, and the rows below have about as many cells. `rows`: whole records only; a table may have none.
 */
export function isHeadOf(
  head: readonly string[],
  above: readonly (readonly string[])[],
  rows: readonly (readonly string[])[],
): boolean {
  const first = head.find(cell => cell.trim() !== '') ?? ''
  if (/^(?:\t| {2,})/.test(first) || ofCode.test(first.trim()) || isOpen(first)) return false
  if (above.filter(isFilled).length > ABOVE) return false
  // What looks like the rows below stands below.
  if (above.filter(cells => cells.length > 1 && cells.length === head.length).length > 2) return false
  const filled = rows.filter(isFilled).slice(0, LOOKED_AT)
  // Rows that were cut short by whoever made the table still have more than one cell.
  const alike = filled.filter(
    cells => cells.length > 1 && cells.length * 3 >= head.length && cells.length <= head.length * 2,
  )
  if (filled.length === 0) return above.filter(isFilled).length <= ALONE
  // Of a table of one or two rows, one may be damaged.
  return alike.length >= Math.floor(filled.length * MOST)
}

/** A bracket that is closed in another cell, or never. */
const isOpen = (cell: string) => (cell.match(/[([]/g)?.length ?? 0) !== (cell.match(/[)\]]/g)?.length ?? 0)

/** Nearly every row has just as many cells: a table that nothing but its form tells. */
export function isEven(head: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const filled = rows.filter(isFilled).slice(0, LOOKED_AT)
  const even = filled.filter(cells => cells.length === head.length)
  return even.length >= filled.length * EVEN
}

const isFilled = (cells: readonly string[]) => cells.some(cell => cell.trim() !== '')
