import type ICALTypes from 'ical.js'
import ICAL from 'ical.js'
import { datesByRule } from './counted.ts'
import { type Meeting, type Moment, momentOf } from './event.ts'
import type { Zones } from './zones.ts'

/** Of a series; daily for four years. */
export const DATES = 1_000

/** Dates a series has until then, the moved and cancelled ones (`others`, by clock) left out; `isCut`: there are more. */
export function datesOf(
  { start, tzid, rule, more, except }: Meeting,
  until: number,
  others: ReadonlySet<number>,
  zones: Zones,
): { dates: Moment[]; isCut: boolean } {
  const dates = new Map<number, Moment>()
  let isCut = false
  const add = (moment: Moment | undefined) => {
    if (!moment || moment.when.at > until || except.has(moment.clock) || others.has(moment.clock)) return
    if (dates.size < DATES) dates.set(moment.clock, moment)
    else isCut = true
  }
  if (!start) return { dates: [], isCut }
  if (rule) {
    const { clocks, isWhole } = clocksOf(start, rule, until)
    // A rule that cannot be counted through still has its first date.
    for (const clock of clocks.length > 0 || isWhole ? clocks : [start.clock])
      add(shifted(start, clock, tzid, zones))
    isCut ||= !isWhole
  } else add(start)
  for (const moment of more) add(moment)
  return { dates: [...dates.values()], isCut }
}

/** `isWhole`: false where the rule has no sense, or takes more counting than any real one. */
function clocksOf(
  start: Moment,
  rule: ICALTypes.Recur,
  until: number,
): { clocks: number[]; isWhole: boolean } {
  const isDay = start.when.precision === 'day'
  const last = rule.until ? clockOf(rule.until) : undefined
  // In UTC as a rule: the end of a series is compared with moments, not with clocks.
  const isMoment = rule.until?.zone === ICAL.Timezone.utcTimezone && !rule.until.isDate
  const shift = start.clock - start.when.at
  const endless = rule.clone()
  endless.until = null as unknown as ICALTypes.Time
  const end =
    last === undefined
      ? Infinity
      : isMoment
        ? last + shift + HOURS
        : isDay || rule.until!.isDate
          ? last + DAY - 1
          : last
  const first = ICAL.Time.fromJSDate(new Date(start.clock), true)
  first.zone = ICAL.Timezone.localTimezone
  first.isDate = isDay
  const clocks: number[] = []
  try {
    const dates = datesByRule(endless, first)
    for (let next = dates.next(); next && clocks.length <= DATES; next = dates.next()) {
      const clock = clockOf(next)
      if (!(clock <= end) || !(clock - shift - HOURS <= until)) break
      // The library takes 30 February for 2 March.
      if (
        !rule.parts.BYMONTHDAY ||
        rule.parts.BYMONTHDAY.some(day => Number(day) < 0 || Number(day) === next.day)
      )
        clocks.push(clock)
    }
    return { clocks, isWhole: true }
  } catch {
    return { clocks, isWhole: false }
  }
}

/** A change to summer time lies between two dates of a series at most. */
const HOURS = 3_600_000
const DAY = 24 * HOURS

const clockOf = ({ year, month, day, hour, minute, second }: ICALTypes.Time) =>
  Date.UTC(year, month - 1, day, hour, minute, second)

/** The same clock on another day, in the zone of the first. */
function shifted(start: Moment, clock: number, tzid: string | undefined, zones: Zones): Moment | undefined {
  if (clock === start.clock) return start
  const time = ICAL.Time.fromJSDate(new Date(clock), true)
  time.isDate = start.when.precision === 'day'
  if (tzid || !start.when.zoneKnown) time.zone = ICAL.Timezone.localTimezone
  return momentOf(time, tzid, zones)
}
