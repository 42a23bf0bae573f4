import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { toHiragana } from 'wanakana'
import { eachName } from './name-dictionary.ts'
import { plainKanji } from './plain-kanji.ts'

/** What a character sounds like in given names, in hiragana, and how often. */
export type Sounds = ReadonlyMap<string, number>

let loaded: Map<string, Sounds> | undefined
const charactersListed = once(readKanjidic)

export type NameKind = 'given' | 'surname'

/**
 * For names that no dictionary has. The sounds are the on, kun and name readings of KANJIDIC (Electronic Dictionary
 * Research and Development Group, CC BY-SA 4.0; kept as the package `kanjidic`) and those which the given names of
 * ENAMDICT show; how often each is meant is counted in these names.
 */
export function soundsOf(character: string): Sounds {
  loaded ??= load()
  return loaded.get(character) ?? none
}

/** How likely a name of several characters sounds like that, as far as the characters tell: 0 where they cannot. */
export function soundChance(kanji: string, kana: string, kind: NameKind): number {
  const chars = [...kanji].map((char, k, all) => (char === '々' && k > 0 ? all[k - 1]! : char))
  const listed = charactersListed()
  const pieces = align(chars, kana, listed) ?? alignButOne(chars, kana, listed)
  if (!pieces) return 0
  return pieces.reduce((chance, piece, k) => {
    const sounds = soundsAt(chars[k]!, k, kind)
    return (chance * ((sounds.get(piece) ?? 0) + 0.1)) / ((sounds.get('') ?? 0) + 1)
  }, 1)
}

/** How often a character sounds how in names, at their beginning (山 is やま) and later (and ざき is 崎); '' is the sum. */
function soundsAt(char: string, at: number, kind: NameKind): ReadonlyMap<string, number> {
  if (!places.has(kind)) {
    const counts = new Map<string, Map<string, number>>()
    const listed = charactersListed()
    eachName((_, kanji, kana, told) => {
      if (told !== kind) return
      const chars = [...plainKanji(kanji)]
      if (chars.length > 4) return
      const pieces = align(chars, kana, listed) ?? alignButOne(chars, kana, listed)
      pieces?.forEach((piece, k) => {
        const key = `${Math.min(k, 1)}${chars[k]}`
        const sounds = counts.get(key) ?? new Map<string, number>()
        counts.set(key, sounds.set(piece, (sounds.get(piece) ?? 0) + 1).set('', (sounds.get('') ?? 0) + 1))
      })
    })
    places.set(kind, counts)
  }
  return places.get(kind)!.get(`${Math.min(at, 1)}${char}`) ?? none
}

const places = new Map<NameKind, Map<string, Map<string, number>>>()

const none: Sounds = new Map()

function load(): Map<string, Sounds> {
  const listed = charactersListed()
  const counts = new Map(
    [...listed].map(([char, sounds]) => [char, new Map(sounds.map(sound => [sound, 0.2]))]),
  )
  eachName((_, kanji, kana, kind) => {
    if (kind !== 'given') return
    const chars = [...plainKanji(kanji)]
    if (chars.length > 4) return
    const pieces = align(chars, kana, listed) ?? alignButOne(chars, kana, listed)
    pieces?.forEach((piece, k) => {
      const sounds = counts.get(chars[k]!)
      sounds?.set(piece, (sounds.get(piece) ?? 0) + 1)
    })
  })
  for (const sounds of counts.values()) {
    const sum = [...sounds.values()].reduce((a, b) => a + b, 0)
    for (const [sound, count] of sounds) sounds.set(sound, count / sum)
  }
  return counts
}

/** The kana divided among the characters by their listed readings, the longest that fit first. */
function align(chars: string[], kana: string, listed: Map<string, string[]>): string[] | undefined {
  if (chars.length === 0) return kana === '' ? [] : undefined
  for (const sound of listed.get(chars[0]!) ?? [chars[0]!]) {
    if (!kana.startsWith(sound)) continue
    const rest = align(chars.slice(1), kana.slice(sound.length), listed)
    if (rest) return [sound, ...rest]
  }
  return undefined
}

/** One character is read as no list has it: what the others leave over. */
function alignButOne(chars: string[], kana: string, listed: Map<string, string[]>): string[] | undefined {
  for (let free = chars.length - 1; free >= 0; free--)
    for (let length = 1; length <= Math.min(4, kana.length); length++)
      for (let at = 0; at + length <= kana.length; at++) {
        if (free === 0 && at > 0) break
        if (free === chars.length - 1 && at + length < kana.length) continue
        if (/[ぁぃぅぇぉゃゅょんー]/.test(kana[at]!)) continue
        const before = align(chars.slice(0, free), kana.slice(0, at), listed)
        const after = before && align(chars.slice(free + 1), kana.slice(at + length), listed)
        if (before && after) return [...before, kana.slice(at, at + length), ...after]
      }
  return undefined
}

function readKanjidic(): Map<string, string[]> {
  const path = createRequire(import.meta.url).resolve('kanjidic/data/kanjidic')
  const lines = new TextDecoder('euc-jp').decode(readFileSync(path)).split('\n')
  return new Map(
    lines.flatMap(line => {
      const [character, ...fields] = line.replace(/\{.*/, '').split(' ')
      if (!character || character.startsWith('#')) return []
      const readings = fields
        .filter(field => /^-?[\u3041-\u30ff]/.test(field))
        .flatMap(field => {
          const [stem, okurigana] = field
            .replaceAll('-', '')
            .split('.')
            .map(part => toHiragana(part))
          return okurigana ? [stem!, stem! + okurigana] : [stem!]
        })
      return [[plainKanji(character), [...new Set(readings)].sort((a, b) => b.length - a.length)] as const]
    }),
  )
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
