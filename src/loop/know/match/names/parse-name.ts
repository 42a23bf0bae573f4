import { takenFor } from '#ledger/imitation.ts'
import { isChinese } from './chinese-families.ts'
import { displayWords } from './display-words.ts'
import { nameDictionary } from './name-dictionary.ts'
import { type Lattice, latticesOf, readAs } from './readings.ts'
import { type Romanised, romanised } from './romanised.ts'
import { kanaSkeleton, skeleton } from './skeleton.ts'

/** A display name as comparisons see it. */
export type ParsedName = {
  /** Words of the name, folded, without honorifics, companies, pictures and remarks. */
  words: string[]
  /** The words without a space between. */
  joined: string
  /** In kanji: the ways to divide and read it. */
  lattices: Lattice[]
  hasKanji: boolean
  /** Of a name in kanji whose reading is told: how its words sound. */
  reading: string
  /** Of a name in kana or Latin letters: how each word sounds, and all of them together. */
  sounds: string[]
  flat: string
  /** All but the first, and all but the last of them. */
  rest: string
  front: string
  /** A family or a given name alone: too little to know somebody by. */
  isSingle: boolean
  /** Letters of several alphabets, as in names made to look like another's. */
  isMixed: boolean
  /** May be a Chinese name: Japanese readings say nothing of it. */
  isChinese: boolean
  /** In another script than Latin and Japanese: how it may be written in Latin letters. */
  romanised: Romanised | undefined
  /** Which of several who share a name: `jr`, `sr`, `3`. */
  generation: string
  /** What stands behind a comma. */
  behind: string
}

/**
 * Parsed once though several comparisons and blocks ask for it, one after the other. `reading`: how the name is read, where
 * that is known.
 */
export function parseName(name: string, reading = ''): ParsedName {
  const key = reading ? `${name}\n${reading}` : name
  const known = latest.get(key)
  if (known) return known
  if (latest.size >= 1000) latest.clear()
  const parsed = freshName(name, reading)
  latest.set(key, parsed)
  return parsed
}

const latest = new Map<string, ParsedName>()

function freshName(name: string, known: string): ParsedName {
  const { words: told, reading: alias, generation = '', behind = '' } = displayWords(name)
  const words = told.length === 1 && /^[가-힣]{3,4}$/.test(told[0]!) ? koreanParts(told[0]!) : told
  const hasKanji = words.some(word => han.test(word))
  const sounds = hasKanji ? [] : words.map(soundOf).filter(Boolean)
  const chinese = hasKanji && isChinese(words)
  const reading = soundsOfReading(known || alias)
  return {
    words,
    joined: words.join(''),
    hasKanji,
    lattices: hasKanji ? readAs(latticesOf(words.join(' ')), reading) : [],
    reading: hasKanji ? reading.join(' ') : '',
    sounds,
    flat: sounds.join(''),
    rest: sounds.slice(1).join(''),
    front: sounds.slice(0, -1).join(''),
    isSingle: isSingle(words, hasKanji),
    isMixed: isMixed(words),
    isChinese: chinese,
    romanised: romanised(words, chinese),
    generation,
    behind,
  }
}

/** One syllable of family name, or two of the few that have them. */
function koreanParts(name: string): string[] {
  const cut = name.length > 3 && /^(?:황보|남궁|제갈|사공|선우|서문|독고|동방)/.test(name) ? 2 : 1
  return [name.slice(0, cut), name.slice(cut)]
}

const han = /\p{Script=Han}/u

const soundsOfReading = (reading = ''): string[] =>
  reading ? displayWords(reading).words.map(soundOf).filter(Boolean) : []

/** Fewer than two words that are more than an initial; a family name is one though a space stands in it. */
function isSingle(words: readonly string[], hasKanji: boolean): boolean {
  const full = words.filter(word => word.length > 1 || han.test(word) || /[가-힣]/.test(word))
  if (full.length < 2) return !hasKanji || isOneName(full[0] ?? '')
  if (hasKanji && !isWhole(full)) return true
  return (
    hasKanji &&
    full.every(word => [...word].length < 2) &&
    nameDictionary().family(full.join('')) !== undefined
  )
}

/** Is it a family name beside something, or behind a given name? A trade beside a name is none. */
function isWhole(words: readonly string[]): boolean {
  const { family, given } = nameDictionary()
  const [first, last] = [words[0]!, words.at(-1)!]
  const isFamily = (word: string) => han.test(word) && family(word) !== undefined
  const isGiven = (word: string) => given(word) !== undefined || !han.test(word)
  // A family name that no dictionary has is in kanji alone: 二児の母 is none.
  const mayBeFamily = isFamily(first) || (/^\p{Script=Han}+$/u.test(first) && !isFamily(last))
  return isFamily(first) || (mayBeFamily && given(last) !== undefined) || (isFamily(last) && isGiven(first))
}

/** Letters of another alphabet within a word, or a word all of whose letters are taken for Latin ones beside Latin words. */
function isMixed(words: readonly string[]): boolean {
  const latin = words.some(word => /\p{Script=Latin}/u.test(word))
  return (
    latin &&
    words.some(
      word =>
        /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word) &&
        (/\p{Script=Latin}/u.test(word) || /^\p{Script=Latin}+$/u.test(takenFor(word) ?? '')),
    )
  )
}

/** Without a space between them, short kanji may be a family name alone, a given name alone, or both. */
function isOneName(kanji: string): boolean {
  const { family, given } = nameDictionary()
  return [...kanji].length < 3 || family(kanji) !== undefined || given(kanji) !== undefined
}

const soundOf = (word: string) => (/[\u3041-\u309f]/.test(word) ? kanaSkeleton(word) : skeleton(word))
