import type { AccountRecord } from './account-record.ts'
import type { Column, Comparison } from './comparison.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { parseName } from './names/parse-name.ts'
import { openNumbers, openValues } from './value-table.ts'

const SAME = 0
const CONTAINED = 1
const ALIKE = 2
const FORMED = 3
const ELSE = 4

/** Starting weights of science.md b.5: +7, +4, +5, -1.6 bits; the same handle by how many have it. */
const levels = [
  { name: 'same handle', m: 0.45, u: 1e-4 },
  { name: 'one handle in the other', m: 0.1, u: 0.1 / 2 ** 7 },
  { name: 'handles alike', m: 0.05, u: 0.05 / 2 ** 4 },
  { name: "formed from the other's name", m: 0.1, u: 0.1 / 2 ** 5 },
  { name: 'nothing in common', m: 0.3, u: 0.3 * 2 ** 1.6 },
]

/** Handles everybody might take say nothing. */
const generic =
  /^(info|admin|contact|office|hello|home|blog|news|me|user|test|official|staff|support|about|index|profile|people)$/

/** Handles (and local parts of mail addresses): how rare the handle is, what contains what, what is formed from a name. */
export const handles: Comparison<AccountRecord> = { name: 'handle', levels, fixed: true, open }

function open(): Column<AccountRecord> {
  const values = openValues()
  const column = openNumbers()
  const formed: (ReadonlySet<string> | undefined)[] = []
  const names = openNumbers()
  const nameValues = openValues()
  let records = 0
  const contains = (long: number, short: number) => textOf(long).includes(textOf(short))
  const texts: string[] = []
  const textOf = (value: number) => texts[value]!
  return {
    add({ handle, mails, name }) {
      records++
      const text = plain(handle) || plain(mails?.[0]?.value.split('@')[0])
      const value = text.length > 2 && !generic.test(text) ? values.add(text) : -1
      if (value === texts.length) texts.push(text)
      column.push(value)
      const named = name ? nameValues.number(name) : -1
      if (named === formed.length) formed.push(formsOf(name!))
      names.push(named)
    },
    level(a, b) {
      const [one, other] = [column.at[a]!, column.at[b]!]
      if (one >= 0 && one === other) return SAME
      const fits = (value: number, name: number) =>
        value >= 0 && name >= 0 && formed[name]?.has(textOf(value))
      if (one < 0 || other < 0) return fits(one, names.at[b]!) || fits(other, names.at[a]!) ? FORMED : -1
      const lengthOf = (value: number) => values.start[value + 1]! - values.start[value]!
      const [short, long] = lengthOf(one) <= lengthOf(other) ? [one, other] : [other, one]
      if (lengthOf(short) > 4) {
        if ((values.marks[short]! & ~values.marks[long]!) === 0 && contains(long, short)) return CONTAINED
        if (jaroWinkler(values, one, other, 0.92) > 0.92) return ALIKE
      }
      return fits(one, names.at[b]!) || fits(other, names.at[a]!) ? FORMED : ELSE
    },
    chance: (a, _, level) =>
      level === SAME ? Math.max(1, values.count(column.at[a]!) - 1) / Math.max(100, records) : 0,
  }
}

const plain = (handle = '') =>
  (handle.startsWith('@') ? handle.slice(1) : handle)
    .split('@')[0]!
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Handles that people make of a name in Latin letters: both names, one and an initial. */
function formsOf(name: string): ReadonlySet<string> | undefined {
  const { words, hasKanji } = parseName(name)
  const latin = words.map(word => word.replace(/[^a-z]/g, ''))
  const [first, last] = [latin[0]!, latin.at(-1)!]
  if (hasKanji || latin.length < 2 || latin.length > 3 || first.length + last.length < 6 || !first || !last)
    return undefined
  return new Set([
    first + last,
    last + first,
    first[0] + last,
    first + last[0],
    last + first[0],
    last[0] + first,
  ])
}
