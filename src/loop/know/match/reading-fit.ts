import type { Lattice, Part } from './names/readings.ts'

/** How a name in kana or Latin letters, or a handle, fits the readings of a kanji name; smaller is better. */
export const BOTH = 0
export const REST_ALIKE = 1
export const SHORTENED = 2
export const REST_PARTLY = 3
export const FAMILY_ONLY = 4
export const GIVEN_ONLY = 5
export const REST_DIFFERS = 6
const NONE = 7

/**
 * The fit found last. Millions of pairs are asked about, of which each is done with before the next: so there is one for
 * all of them.
 */
export const fit = {
  kind: NONE,
  /** What is read, and P(this reading | the kanji); `…Begins`: the reading begins like that. */
  family: '',
  familyBegins: false,
  familyChance: 1,
  given: '',
  givenBegins: false,
  givenChance: 1,
}

/** A name or handle as it sounds: words as skeletons, all together, all but the first and all but the last. */
export type Sounding = { sounds: readonly string[]; flat: string; rest: string; front: string }
type AlikeOf = (a: string, b: string) => boolean

/** Leaves the best fit over all ways to divide the name in `fit`; false when nothing fits. */
export function fitReading(lattices: readonly Lattice[], sounding: Sounding, alike: AlikeOf): boolean {
  const { sounds, flat } = sounding
  fit.kind = NONE
  // Words tell which is which; a single letter among them is a handle's.
  const isFlat = sounds.length < 2 || sounds.some(sound => sound.length === 1)
  for (const { family, given } of lattices) {
    if (sounds.length > 1) {
      // Family first or last; whatever stands between or beside is the given name.
      fitWord(family, given, sounds[0]!, sounding.rest, alike)
      fitWord(family, given, sounds[sounds.length - 1]!, sounding.front, alike)
    }
    if (isFlat) fitFlat(family, given, flat)
  }
  return fit.kind !== NONE
}

function fitWord(family: Part, given: Part, last: string, rest: string, alike: AlikeOf): void {
  const chance = family.readings.get(last)
  if (chance === undefined) return
  const read = given.readings.get(rest)
  const begins = rest.length === 1 ? given.beginnings.get(rest) : undefined
  if (read !== undefined) keep(BOTH, last, false, chance, rest, false, read)
  else if (begins !== undefined) keep(SHORTENED, last, false, chance, rest, true, begins)
  else if (given.listed.length === 0) keep(FAMILY_ONLY, last, false, chance)
  else if (isAlike(given, rest, alike)) keep(REST_ALIKE, last, false, chance)
  else keep(isPartly(given, rest) ? REST_PARTLY : REST_DIFFERS, last, false, chance)
}

/** 佐藤 ゆい against 佐藤 結衣: the family name is the same, and the given name's reading is one of the other's. */
export function fitKana(kanji: readonly Lattice[], other: readonly Lattice[]): boolean {
  fit.kind = NONE
  for (const { family, given } of kanji)
    for (const { family: same, given: kana } of other) {
      if (family.kanji !== same.kanji || !/^[\u3041-\u309fー]+$/.test(kana.kanji)) continue
      const [sound, read] = [kana.listed[0]!, given.readings.get(kana.listed[0]!)]
      if (read !== undefined) keep(BOTH, family.listed[0]!, false, family.chances[0]!, sound, false, read)
    }
  return fit.kind === BOTH
}

/** A family name, or a given name, at the front or the end of a handle; what is left tells how much of the other. */
function fitFlat(family: Part, given: Part, flat: string): void {
  const [first, last] = [flat.charCodeAt(0), flat.charCodeAt(flat.length - 1)]
  for (let k = 0; k < family.listed.length; k++) {
    const name = family.listed[k]!
    if (name.length < 2 || name.length > flat.length) continue
    const chance = family.chances[k]!
    if (name.charCodeAt(0) === first && flat.startsWith(name))
      keepFamily(given, name, chance, flat.slice(name.length))
    if (name.charCodeAt(name.length - 1) === last && flat.length > name.length && flat.endsWith(name))
      keepFamily(given, name, chance, flat.slice(0, flat.length - name.length))
  }
  for (let k = 0; k < given.listed.length; k++) {
    const name = given.listed[k]!
    if (name.length < 2 || name.length > flat.length) continue
    const chance = given.chances[k]!
    if (name.charCodeAt(0) === first && flat.startsWith(name))
      keepGiven(family, name, chance, flat.slice(name.length))
    if (name.charCodeAt(name.length - 1) === last && flat.length > name.length && flat.endsWith(name))
      keepGiven(family, name, chance, flat.slice(0, flat.length - name.length))
  }
  if (flat.length === 6 || flat.length === 8) {
    const [one, other] = [flat.slice(0, flat.length / 2), flat.slice(flat.length / 2)]
    keepHalves(family, given, one, other)
    keepHalves(family, given, other, one)
  }
}

function keepFamily(given: Part, name: string, chance: number, rest: string): void {
  const read = given.readings.get(rest)
  const begins = given.beginnings.get(rest)
  if (rest === '') keep(FAMILY_ONLY, name, false, chance)
  else if (read !== undefined) keep(BOTH, name, false, chance, rest, false, read)
  else if (begins !== undefined) keep(SHORTENED, name, false, chance, rest, true, begins)
}

function keepGiven(family: Part, name: string, chance: number, rest: string): void {
  const begins = family.beginnings.get(rest)
  if (rest === '') keep(GIVEN_ONLY, '', false, 1, name, false, chance)
  else if (begins !== undefined) keep(SHORTENED, rest, true, begins, name, false, chance)
}

function keepHalves(family: Part, given: Part, f: string, g: string): void {
  const [begins, alsoBegins] = [family.beginnings.get(f), given.beginnings.get(g)]
  if (begins && alsoBegins) keep(SHORTENED, f, true, begins, g, true, alsoBegins)
}

function keep(
  kind: number,
  family: string,
  familyBegins: boolean,
  familyChance: number,
  given = '',
  givenBegins = false,
  givenChance = 1,
): void {
  if (kind > fit.kind) return
  if (kind === fit.kind && familyChance * givenChance <= fit.familyChance * fit.givenChance) return
  fit.kind = kind
  fit.family = family
  fit.familyBegins = familyBegins
  fit.familyChance = familyChance
  fit.given = given
  fit.givenBegins = givenBegins
  fit.givenChance = givenChance
}

function isAlike({ listed }: Part, rest: string, alike: AlikeOf): boolean {
  const first = rest.charCodeAt(0)
  for (const reading of listed) if (reading.charCodeAt(0) === first && alike(reading, rest)) return true
  return false
}

/** New given names come every day; that one of two characters sounds right is something. */
function isPartly({ firstSounds, lastSounds, isTold }: Part, rest: string): boolean {
  if (isTold) return false
  let front = 0
  let end = 0
  for (const sound of firstSounds) if (sound.length > front && rest.startsWith(sound)) front = sound.length
  for (const sound of lastSounds) if (sound.length > end && rest.endsWith(sound)) end = sound.length
  return 2 * Math.max(front, end) >= rest.length || front + end >= rest.length
}
