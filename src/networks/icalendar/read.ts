import type { Row, Source } from '../contract.ts'
import { Recent } from '../files/recent.ts'
import { rowsAt } from '../files/rows.ts'
import { calendarsOf, itemsOf } from './calendars.ts'
import { rowsOf } from './rows.ts'
import { surveyOf } from './survey.ts'
import { Zones } from './zones.ts'

const STRANGERS = 50_000

/**
 * Calendars as Google (a zip of them), Apple and Outlook write them (RFC 5545):
 *
 *     BEGIN:VEVENT
 *     UID:7kukuqrfedlm2f9t@hanako.example
 *     DTSTART;TZID=Asia/Tokyo:20260903T100000
 *     RRULE:FREQ=WEEKLY;COUNT=4
 *     ORGANIZER;CN=Hanako Enishi:mailto:hanako@hanako.example
 *     ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=佐藤 結衣:mailto:yui@sato.example
 *     END:VEVENT
 *
 * Two passes: which dates of a series were moved stands anywhere in the file. Titles, places and words stay there.
 */
export async function* readCalendars(source: Source): AsyncGenerator<Row> {
  const survey = await surveyOf(source)
  for (const address of survey.own)
    if (survey.people.has(address))
      yield { ok: true, entry: { kind: 'self', account: { network: 'mail', key: address } } }
  const told = new Recent<string, true>(STRANGERS)
  for await (const file of calendarsOf(source)) {
    const zones = new Zones()
    for await (const item of itemsOf(file, zones)) {
      if (item.kind === 'name') continue
      const where = item.kind === 'broken' ? file.path : `${file.path} #${item.number}`
      if (item.kind === 'event') yield* rowsAt(where, () => rowsOf(item.meeting, where, survey, zones, told))
      else if (item.kind === 'left') yield { ok: false, where, why: item.why }
      else yield { ok: false, where, why: 'truncated', detail: item.why }
    }
  }
}

export async function hasCalendars(source: Source): Promise<boolean> {
  for await (const _ of calendarsOf(source)) return true
  return false
}
