import ICAL from 'ical.js'
import { datesByRule } from './counted.ts'

/** One of a zone's two times (standard, summer). `from`, `to`: milliseconds east of UTC before it begins and within it. */
type Part = { from: number; to: number; start: ICAL.Time; rule?: ICAL.Recur; dates: number[] }

/** A zone that a calendar defines itself (VTIMEZONE): offsets in milliseconds by the reading of its own clock. */
export type OwnZone = { offsetAt(clock: number): number | undefined }

const PARTS = 50
const DATES = 200
/** Rules of Outlook begin in 1601; nobody met before this year. */
const FIRST_YEAR = 1950

/** Throws what the library throws on text that is no zone; undefined where it tells no offset. */
export function ownZoneOf(text: string): { tzid: string; zone: OwnZone } | undefined {
  const component = new ICAL.Component(ICAL.parse(text))
  const tzid = String(component.getFirstPropertyValue('tzid') ?? '')
  const parts = component
    .getAllSubcomponents()
    .slice(0, PARTS)
    .flatMap(part => partOf(part) ?? [])
  if (!tzid || parts.length === 0) return undefined
  const years = new Map<number, readonly Change[]>()
  const changesIn = (year: number) => {
    let found = years.get(year)
    if (!found) {
      if (years.size >= 500) years.clear()
      found = parts.flatMap(part => changesOf(part, year)).sort((a, b) => a.clock - b.clock)
      years.set(year, found)
    }
    return found
  }
  const first = parts.reduce((a, b) => (clockOf(b.start) < clockOf(a.start) ? b : a))
  return {
    tzid,
    zone: {
      offsetAt(clock) {
        const last = changesIn(new Date(clock).getUTCFullYear()).findLast(change => change.clock <= clock)
        return last?.to ?? first.from
      },
    },
  }
}

type Change = { clock: number; to: number }

function partOf(component: ICAL.Component): Part | undefined {
  if (component.name !== 'standard' && component.name !== 'daylight') return undefined
  const offset = (name: string) => {
    const value = component.getFirstPropertyValue(name)
    return value instanceof ICAL.UtcOffset ? value.toSeconds() * 1_000 : undefined
  }
  const to = offset('tzoffsetto')
  const start = component.getFirstPropertyValue('dtstart')
  if (to === undefined || !(start instanceof ICAL.Time)) return undefined
  const rule = component.getFirstPropertyValue('rrule')
  const dates = component
    .getAllProperties('rdate')
    .flatMap(property => property.getValues())
    .slice(0, DATES)
    .flatMap(value => (value instanceof ICAL.Time ? [clockOf(value)] : []))
  const from = offset('tzoffsetfrom') ?? to
  return { from, to, start, ...(rule instanceof ICAL.Recur && { rule }), dates }
}

/** The last change before the year and those within it. */
function changesOf({ to, start, rule, dates }: Part, year: number): Change[] {
  const begin = Date.UTC(year, 0, 1)
  const end = Date.UTC(year + 1, 0, 1)
  const all = [clockOf(start), ...dates, ...(rule ? byRule(rule, start, year) : [])]
    .filter(clock => clock < end)
    .sort((a, b) => a - b)
  const before = all.findLast(clock => clock < begin)
  const within = all.filter(clock => clock >= begin)
  return [...(before === undefined ? [] : [before]), ...within].map(clock => ({ clock, to }))
}

function byRule(rule: ICAL.Recur, start: ICAL.Time, year: number): number[] {
  const found: number[] = []
  const last = rule.until ? clockOf(rule.until) + DAY : Infinity
  const endless = rule.clone()
  endless.until = null as unknown as ICAL.Time
  try {
    const dates = datesByRule(endless, startFor(rule, start, year))
    for (let next = dates.next(); next && next.year <= year; next = dates.next()) {
      const clock = clockOf(next)
      if (clock > last || found.length > 2_000) break
      found.push(clock)
    }
  } catch {
    // A rule without sense: what came before holds.
  }
  return found
}

/** A rule for every year is the same wherever it begins: near the year that is asked for, it takes no counting. */
function startFor(rule: ICAL.Recur, start: ICAL.Time, year: number): ICAL.Time {
  if (rule.freq !== 'YEARLY' || rule.interval !== 1 || rule.count || rule.until) return start
  const near = start.clone()
  near.year = Math.max(start.year, Math.max(FIRST_YEAR, year) - 2)
  // There is no 29 February in three years of four.
  if (near.month === 2 && near.day === 29) near.day = 28
  return near
}

/** The end of a rule is told in UTC, its dates by the clock: a day's difference at most. */
const DAY = 24 * 3_600_000

const clockOf = ({ year, month, day, hour, minute, second }: ICAL.Time) =>
  Date.UTC(year, month - 1, day, hour, minute, second)
