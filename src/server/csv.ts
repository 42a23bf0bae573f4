/**
 * A CSV cell for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula, also behind white
 * space or in full width, gets a leading apostrophe.
 */
export function csvCell(text: string): string {
  const safe = /^[\s\ufeff\u00a0]*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
