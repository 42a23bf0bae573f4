import assert from 'node:assert/strict'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { datesByRule, TooManySteps } from './counted.ts'
import { meetingOf } from './event.ts'
import { Zones } from './zones.ts'

const part = (kind: string, start: string, from: string, to: string, ...more: string[]) =>
  [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...more,
    `END:${kind}`,
  ].join('\r\n')
const zone = (name: string, ...parts: string[]) =>
  ['BEGIN:VTIMEZONE', `TZID:${name}`, ...parts, 'END:VTIMEZONE'].join('\r\n')

/** The moment an event begins, or its clock with ` ?` where the zone is not known. */
function startOf(start: string, ...defined: string[]): string | undefined {
  const zones = new Zones()
  for (const text of defined) zones.define(text)
  const moment = meetingOf(`BEGIN:VEVENT\r\nUID:1\r\nDTSTART${start}\r\nEND:VEVENT`, zones).start
  return (
    moment && `${new Date(moment.when.at).toISOString().slice(0, 16)}${moment.when.zoneKnown ? '' : ' ?'}`
  )
}

test('zones by the names that programs give them, quoted or not', () => {
  const winter = '20260115T090000'
  const summer = '20260715T090000'
  for (const [name, inWinter, inSummer] of [
    ['tzone://Microsoft/Utc', '09:00', '09:00'],
    ['"tzone://Microsoft/Utc"', '09:00', '09:00'],
    ['Tokyo Standard Time', '00:00', '00:00'],
    ['W. Europe Standard Time', '08:00', '07:00'],
    ['w. europe standard time', '08:00', '07:00'],
    ['Line Islands Standard Time', '19:00', '19:00'],
    ['(UTC+09:00) Osaka, Sapporo, Tokyo', '00:00', '00:00'],
    ['"(UTC+09:00) Osaka, Sapporo, Tokyo"', '00:00', '00:00'],
    ['(UTC+09:00) Osaka\\, Sapporo\\, Tokyo', '00:00', '00:00'],
    ['(UTC+09:00) 大阪、札幌、東京', '00:00', '00:00'],
    ['(GMT+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien', '08:00', '07:00'],
    ['(UTC+00:00) Dublin, Edinburgh, Lisbon, London', '09:00', '08:00'],
    ['(UTC-05:00) Eastern Time (US & Canada)', '14:00', '13:00'],
    ['Pacific Time (US & Canada)', '17:00', '16:00'],
    ['Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', '08:00', '07:00'],
    ['GMT+0100', '08:00', '08:00'],
    ['GMT+01:00', '08:00', '08:00'],
    ['UTC-3', '12:00', '12:00'],
    ['+0530', '03:30', '03:30'],
    ['/freeassociation.sourceforge.net/Europe/Berlin', '08:00', '07:00'],
    ['/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires', '12:00', '12:00'],
    ['/citadel.org/20210210_1/Europe/Berlin', '08:00', '07:00'],
    ['/mozilla.org/20070129_1/Europe/Paris', '08:00', '07:00'],
    ['US/Eastern', '14:00', '13:00'],
    ['Etc/GMT-9', '00:00', '00:00'],
    ['UTC', '09:00', '09:00'],
    ['Z', '09:00', '09:00'],
    ['(UTC+01:00) Mitteleuropa', '09:00 ?', '09:00 ?'],
    ['Customized Time Zone', '09:00 ?', '09:00 ?'],
    ['GMT+9999', '09:00 ?', '09:00 ?'],
  ] as const) {
    assert.equal(startOf(`;TZID=${name}:${winter}`)?.slice(11), inWinter, name)
    assert.equal(startOf(`;TZID=${name}:${summer}`)?.slice(11), inSummer, name)
    assert.equal(startOf(`;VALUE=DATE-TIME;TZID=${name}:${summer}`)?.slice(11), inSummer, name)
  }
})

test('a zone that the calendar defines itself, from 1601 or from yesterday', () => {
  const outlook = zone(
    'Customized Time Zone',
    part('STANDARD', '16011028T030000', '+0200', '+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'),
    part('DAYLIGHT', '16010325T020000', '+0100', '+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'),
  )
  const south = zone(
    'tzone://Microsoft/Custom',
    part('STANDARD', '16010101T030000', '+1100', '+1000', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4'),
    part('DAYLIGHT', '16010101T020000', '+1000', '+1100', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10'),
  )
  const changed = zone(
    'Studio',
    part('STANDARD', '19701025T030000', '+0200', '+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'),
    part(
      'DAYLIGHT',
      '19700329T020000',
      '+0100',
      '+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20200329T010000Z',
    ),
    part('STANDARD', '20260601T000000', '+0100', '+0300', 'RDATE:20260601T000000'),
  )
  for (const [name, clock, moment] of [
    ['Customized Time Zone', '20260308T090000', '2026-03-08T08:00'],
    ['Customized Time Zone', '20260708T090000', '2026-07-08T07:00'],
    ['Customized Time Zone', '20260329T015900', '2026-03-29T00:59'],
    ['Customized Time Zone', '20260329T030000', '2026-03-29T01:00'],
    ['Customized Time Zone', '20261025T040000', '2026-10-25T03:00'],
    ['Customized Time Zone', '20510708T090000', '2051-07-08T07:00'],
    ['tzone://Microsoft/Custom', '20260115T090000', '2026-01-14T22:00'],
    ['tzone://Microsoft/Custom', '20260715T090000', '2026-07-14T23:00'],
    ['Studio', '20190715T090000', '2019-07-15T07:00'],
    ['Studio', '20220715T090000', '2022-07-15T08:00'],
    ['Studio', '20260715T090000', '2026-07-15T06:00'],
  ] as const)
    for (const quoted of [name, `"${name}"`])
      assert.equal(startOf(`;TZID=${quoted}:${clock}`, outlook, south, changed), moment, `${quoted} ${clock}`)
  const empty = zone('Nothing')
  const strange = zone('Odd', part('STANDARD', '16010101T000000', '+0100', '+0100', 'RRULE:FREQ=SECONDLY'))
  assert.equal(startOf(';TZID=Nothing:20260115T090000', empty), '2026-01-15T09:00 ?')
  assert.equal(startOf(';TZID=Odd:20260115T090000', strange), '2026-01-15T08:00')
})

test('rules that never come true, or hardly ever, end after so many steps and not after so much time', () => {
  for (const rule of [
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=DAILY;INTERVAL=1000000000',
    'FREQ=WEEKLY;INTERVAL=1000000000;BYDAY=MO',
  ]) {
    const dates = datesByRule(
      ICAL.Recur.fromString(rule),
      ICAL.Time.fromJSDate(new Date(Date.UTC(2020, 0, 1)), true),
    )
    assert.throws(() => {
      for (let i = 0; i < 10; i++) dates.next()
    }, TooManySteps)
  }
})
