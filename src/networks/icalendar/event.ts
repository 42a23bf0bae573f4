import ICAL from 'ical.js'
import { isPlausible, type When } from '#ledger/when.ts'
import { type Guest, guestsOf } from './guests.ts'
import type { Zones } from './zones.ts'

/** A date or time as the calendar has it. `clock`: the reading of the clock taken for UTC, ms. */
export type Moment = { clock: number; when: When }

export type Meeting = {
  uid: string
  isCancelled: boolean
  start?: Moment
  /** The zone of the start, as the calendar names it. */
  tzid?: string
  /** Milliseconds from start to end, 0 where none is given. */
  lasts: number
  /** Of a series, which of its dates this event stands in for. */
  instead?: Moment
  rule?: ICAL.Recur
  more: Moment[]
  except: Set<number>
  created?: When
  guests: Guest[]
}

/** Throws what the library throws on text that is no event. */
export function meetingOf(text: string, zones: Zones): Meeting {
  const event = new ICAL.Component(ICAL.parse(withZonesQuoted(text)))
  const first = (name: string) => momentsOf(event, name, zones)[0]
  const start = first('dtstart')
  const end = first('dtend')
  const duration = event.getFirstPropertyValue('duration')
  const lasts =
    start && end
      ? end.when.at - start.when.at
      : duration instanceof ICAL.Duration
        ? duration.toSeconds() * 1_000
        : 0
  const rule = event.getFirstPropertyValue('rrule')
  return {
    uid: textOf(event, 'uid'),
    isCancelled: /^cancelled$/i.test(textOf(event, 'status')),
    start,
    tzid: [event.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? []].flat()[0],
    lasts: Math.max(0, lasts),
    instead: first('recurrence-id'),
    rule: rule instanceof ICAL.Recur ? rule : undefined,
    more: momentsOf(event, 'rdate', zones),
    except: new Set(momentsOf(event, 'exdate', zones).map(({ clock }) => clock)),
    created: first('created')?.when,
    guests: guestsOf(event),
  }
}

/** Names of zones with colons or commas in them ought to stand in quotation marks: `TZID=tzone://Microsoft/Utc:2026…`. */
const withZonesQuoted = (text: string) =>
  text
    .replace(/\r?\n[ \t]/g, '')
    .replace(
      /^((?:dtstart|dtend|due|recurrence-id|exdate|rdate)\b(?:;(?!tzid=)[^;:\r\n]*)*;tzid=)([^"\r\n]{0,100}?[:,\\][^"\r\n]{0,100}?)((?:;[a-z-]+=[^;:"\r\n]*)*:[\dTZ/,PDHMSW]+\s*)$/gim,
      (_, before: string, name: string, after: string) => `${before}"${name}"${after}`,
    )

const textOf = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name) ?? '').trim()

const LISTED = 2_000

function momentsOf(event: ICAL.Component, name: string, zones: Zones): Moment[] {
  const found: Moment[] = []
  for (const property of event.getAllProperties(name)) {
    const tzid = [property.getFirstParameter('tzid') ?? []].flat()[0]
    const written = property.toJSON().slice(3)
    for (const [i, value] of property.getValues().entries()) {
      const time = value instanceof ICAL.Period ? value.start : value
      // The library makes January of a thirteenth month.
      const isThere = time instanceof ICAL.Time && String(written[i]).startsWith(time.toString().slice(0, 10))
      const moment = isThere ? momentOf(time, tzid, zones) : undefined
      if (moment && found.length < LISTED) found.push(moment)
    }
  }
  return found
}

/** Four forms: a day, UTC (`…Z`), a clock in a zone, and a clock without one, which stays without. */
export function momentOf(time: ICAL.Time, tzid: string | undefined, zones: Zones): Moment | undefined {
  const { year, month, day } = time
  const clock = Date.UTC(year, month - 1, day, time.hour, time.minute, Math.min(time.second, 59))
  const date = new Date(clock)
  if (!isPlausible(clock) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  if (time.isDate) return { clock, when: { at: clock, precision: 'day', zoneKnown: false } }
  const isUtc = time.zone === ICAL.Timezone.utcTimezone
  const at = isUtc ? clock : tzid ? zones.momentOf(clock, tzid) : undefined
  return { clock, when: { at: at ?? clock, precision: 'minute', zoneKnown: at !== undefined } }
}
