import { generationOf, isGeneration } from '#ledger/generation.ts'
import { oneLine } from './files/text.ts'

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** True where the family name goes first. */
export const isFamilyFirst = (name: string) => cjk.test(name)

/** Kana (with long vowel mark and middle dot) and spaces only: a reading rather than a name. */
export const isKana = (text: string) => /^[\p{Script=Hiragana}\p{Script=Katakana}ー・ｰ･ﾞﾟ\s]+$/u.test(text)

/** The name as its bearer writes it: family name first where it is written in Chinese characters, kana or hangul. */
export function fullName(family = '', given = '', middle = ''): string {
  const parts = isFamilyFirst(family + given) ? [family, middle, given] : [given, middle, family]
  return oneLine(parts.filter(Boolean).join(' '))
}

/** The fields in which programs keep a name. */
export type WholeName = {
  family?: string
  given?: string
  middle?: string
  prefix?: string
  suffix?: string
}

/**
 * The name to show: as a program put it together for its owner to read (vCard's FN, a display name), with what tells father from
 * son if only the fields have it. Only where it turned a name round that goes family first (iPhones: `結衣 佐藤`), or wrote an
 * address instead, the fields go before it.
 */
export function shownName(formatted: string, parts: WholeName): string {
  const { family = '', given = '', middle = '', prefix = '', suffix = '' } = parts
  const shown = oneLine(formatted)
  const joined = fullName(family, given, middle)
  const isTurned = isFamilyFirst(family + given) && turned(parts).includes(bare(shown))
  const isAddress = joined !== '' && /^\S+@\S+$/.test(shown)
  const name = shown && !isTurned && !isAddress ? shown : joined
  if (!name) return ''
  const which = oneLine(suffix)
  const isTold = which === '' || bare(name).includes(bare(which))
  if (isGeneration(which) && !isTold && !generationOf(name.normalize('NFKC')).which) return `${name} ${which}`
  return shown || isTold || isFamilyFirst(joined) ? name : oneLine([prefix, `${name}, ${which}`].join(' '))
}

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,・]/g, '')

function turned({ family = '', given = '', middle = '', prefix = '', suffix = '' }: WholeName): string[] {
  if (!family || !given) return []
  return [given + family, given + middle + family].flatMap(name =>
    [name, prefix + name, name + suffix, prefix + name + suffix].map(bare),
  )
}

/** What a card is known by that has no id: its parts as ever, and what tells father from son. */
export const keyName = (name: string, suffix = ''): string =>
  isGeneration(suffix) && !generationOf(name.normalize('NFKC')).which ? `${name} ${oneLine(suffix)}` : name
