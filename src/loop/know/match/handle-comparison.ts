import { takenFor } from '#ledger/imitation.ts'
import type { AccountRecord } from './account-record.ts'
import { type Column, type Comparison, NO_NEWS } from './comparison.ts'
import { digitsOf, formsOf, isMadeOf } from './handle-forms.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { HARD } from './key-comparisons.ts'
import { contradictory, inFull, inOneWord, NOTHING, nearlyInFull, UNREADABLE } from './name-levels.ts'
import { homeOf, pageHandles } from './own-pages.ts'
import { openNumbers, openValues } from './value-table.ts'

export const SAME = 0
export const CONTAINED = 1
export const ALIKE = 2
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
 * more than half of people make theirs of their name, in some four ways that are not equally usual, half of them without digits: of
 * two, .3 do (both), a quarter of these in one way, and half of these without digits. A digit more makes it ten times rarer.
 */
const sameForm = 0.04
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
  /** What the account's own domain says beside it, or instead. */
  const beside = openNumbers()
  const isOfPage = openNumbers()
  const nameValues = openValues()
  const nameTexts: string[] = []
  const formed: (ReadonlySet<string> | undefined)[] = []
  const names = openNumbers()
  const made = new Map<number, boolean>()
  /** Accounts whose handle is taken for the text in `column` and is written in other letters. */
  const imitating = openNumbers()
  let records = 0
  /** The handle that both have, of the pair looked at last. */
  let met = -1

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
  const chanceOfSame = (value: number, bitsOfLetter: number) => {
    const others = Math.max(1, values.count(value) - 1)
    return others * Math.min(1 / Math.max(100, records), chanceToHitUpon(texts[value]!, bitsOfLetter))
  }

  const numberOf = (text: string): number => {
    const value = text.length > 2 && !generic.test(text) ? values.add(text) : -1
    if (value === texts.length) texts.push(text)
    return value
  }

  /** The same handle, be it that of a page. */
  const meeting = (a: number, b: number): number => {
    const one = column.at[a]!
    const other = column.at[b]!
    if (one >= 0 && one === other) return one
    const third = beside.at[a]!
    const fourth = beside.at[b]!
    if (one >= 0 && one === fourth) return one
    return third >= 0 && (third === other || third === fourth) ? third : -1
  }

  return {
    add(record) {
      const { handle, mails, name, reading } = record
      records++
      const imitated = latinOf(handle)
      const [page, domain] = pageHandles(record)
      const text = imitated ?? (plain(handle ?? page) || plain(mails?.[0]?.value.split('@')[0]))
      imitating.push(Number(imitated !== undefined))
      column.push(numberOf(text))
      const home = record.network === 'fediverse' ? homeOf(record) : domain
      beside.push(home === undefined ? -1 : numberOf(home.replace(/[^a-z0-9]/g, '')))
      isOfPage.push(Number(page !== undefined))
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
      values.untally(beside.at[at]!)
    },
    level(a, b) {
      const [one, other] = [column.at[a]!, column.at[b]!]
      if (imitating.at[a] || imitating.at[b]) return one >= 0 && one === other ? IMITATES : -1
      met = meeting(a, b)
      if (met >= 0) return SAME
      if (one < 0 || other < 0) return fits(one, names.at[b]!) || fits(other, names.at[a]!) ? FORMED : -1
      const [short, long] = lengthOf(one) <= lengthOf(other) ? [one, other] : [other, one]
      if (lengthOf(short) > 4) {
        if ((values.marks[short]! & ~values.marks[long]!) === 0 && texts[long]!.includes(texts[short]!))
          return CONTAINED
        if (jaroWinkler(values, one, other, 0.92) > 0.92) return ALIKE
      }
      if (fits(one, names.at[b]!) || fits(other, names.at[a]!)) return FORMED
      // A site may be called anything.
      return isOfPage.at[a] || isOfPage.at[b] ? -1 : ELSE
    },
    chance(a, b, level, levels) {
      if (level === ELSE || level === IMITATES) return 0
      // The part before the @ of an address that both have.
      if (level === SAME && levels[mailAt] === HARD) return NO_NEWS
      const names = levels[nameAt] ?? -1
      const agree = inFull.has(names)
      if (level === FORMED) return agree ? NO_NEWS : 0
      const rare = level === SAME ? chanceOfSame(met, letterBits(names)) / otherName(names) : 0
      const form = agree || nearlyInFull.has(names) ? sameForm : inOneWord.has(names) ? sameFormOfWord : 0
      if (form === 0 || !(isOwnName(a) || isOwnName(b))) return rare
      return level === SAME ? Math.max(rare, form / 10 ** digitsOf(texts[met]!)) : NO_NEWS
    },
  }
}

/** What a handle with letters of another alphabet is taken for. */
function latinOf(handle: string | undefined): string | undefined {
  const text = handle && takenFor(handle.normalize('NFKC').toLowerCase())
  return text === undefined || text === '' ? undefined : plain(text)
}

/**
 * Bits of a letter: two in words that people make up or put together; less where names agree in a word alone, which may join them.
 * Where they do not agree the owner is asked at most. A digit says more; all together never more than 20.
 */
const letterBits = (names: number): number => (inOneWord.has(names) && !contradictory.has(names) ? 1.5 : 2)

function chanceToHitUpon(handle: string, bitsOfLetter: number): number {
  const digits = handle.replace(/\D/g, '').length
  return 2 ** -Math.min(bitsOfLetter > 1 ? 20 : 17, (handle.length - digits) * bitsOfLetter + 2.5 * digits)
}

/** Whoever goes by a handle often shows another name beside it: then that names have nothing in common says little. */
const otherName = (names: number): number => (names === NOTHING ? 4 : names === UNREADABLE ? 64 : 1)

const plain = (handle = '') =>
  (handle.startsWith('@') ? handle.slice(1) : handle)
    .split('@')[0]!
    .replace(/\.bsky\.social$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
