import type { Language } from '#ledger/language.ts'
import type { Precision } from '#ledger/when.ts'

const DAY = 86_400_000

/** The reader's own flavour of their language (en-GB, en-US …), so that dates look the way they are used to. */
export function localeOf(language: Language, wanted: readonly string[] = []): string {
  const own = wanted.find(tag => tag === language || tag.startsWith(`${language}-`))
  return own ?? (language === 'ja' ? 'ja-JP' : 'en')
}

/** 2026年11月23日(月) / Mon, Nov 23, 2026. `at`: ISO 8601. */
export function dayOf(at: string, locale: string, timeZone?: string): string {
  const long = locale.startsWith('ja')
  return dates(locale, {
    year: 'numeric',
    month: long ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone,
  }).format(new Date(at))
}

/** 2026年11月23日 / 23 Nov 2026: a day in a table. */
export const dateOf = (at: string, locale: string) =>
  dates(locale, {
    year: 'numeric',
    month: locale.startsWith('ja') ? 'long' : 'short',
    day: 'numeric',
  }).format(new Date(at))

/** A month as a heading: 2026年11月 / November 2026. */
export function monthOf(at: string, locale: string, timeZone?: string): string {
  return dates(locale, { year: 'numeric', month: 'long', timeZone }).format(new Date(at))
}

/**
 * A moment no more exactly than it is known. A time without a zone was stored as UTC, and so were bare dates:
 * those are shown in UTC so that a day never slips.
 */
export function momentOf(at: string, precision: Precision, zoneKnown: boolean, locale: string): string {
  const zone = zoneKnown && precision !== 'day' ? undefined : 'UTC'
  switch (precision) {
    case 'year':
      return dates(locale, { year: 'numeric', timeZone: 'UTC' }).format(new Date(at))
    case 'month':
      return monthOf(at, locale, 'UTC')
    case 'day':
      return dayOf(at, locale, zone)
    default: {
      const time = dates(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone })
      return `${dayOf(at, locale, zone)} ${time.format(new Date(at))}`
    }
  }
}

/**
 * たった今, 昨日, 3日前, 20か月前, 2年半前 / just now, yesterday, 3 days ago, 20 months ago, 2½ years ago: never further off
 * than a quarter of a year in the first five, so that what is near is not told as long ago.
 */
export function agoOf(at: string, now: number, locale: string): string {
  const isJapanese = locale.startsWith('ja')
  const gap = new Date(at).getTime() - now
  const size = Math.abs(gap)
  const told = (count: number, unit: Intl.RelativeTimeFormatUnit) =>
    closed(agos(locale, unit === 'day' ? 'auto' : 'always').format(gap < 0 ? -count : count, unit), locale)
  if (size < 45_000) return isJapanese ? 'たった今' : 'just now'
  const minutes = Math.round(size / 60_000)
  if (minutes < 60) return told(minutes, 'minute')
  const hours = Math.round(size / 3_600_000)
  if (hours < 24) return told(hours, 'hour')
  const days = Math.round(size / DAY)
  if (days < 7) return told(days, 'day')
  if (days < 30) return told(Math.round(days / 7), 'week')
  const months = Math.round(days / 30.44)
  if (months < 24) return told(months, 'month')
  const halves = Math.round(days / (365.25 / 2))
  const years = Math.floor(halves / 2)
  if (halves % 2 === 0 || years >= 5) return told(Math.round(days / 365.25), 'year')
  if (isJapanese) return `${years}年半${gap < 0 ? '前' : '後'}`
  return gap < 0 ? `${years}½ years ago` : `in ${years}½ years`
}

export const numberOf = (value: number, locale: string, digits = 0) =>
  numbers(locale, { maximumFractionDigits: digits }).format(value)

/** A chance or share from 0 to 1 as a whole per cent; never a false 0 % or 100 %. */
export function percentOf(share: number, locale: string): string {
  const format = numbers(locale, { style: 'percent', maximumFractionDigits: 0 })
  if (share > 0 && share < 0.01) return `<${format.format(0.01)}`
  if (share < 1 && share > 0.99) return `>${format.format(0.99)}`
  return format.format(share)
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

export function bytesOf(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return numbers(locale, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value)
}

/** A rough length of time: the largest unit that fits, rounded. */
export function lengthOf(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 55
      ? [Math.max(5, Math.ceil(seconds / 5) * 5), 'second']
      : seconds < 3300
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3600), 'hour']
  const words = numbers(locale, { style: 'unit', unit: unit as string, unitDisplay: 'long' })
  return closed(words.format(value as number), locale)
}

/** Intl sets a space between figure and unit in Japanese; Japanese does not. */
const closed = (text: string, locale: string) =>
  locale.startsWith('ja') ? text.replace(/(?<=\d) (?=\S)/g, '') : text

export const listOf = (parts: readonly string[], locale: string) => lists(locale).format(parts)

/** English needs two forms, Japanese one. */
export const plural = (count: number, one: string, other: string) =>
  englishPlural.select(count) === 'one' ? one : other

/**
 * Whole numbers of people that add up on the page: the total is rounded, then the known, and the newcomers are
 * what remains (at most one away from their own rounding).
 */
export function wholePeople(known: number, newcomers: number) {
  const total = Math.round(known + newcomers)
  const shownKnown = Math.min(total, Math.round(known))
  return { total, known: shownKnown, newcomers: total - shownKnown }
}

/** The language of a run of outside text where its script tells; undefined where it does not (kanji alone, Latin). */
export function langOf(text: string): string | undefined {
  if (/[\u3041-\u30ff\uff66-\uff9f]/.test(text)) return 'ja'
  if (/[\uac00-\ud7a3]/.test(text)) return 'ko'
  return undefined
}

/** Making an Intl formatter costs some 50 µs and a list draws hundreds, so each is made once. */
const made = new Map<string, unknown>()
function once<T>(name: string, locale: string, options: object, make: () => T): T {
  const key = `${name} ${locale} ${JSON.stringify(options)}`
  const before = made.get(key) as T | undefined
  if (before) return before
  const fresh = make()
  made.set(key, fresh)
  return fresh
}
const dates = (locale: string, options: Intl.DateTimeFormatOptions) =>
  once('date', locale, options, () => new Intl.DateTimeFormat(locale, options))
const numbers = (locale: string, options: Intl.NumberFormatOptions) =>
  once('number', locale, options, () => new Intl.NumberFormat(locale, options))
const agos = (locale: string, numeric: 'auto' | 'always') =>
  once('ago', locale, { numeric }, () => new Intl.RelativeTimeFormat(locale, { numeric }))
const lists = (locale: string) =>
  once('list', locale, {}, () => new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' }))
const englishPlural = new Intl.PluralRules('en')
