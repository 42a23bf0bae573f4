import type { AccountRecord } from './account-record.ts'
import { type ParsedName, parseName } from './names/parse-name.ts'
import type { Part } from './names/readings.ts'
import { bareKey, spellingsOf } from './names/romanised.ts'
import type { Block } from './settings.ts'

/**
 * Names that may be one person's share a key: a word; all words; a reading of the whole; a family name's sound with the
 * first sound of the given name, which handles are cut up for at every place (`yamadat` → `yamada|t`).
 */
export const nameBlocks: readonly Block<AccountRecord>[] = [
  { name: 'name', keys: record => [...keysOf(record)] },
]

function keysOf({ name, reading, handle }: AccountRecord): Set<string> {
  const keys = new Set<string>()
  const text = name || reading || handle?.replace(/[\d._-]+/g, ' ')
  if (!text) return keys
  const parsed = parseName(text, name && reading)
  const joined = parsed.words.join('')
  keys.add(`n ${[...parsed.words].sort().join(' ')}`).add(`n ${joined}`)
  if (parsed.hasKanji) addReadings(keys, parsed)
  else addSounds(keys, parsed)
  if (parsed.romanised) {
    for (const spelling of spellingsOf(parsed.romanised)) if (spelling.length > 2) keys.add(`w ${spelling}`)
    if (parsed.romanised.script === 'letters') keys.add(`t ${bareKey(spellingsOf(parsed.romanised))}`)
  } else if (!parsed.hasKanji && parsed.sounds.length > 1) keys.add(`t ${bareKey(parsed.words)}`)
  return keys
}

function addReadings(keys: Set<string>, { lattices }: ParsedName): void {
  for (const { family, given } of lattices) {
    for (const [f, chance] of family.readings) if (chance > 0.02) keys.add(`f ${f}`)
    for (const [f, chance] of likely(family))
      for (const [g, read] of likely(given))
        if (chance * read > 0.02) keys.add(`s ${f}${g}`).add(`s ${g}${f}`)
    addSplits(keys, family, given)
    addSplits(keys, given, family)
  }
}

function addSplits(keys: Set<string>, whole: Part, other: Part): void {
  const initials = [...other.beginnings].flatMap(([start, chance]) =>
    start.length === 1 && chance > 0.008 ? [start] : [],
  )
  for (const [reading] of likely(whole))
    for (const initial of initials) {
      keys.add(`i ${reading}|${initial}`)
      if (reading.length > 4) keys.add(`i ${reading.slice(0, 4)}|${initial}`)
      if (reading.length > 3) keys.add(`i ${reading.slice(0, 3)}|${initial}`)
    }
}

const likely = ({ readings }: Part): [string, number][] =>
  [...readings].filter(([, chance]) => chance > 0.004)

function addSounds(keys: Set<string>, { words, sounds, flat }: ParsedName): void {
  for (const word of words) if (word.length > 2) keys.add(`w ${word}`)
  if (flat.length < 4) return
  keys.add(`s ${flat}`).add(`b ${flat.slice(0, 5)}`)
  if (sounds.length > 1) {
    const [first, last] = [sounds[0]!, sounds.at(-1)!]
    const [rest, front] = [sounds.slice(1).join(''), sounds.slice(0, -1).join('')]
    keys.add(`f ${first}`).add(`f ${last}`)
    keys.add(`i ${first}|${rest[0]}`).add(`i ${last}|${front[0]}`)
  } else
    for (let k = 1; k < Math.min(flat.length, 14); k++) {
      if (k > 1) keys.add(`i ${flat.slice(0, k)}|${flat[k]}`)
      keys.add(`i ${flat.slice(k)}|${flat[0]}`)
    }
}
