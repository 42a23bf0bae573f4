import { soundsOf } from './character-readings.ts'
import { commonFamilies } from './common-families.ts'
import { nameDictionary, type Readings } from './name-dictionary.ts'
import { kanaSkeleton } from './skeleton.ts'

/** One part of a kanji name: its readings as skeletons with their chances, and what handles make of them. */
export type Part = {
  kanji: string
  readings: Readings
  /** The same as lists, likeliest first. */
  listed: readonly string[]
  chances: readonly number[]
  /** Chance that the reading begins like that: initials, three and four letters. */
  beginnings: ReadonlyMap<string, number>
  /** What its first and its last character can sound like. */
  firstSounds: readonly string[]
  lastSounds: readonly string[]
  /** Somebody told the reading: there is no other. */
  isTold?: boolean
}
/** A way to divide a kanji name. */
export type Lattice = { family: Part; given: Part }

/** Readings kept of one part; the least likely hundred are noise. */
const most = 32

/**
 * All ways to divide and read a kanji name (folded, without honorifics). Divided at its space; without one wherever the
 * dictionary knows both parts, else where it knows the first.
 */
export function latticesOf(name: string): Lattice[] {
  return divide(name)
    .slice(0, 3)
    .map(([family, given]) => ({ family: partOf(family, 'family'), given: partOf(given, 'given') }))
    .filter(({ family }) => family.readings.size > 0)
}

/**
 * The ways to divide a name that a told reading allows, read in no other way. Its words are in either order; without a space
 * in it, it is cut where the family name's reading ends, or is the given name's. A reading that fits no way leaves all.
 */
export function readAs(lattices: Lattice[], reading: readonly string[]): Lattice[] {
  if (reading.length === 0) return lattices
  const fits = lattices.flatMap(({ family, given }) => {
    const [first, last] = [reading[0]!, reading.at(-1)!]
    const cuts: (readonly [string, string])[] =
      reading.length > 1
        ? [
            [first, reading.slice(1).join('')],
            [last, reading.slice(0, -1).join('')],
          ]
        : given.readings.has(first) || !family.listed.some(f => first.startsWith(f))
          ? []
          : family.listed.flatMap(f =>
              first.startsWith(f) && first !== f ? [[f, first.slice(f.length)] as const] : [],
            )
    if (reading.length === 1 && cuts.length === 0 && given.kanji && !family.readings.has(first))
      return [{ family, given: readOnlyAs(given, first) }]
    const cut = cuts.find(([f]) => family.readings.has(f))
    return cut && given.kanji
      ? [{ family: readOnlyAs(family, cut[0]), given: readOnlyAs(given, cut[1]) }]
      : []
  })
  return fits.length > 0 ? fits : lattices
}

function readOnlyAs(part: Part, reading: string): Part {
  const beginnings = new Map([1, 3, 4].filter(n => n < reading.length).map(n => [reading.slice(0, n), 1]))
  return {
    ...part,
    readings: new Map([[reading, 1]]),
    listed: [reading],
    chances: [1],
    beginnings,
    isTold: true,
  }
}

const parts = { family: new Map<string, Part>(), given: new Map<string, Part>() }

function partOf(kanji: string, kind: 'family' | 'given'): Part {
  const known = parts[kind].get(kanji)
  if (known) return known
  const readings = readingsOf(kanji, kind)
  const beginnings = new Map<string, number>()
  for (const [reading, chance] of readings)
    for (const length of [1, 3, 4])
      if (length < reading.length) {
        const beginning = reading.slice(0, length)
        beginnings.set(beginning, (beginnings.get(beginning) ?? 0) + chance)
      }
  for (const [beginning, chance] of beginnings) if (chance < 0.005) beginnings.delete(beginning)
  const chars = [...kanji]
  const part = {
    kanji,
    readings,
    listed: [...readings.keys()],
    chances: [...readings.values()],
    beginnings,
    firstSounds: skeletonsOf(chars[0]),
    lastSounds: chars.length > 1 ? skeletonsOf(chars.at(-1)) : [],
  }
  if (parts[kind].size >= 40_000) parts[kind].clear()
  parts[kind].set(kanji, part)
  return part
}

function divide(name: string): [string, string][] {
  const dictionary = nameDictionary()
  const at = name.indexOf(' ')
  if (at > 0) return [[name.slice(0, at), name.slice(at + 1).replaceAll(' ', '')]]
  const chars = [...name]
  if (chars.length > 8) return []
  if (dictionary.family(name)) return [[name, '']]
  const splits = chars
    .slice(1)
    .map((_, k): [string, string] => [chars.slice(0, k + 1).join(''), chars.slice(k + 1).join('')])
    .filter(([family]) => dictionary.family(family))
  const both = splits.filter(([, given]) => dictionary.given(given) ?? isKana(given))
  return both.length > 0 ? both : splits
}

const isKana = (text: string) => /^[\u3041-\u309fー]+$/.test(text)

const skeletonsOf = (char = '') => [...new Set([...soundsOf(char).keys()].map(kanaSkeleton))].filter(Boolean)

/**
 * Readings of one part: the dictionary's, and what its characters can sound like together. The dictionary is usually
 * right and never complete: new given names are made every day.
 */
function readingsOf(kanji: string, part: 'family' | 'given'): Readings {
  if (!kanji) return new Map()
  if (isKana(kanji)) return new Map([[kanaSkeleton(kanji), 1]])
  const listed = nameDictionary()[part](kanji)
  const weights = new Map<string, number>()
  for (const [reading, chance] of listed ?? []) weights.set(reading, trusted[part] * chance)
  const share = listed ? 1 - trusted[part] : 1
  for (const [reading, chance] of spelledOut(kanji))
    weights.set(reading, (weights.get(reading) ?? 0) + share * chance)
  const usual = part === 'family' ? commonFamilies.get(kanji) : undefined
  if (usual) {
    for (const [reading, chance] of weights) weights.set(reading, 0.05 * chance)
    weights.set(usual, 0.95)
  }
  return new Map(
    [...weights]
      .filter(([, chance]) => chance > 0.0005)
      .sort(byChance)
      .slice(0, most),
  )
}

const byChance = (a: [string, number], b: [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)

/** Weight of the listed readings against those of the characters, by what serves best on the half for tuning. */
const trusted = { family: 0.97, given: 0.45 }

/** What the characters sound like one after the other, most likely first. */
function spelledOut(kanji: string): Map<string, number> {
  const chars = [...kanji]
  let partial: [string, number][] = [['', 1]]
  for (const [k, character] of chars.entries()) {
    const sounds = isKana(character)
      ? new Map([[character, 1]])
      : soundsOf(character === '々' && k > 0 ? chars[k - 1]! : character)
    const next: [string, number][] = []
    for (const [before, chance] of partial)
      for (const [sound, p] of sounds) if (chance * p > 0.002) next.push([before + sound, chance * p])
    partial = next.sort(byChance).slice(0, 60)
  }
  const readings = new Map<string, number>()
  let sum = 0
  for (const [kana, chance] of partial) {
    const reading = kanaSkeleton(kana)
    if (reading.length < 2) continue
    // What is a name at all is likelier to be meant than any sequence of sounds.
    const weight = chance * (nameDictionary().spellings(reading) + 0.5) ** 0.75
    readings.set(reading, (readings.get(reading) ?? 0) + weight)
    sum += weight
  }
  for (const [reading, weight] of readings) readings.set(reading, weight / sum)
  return readings
}
