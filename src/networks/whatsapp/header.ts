import type { When } from '#ledger/when.ts'
import { whenOfParts } from '#ledger/when.ts'

/**
 * How a line begins: `bracket` `[04/03/25, 14:05:09] …` (iPhone), `dash` `04/03/2025, 14:05 - …` (Android), `plain`
 * `4. 3. 2025. 14:05:09 …` and `13.06.18 21.25.15: …` (both only with dots: all else that looks so is some log).
 */
export type Style = 'bracket' | 'dash' | 'plain'

/** Three numbers of a date in the order of the file. */
export type Header = {
  style: Style
  a: number
  b: number
  c: number
  longest: 0 | 1 | 2 | -1
  hour: number
  minute: number
  second: number
  isHalfDay: boolean
  rest: string
}

/** Direction marks, isolates and byte order marks: no part of dates, names or words. */
const marks = '\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff'
export const invisible = new RegExp(`[${marks}]`, 'gu')
const word =
  '[ap]\\.?\\s?m\\.?|午前|午後|上午|下午|凌晨|早上|中午|晚上|오전|오후|morgens|vorm\\.?|mittags|nachm\\.?|abends|nachts|π\\.?μ\\.?|μ\\.?μ\\.?'
const afternoon = /^(?:p|午後|下午|中午|晚上|오후|mittags|nachm|abends|μ)/iu
const shape = new RegExp(
  `^[${marks}]*(\\[?)(\\d{1,4})([-/.])\\s?(\\d{1,4})\\3\\s?(\\d{1,4})\\.?,?\\s(?:klo\\s|kl\\.?\\s|às\\s|at\\s|a las\\s|à\\s|um\\s)?` +
    `(?:(${word})\\s?)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\s?(${word}))?(\\]\\s|\\s[-\\u2013]\\s|:\\s|\\s)`,
  'iu',
)

/** The beginning of a message, or undefined for a line that goes on with the one before. */
export function headerOf(line: string): Header | undefined {
  const first = line.charCodeAt(0)
  if (!((first >= 48 && first <= 57) || first === 91 || first > 0x2000)) return undefined
  const match = shape.exec(line)
  if (!match) return undefined
  const [whole, bracket, a, separator, b, c, before, hour, minute, second, after, end] = match
  const style: Style = bracket ? 'bracket' : end!.trim() === '-' || end!.trim() === '–' ? 'dash' : 'plain'
  if ((style === 'bracket') !== end!.startsWith(']')) return undefined
  if (style === 'plain' && separator !== '.') return undefined
  // `[2026-07-01 12:00:00] …` is how programs write their logs.
  if (style === 'bracket' && separator === '-' && a!.length === 4) return undefined
  const half = before ?? after
  return {
    style,
    a: Number(a),
    b: Number(b),
    c: Number(c),
    longest: a!.length > 2 ? 0 : b!.length > 2 ? 1 : c!.length > 2 ? 2 : -1,
    hour:
      half === undefined || Number(hour) > 12
        ? Number(hour)
        : (Number(hour) % 12) + (afternoon.test(half) ? 12 : 0),
    minute: Number(minute),
    second: second === undefined ? -1 : Number(second),
    isHalfDay: half !== undefined,
    rest: line.slice(whole.length),
  }
}

/** Where year, month and day stand among the three numbers. */
export type Order = readonly [year: 0 | 1 | 2, month: 0 | 1 | 2, day: 0 | 1 | 2]

export function whenOf({ a, b, c, hour, minute, second }: Header, order: Order): When | undefined {
  const parts = [a, b, c]
  const year = parts[order[0]]!
  return whenOfParts(
    [year < 100 ? 2000 + year : year, parts[order[1]]!, parts[order[2]]!, hour, minute, Math.max(0, second)],
    second < 0 ? 'minute' : 'second',
  )
}
