import type { Lattice } from './readings.ts'

/** How common family and given names are among the owner's people, by kanji and by sound. */
export type ReadingShares = {
  add(lattice: Lattice): void
  /** P(somebody's family name is read like that; `ya~`: begins like that), leaving out the one with chance `own`. */
  family(sound: string, own: number): number
  given(sound: string, own: number): number
  /** P(somebody has these kanji for family and given name). */
  ofKanji(lattice: Lattice): number
}

export function openReadingShares(): ReadingShares {
  const counts = { family: new Map<string, number>(), given: new Map<string, number>() }
  const starts = { family: new Map<string, number>(), given: new Map<string, number>() }
  const kanji = { family: new Map<string, number>(), given: new Map<string, number>() }
  let people = 0
  const countOf = (part: 'family' | 'given', sound: string) =>
    (sound.endsWith('~') ? starts[part].get(sound.slice(0, -1)) : counts[part].get(sound)) ?? 0
  /** But for the two who are compared. */
  const othersWith = (part: 'family' | 'given', text: string, some: number) =>
    Math.max(0, (kanji[part].get(text) ?? 0) - 2) + some
  const plus = (map: Map<string, number>, key: string, amount: number) =>
    map.set(key, (map.get(key) ?? 0) + amount)
  return {
    add(lattice) {
      people++
      for (const part of ['family', 'given'] as const) {
        plus(kanji[part], lattice[part].kanji, 1)
        for (const [sound, chance] of lattice[part].readings) plus(counts[part], sound, chance)
        for (const [start, chance] of lattice[part].beginnings) plus(starts[part], start, chance)
      }
    },
    // A few people say little about how common a name is: as if some were there who hardly have it.
    family: (sound, own) => (Math.max(0, countOf('family', sound) - own) + 0.15) / (people + 100),
    given: (sound, own) => (Math.max(0, countOf('given', sound) - own) + 0.15) / (people + 300),
    ofKanji: ({ family, given }) =>
      (othersWith('family', family.kanji, 0.3) / (people + 100)) *
      (given.kanji ? othersWith('given', given.kanji, 0.3) / (people + 300) : 1),
  }
}
