import { areNicknames } from './names/nicknames.ts'
import type { ParsedName } from './names/parse-name.ts'

export const isKana = (word: string) => /^[\u3041-\u309fー]+$/.test(word)

/** 山田太郎 and 山田 太郎; where both are divided, not 林田 中 and 林 田中. */
export function sameKanji(a: ParsedName, b: ParsedName): boolean {
  return a.joined === b.joined && (a.words.length < 2 || b.words.length < 2 || a.words[0] === b.words[0])
}

const fullWords = ({ words }: ParsedName) => words.filter(word => word.length > 1)

/** `Mary A. Fitzgerald` and `Mary B. Fitzgerald`. */
export function initialsDiffer(a: ParsedName, b: ParsedName): boolean {
  const initials = ({ words }: ParsedName) => words.filter(word => word.length === 1)
  const [some, others] = [fullWords(a), fullWords(b)]
  return (
    some.length === others.length &&
    some.every((word, k) => word === others[k]) &&
    !initials(a).some(initial => initials(b).includes(initial))
  )
}

/** Beside the word in common each has one of its own, which is no short form of the other's: Tom and Rose Abernathy. */
export function othersDiffer(a: ParsedName, b: ParsedName): boolean {
  const [some, others] = [fullWords(a), fullWords(b)]
  const mine = some.filter(word => !others.includes(word))
  const theirs = others.filter(word => !some.includes(word))
  const isShort = (one: string, other: string) => one.slice(0, 3) === other.slice(0, 3)
  return mine.length > 0 && theirs.length > 0 && !mine.some(one => theirs.some(other => isShort(one, other)))
}

/** Bob and Robert Abernathy: two words each, one in common. */
export function byNickname(a: ParsedName, b: ParsedName): boolean {
  const [some, others] = [fullWords(a), fullWords(b)]
  if (some.length < 2 || others.length < 2) return false
  const mine = some.filter(word => !others.includes(word))
  const theirs = others.filter(word => !some.includes(word))
  return mine.length === 1 && theirs.length === 1 && areNicknames(mine[0]!, theirs[0]!)
}

/** Hương and Hường: one letter with other marks on both sides. That one side writes none says nothing. Both in NFD. */
export function marksDiffer(a: string, b: string): boolean {
  const letters = (text: string) => text.match(/\p{L}[\u0300-\u036f]*/gu) ?? []
  const [some, others] = [letters(a), letters(b)]
  return (
    some.length === others.length &&
    some.some((letter, k) => letter.length > 1 && others[k]!.length > 1 && letter !== others[k])
  )
}

/** `Mary A. Fitzgerald` and `Mary Fitzgerald`. */
export function sameButInitials(a: ParsedName, b: ParsedName): boolean {
  const [some, others] = [fullWords(a), fullWords(b)]
  return some.length > 1 && some.length === others.length && some.every((word, k) => word === others[k])
}

/** `T. Yamada` and `Taro Yamada`, `Yamada T` too. */
export function initialFits(short: ParsedName, long: ParsedName): boolean {
  if (short.words.length !== 2 || long.words.length !== 2) return false
  return [0, 1].some(k => {
    const [initial, family] = [short.words[k]!, short.words[1 - k]!]
    if (initial.length !== 1 || family.length < 2) return false
    const place = long.words.indexOf(family)
    return place >= 0 && long.words[1 - place]!.startsWith(initial)
  })
}
