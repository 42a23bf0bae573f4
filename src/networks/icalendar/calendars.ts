import type { Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { headText } from '../files/head.ts'
import { type Component, componentsOf } from './components.ts'
import { type Meeting, meetingOf } from './event.ts'
import type { Zones } from './zones.ts'

/** An event read, or why it is none. */
export type Item =
  | { kind: 'event'; number: number; meeting: Meeting }
  | { kind: 'name'; name: string }
  | { kind: 'left'; number: number; why: 'truncated' | 'too-large' | 'unreadable' }
  | { kind: 'broken'; why: string }

/** The calendar files of a source; of many files only those named as such are opened. */
export async function* calendarsOf(source: Source): AsyncGenerator<SourceFile> {
  const alone = source.files.length === 1
  for (const file of source.files) {
    if (!alone && !/\.(?:ics|ical|ifb|icalendar)$/i.test(file.path)) continue
    if (/^\s*BEGIN:VCALENDAR\s/i.test(await headText(file, 1_024))) yield file
  }
}

/** What can be told of an event without reading it. */
export type Glance = { text: string } | { name: string }

/** Events as they stand, and names of calendars; a file that breaks off ends there. */
export async function* glancesOf(file: SourceFile): AsyncGenerator<Glance> {
  try {
    for await (const components of componentsOf(file.open()))
      for (const one of components) {
        if ('field' in one) {
          if (one.field === 'x-wr-calname') yield { name: one.value }
        } else if (one.name === 'VEVENT' && !one.why) yield { text: one.text.replace(/\r\n[ \t]/g, '') }
      }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
}

/** Events of one calendar in their order, time zones and all else passed over. */
export async function* itemsOf(file: SourceFile, zones: Zones): AsyncGenerator<Item> {
  try {
    for await (const components of componentsOf(file.open()))
      for (const one of components) {
        if ('field' in one) {
          if (one.field === 'x-wr-calname') yield { kind: 'name', name: one.value }
        } else if (one.name === 'VTIMEZONE') zones.define(one.text)
        else if (one.name === 'VEVENT') yield itemOf(one, zones)
      }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    yield { kind: 'broken', why: error.message }
  }
}

function itemOf({ number, text, why }: Component, zones: Zones): Item {
  if (why) return { kind: 'left', number, why }
  try {
    return { kind: 'event', number, meeting: meetingOf(text, zones) }
  } catch {
    return { kind: 'left', number, why: 'unreadable' }
  }
}
