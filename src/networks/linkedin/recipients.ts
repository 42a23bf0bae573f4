import type { NameBook } from './accounts.ts'

/** `Ph.D.`, `MBA`, `SHRM-CP`, `PMP®`: two capitals, and never four small letters in a row. */
const degree = /^(?=(?:[^A-Z]*[A-Z]){2})(?!.*[a-z]{4})[A-Za-z.&/+®™-]{2,12}$/
const suffix = /^(?:pharmd|jr|sr|esq)\.?$/i

/**
 * The names in `Yui Sato, Maya Lindqvist, Ph.D., Tom Rivera`. Commas stand between the members and within their names,
 * so a part is somebody unless it is a degree or title behind the name before it, or the archive writes a name with it.
 */
export function namesIn(to: string, book: NameBook): string[] {
  const parts = to.split(', ')
  const names: string[] = []
  for (let at = 0; at < parts.length; ) {
    let end = parts.length
    while (end > at + 1 && !book.isWritten(parts.slice(at, end).join(', '))) end--
    const name = parts.slice(at, end).join(', ')
    if (names.length > 0 && isTitle(name) && !book.find(name)) names.push(`${names.pop()}, ${name}`)
    else names.push(name)
    at = end
  }
  return names
}

/** `MBA`, `CPA (Inactive)`, `Ph.D. candidate`; not `DJ Rivera`, whose name it is. */
function isTitle(part: string): boolean {
  const [first = '', ...more] = part.trim().split(/\s+/)
  return isDegree(first) && more.every(word => isDegree(word) || /^[(a-z]/.test(word))
}

const isDegree = (word: string) => degree.test(word) || suffix.test(word)
