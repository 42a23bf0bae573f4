import type { When } from '#ledger/when.ts'
import { whenOfParts } from '#ledger/when.ts'

type Time = readonly [hour: number, minute: number, second: number]

/** Years as other calendars count them, by the eras phones write before them. */
const eras: Record<string, number> = {
  r: 2018,
  令和: 2018,
  h: 1988,
  平成: 1988,
  s: 1925,
  昭和: 1925,
  民國: 1911,
  民国: 1911,
}

export const isEra = (text: string) => Object.hasOwn(eras, text.toLowerCase())

/**
 * A date as the phone wrote it. Phones follow the calendar of their region: 2569 is Buddhist, 1405 Persian, 1448
 * Islamic, 115 of the Republic of China, R8 of Reiwa. WhatsApp began in 2009, so no year can be two of them.
 */
export function whenIn(
  year: number,
  month: number,
  day: number,
  era: string,
  time: Time,
  isToMinute: boolean,
): When | undefined {
  const precision = isToMinute ? 'minute' : 'second'
  const calendar =
    year >= 1380 && year <= 1425 ? 'persian' : year >= 1426 && year <= 1480 ? 'islamic-umalqura' : undefined
  if (calendar) {
    const found = gregorian(calendar, year, month, day)
    return found && whenOfParts([...found, ...time], precision)
  }
  return whenOfParts([gregorianYear(year, era), month, day, ...time], precision)
}

function gregorianYear(year: number, era: string): number {
  const base = eras[era.toLowerCase()]
  if (base !== undefined && year < 100) return base + year
  if (year >= 2450 && year < 2700) return year - 543
  if (year >= 98 && year < 200) return year + 1911
  // A Buddhist year of two digits: 69 is 2569.
  if (year >= 52 && year < 98) return year + 2500 - 543
  return year < 100 ? 2000 + year : year
}

const DAY = 86_400_000
const known = new Map<string, readonly [number, number, number] | undefined>()

/** The day of the common calendar on which a day of another one falls; none where that day does not exist. */
function gregorian(calendar: 'persian' | 'islamic-umalqura', year: number, month: number, day: number) {
  const key = `${calendar} ${year} ${month} ${day}`
  if (known.has(key)) return known.get(key)
  if (known.size > 20_000) known.clear()
  const found =
    month < 1 || month > 12 || day < 1 || day > 31 ? undefined : sought(calendar, year, month, day)
  known.set(key, found)
  return found
}

function sought(calendar: 'persian' | 'islamic-umalqura', year: number, month: number, day: number) {
  const guess =
    calendar === 'persian'
      ? Date.UTC(year + 621, 2, 21) + ((month - 1) * 30.5 + day - 1) * DAY
      : Date.UTC(2026, 5, 17) + ((year - 1448) * 354.367 + (month - 1) * 29.53 + day - 1) * DAY
  for (let step = 0; step <= 8; step++) {
    for (const off of [step, -step]) {
      const date = new Date(Math.floor(guess / DAY + off) * DAY)
      const [y, m, d] = partsIn(calendar, date)
      if (y === year && m === month && d === day)
        return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const
    }
  }
  return undefined
}

const formats = new Map<string, Intl.DateTimeFormat>()

function partsIn(calendar: string, date: Date): number[] {
  let format = formats.get(calendar)
  if (!format) {
    const options = { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' } as const
    formats.set(calendar, (format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, options)))
  }
  const parts = format.formatToParts(date)
  return ['year', 'month', 'day'].map(kind =>
    Number.parseInt(parts.find(({ type }) => type === kind)?.value ?? '', 10),
  )
}
