import { whenOfParts } from '#ledger/when.ts'
import { isWeekday, weekdayOf } from './weekdays.ts'

const MINUTE = 60_000
const halves: Record<string, 'am' | 'pm'> = {
  午前: 'am',
  上午: 'am',
  凌晨: 'am',
  早上: 'am',
  am: 'am',
  午後: 'pm',
  下午: 'pm',
  中午: 'pm',
  晚上: 'pm',
  pm: 'pm',
  오전: 'am',
  오후: 'pm',
  sa: 'am',
  ch: 'pm',
}
const clock =
  /^(?:(午前|午後|上午|下午|凌晨|早上|中午|晚上|오전|오후|AM|PM)\s?)?(\d{1,2}):(\d{2})(?:\s?(?:([AP])\.?\s?M\.?|(SA|CH)))?$/iu
const written = /^(?:([^\d\s]+[.,]*)\s+)?(\d{1,4})([./-])(\d{1,2})\3(\d{1,4})\.?\s*(\D*)$/u

/** A time of day in milliseconds: `10:23`, `午前10:23`, `下午07:04`, `10:23PM`. NaN for one that cannot be (`25:61`). */
export function timeOfDay(text: string): number | undefined {
  const known = times.get(text)
  if (known !== undefined) return known
  const match = clock.exec(text)
  if (!match) return undefined
  const half = halves[(match[1] ?? (match[4] && `${match[4]}m`) ?? match[5] ?? '').toLowerCase()]
  const hour = Number(match[2])
  const minute = Number(match[3])
  const hours = half === undefined || hour > 12 ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  const time = hours > 23 || minute > 59 ? Number.NaN : (hours * 60 + minute) * MINUTE
  if (times.size > 10_000) times.clear()
  times.set(text, time)
  return time
}

const times = new Map<string, number>()

/**
 * A line that begins a day, in milliseconds since 1970: `2026/06/01(月)`, `2026.12.10 Wednesday`, `2026年6月1日 月曜日`,
 * `2026/1/30周五`, `2026년 6월 1일 월요일`, `Fri, 1/30/2026`. Where the year stands last, the weekday tells which of the others is the month;
 * without one the month comes first. NaN for a day that cannot be, undefined for any other line.
 */
export function dayOf(line: string): number | undefined {
  if (line.length > 40 || !/\d/.test(line)) return undefined
  const text = line.trim()
  const named = /^(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]\s*(\D*)$/u.exec(text)
  if (named && isWeekday(named[4]!)) return dayAt(Number(named[1]), Number(named[2]), Number(named[3]))
  const match = written.exec(text)
  if (!match || !isWeekday(match[1] ?? '') || !isWeekday(match[6]!)) return undefined
  const [a, b, c] = [Number(match[2]), Number(match[4]), Number(match[5])]
  if (match[2]!.length === 4) return dayAt(a, b, c)
  if (match[5]!.length !== 4) return undefined
  const weekday = weekdayOf(match[1] ?? '') ?? weekdayOf(match[6]!)
  const monthFirst = dayAt(c, a, b)
  const dayFirst = dayAt(c, b, a)
  const fits = (day: number) => new Date(day).getUTCDay() === weekday
  if (Number.isNaN(monthFirst) || (!fits(monthFirst) && fits(dayFirst))) return dayFirst
  return monthFirst
}

const dayAt = (year: number, month: number, day: number) =>
  whenOfParts([year, month, day, 0, 0, 0], 'day')?.at ?? Number.NaN
