import { type NameKind, soundChance } from './character-readings.ts'
import { commonFamilies } from './common-families.ts'
import { eachName } from './name-dictionary.ts'
import { parseName } from './parse-name.ts'
import { plainKanji } from './plain-kanji.ts'
import { kanaSkeleton } from './skeleton.ts'

/**
 * The likeliest readings of kanji names, in hiragana, family name first: suggestions until the owner confirms them. Of
 * the readings that the dictionary lists, the one is taken that the characters have most often in names, and that most
 * names are read as. Undefined where the dictionary lacks a part, and for names of one part. Reads the dictionary once a
 * call, in about a second.
 */
export function suggestReadings(names: readonly string[]): (string | undefined)[] {
  const divided = names.map(name => {
    const { hasKanji, lattices } = parseName(name)
    return hasKanji ? lattices.filter(({ given }) => given.kanji !== '') : []
  })
  const wanted = { surname: new Set<string>(), given: new Set<string>() }
  for (const { family, given } of divided.flat()) {
    wanted.surname.add(family.kanji)
    wanted.given.add(given.kanji)
  }
  const listed = listedReadings(wanted)
  const known = {
    surname: new Map<string, string | undefined>(),
    given: new Map<string, string | undefined>(),
  }
  const readingOf = (kanji: string, kind: NameKind) => {
    if (isKana(kanji)) return kanji
    if (!known[kind].has(kanji)) known[kind].set(kanji, likeliest(kanji, kind, listed))
    return known[kind].get(kanji)
  }
  return divided.map(ways => {
    for (const { family, given } of ways) {
      const [surname, first] = [readingOf(family.kanji, 'surname'), readingOf(given.kanji, 'given')]
      if (surname && first) return `${surname} ${first}`
    }
    return undefined
  })
}

/** `of`: the readings of a name, and how much it counts that it is listed like that. */
type Listed = {
  of: Record<NameKind, Map<string, Map<string, number>>>
  spelled: Record<NameKind, Map<string, number>>
}

function listedReadings(wanted: Record<NameKind, ReadonlySet<string>>): Listed {
  const of: Listed['of'] = { surname: new Map(), given: new Map() }
  const spelled: Listed['spelled'] = { surname: new Map(), given: new Map() }
  eachName((_, written, kana, told) => {
    const kanji = plainKanji(written)
    for (const kind of ['surname', 'given'] as const) {
      const counts = told === kind ? 1 : otherKind
      spelled[kind].set(kana, (spelled[kind].get(kana) ?? 0) + counts)
      if (!wanted[kind].has(kanji)) continue
      const readings = of[kind].get(kanji) ?? new Map<string, number>()
      of[kind].set(kanji, readings.set(kana, Math.max(counts, readings.get(kana) ?? 0)))
    }
  })
  return { of, spelled }
}

function likeliest(kanji: string, kind: NameKind, { of, spelled }: Listed): string | undefined {
  const usual = kind === 'surname' ? commonFamilies.get(kanji) : undefined
  let best: string | undefined
  let most = -1
  for (const [kana, counts] of of[kind].get(kanji) ?? []) {
    const isUsual = usual !== undefined && kanaSkeleton(kana) === usual
    const often = (spelled[kind].get(kana) ?? 0) ** spelledPower[kind]
    const weight = counts * (soundChance(kanji, kana, kind) + 1e-6) * often * (isUsual ? 1e6 : 1)
    if (weight > most) [best, most] = [kana, weight]
  }
  return best
}

/** The dictionary lists each name under one kind, though many given names are family names too. */
const otherKind = 0.3

/** How much it counts that many names are read alike; by what serves best on names with known readings. */
const spelledPower = { surname: 0.25, given: 1 } as const

const isKana = (text: string) => /^[\u3041-\u309fー]+$/.test(text)
