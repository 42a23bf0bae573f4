/** Begins a formula: also in full width, small or raised, which some spreadsheets take for the same. */
const sign = '[=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋]'
const unseen = '[\\s\\p{Cc}\\p{Cf}]*'
const startsFormula = new RegExp(`^${unseen}(?:${sign}|[\\t\\r\\n])`, 'u')
const formulaBehindSeparator = new RegExp(`(\\r\\n|[;\\t\\r\\n])(?=${unseen}${sign})`, 'gu')

/**
 * A CSV cell for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula, also behind white space,
 * characters without width or in full width, gets a leading apostrophe. Where `;` or a tab parts the cells, what lies
 * behind one would begin a cell of its own: such texts stand in quotation marks, and are looked at part by part.
 */
export function csvCell(text: string): string {
  const parted = text.replace(formulaBehindSeparator, "$1'")
  const safe = startsFormula.test(text) ? `'${parted}` : parted
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
