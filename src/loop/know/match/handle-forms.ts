import { parseName } from './names/parse-name.ts'
import { skeleton } from './names/skeleton.ts'
import { fitReading } from './reading-fit.ts'

/** Handles that people make of a name in Latin letters: both names, one and an initial. */
export function formsOf(name: string): ReadonlySet<string> | undefined {
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

/** Is a handle (small letters and digits) nothing but this name in some shorter form, and maybe digits? */
export function isMadeOf(handle: string, name: string): boolean {
  const letters = skeleton(handle)
  if (letters.length < 2) return false
  const { hasKanji, lattices, sounds } = parseName(name)
  if (hasKanji)
    return fitReading(lattices, { sounds: [letters], flat: letters, rest: '', front: '' }, () => false)
  return sounds.some((one, k) =>
    sounds.some((other, l) => (k !== l || sounds.length < 2) && joins(letters, one, other)),
  )
}

/** The beginning of one word and the beginning of another. */
function joins(letters: string, one: string, other: string): boolean {
  for (let cut = 0; cut <= letters.length; cut++)
    if (one.startsWith(letters.slice(0, cut)) && other.startsWith(letters.slice(cut))) return true
  return false
}

/** Digits make a handle rarer; of a year only the last two do. */
export function digitsOf(handle: string): number {
  const digits = handle.replace(/\D/g, '')
  return /^(19|20)\d\d$/.test(digits) ? 2 : Math.min(4, digits.length)
}
