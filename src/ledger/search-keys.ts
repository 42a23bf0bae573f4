import { isCjk } from './name.ts'

/** Beginnings of words that are indexed: what somebody typed is looked up by the longest that it has. */
const starts = [4, 2]
const keysAtMost = 400

/**
 * The index keys of a search line: of words in letters and digits their first two and first four characters; of kanji
 * and kana every character and every pair. Few enough to keep 200,000 people quick to write, and telling
 * enough that a question meets only people whose line is worth reading.
 */
export function searchKeys(line: string): string[] {
  const keys = new Set<string>()
  for (const { text, isCjk } of wordsOf(line)) {
    if (isCjk) addCharsAndPairs(keys, text)
    else for (const length of starts) addStart(keys, text, length)
  }
  return keys.size > keysAtMost ? [...keys].slice(0, keysAtMost) : [...keys]
}

function addCharsAndPairs(keys: Set<string>, text: string): void {
  let before = ''
  for (const char of text) {
    keys.add(char)
    if (before) keys.add(before + char)
    before = char
  }
}

function addStart(keys: Set<string>, text: string, length: number): void {
  const start = startOf(text, length)
  if (start !== undefined) keys.add(start)
}

/** The first characters (not code units) of a word that has as many. */
function startOf(text: string, length: number): string | undefined {
  let end = 0
  for (let count = 0; count < length; count++) {
    if (end >= text.length) return undefined
    end += text.codePointAt(end)! > 0xffff ? 2 : 1
  }
  return text.slice(0, end)
}

/** The keys that a line must have to contain what was typed (folded). Empty: nothing to go by. */
export function askedKeys(typed: string): string[] {
  const keys = new Set<string>()
  for (const { text, isCjk } of wordsOf(typed)) {
    const start = starts.map(length => startOf(text, length)).find(found => found !== undefined)
    if (!isCjk) {
      if (start !== undefined) keys.add(start)
    } else if (startOf(text, 2) === undefined) keys.add(text)
    else {
      const chars = [...text]
      chars.forEach((char, i) => void (i > 0 && keys.add(chars[i - 1]! + char)))
    }
  }
  return [...keys]
}

type Word = { text: string; isCjk: boolean }

/** Runs of kanji and kana, and runs of other letters and digits; addresses' common beginnings say nothing. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let from = 0
  let before: number = NONE
  for (let at = 0; at <= text.length; ) {
    const code = at < text.length ? text.codePointAt(at)! : -1
    const kind = code < 0 ? NONE : kindOf(code)
    if (kind !== before) {
      const word = text.slice(from, at)
      if (before !== NONE && word !== 'https' && word !== 'http')
        words.push({ text: word, isCjk: before === CJK })
      from = at
      before = kind
    }
    at += code > 0xffff ? 2 : 1
  }
  return words
}

const [NONE, LETTER, CJK, UNKNOWN] = [0, 1, 2, 3] as const
const kinds = new Uint8Array(0x10000).fill(UNKNOWN)

function kindOf(code: number): number {
  if (code > 0xffff) return kindOfChar(String.fromCodePoint(code))
  if (kinds[code] === UNKNOWN) kinds[code] = kindOfChar(String.fromCharCode(code))
  return kinds[code]!
}

const kindOfChar = (char: string) => (isCjk(char) ? CJK : /^[\p{L}\p{N}\p{M}]/u.test(char) ? LETTER : NONE)
