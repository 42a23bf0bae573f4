import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { plainKanji } from './plain-kanji.ts'
import { skeleton } from './skeleton.ts'

/**
 * Readings of Japanese names, out of ENAMDICT (Electronic Dictionary Research and Development Group, CC BY-SA 4.0; kept as
 * the package `enamdict`, never copied into this source): 405,000 lines like `sato|satou|佐藤|さとう|surname`.
 */
export type NameDictionary = {
  /** Skeletons of the readings of a family name and how likely each is, or undefined for a name not in it. */
  family(kanji: string): Readings | undefined
  given(kanji: string): Readings | undefined
  /** In how many ways given names of that sound are written: how common the name is, for want of a census. */
  spellings(sound: string): number
}
export type Readings = ReadonlyMap<string, number>

let loaded: NameDictionary | undefined

/** Reads it once, in about a second; it then holds about 60 MB. */
export function nameDictionary(): NameDictionary {
  loaded ??= load()
  return loaded
}

function load(): NameDictionary {
  const kinds = { family: openKind(), given: openKind() }
  eachName((romaji, kanji, _, kind) => {
    const key = plainKanji(kanji)
    if (kind !== 'given') addTo(kinds.family, key, romaji)
    if (kind !== 'surname') addTo(kinds.given, key, romaji)
  })
  const spelled = new Map<string, number>()
  for (const [romaji, count] of kinds.given.spelled) {
    const sound = skeleton(romaji)
    spelled.set(sound, (spelled.get(sound) ?? 0) + count)
  }
  return {
    family: kanji => readingsOf(kinds.family, kanji),
    given: kanji => readingsOf(kinds.given, kanji),
    spellings: sound => spelled.get(sound) ?? 0,
  }
}

/** Every line of the dictionary. */
export function eachName(visit: (romaji: string, kanji: string, kana: string, kind: string) => void): void {
  const path = createRequire(import.meta.url).resolve('enamdict/enamdict.gz')
  const text = gunzipSync(readFileSync(path)).toString()
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from)
    const [, romaji, kanji, kana, kind] = text.slice(from, end < 0 ? text.length : end).split('|')
    from = end < 0 ? text.length : end + 1
    if (romaji && kanji && kana && kind) visit(romaji, kanji, kana, kind)
  }
}

/** `spelled`: in how many ways a reading is written: how common it is as a name, for want of a census. */
type Kind = { lines: Map<string, string>; spelled: Map<string, number>; readings: Map<string, Readings> }

const openKind = (): Kind => ({ lines: new Map(), spelled: new Map(), readings: new Map() })

function addTo(kind: Kind, kanji: string, romaji: string) {
  const before = kind.lines.get(kanji)
  kind.lines.set(kanji, before ? `${before} ${romaji}` : romaji)
  kind.spelled.set(romaji, (kind.spelled.get(romaji) ?? 0) + 1)
}

function readingsOf(kind: Kind, kanji: string): Readings | undefined {
  const known = kind.readings.get(kanji)
  if (known) return known
  const line = kind.lines.get(kanji)
  if (line === undefined) return undefined
  const weights = new Map<string, number>()
  let sum = 0
  for (const romaji of line.split(' ')) {
    const key = skeleton(romaji)
    const weight = kind.spelled.get(romaji)!
    weights.set(key, (weights.get(key) ?? 0) + weight)
    sum += weight
  }
  const readings = new Map([...weights].map(([key, weight]) => [key, weight / sum]))
  kind.readings.set(kanji, readings)
  return readings
}
