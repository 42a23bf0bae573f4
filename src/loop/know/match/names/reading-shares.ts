import { shareInJapan } from './common-families.ts'
import type { Lattice, Part } from './readings.ts'

/** How common family and given names are among the owner's people, by kanji and by sound. */
export type ReadingShares = {
  add(lattice: Lattice): void
  /** Somebody of this name is there no more. */
  remove(lattice: Lattice): void
  /** P(somebody's family name is read like that, or `begins` like that), leaving out the one with chance `own`. */
  family(sound: string, begins: boolean, own: number): number
  given(sound: string, begins: boolean, own: number): number
  /** P(somebody else has these kanji for family and given name). */
  ofKanji(lattice: Lattice): number
}

export function openReadingShares(): ReadingShares {
  const shares = { family: openPart(), given: openPart() }
  let people = 0
  // A few people say little about how common a name is: as if some were there who hardly have it.
  const families = () => people + 100
  const givens = () => people + 300
  const count = ({ family, given }: Lattice, by: number) => {
    people += by
    shares.family.count(family, by)
    shares.given.count(given, by)
  }
  return {
    add: lattice => count(lattice, 1),
    remove: lattice => count(lattice, -1),
    family: (sound, begins, own) =>
      (Math.max(0, shares.family.ofSound(sound, begins) - own) + 0.15) / families(),
    given: (sound, begins, own) => (Math.max(0, shares.given.ofSound(sound, begins) - own) + 0.15) / givens(),
    ofKanji: ({ family, given }) =>
      ((shares.family.others(family.kanji) + 100 * shareInJapan(family.kanji)) / families()) *
      (given.kanji ? (shares.given.others(given.kanji) + 0.3) / givens() : 1),
  }
}

/** Sums over sounds are made when they are first asked for: of each different name once, however many have it. */
function openPart() {
  const sounds = new Map<string, number>()
  const starts = new Map<string, number>()
  const kanji = new Map<string, number>()
  const waiting = new Map<Part, number>()
  const plus = (sums: Map<string, number>, key: string, amount: number) =>
    sums.set(key, (sums.get(key) ?? 0) + amount)
  const settle = () => {
    for (const [{ readings, beginnings }, count] of waiting) {
      for (const [sound, chance] of readings) plus(sounds, sound, count * chance)
      for (const [start, chance] of beginnings) plus(starts, start, count * chance)
    }
    waiting.clear()
  }
  return {
    count(part: Part, by: number) {
      plus(kanji, part.kanji, by)
      waiting.set(part, (waiting.get(part) ?? 0) + by)
    },
    ofSound(sound: string, begins: boolean): number {
      if (waiting.size > 0) settle()
      return (begins ? starts : sounds).get(sound) ?? 0
    },
    /** But for the two who are compared. */
    others: (text: string) => Math.max(0, (kanji.get(text) ?? 0) - 2),
  }
}
