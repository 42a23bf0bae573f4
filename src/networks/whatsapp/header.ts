import type { When } from '#ledger/when.ts'
import { isEra, whenIn } from './calendars.ts'
import { plainPart } from './day-parts.ts'
import { hasDigitNear, marks, mayBegin, plainHead } from './plain-line.ts'

/**
 * How a line begins: `bracket` `[04/03/25, 14:05:09] …` (iPhone), `dash` `04/03/2025, 14:05 - …` (Android), `plain`
 * `4. 3. 2025. 14:05:09 …` (only with dots: all else that looks so is some log) and `colon` `13.06.18 21.25.15: …` (iPhones
 * until 2018).
 */
export type Style = 'bracket' | 'dash' | 'plain' | 'colon'

/** Three numbers of a date in the order of the file. `hour`: as written; `part`: the words beside it, one of which may say of which half of the day. */
export type Header = {
  style: Style
  separator: string
  a: number
  b: number
  c: number
  longest: 0 | 1 | 2 | -1
  /** A number begins with a zero, or has one digit. */
  isPadded: boolean
  isShort: boolean
  /** `AM` or `PM` in capitals. */
  isCapital: boolean
  era: string
  hour: number
  minute: number
  second: number
  part: string
  rest: string
}

const word =
  '[ap]\\.?\\s?m\\.?|午前|午後|上午|下午|凌晨|早上|中午|晚上|오전|오후|morgens|vorm\\.?|mittags|nachm\\.?|abends|nachts|π\\.?μ\\.?|μ\\.?μ\\.?'
const shape = new RegExp(
  `^[${marks}]*(\\[?)(\\d{1,4})([-/.])\\s?(\\d{1,4})\\3\\s?(\\d{1,4})\\.?,?\\s(?:klo\\s|kl\\.?\\s|às\\s|at\\s|a las\\s|à\\s|um\\s)?` +
    `(?:(${word})\\s?)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\s?(${word}))?(\\]\\s|\\s[-\\u2013]\\s|:\\s|\\s)`,
  'iu',
)

/** The beginning of a message, or undefined for a line that goes on with the one before. */
export function headerOf(line: string): Header | undefined {
  if (!mayBegin(line.charCodeAt(0))) return undefined
  const match = shape.exec(line)
  if (!match) return otherHeader(line)
  const [whole, bracket, a, separator, b, c, before, hour, minute, second, after, end] = match
  const style = styleOf(bracket!, end!)
  if (!style || style === 'plain') {
    // A word of another language may stand between the time and what ends it.
    const other = otherHeader(line)
    if (!style || separator !== '.' || (other && other.style !== 'colon')) return other
  }
  const date = [a!, b!, c!] as const
  return header(
    {
      style,
      separator: separator!,
      date,
      era: '',
      time: [hour!, minute!, second],
      part: before ?? after ?? '',
    },
    line.slice(whole.length),
  )
}

/** In any other language: digits, marks, words and order of whatever phone. Words between the numbers are two at most. */
const words = "(?:\\s?\\(?[\\p{L}\\p{M}.'’]{1,14}\\)?)"
const date =
  '(\\p{L}{0,2})\\s?(\\d{1,4})(?<sep>\\s?[-/.]\\s?|年\\s?|년\\s?)(\\d{1,2})(?:\\k<sep>|月\\s?|월\\s?)(\\d{1,4})(?:日|일|\\.)?'
const time = '(\\d{1,2})(?:[:.]|\\s?h\\s?|時\\s?|시\\s?)(\\d{2})(?:[:.](\\d{2}))?'
const end = '(\\]\\s?|\\s[-\\u2013\\u2014]\\s|:\\s)'
const dateFirst = new RegExp(
  `^(\\[?)${date}((?:,?${words}){0,3},?\\s?(?:-\\s)?)${time}(${words}{0,3})${end}`,
  'u',
)
const timeFirst = new RegExp(`^(\\[?)${time}((?:,?${words}){0,3},?\\s)${date}(${words}{0,2})${end}`, 'u')

function otherHeader(line: string): Header | undefined {
  if (!hasDigitNear(line)) return undefined
  const { text, at } = plainHead(line)
  const match = dateFirst.exec(text)
  if (match) {
    const [whole, bracket, era, a, separator, b, c, before, hour, minute, second, after, ending] = match
    const part = /\p{L}/u.test(after!) ? after! : before!
    return found(
      line,
      at(whole.length),
      [bracket!, ending!],
      era!,
      separator!,
      [a!, b!, c!],
      [hour!, minute!, second],
      part,
    )
  }
  const turned = timeFirst.exec(text)
  if (!turned) return undefined
  const [whole, bracket, hour, minute, second, part, era, a, separator, b, c, , ending] = turned
  return found(
    line,
    at(whole.length),
    [bracket!, ending!],
    era!,
    separator!,
    [a!, b!, c!],
    [hour!, minute!, second],
    part!,
  )
}

function found(
  line: string,
  length: number,
  [bracket, ending]: [string, string],
  era: string,
  separator: string,
  date: readonly [string, string, string],
  time: readonly [string, string, string | undefined],
  part: string,
): Header | undefined {
  const style = styleOf(bracket, ending)
  if (!style || (era !== '' && !isEra(era))) return undefined
  return header({ style, separator: separator.trim(), date, era, time, part }, line.slice(length))
}

function styleOf(bracket: string, ending: string): Style | undefined {
  if ((bracket === '[') !== ending.startsWith(']')) return undefined
  if (bracket === '[') return 'bracket'
  return ending.startsWith(':') ? 'colon' : ending.trim() === '' ? 'plain' : 'dash'
}

type Found = {
  style: Style
  separator: string
  date: readonly [string, string, string]
  era: string
  time: readonly [string, string, string | undefined]
  part: string
}

function header({ style, separator, date, era, time, part }: Found, rest: string): Header {
  const [a, b, c] = date
  return {
    style,
    separator,
    a: Number(a),
    b: Number(b),
    c: Number(c),
    longest: a.length > 2 ? 0 : b.length > 2 ? 1 : c.length > 2 ? 2 : -1,
    isPadded: a.charCodeAt(0) === 48 || b.charCodeAt(0) === 48 || c.charCodeAt(0) === 48,
    isShort: a.length === 1 || b.length === 1 || c.length === 1,
    isCapital: part === 'AM' || part === 'PM',
    era,
    hour: Number(time[0]),
    minute: Number(time[1]),
    second: time[2] === undefined ? -1 : Number(time[2]),
    part: part === '' ? '' : wordsOf(part),
    rest,
  }
}

const spelled = new Map<string, string>()

function wordsOf(part: string): string {
  let words = spelled.get(part)
  if (words === undefined) {
    words = part
      .split(/[\s,]+/)
      .map(plainPart)
      .filter(Boolean)
      .join(' ')
    if (spelled.size > 1_000) spelled.clear()
    spelled.set(part, words)
  }
  return words
}

/** Where year, month and day stand among the three numbers. */
export type Order = readonly [year: 0 | 1 | 2, month: 0 | 1 | 2, day: 0 | 1 | 2]

/** `hour`: of the whole day. */
export function whenOf(
  { a, b, c, era, minute, second }: Header,
  order: Order,
  hour: number,
): When | undefined {
  const parts = [a, b, c]
  const time = [hour, minute, Math.max(0, second)] as const
  return whenIn(parts[order[0]]!, parts[order[1]]!, parts[order[2]]!, era, time, second < 0)
}
