import { folded, plainLatin, plainRomaji } from '#ledger/name.ts'

/**
 * Do some of these names contradict each other? Only names in one script can: `山田太郎` and `山田花子`, `Taro Yamada` and
 * `Hanako Yamada`, not `Yui` and `Yui Sato`. A quick look without a dictionary; what it holds back, likeness weighs.
 */
export function namesDiffer(names: readonly (string | undefined)[]): boolean {
  const told = [...new Set(names)].flatMap(name => (name ? [looked(name)] : []))
  return told.some((one, k) => told.slice(0, k).some(other => differ(one, other)))
}

/** One text for a name in any order of its words, with and without a space. */
export function nameAsSaid(name: string): string {
  const { script, joined, words } = looked(name)
  return script === 'latin' ? [...words].sort().join(' ') : joined
}

type Look = { script: 'latin' | 'japanese' | 'other'; joined: string; words: ReadonlySet<string> }

const honorific = /(?<=\S)\s*(様|さま|さん|殿|氏|先生|君|くん|ちゃん)$/

function looked(name: string): Look {
  const text = plainLatin(folded(name))
    .replace(/[([（［【「].*?[)\]）］】」]|\s*[@|,/].*$/gu, ' ')
    .replace(honorific, '')
    .replace(/[^\p{L}\p{M}\s]/gu, ' ')
  const words = text.split(/\s+/).filter(Boolean)
  const joined = words.join('')
  const script = /^[a-z]+$/.test(joined)
    ? 'latin'
    : /^[\p{Script=Han}\u3041-\u309fー々]+$/u.test(joined)
      ? 'japanese'
      : 'other'
  return { script, joined, words: new Set(words.filter(word => word.length > 1).map(plainRomaji)) }
}

function differ(a: Look, b: Look): boolean {
  if (a.script !== b.script || a.script === 'other') return false
  if (a.script === 'latin') return !isWithin(a.words, b.words) && !isWithin(b.words, a.words)
  // Kana may be the reading of the kanji.
  const han = /\p{Script=Han}/u
  if (han.test(a.joined) !== han.test(b.joined)) return false
  return !a.joined.includes(b.joined) && !b.joined.includes(a.joined)
}

const isWithin = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  some.values().every(word => others.has(word))
