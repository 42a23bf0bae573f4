import { type When, whenOfIso, whenOfParts } from '#ledger/when.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The date shapes of X's files: `Sun Mar 21 12:53:22 +0000 2021` in posts, ISO with milliseconds elsewhere,
 * `2013-05-01 12:00:00 +0000` before 2018. Those old files have midnight for the hour of what was written before
 * November 2010, which was not kept.
 */
export function xWhen(text: string): When | undefined {
  const value = text.trim()
  const worded = /^[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})$/.exec(value)
  if (worded) {
    const [, month, day, hour, minute, second, year] = worded
    return whenOfParts(
      [
        Number(year),
        months.indexOf(month!.toLowerCase()) + 1,
        Number(day),
        Number(hour),
        Number(minute),
        Number(second),
      ],
      'second',
      0,
    )
  }
  const old = /^(\d{4}-\d\d-\d\d) (00:00:00)?(.*)$/.exec(value)
  if (old?.[2] && value < '2010-11-05') return whenOfIso(old[1]!)
  return whenOfIso(value)
}
