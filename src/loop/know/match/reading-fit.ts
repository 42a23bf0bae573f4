import type { Lattice, Part } from './names/readings.ts'

/** How a name in kana or Latin letters, or a handle, fits the readings of a kanji name. */
export type Fit = {
  kind:
    | 'both'
    | 'family, rest alike'
    | 'shortened'
    | 'family, rest partly'
    | 'family only'
    | 'family, rest differs'
  /**
   * What is read, and P(this reading | the kanji); `ya~` for a reading that begins like that.
   */
  family: string
  given?: string
  familyChance: number
  givenChance: number
}

type AlikeOf = (a: string, b: string) => boolean

/** `sounds`: the words as skeletons; `flat`: all together. The best fit over all ways to divide the name. */
export function fitReading(
  lattices: readonly Lattice[],
  sounds: readonly string[],
  flat: string,
  alike: AlikeOf,
): Fit | undefined {
  let best: Fit | undefined
  for (const lattice of lattices) {
    // Words tell which is which; a single letter among them is a handle's.
    const isFlat = sounds.length < 2 || sounds.some(sound => sound.length === 1)
    const fit = sounds.length > 1 ? fitWords(lattice, sounds, alike) : undefined
    for (const found of [fit, isFlat ? fitFlat(lattice, flat) : undefined]) {
      if (!found) continue
      if (
        !best ||
        rank[found.kind] < rank[best.kind] ||
        (found.kind === best.kind && chanceOf(found) > chanceOf(best))
      )
        best = found
    }
  }
  return best
}

const chanceOf = (fit: Fit) => fit.familyChance * fit.givenChance

const rank = {
  both: 0,
  'family, rest alike': 1,
  shortened: 2,
  'family, rest partly': 3,
  'family only': 4,
  'family, rest differs': 5,
} as const

function fitWords({ family, given }: Lattice, sounds: readonly string[], alike: AlikeOf): Fit | undefined {
  const best = openBest()
  // Family first or last; whatever stands between or beside is the given name.
  for (const [last, rest] of [
    [sounds[0]!, sounds.slice(1).join('')],
    [sounds.at(-1)!, sounds.slice(0, -1).join('')],
  ] as const) {
    const chance = family.readings.get(last)
    if (chance === undefined) continue
    const read = given.readings.get(rest)
    const begins = given.beginnings.get(rest)
    if (read !== undefined) best.keep('both', chance, last, read, rest)
    else if (begins !== undefined && rest.length === 1)
      best.keep('shortened', chance, last, begins, `${rest}~`)
    else if (given.readings.size === 0) best.keep('family only', chance, last)
    else if ([...given.readings.keys()].some(reading => reading[0] === rest[0] && alike(reading, rest)))
      best.keep('family, rest alike', chance, last)
    else best.keep(isPartly(given, rest) ? 'family, rest partly' : 'family, rest differs', chance, last)
  }
  return best.fit
}

function fitFlat({ family, given }: Lattice, flat: string): Fit | undefined {
  const best = openBest()
  for (const [reading, chance] of family.readings)
    for (const rest of restsOf(flat, reading)) {
      const read = given.readings.get(rest)
      const begins = given.beginnings.get(rest)
      if (rest === '') best.keep('family only', chance, reading)
      else if (read !== undefined) best.keep('both', chance, reading, read, rest)
      else if (begins !== undefined) best.keep('shortened', chance, reading, begins, `${rest}~`)
    }
  for (const [reading, chance] of given.readings)
    for (const rest of restsOf(flat, reading)) {
      const begins = family.beginnings.get(rest)
      if (begins !== undefined) best.keep('shortened', begins, `${rest}~`, chance, reading)
    }
  if (flat.length === 6 || flat.length === 8) {
    const [one, other] = [flat.slice(0, flat.length / 2), flat.slice(flat.length / 2)]
    for (const [f, g] of [
      [one, other],
      [other, one],
    ] as const) {
      const [begins, alsoBegins] = [family.beginnings.get(f), given.beginnings.get(g)]
      if (begins && alsoBegins) best.keep('shortened', begins, `${f}~`, alsoBegins, `${g}~`)
    }
  }
  return best.fit
}

function openBest() {
  const best = {
    fit: undefined as Fit | undefined,
    keep(kind: Fit['kind'], familyChance: number, family: string, givenChance = 1, given?: string) {
      const { fit } = best
      const chance = familyChance * givenChance
      if (
        !fit ||
        rank[kind] < rank[fit.kind] ||
        (kind === fit.kind && chance > fit.familyChance * fit.givenChance)
      )
        best.fit = { kind, familyChance, family, givenChance, given }
    },
  }
  return best
}

/** New given names come every day; that one of two characters sounds right is something. */
function isPartly({ firstSounds, lastSounds }: Part, rest: string): boolean {
  let front = 0
  let end = 0
  for (const sound of firstSounds) if (sound.length > front && rest.startsWith(sound)) front = sound.length
  for (const sound of lastSounds) if (sound.length > end && rest.endsWith(sound)) end = sound.length
  return 2 * Math.max(front, end) >= rest.length || front + end >= rest.length
}

/** What is left of a handle when a name is taken from its front or its end. */
function restsOf(flat: string, name: string): string[] {
  if (name.length < 2) return []
  const rests = flat.startsWith(name) ? [flat.slice(name.length)] : []
  if (flat.endsWith(name) && flat.length > name.length) rests.push(flat.slice(0, -name.length))
  return rests
}
