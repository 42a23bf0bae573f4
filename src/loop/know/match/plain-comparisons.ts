import type { Column, Comparison } from './comparison.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { openNumbers, openValues, type ValueTable } from './value-table.ts'

type Text<T> = (record: T) => string | undefined
type Options = { frequency?: boolean }

/** Equal or not. */
export const equal = <T>(name: string, text: Text<T>, options: Options = {}): Comparison<T> =>
  onValues(name, ['exact', 'else'], text, options, (_, a, b) => (a === b ? 0 : 1))

/** For dates, numbers and codes: exact, one edit, two edits (a swap of neighbours is one), else. */
export const edits = <T>(name: string, text: Text<T>, options: Options = {}): Comparison<T> =>
  onValues(name, ['exact', '1 edit', '2 edits', 'else'], text, options, (values, a, b) => {
    if (a === b) return 0
    return Math.min(3, editDistance(values, a, b, 2))
  })

/** For names and other words: exact, Jaro–Winkler at least .9, at least .8, else. */
export const nameLike = <T>(name: string, text: Text<T>, options: Options = {}): Comparison<T> =>
  onValues(name, ['exact', 'very alike', 'alike', 'else'], text, options, (values, a, b) => {
    if (a === b) return 0
    const alike = jaroWinkler(values, a, b, 0.8)
    return alike >= 0.9 ? 1 : alike >= 0.8 ? 2 : 3
  })

function onValues<T>(
  name: string,
  levels: string[],
  text: Text<T>,
  { frequency = false }: Options,
  levelOf: (values: ValueTable, a: number, b: number) => number,
): Comparison<T> {
  const open = (): Column<T> => {
    const values = openValues()
    const column = openNumbers()
    return {
      add: record => column.push(values.add(text(record))),
      remove: at => values.untally(column.at[at]!),
      level(a, b) {
        const one = column.at[a]!
        const other = column.at[b]!
        return one < 0 || other < 0 ? -1 : levelOf(values, one, other)
      },
      chance: frequency
        ? (a, _, level) => (level === 0 ? Math.max(values.share(column.at[a]!), 1 / values.told) : 0)
        : undefined,
    }
  }
  return { name, levels: levels.map(level => ({ name: level })), open }
}

/** Given and family name together, also when they stand in each other's place. */
export function fullName<T>(
  name: string,
  given: Text<T>,
  family: Text<T>,
  options: Options = {},
): Comparison<T> {
  const levels = [
    'both equal',
    'both equal, swapped',
    'both alike',
    'both alike, swapped',
    'family name equal',
    'given name equal',
    'one alike',
    'one alike, swapped',
    'else',
  ].map(level => ({ name: level }))
  return { name, levels, open: () => openFullName(given, family, options) }
}

function openFullName<T>(given: Text<T>, family: Text<T>, { frequency = false }: Options): Column<T> {
  // One table for both, so that a swap is an equality of numbers.
  const values = openValues()
  const shareOf = { given: openValues(), family: openValues() }
  const givens = openNumbers()
  const families = openNumbers()
  const givenAt = openNumbers()
  const familyAt = openNumbers()
  const alike = (a: number, b: number) => (a < 0 || b < 0 ? 0 : jaroWinkler(values, a, b, 0.85))
  return {
    add(record) {
      givens.push(values.add(given(record)))
      families.push(values.add(family(record)))
      givenAt.push(shareOf.given.add(given(record)))
      familyAt.push(shareOf.family.add(family(record)))
    },
    remove(at) {
      values.untally(givens.at[at]!)
      values.untally(families.at[at]!)
      shareOf.given.untally(givenAt.at[at]!)
      shareOf.family.untally(familyAt.at[at]!)
    },
    level(a, b) {
      const [g1, g2, f1, f2] = [givens.at[a]!, givens.at[b]!, families.at[a]!, families.at[b]!]
      if ((g1 < 0 && f1 < 0) || (g2 < 0 && f2 < 0)) return -1
      const sameGiven = g1 === g2 && g1 >= 0
      const sameFamily = f1 === f2 && f1 >= 0
      if (sameGiven && sameFamily) return 0
      if (g1 >= 0 && g1 === f2 && f1 >= 0 && f1 === g2) return 1
      const [given, family] = [alike(g1, g2), alike(f1, f2)]
      if (given >= 0.85 && family >= 0.85) return 2
      const [cross, crossed] = [alike(g1, f2), alike(f1, g2)]
      if (cross >= 0.85 && crossed >= 0.85) return 3
      if (sameFamily) return 4
      if (sameGiven) return 5
      if (given >= 0.85 || family >= 0.85) return 6
      return cross >= 0.9 || crossed >= 0.9 ? 7 : 8
    },
    chance: frequency
      ? (a, _, level) =>
          level === 0 ? shareOf.given.share(givenAt.at[a]!) * shareOf.family.share(familyAt.at[a]!) : 0
      : undefined,
  }
}
