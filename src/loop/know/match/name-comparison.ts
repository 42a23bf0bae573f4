import { folded } from '#ledger/name.ts'
import type { AccountRecord } from './account-record.ts'
import type { Column, Comparison } from './comparison.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import {
  ALIKE,
  FAMILY,
  GENERATION,
  INITIAL,
  inFull,
  LETTERS,
  LONGER,
  levels,
  MIXED,
  NICKNAME,
  NOTHING,
  OTHERS,
  PARTLY,
  READ,
  READ_ALIKE,
  REORDERED,
  SAME,
  SHARED,
  SHORTENED,
  SINGLE,
  TRANSLATED,
  UNREADABLE,
  VARIANT,
} from './name-levels.ts'
import {
  byNickname,
  initialFits,
  initialsDiffer,
  isKana,
  marksDiffer,
  othersDiffer,
  sameButInitials,
  sameKanji,
} from './name-words.ts'
import { shareAtHome } from './names/common-names.ts'
import { type ParsedName, parseName } from './names/parse-name.ts'
import { writtenKanji } from './names/plain-kanji.ts'
import { openReadingShares } from './names/reading-shares.ts'
import { type Romanised, standsFor } from './names/romanised.ts'
import { fit, fitKana, fitReading } from './reading-fit.ts'
import { openNumbers, openValues } from './value-table.ts'

/** Most that one word in common says. */
const singleBits = 9

/**
 * Display names: words and their order, initials, kanji against kana and Latin letters by all their readings. Where an
 * account has no name, its handle stands for it. Frequent names say less: u is how frequent the name is among the owner's people.
 */
export const displayName: Comparison<AccountRecord> = { name: 'name', levels, fixed: true, open }

/** What a name consists of. */
const KANJI = 1
const ONE_WORD = 2
const ALPHABETS = 4
const INITIALS = 8
const KANA = 16
const CHINESE = 32
const FOREIGN = 64

function open(): Column<AccountRecord> {
  const names = openValues()
  const parsed: ParsedName[] = []
  const words = openValues()
  const atHome = openNumbers(Float64Array)
  const wordsOf: number[][] = []
  const sounds = openValues()
  const shares = openReadingShares()
  const column = openNumbers()
  const isHandle = openNumbers()
  // Of each record: its kanji as they are written, and which of several of the name it is.
  const written = openValues()
  const characters = openNumbers()
  const plainCharacters = openNumbers()
  const generations = openNumbers()
  const behinds = openNumbers()
  const marks = openNumbers()
  const marked: string[] = []
  let told = 0
  // Of each different name: what it consists of, and the number of its words in order and of its sound.
  const flags = openNumbers()
  const ordered = openNumbers()
  const flats = openNumbers()
  const orders = openValues()
  let isFit = false
  /** Words of the name in Latin letters that stand for one in another script. */
  let stood: readonly string[] = []

  const inLatin = (a: number, b: number): boolean => {
    const [name, latin] = parsed[a]!.romanised ? [parsed[a]!, parsed[b]!] : [parsed[b]!, parsed[a]!]
    stood = (!latin.romanised && !latin.hasKanji && standsFor(name.romanised!, latin.words)) || []
    return stood.length > 0
  }

  const alike = (a: string, b: string) => jaroWinkler(sounds, sounds.number(a), sounds.number(b), 0.92) > 0.92
  const share = (word: number) => words.count(word) / told
  /**
   * A word of a name in Latin letters may be rare among the owner's people and common in the world. Of the two who are compared one
   * does not count: whether they are two is the question.
   */
  const shareInTheWorld = (word: number) => {
    const count = words.count(word)
    // Of names met once, some are never met again (Good and Turing).
    return Math.max((count > 2 ? count - 1 : 0.7) / told, atHome.at[word]!, leastShare)
  }

  const sameChance = (value: number): number => {
    const { hasKanji, lattices, isSingle } = parsed[value]!
    let chance = 1
    const [lattice] = lattices
    if (hasKanji && lattice) chance = shares.ofKanji(lattice)
    else for (const word of wordsOf[value]!) chance *= shareInTheWorld(word)
    return Math.max(chance, isSingle ? 0.5 / 2 ** singleBits : Math.min(2 ** -20, 1 / told / 64))
  }

  const levelOf = (a: number, b: number): number => {
    isFit = false
    const [one, other] = [flags.at[a]!, flags.at[b]!]
    if (a === b) return one & ONE_WORD ? SINGLE : SAME
    if ((one | other) & ALPHABETS) return MIXED
    if (one & other & KANJI) return kanjiLevel(a, b)
    if ((one ^ other) & KANJI) {
      const [kanji, sound] = one & KANJI ? [a, b] : [b, a]
      isFit = fitReading(parsed[kanji]!.lattices, parsed[sound]!, alike)
      if (isFit) return levelOfFit[fit.kind]!
      return !((one | other) & CHINESE) ? UNREADABLE : inLatin(a, b) ? TRANSLATED : -1
    }
    if ((one ^ other) & FOREIGN && inLatin(a, b)) return TRANSLATED
    if (ordered.at[a] === ordered.at[b]) return REORDERED
    // In kana a long vowel is another name; Latin letters write both alike.
    if (flats.at[a]! >= 0 && flats.at[a] === flats.at[b]) return one & other & KANA ? ALIKE : REORDERED
    if ((one | other) & INITIALS && sameButInitials(parsed[a]!, parsed[b]!)) return LONGER
    if ((one & other & INITIALS) > 0 && initialsDiffer(parsed[a]!, parsed[b]!)) return OTHERS
    if (jaroWinkler(names, a, b, 0.93) >= 0.93)
      return sharesWord(a, b) && byNickname(parsed[a]!, parsed[b]!) ? NICKNAME : ALIKE
    if (
      (one | other) & INITIALS &&
      (initialFits(parsed[a]!, parsed[b]!) || initialFits(parsed[b]!, parsed[a]!))
    )
      return INITIAL
    if (!sharesWord(a, b)) return NOTHING
    return byNickname(parsed[a]!, parsed[b]!)
      ? NICKNAME
      : othersDiffer(parsed[a]!, parsed[b]!)
        ? OTHERS
        : SHARED
  }

  const kanjiLevel = (a: number, b: number): number => {
    const [one, other] = [parsed[a]!, parsed[b]!]
    if (sameKanji(one, other))
      return one.reading && other.reading && one.reading !== other.reading
        ? FAMILY
        : one.isSingle && other.isSingle
          ? SINGLE
          : SAME
    if (ordered.at[a] === ordered.at[b]) return REORDERED
    isFit = fitKana(one.lattices, other.lattices) || fitKana(other.lattices, one.lattices)
    if (isFit) return READ
    return sharesWord(a, b) ? FAMILY : one.isChinese || other.isChinese ? -1 : UNREADABLE
  }

  const sharesWord = (a: number, b: number) => rarest(a, b) < Infinity
  const rarest = (a: number, b: number): number => {
    let least = Infinity
    const [some, others] = [wordsOf[a]!, wordsOf[b]!]
    for (let k = 0; k < some.length; k++) {
      const word = some[k]!
      if (others.includes(word) && words.start[word + 1]! - words.start[word]! > 1)
        least = Math.min(least, share(word))
    }
    return least
  }

  const sharedWord = (a: number, b: number): number => wordsOf[a]!.find(word => wordsOf[b]!.includes(word))!

  const familyShare = () => shares.family(fit.family, fit.familyBegins, fit.familyChance) / fit.familyChance
  const fitChance = (level: number): number => {
    if (!isFit) return 0
    if (level === READ_ALIKE) return 0.003 * familyShare()
    if (level === PARTLY) return 0.06 * familyShare()
    if (fit.given === '') return familyShare()
    return (familyShare() * shares.given(fit.given, fit.givenBegins, fit.givenChance)) / fit.givenChance
  }

  const wordNumber = (word: string): number => {
    const number = words.number(word)
    if (number === atHome.length) atHome.push(shareAtHome(word))
    return number
  }

  /** How common the words are, and how many other names one writes alike. */
  const translatedChance = ({ script }: Romanised): number => {
    let chance = script === 'letters' ? 3 : script === 'hangul' ? 5 : 10
    for (const word of stood) chance *= shareInTheWorld(wordNumber(word))
    return Math.max(2 ** -17, Math.min(1, chance))
  }

  const numberOf = (name: ParsedName): number => {
    const text = name.words.join(' ')
    if (!text) return -1
    const key = name.reading ? `${text}\n${name.reading}` : text
    const value = names.number(key)
    if (value === parsed.length) {
      parsed.push(name)
      wordsOf.push([...new Set(name.words)].map(wordNumber))
      flags.push(
        Number(name.hasKanji) * KANJI +
          Number(name.isSingle) * ONE_WORD +
          Number(name.isMixed) * ALPHABETS +
          Number(name.words.some(word => word.length === 1)) * INITIALS +
          Number(name.words.every(isKana)) * KANA +
          Number(name.isChinese) * CHINESE +
          Number(name.romanised !== undefined && !name.hasKanji) * FOREIGN,
      )
      ordered.push(orders.number(`${name.words.length} ${[...name.words].sort().join(' ')}`))
      flats.push(name.flat.length > 3 ? orders.number(name.flat) : -1)
    }
    return value
  }

  const count = (value: number, by: 1 | -1) => {
    if (value < 0) return
    told += by
    for (const word of wordsOf[value]!) by > 0 ? words.tally(word) : words.untally(word)
    for (const lattice of parsed[value]!.lattices.slice(0, 1))
      by > 0 ? shares.add(lattice) : shares.remove(lattice)
  }

  return {
    remove: at => count(column.at[at]!, -1),
    add({ name, reading, handle }) {
      const text = name || reading || handle?.replace(/[\d._-]+/g, ' ')
      const parsedName = text ? parseName(text, name && reading) : undefined
      const value = parsedName ? numberOf(parsedName) : -1
      column.push(value)
      const kanji = parsedName?.hasKanji ? writtenKanji(text!) : ''
      characters.push(kanji ? written.number(kanji) : -1)
      plainCharacters.push(kanji ? written.number(folded(kanji)) : -1)
      generations.push(parsedName?.generation ? written.number(parsedName.generation) : -1)
      behinds.push(parsedName?.behind ? written.number(parsedName.behind) : -1)
      const accented = /[^\0-\x7f]/.test(text ?? '') && !kanji ? text!.normalize('NFD').toLowerCase() : ''
      marks.push(/[\u0300-\u036f]/.test(accented) ? marked.push(accented) - 1 : -1)
      isHandle.push(Number(!name && !reading))
      count(value, 1)
    },
    level(a, b) {
      const [one, other] = [column.at[a]!, column.at[b]!]
      // Two handles are compared as handles.
      if (one < 0 || other < 0 || (isHandle.at[a] && isHandle.at[b])) return -1
      let level = levelOf(one, other)
      // A handle that is a given name is a word like any other.
      if (level === SHARED && isFit && (isHandle.at[a] || isHandle.at[b])) level = UNREADABLE
      if (!inFull.has(level)) return level
      const [which, whichOther] = [generations.at[a]!, generations.at[b]!]
      if (which !== whichOther) return which >= 0 && whichOther >= 0 ? GENERATION : LONGER
      const [behind, behindOther] = [behinds.at[a]!, behinds.at[b]!]
      if (behind >= 0 && behindOther >= 0 && behind !== behindOther) return OTHERS
      if (
        level === SAME &&
        marks.at[a]! >= 0 &&
        marks.at[b]! >= 0 &&
        marksDiffer(marked[marks.at[a]!]!, marked[marks.at[b]!]!)
      )
        return OTHERS
      const isVariant =
        characters.at[a] !== characters.at[b] && plainCharacters.at[a] === plainCharacters.at[b]
      if (level !== SAME) return level
      return isVariant ? VARIANT : flags.at[one]! & (KANJI | KANA) ? SAME : LETTERS
    },
    chance(a, b, level) {
      const [one, other] = [column.at[a]!, column.at[b]!]
      if (level === SAME || level === LETTERS || level === SINGLE || level === VARIANT)
        return one === other ? sameChance(one) : Math.max(sameChance(one), sameChance(other))
      if (level === READ || level === READ_ALIKE || level === SHORTENED || level === PARTLY)
        return fitChance(level)
      if (level === SHARED && isFit)
        return Math.max(0.01, shares.given(fit.given, false, fit.givenChance) / fit.givenChance)
      if (level === SHARED || level === OTHERS) return Math.max(0.15 / 2 ** 7, 4 * rarest(one, other))
      if (level === TRANSLATED) return translatedChance(parsed[one]!.romanised ?? parsed[other]!.romanised!)
      // Of a family one of a hundred has a given name of which this may be short.
      if (level === NICKNAME) return 0.006 * shareInTheWorld(sharedWord(one, other))
      if (level === INITIAL) return Math.max(1e-4, rarest(one, other) / 10)
      if (level === FAMILY) return isFit ? familyShare() : 0
      return 0
    },
  }
}

/** By kind of fit. */
const levelOfFit = [READ, READ_ALIKE, SHORTENED, PARTLY, FAMILY, SHARED, FAMILY]

/** Nobody's name is rarer than this, word by word. */
const leastShare = 7e-4
