import { folded } from '#ledger/name.ts'
import type { AccountRecord } from './account-record.ts'
import type { Column, Comparison, Level } from './comparison.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { type ParsedName, parseName } from './names/parse-name.ts'
import { writtenKanji } from './names/plain-kanji.ts'
import { openReadingShares } from './names/reading-shares.ts'
import { fit, fitKana, fitReading } from './reading-fit.ts'
import { openNumbers, openValues } from './value-table.ts'

/** Chances measured on 4,403 public profiles and on cross-script names (docs/explanation-people.md). */
const levels = [
  { name: 'same name', m: 0.7, u: 1e-4 },
  { name: 'same name, of one word', m: 0.5, u: 1e-2 },
  { name: 'same name, in other characters', m: 0.05, u: 1e-4 },
  { name: 'same words, other order', m: 0.08, u: 0.08 / 2 ** 9 },
  { name: 'the same but for an initial or an ending', m: 0.08, u: 0.08 / 2 ** 9 },
  { name: 'read the same', m: 0.95, u: 1e-4 },
  { name: 'family name read the same, given name alike', m: 0.02, u: 1e-4 },
  { name: 'shortened reading', m: 0.2, u: 1e-3 },
  { name: 'family name read the same, given name partly', m: 0.02, u: 1e-3 },
  { name: 'very alike', m: 0.08, u: 0.0004 },
  { name: 'family name and initial', m: 0.05, u: 1e-3 },
  { name: 'one name in common', m: 0.15, u: 0.01 },
  { name: 'one name in common, the others differ', m: 0.15, u: 0.01 },
  { name: 'family name in common, given name differs', m: 0.015, u: 0.015 },
  { name: 'letters of several alphabets', m: 1, u: 1, warns: true },
  { name: 'nothing in common', m: 0.08, u: 0.9 },
  { name: 'read differently', m: 0.004, u: 1 },
  { name: 'same name, another generation', m: 0.004, u: 1, warns: true },
] as const satisfies Level[]

const at = (name: (typeof levels)[number]['name']) => levels.findIndex(level => level.name === name)
const SAME = at('same name')
const SINGLE = at('same name, of one word')
export const VARIANT = at('same name, in other characters')
const REORDERED = at('same words, other order')
const LONGER = at('the same but for an initial or an ending')
export const READ = at('read the same')
const READ_ALIKE = at('family name read the same, given name alike')
const SHORTENED = at('shortened reading')
const PARTLY = at('family name read the same, given name partly')
const ALIKE = at('very alike')
const INITIAL = at('family name and initial')
const SHARED = at('one name in common')
const OTHERS = at('one name in common, the others differ')
const FAMILY = at('family name in common, given name differs')
export const MIXED = at('letters of several alphabets')
const NOTHING = at('nothing in common')
const UNREADABLE = at('read differently')
export const GENERATION = at('same name, another generation')

/** Names that agree in full, but for the end of one, and in one word: what is made of such a name says it a second time. */
export const inFull: ReadonlySet<number> = new Set([SAME, VARIANT, REORDERED, LONGER, READ, ALIKE])
export const nearlyInFull: ReadonlySet<number> = new Set([READ_ALIKE, SHORTENED, PARTLY, INITIAL])
export const inOneWord: ReadonlySet<number> = new Set([SINGLE, SHARED, OTHERS, FAMILY])
/** Alike, and often enough two people: too little without something beside it. */
export const nearly: ReadonlySet<number> = new Set([VARIANT, LONGER, READ, ALIKE, ...nearlyInFull])
/** Names of two people, as far as names tell. */
export const contradictory: ReadonlySet<number> = new Set([OTHERS, FAMILY, NOTHING, UNREADABLE, GENERATION])
/** Of two addresses on one mailbox, those two people have. */
export const ofTwo: ReadonlySet<number> = new Set([FAMILY, UNREADABLE, GENERATION])

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

function open(): Column<AccountRecord> {
  const names = openValues()
  const parsed: ParsedName[] = []
  const words = openValues()
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

  const alike = (a: string, b: string) => jaroWinkler(sounds, sounds.number(a), sounds.number(b), 0.92) > 0.92
  const share = (word: number) => words.count(word) / told
  /** A word of a name in Latin letters may be rare among the owner's people and common in the world. */
  const shareInTheWorld = (word: number) => Math.max(share(word), leastShare)

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
      return isFit ? levelOfFit[fit.kind]! : (one | other) & CHINESE ? -1 : UNREADABLE
    }
    if (ordered.at[a] === ordered.at[b]) return REORDERED
    // In kana a long vowel is another name; Latin letters write both alike.
    if (flats.at[a]! >= 0 && flats.at[a] === flats.at[b]) return one & other & KANA ? ALIKE : REORDERED
    if ((one | other) & INITIALS && sameButInitials(parsed[a]!, parsed[b]!)) return LONGER
    if ((one & other & INITIALS) > 0 && initialsDiffer(parsed[a]!, parsed[b]!)) return OTHERS
    if (jaroWinkler(names, a, b, 0.93) >= 0.93) return ALIKE
    if (
      (one | other) & INITIALS &&
      (initialFits(parsed[a]!, parsed[b]!) || initialFits(parsed[b]!, parsed[a]!))
    )
      return INITIAL
    return sharesWord(a, b) ? (othersDiffer(parsed[a]!, parsed[b]!) ? OTHERS : SHARED) : NOTHING
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

  const familyShare = () => shares.family(fit.family, fit.familyBegins, fit.familyChance) / fit.familyChance
  const fitChance = (level: number): number => {
    if (!isFit) return 0
    if (level === READ_ALIKE) return 0.003 * familyShare()
    if (level === PARTLY) return 0.06 * familyShare()
    if (fit.given === '') return familyShare()
    return (familyShare() * shares.given(fit.given, fit.givenBegins, fit.givenChance)) / fit.givenChance
  }

  const numberOf = (name: ParsedName): number => {
    const text = name.words.join(' ')
    if (!text) return -1
    const key = name.reading ? `${text}\n${name.reading}` : text
    const value = names.number(key)
    if (value === parsed.length) {
      parsed.push(name)
      wordsOf.push([...new Set(name.words)].map(word => words.number(word)))
      flags.push(
        Number(name.hasKanji) * KANJI +
          Number(name.isSingle) * ONE_WORD +
          Number(name.isMixed) * ALPHABETS +
          Number(name.words.some(word => word.length === 1)) * INITIALS +
          Number(name.words.every(isKana)) * KANA +
          Number(name.isChinese) * CHINESE,
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
      return level === SAME && isVariant ? VARIANT : level
    },
    chance(a, b, level) {
      const [one, other] = [column.at[a]!, column.at[b]!]
      if (level === SAME || level === SINGLE || level === VARIANT)
        return one === other ? sameChance(one) : Math.max(sameChance(one), sameChance(other))
      if (level === READ || level === READ_ALIKE || level === SHORTENED || level === PARTLY)
        return fitChance(level)
      if (level === SHARED && isFit)
        return Math.max(0.01, shares.given(fit.given, false, fit.givenChance) / fit.givenChance)
      if (level === SHARED || level === OTHERS) return Math.max(0.15 / 2 ** 7, 4 * rarest(one, other))
      if (level === INITIAL) return Math.max(1e-4, rarest(one, other) / 10)
      if (level === FAMILY) return isFit ? familyShare() : 0
      return 0
    },
  }
}

/** By kind of fit. */
const levelOfFit = [READ, READ_ALIKE, SHORTENED, PARTLY, FAMILY, SHARED, FAMILY]

/** Nobody's name is rarer than this, word by word. */
const leastShare = 1e-3

const isKana = (word: string) => /^[\u3041-\u309fー]+$/.test(word)

/** 山田太郎 and 山田 太郎; where both are divided, not 林田 中 and 林 田中. */
function sameKanji(a: ParsedName, b: ParsedName): boolean {
  return a.joined === b.joined && (a.words.length < 2 || b.words.length < 2 || a.words[0] === b.words[0])
}

const fullWords = ({ words }: ParsedName) => words.filter(word => word.length > 1)

/** `Mary A. Fitzgerald` and `Mary B. Fitzgerald`. */
function initialsDiffer(a: ParsedName, b: ParsedName): boolean {
  const initials = ({ words }: ParsedName) => words.filter(word => word.length === 1)
  const [some, others] = [fullWords(a), fullWords(b)]
  return (
    some.length === others.length &&
    some.every((word, k) => word === others[k]) &&
    !initials(a).some(initial => initials(b).includes(initial))
  )
}

/** Beside the word in common each has one of its own, which is no short form of the other's: Tom and Rose Abernathy. */
function othersDiffer(a: ParsedName, b: ParsedName): boolean {
  const [some, others] = [fullWords(a), fullWords(b)]
  const mine = some.filter(word => !others.includes(word))
  const theirs = others.filter(word => !some.includes(word))
  const isShort = (one: string, other: string) => one.slice(0, 3) === other.slice(0, 3)
  return mine.length > 0 && theirs.length > 0 && !mine.some(one => theirs.some(other => isShort(one, other)))
}

/** Hương and Hường: one letter with other marks on both sides. That one side writes none says nothing. Both in NFD. */
function marksDiffer(a: string, b: string): boolean {
  const letters = (text: string) => text.match(/\p{L}[\u0300-\u036f]*/gu) ?? []
  const [some, others] = [letters(a), letters(b)]
  return (
    some.length === others.length &&
    some.some((letter, k) => letter.length > 1 && others[k]!.length > 1 && letter !== others[k])
  )
}

/** `Mary A. Fitzgerald` and `Mary Fitzgerald`. */
function sameButInitials(a: ParsedName, b: ParsedName): boolean {
  const [some, others] = [fullWords(a), fullWords(b)]
  return some.length > 1 && some.length === others.length && some.every((word, k) => word === others[k])
}

/** `T. Yamada` and `Taro Yamada`, `Yamada T` too. */
function initialFits(short: ParsedName, long: ParsedName): boolean {
  if (short.words.length !== 2 || long.words.length !== 2) return false
  return [0, 1].some(k => {
    const [initial, family] = [short.words[k]!, short.words[1 - k]!]
    if (initial.length !== 1 || family.length < 2) return false
    const place = long.words.indexOf(family)
    return place >= 0 && long.words[1 - place]!.startsWith(initial)
  })
}
