import { takenFor } from '#ledger/imitation.ts'
import type { AccountRecord } from './account-record.ts'
import { type Column, type Comparison, NO_NEWS } from './comparison.ts'
import { digitsOf, formsOf, isMadeOf } from './handle-forms.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { HARD } from './key-comparisons.ts'
import { inFull, inOneWord, nearlyInFull } from './name-comparison.ts'
import { openNumbers, openValues } from './value-table.ts'

const SAME = 0
const CONTAINED = 1
const ALIKE = 2
const FORMED = 3
const ELSE = 4
export const IMITATES = 5

/** Starting weights of science.md b.5: +7, +4, +5, -1.6 bits; the same handle by how many have it. */
const levels = [
  { name: 'same handle', m: 0.45, u: 1e-4 },
  { name: 'one handle in the other', m: 0.1, u: 0.1 / 2 ** 7 },
  { name: 'handles alike', m: 0.05, u: 0.05 / 2 ** 4 },
  { name: "formed from the other's name", m: 0.1, u: 0.1 / 2 ** 5 },
  { name: 'nothing in common', m: 0.3, u: 0.3 * 2 ** 1.6 },
  { name: "imitates the other's letters", m: 1, u: 1, warns: true },
]

/** Handles everybody might take say nothing. */
const generic =
  /^(info|admin|contact|office|hello|home|blog|news|me|user|test|official|staff|support|about|index|profile|people)$/

/**
 * Chance that somebody else of the same name (or of one that agrees in a word) takes the very handle that is made of it:
 * more than half of people make theirs of their name, in some four ways, half of them without digits. A digit more makes
 * it ten times rarer.
 */
const sameForm = 0.08
const sameFormOfWord = 0.01

/**
 * Handles (and local parts of mail addresses): how rare the handle is, what contains what, what is formed from a name.
 * Where the names agree, handles made of them hardly say more.
 */
export const handles: Comparison<AccountRecord> = { name: 'handle', levels, fixed: true, open }

function open(place: (comparison: string) => number): Column<AccountRecord> {
  const [nameAt, mailAt] = [place('name'), place('mail')]
  const values = openValues()
  const texts: string[] = []
  const column = openNumbers()
  const nameValues = openValues()
  const nameTexts: string[] = []
  const formed: (ReadonlySet<string> | undefined)[] = []
  const names = openNumbers()
  const made = new Map<number, boolean>()
  /** Accounts whose handle is taken for the text in `column` and is written in other letters. */
  const imitating = openNumbers()
  let records = 0

  const fits = (value: number, name: number) =>
    value >= 0 && name >= 0 && formed[name]?.has(texts[value]!) === true
  const lengthOf = (value: number) => values.start[value + 1]! - values.start[value]!
  const isOwnName = (record: number): boolean => {
    const [value, name] = [column.at[record]!, names.at[record]!]
    if (value < 0) return false
    // Where there is no name, the handle stood for it.
    if (name < 0) return true
    const key = value * 2 ** 26 + name
    const known = made.get(key)
    if (known !== undefined) return known
    const is = isMadeOf(texts[value]!, nameTexts[name]!)
    made.set(key, is)
    return is
  }

  /** By how many have it, or by how hard it is to hit upon, whatever is rarer. */
  const chanceOfSame = (value: number) => {
    const others = Math.max(1, values.count(value) - 1)
    return others * Math.min(1 / Math.max(100, records), chanceToHitUpon(texts[value]!))
  }

  return {
    add({ handle, mails, name, reading }) {
      records++
      const imitated = latinOf(handle)
      const text = imitated ?? (plain(handle) || plain(mails?.[0]?.value.split('@')[0]))
      imitating.push(Number(imitated !== undefined))
      const value = text.length > 2 && !generic.test(text) ? values.add(text) : -1
      if (value === texts.length) texts.push(text)
      column.push(value)
      const shown = name || reading
      const named = shown ? nameValues.number(shown) : -1
      if (named === formed.length) {
        formed.push(formsOf(shown!))
        nameTexts.push(shown!)
      }
      names.push(named)
    },
    remove(at) {
      records--
      values.untally(column.at[at]!)
    },
    level(a, b) {
      const [one, other] = [column.at[a]!, column.at[b]!]
      if (imitating.at[a] || imitating.at[b]) return one >= 0 && one === other ? IMITATES : -1
      if (one >= 0 && one === other) return SAME
      if (one < 0 || other < 0) return fits(one, names.at[b]!) || fits(other, names.at[a]!) ? FORMED : -1
      const [short, long] = lengthOf(one) <= lengthOf(other) ? [one, other] : [other, one]
      if (lengthOf(short) > 4) {
        if ((values.marks[short]! & ~values.marks[long]!) === 0 && texts[long]!.includes(texts[short]!))
          return CONTAINED
        if (jaroWinkler(values, one, other, 0.92) > 0.92) return ALIKE
      }
      return fits(one, names.at[b]!) || fits(other, names.at[a]!) ? FORMED : ELSE
    },
    chance(a, b, level, levels) {
      if (level === ELSE || level === IMITATES) return 0
      // The part before the @ of an address that both have.
      if (level === SAME && levels[mailAt] === HARD) return NO_NEWS
      const names = levels[nameAt] ?? -1
      const agree = inFull.has(names)
      if (level === FORMED) return agree ? NO_NEWS : 0
      const rare = level === SAME ? chanceOfSame(column.at[a]!) : 0
      const form = agree || nearlyInFull.has(names) ? sameForm : inOneWord.has(names) ? sameFormOfWord : 0
      if (form === 0 || !(isOwnName(a) || isOwnName(b))) return rare
      return level === SAME ? Math.max(rare, form / 10 ** digitsOf(texts[column.at[a]!]!)) : NO_NEWS
    },
  }
}

/** What a handle with letters of another alphabet is taken for. */
function latinOf(handle: string | undefined): string | undefined {
  const text = handle && takenFor(handle.normalize('NFKC').toLowerCase())
  return text === undefined || text === '' ? undefined : plain(text)
}

/** A letter of a word that people use says about a bit, a digit more; never less than 17 bits' worth. */
function chanceToHitUpon(handle: string): number {
  const digits = handle.replace(/\D/g, '').length
  return 2 ** -Math.min(17, handle.length - digits + 2.5 * digits)
}

const plain = (handle = '') =>
  (handle.startsWith('@') ? handle.slice(1) : handle)
    .split('@')[0]!
    .replace(/\.bsky\.social$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
