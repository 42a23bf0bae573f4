import { isCjk } from './name.ts'

/** Beginnings of words that are indexed: what somebody typed is looked up by the longest that it has. */
const starts = [4, 2]

/**
 * The index keys of a search line: of words in letters and digits their first two and first four characters; of kanji
 * and kana every character and every pair. Few enough to keep 200,000 people quick to write, and telling
 * enough that a question meets only people whose line is worth reading.
 */
export function searchKeys(line: string): string[] {
  const keys = new Set<string>()
  for (const word of wordsOf(line)) {
    const chars = [...word]
    if (isCjk(word))
      chars.forEach((char, i) => {
        keys.add(char)
        if (i > 0) keys.add(chars[i - 1]! + char)
      })
    else for (const length of starts) if (length <= chars.length) keys.add(chars.slice(0, length).join(''))
  }
  return [...keys].slice(0, 400)
}

/** The keys that a line must have to contain what was typed (folded). Empty: nothing to go by. */
export function askedKeys(typed: string): string[] {
  const keys = new Set<string>()
  for (const word of wordsOf(typed)) {
    const chars = [...word]
    const start = starts.find(length => length <= chars.length)
    if (!isCjk(word)) {
      if (start) keys.add(chars.slice(0, start).join(''))
    } else if (chars.length === 1) keys.add(word)
    else chars.forEach((char, i) => void (i > 0 && keys.add(chars[i - 1]! + char)))
  }
  return [...keys]
}

/** Runs of kanji and kana, and runs of other letters and digits; addresses' common beginnings say nothing. */
function wordsOf(text: string): string[] {
  const found =
    text.match(/[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆\u{20000}-\u{3ffff}]+|[\p{L}\p{N}\p{M}]+/gu) ?? []
  return found
    .flatMap(word => word.split(/(?<=[\u3040-\u9fff々])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u3040-\u9fff々])/u))
    .filter(word => word !== 'https' && word !== 'http')
}
