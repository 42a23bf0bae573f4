import { generationOf } from '#ledger/generation.ts'
import { folded, plainLatin, plainRomaji } from '#ledger/name.ts'

/**
 * Do some of these names not agree? Those agree that are equal, or of which one is a part of the other: `Yui` and `Yui Sato`,
 * `林さん` and `林 健`, not `林` and `小林 健`, `大島 恵` and `大島 恵美`, `J. Smith` and `M. Smith`, nor names in different scripts. A
 * quick look without a dictionary; what it holds back, likeness weighs. `Sr.` and nothing are two: father and son.
 */
export function namesDiffer(names: readonly (string | undefined)[]): boolean {
  return somePair(names, (one, other) => !agree(one, other))
}

/** Do some contradict each other? Names in different scripts may well be one. */
export function namesContradict(names: readonly (string | undefined)[]): boolean {
  return somePair(
    names,
    (one, other) => one.which !== other.which || (one.script === other.script && !agree(one, other)),
  )
}

/** Is one told to be the elder and another the younger, or the second and the third? */
export function generationsDiffer(names: readonly (string | undefined)[]): boolean {
  return somePair(names, (one, other) => one.which !== '' && other.which !== '' && one.which !== other.which)
}

function somePair(names: readonly (string | undefined)[], is: (one: Look, other: Look) => boolean): boolean {
  const told = [...new Set(names)].flatMap(name => (name ? [looked(name)] : []))
  return told.some((one, k) => told.slice(0, k).some(other => is(one, other)))
}

/** One text for a name in any order of its words, with and without a space. */
export function nameAsSaid(name: string): string {
  const { script, joined, words, which } = looked(name)
  return `${script === 'latin' ? [...words].sort().join(' ') : joined}${which && `, ${which}`}`
}

type Look = {
  script: 'latin' | 'unspaced' | 'other'
  joined: string
  words: ReadonlySet<string>
  /** Which of several who share the name; empty where it does not say. */
  which: string
}

const honorific = /(?<=\S)\s*(様|さま|さん|殿|氏|先生|君|くん|ちゃん)$/
const unspaced = /^[\p{Script=Han}\u3041-\u309fー々가-힣]+$/u

function looked(told: string): Look {
  const { name, which = '' } = generationOf(told.normalize('NFKC'))
  const text = plainLatin(folded(name))
    .replace(/[([（［【「].*?[)\]）］】」]|\s*[@|/].*$/gu, ' ')
    .replace(honorific, '')
    .replace(/[^\p{L}\p{M}\s]/gu, ' ')
  const words = text.split(/\s+/).filter(Boolean)
  const joined = words.join('')
  const script = /^[a-z]+$/.test(joined) ? 'latin' : unspaced.test(joined) ? 'unspaced' : 'other'
  return { script, joined, words: new Set(script === 'latin' ? words.map(plainRomaji) : words), which }
}

function agree(a: Look, b: Look): boolean {
  if (a.which !== b.which) return false
  if (a.joined === b.joined) return true
  if (a.script !== b.script) return false
  const [short, long] = a.joined.length < b.joined.length ? [a, b] : [b, a]
  const isOneInOther = isWithin(short.words, long.words) || isWithin(long.words, short.words)
  if (a.script !== 'unspaced') return isOneInOther
  // A family name alone; kanji say more than kana.
  return (
    isOneInOther ||
    (short.words.size < 2 &&
      long.words.size < 2 &&
      [...short.joined].length < 3 &&
      long.joined.startsWith(short.joined))
  )
}

const isWithin = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  some.values().every(word => others.has(word) || others.values().some(other => isInitialOf(word, other)))

const isInitialOf = (one: string, other: string) =>
  /^[a-z]/.test(one) && (one.length === 1 || other.length === 1) && one[0] === other[0]
