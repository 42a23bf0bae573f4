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
