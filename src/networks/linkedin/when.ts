import { type When, whenOfParts } from '#ledger/when.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The date shapes of LinkedIn's files: `08 Feb 2026`, `2026-09-30 08:12:40[ UTC]`, `2019-11-06T02:08:20`, `2024/02/01 15:02:55 UTC`,
 * `9/5/26, 1:12 AM` (month first, no zone). Each file keeps to one; their shapes exclude each other. Undefined for
 * anything else, also for a day or month in another language.
 */
export function linkedinWhen(text: string): When | undefined {
  const value = text.trim()
  const full = /^(\d{4})([-/])(\d\d)\2(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?( UTC|Z)?)?$/.exec(value)
  if (full) {
    const [, year, , month, date, hour, minute, second, zone] = full
    return whenOfParts(
      [
        Number(year),
        Number(month),
        Number(date),
        Number(hour ?? 0),
        Number(minute ?? 0),
        Number(second ?? 0),
      ],
      hour === undefined ? 'day' : 'second',
      zone ? 0 : undefined,
    )
  }
  const day = /^(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})$/.exec(value)
  if (day)
    return whenOfParts(
      [Number(day[3]), months.indexOf(day[2]!.toLowerCase()) + 1, Number(day[1]), 0, 0, 0],
      'day',
    )
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d),?\s+(\d{1,2}):(\d\d)(?::\d\d)?\s*([AP])M$/i.exec(value)
  if (!local) return undefined
  const [, month, date, year, hour, minute, half] = local
  if (Number(hour) < 1 || Number(hour) > 12) return undefined
  const hours = (Number(hour) % 12) + (half!.toUpperCase() === 'P' ? 12 : 0)
  const fullYear = year!.length === 2 ? 2000 + Number(year) : Number(year)
  return whenOfParts([fullYear, Number(month), Number(date), hours, Number(minute), 0], 'minute')
}
