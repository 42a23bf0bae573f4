import { type When, whenOfIso, whenOfParts } from '#ledger/when.ts'
import { birthdayOf } from '../contact-fields.ts'

/** Which comes first where a date is written `4/5/2026`; nothing is guessed where it is not told. */
export type DateOrder = 'month-first' | 'day-first'

const DAY = 86_400_000
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const clock = String.raw`(?:[,\sT]+(?:at\s+)?(\d{1,2})(?::|時)(\d{1,2})?(?::|分)?(?::?(\d{1,2})秒?(?:\.\d+)?)?\s*([AP]\.?M\.?)?\s*(Z|UTC|JST|[+-]\d\d:?\d\d)?)?$`
const yearFirst = new RegExp(String.raw`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?${clock}`, 'i')
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${clock}`, 'i')
const inEra = new RegExp(
  String.raw`^((?:令和|平成|昭和|[RHS])(?:\d{1,2}|元)[年.]\d{1,2}[月.]\d{1,2}日?)()()${clock}`,
  'i',
)
const monthNamed = new RegExp(
  String.raw`^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}`,
  'i',
)
const dayNamed = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[-\s.]+([a-z]{3,9})\.?[-\s,]+(\d{4})${clock}`,
  'i',
)

/**
 * A date as people and their programs write it into a table: ISO, `2026/9/5 10:30`, `2026年9月5日（土） 10時30分`,
 * `令和8年9月5日`, `2026/9/5 24:30` (half past midnight, as an evening's programme has it), `Sep 5, 2026`, `5 September 2026`, and `9/5/2026` where the order is told or only one is possible. Times without a
 * zone stay without. Undefined for all else.
 */
export function tableWhen(text: string, order?: DateOrder): When | undefined {
  if (text.length > 60) return undefined
  const value = text
    .normalize('NFKC')
    .trim()
    // Days of the week only repeat what the date says.
    .replace(/\s*\([^()\d]{1,12}\)/, '')
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, '')
  const iso = whenOfIso(value)
  // A year or a month alone is a number or a version as often as a date.
  if (iso) return iso.precision === 'year' ? undefined : iso
  const first = yearFirst.exec(value)
  if (first) return made(first, Number(first[1]), Number(first[2]), Number(first[3]))
  const era = inEra.exec(value)
  if (era) {
    const [year, month, day] = (birthdayOf(era[1]!) ?? '').split('-').map(Number)
    return month && day ? made(era, year!, month, day) : undefined
  }
  const last = yearLast.exec(value)
  if (last) {
    const [one, other] = [Number(last[1]), Number(last[2])]
    const known = one > 12 ? 'day-first' : other > 12 ? 'month-first' : one === other ? 'day-first' : order
    if (!known) return undefined
    const [month, day] = known === 'day-first' ? [other, one] : [one, other]
    return made(last, Number(last[3]), month, day)
  }
  const named = monthNamed.exec(value)
  if (named) return made(named, Number(named[3]), monthOf(named[1]!), Number(named[2]))
  const day = dayNamed.exec(value)
  if (day) return made(day, Number(day[3]), monthOf(day[2]!), Number(day[1]))
  return undefined
}

/** True for a date that is one thing month first and another day first. */
export function isAmbiguous(text: string): boolean {
  return tableWhen(text) === undefined && tableWhen(text, 'day-first') !== undefined
}

const monthOf = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1

function made(found: RegExpExecArray, year: number, month: number, day: number): When | undefined {
  const [hour, minute, second, half, zone] = found.slice(4)
  if (hour === undefined) return whenOfParts([year, month, day, 0, 0, 0], 'day')
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const hours = half ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour)
  const isNextDay = hours === 24
  const when = whenOfParts(
    [year, month, day, isNextDay ? 0 : hours, Number(minute ?? 0), Number(second ?? 0)],
    second === undefined ? 'minute' : 'second',
    zone === undefined ? undefined : minutesOf(zone.toUpperCase()),
  )
  return when && isNextDay ? { ...when, at: when.at + DAY } : when
}

function minutesOf(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0
  if (zone === 'JST') return 9 * 60
  const digits = zone.slice(1).replace(':', '')
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
}
