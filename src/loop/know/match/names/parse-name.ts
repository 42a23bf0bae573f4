import { folded } from '#ledger/name.ts'
import { nameDictionary } from './name-dictionary.ts'
import { type Lattice, latticesOf } from './readings.ts'
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
  /** Of a name in kana or Latin letters: how each word sounds, and all of them together. */
  sounds: string[]
  flat: string
  /** All but the first, and all but the last of them. */
  rest: string
  front: string
  /** A family or a given name alone: too little to know somebody by. */
  isSingle: boolean
  /** Letters of several alphabets in one word, as in names made to look like another's. */
  isMixed: boolean
}

const honorific = /(?<=\S)\s*(様|さま|さん|殿|氏|先生|せんせい|君|くん|ちゃん)$/
const company =
  /(株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|特定非営利活動法人|npo法人|医療法人|学校法人|[(（]株[)）]|[(（]有[)）])\s*/g
const western = /\b(mr|mrs|ms|dr|prof|inc|ltd|llc|gmbh|corp|phd|md|jr|sr)\b\.?/g
const remark = /\s*[|•–—:,／/＠]\s*.*$|\s@\S+|[(（［[【「].*?[)）］\]】」]/gu

/** Parsed once though several comparisons and blocks ask for it, one after the other. */
export function parseName(name: string): ParsedName {
  const known = latest.get(name)
  if (known) return known
  if (latest.size >= 1000) latest.clear()
  const parsed = freshName(name)
  latest.set(name, parsed)
  return parsed
}

const latest = new Map<string, ParsedName>()

function freshName(name: string): ParsedName {
  const plain = folded(name.normalize('NFKC').replace(/\p{Extended_Pictographic}/gu, ' '))
    .replace(remark, ' ')
    .replace(company, ' ')
    .replace(western, ' ')
    .replace(/[^\p{L}\p{N}ー々\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(honorific, '')
  const words = plain.split(' ').filter(Boolean).slice(0, 6)
  const hasKanji = /\p{Script=Han}/u.test(plain)
  const sounds = hasKanji ? [] : words.map(soundOf).filter(Boolean)
  const lattices = hasKanji ? latticesOf(words.join(' ')) : []
  return {
    words,
    joined: words.join(''),
    hasKanji,
    lattices,
    sounds,
    flat: sounds.join(''),
    rest: sounds.slice(1).join(''),
    front: sounds.slice(0, -1).join(''),
    isSingle: words.length < 2 && (!hasKanji || isOneName(words[0] ?? '')),
    isMixed: words.some(
      word => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
    ),
  }
}

/** Without a space between them, short kanji may be a family name alone, a given name alone, or both. */
function isOneName(kanji: string): boolean {
  const { family, given } = nameDictionary()
  return [...kanji].length < 3 || family(kanji) !== undefined || given(kanji) !== undefined
}

const soundOf = (word: string) => (/[\u3041-\u309f]/.test(word) ? kanaSkeleton(word) : skeleton(word))
