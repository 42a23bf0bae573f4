import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row, Source } from '../contract.ts'
import { icalendar } from './network.ts'

const hanako = 'hanako@hanako.example'
const own = { names: ['縁 花子'], accounts: [{ network: 'mail', key: hanako }] }
const madeAt = Date.UTC(2026, 9, 1)

const guest = (address: string, answer = 'ACCEPTED', more = '') =>
  `ATTENDEE;PARTSTAT=${answer}${more}:mailto:${address}`
const me = guest(hanako)
const yui = guest('yui@sato.example')
const byYui = 'ORGANIZER;CN="Sato, Yui":mailto:Yui@Sato.example'

function event(...lines: string[]): string {
  const has = (name: string) => lines.some(line => line.startsWith(name))
  const all = [
    ...(has('UID') ? [] : ['UID:1@sato.example']),
    ...(has('DTSTART') ? [] : ['DTSTART:20260903T010000Z']),
    ...(has('CREATED') ? [] : ['CREATED:20260801T000000Z']),
    ...lines,
  ]
  return ['BEGIN:VEVENT', ...all, 'END:VEVENT', ''].join('\r\n')
}
const calendar = (...parts: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${parts.join('')}END:VCALENDAR\r\n`

async function read(text: string, more: Partial<Source> = {}): Promise<Row[]> {
  return rowsOf(icalendar.reader, { ...memorySource({ 'a.ics': text }), own, madeAt, ...more })
}

/** Kind, direction, person and moment of each act. */
function told(rows: Row[]) {
  return entriesOf(rows).flatMap(entry =>
    entry.kind === 'act'
      ? [
          `${entry.act} ${entry.direction} ${entry.account.key} ${new Date(entry.when.at).toISOString().slice(0, 16)}`,
        ]
      : [],
  )
}
const meetings = (rows: Row[]) =>
  told(rows).flatMap(text => (text.startsWith('meet') ? [text.split(' ').at(-1)!] : []))

test('who accepted was met; who declined or did not say was not', async () => {
  const rows = await read(
    calendar(
      event(
        byYui,
        me,
        yui,
        guest('ren@takahashi.example', 'DECLINED'),
        guest('tomas@rivera.example', 'TENTATIVE'),
      ),
    ),
  )
  assert.deepEqual(told(rows), [
    'invite toward yui@sato.example 2026-08-01T00:00',
    'meet toward yui@sato.example 2026-09-03T01:00',
  ])
  assert.ok(JSON.stringify(rows).includes('"name":"Sato, Yui"'))
})

test('an owner who organises comes and invites; one who declined or has not answered was not there', async () => {
  const organised = event(`ORGANIZER:mailto:${hanako}`, yui, guest('ren@takahashi.example', 'NEEDS-ACTION'))
  assert.deepEqual(told(await read(calendar(organised))), [
    'invite by yui@sato.example 2026-08-01T00:00',
    'invite by ren@takahashi.example 2026-08-01T00:00',
    'meet by yui@sato.example 2026-09-03T01:00',
  ])
  for (const answer of ['DECLINED', 'NEEDS-ACTION'])
    assert.deepEqual(meetings(await read(calendar(event(byYui, guest(hanako, answer), yui)))), [])
  const others = await read(calendar(event(byYui, yui, guest('ren@takahashi.example'))))
  assert.deepEqual([told(others), rejectsOf(others)], [[], { private: 1 }])
})

test('what is to come is an invitation only', async () => {
  const rows = await read(calendar(event('DTSTART:20261001T000000Z', 'DTEND:20261001T010000Z', byYui, me)))
  assert.deepEqual(told(rows), ['invite toward yui@sato.example 2026-08-01T00:00'])
})

test('rooms, audiences, nameless and cancelled ones are left out and counted', async () => {
  const crowd = Array.from({ length: 50 }, (_, i) => guest(`guest${i}@ennichi.example`))
  const rows = await read(
    calendar(
      event(byYui, me, yui, guest('room@rooms.example', 'ACCEPTED', ';CUTYPE=ROOM')),
      event('UID:2', byYui, me, guest('c_1@resource.calendar.google.com'), 'STATUS:CONFIRMED'),
      event('UID:3', byYui, me, ...crowd),
      event('UID:4', byYui, me, 'STATUS:CANCELLED'),
      event('UID:5', 'SUMMARY:alone'),
      event('UID:6', byYui, me, 'ATTENDEE;CN=Ren;PARTSTAT=ACCEPTED:invalid:nomail'),
    ),
  )
  assert.deepEqual(rejectsOf(rows), { 'not-a-person': 3, cancelled: 1, empty: 1, 'no-key': 1 })
  assert.equal(meetings(rows).length, 3)
})

test('Apple’s ways of writing an address', async () => {
  const organizer = 'ORGANIZER;CN=Yui;EMAIL=yui@sato.example:/aMTIzNDU2Nzg5/principal/'
  assert.deepEqual(
    told(await read(calendar(event(organizer, me)))).map(text => text.split(' ')[2]),
    ['yui@sato.example', 'yui@sato.example'],
  )
})

test('the four forms of time, zones of Outlook, of paths and of the file itself', async () => {
  const at = async (start: string, before = '') => {
    const rows = await read(calendar(before, event(start, byYui, me)))
    const entry = entriesOf(rows).find(one => one.kind === 'act' && one.act === 'meet')
    return entry?.kind === 'act'
      ? `${new Date(entry.when.at).toISOString().slice(0, 16)} ${entry.when.precision} ${entry.when.zoneKnown}`
      : undefined
  }
  assert.equal(await at('DTSTART:20260903T010000Z'), '2026-09-03T01:00 minute true')
  assert.equal(await at('DTSTART;VALUE=DATE:20260903'), '2026-09-03T00:00 day false')
  assert.equal(await at('DTSTART:20260903T100000'), '2026-09-03T10:00 minute false')
  for (const zone of [
    'Asia/Tokyo',
    'Tokyo Standard Time',
    '/freeassociation.sourceforge.net/Tzfile/Asia/Tokyo',
  ])
    assert.equal(await at(`DTSTART;TZID=${zone}:20260903T100000`), '2026-09-03T01:00 minute true', zone)
  assert.equal(await at('DTSTART;TZID=America/New_York:20260115T100000'), '2026-01-15T15:00 minute true')
  assert.equal(await at('DTSTART;TZID=America/New_York:20260715T100000'), '2026-07-15T14:00 minute true')
  assert.equal(await at('DTSTART;TZID=Nowhere:20260903T100000'), '2026-09-03T10:00 minute false')
  const custom = [
    'BEGIN:VTIMEZONE',
    'TZID:Studio',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0530',
    'TZOFFSETTO:+0530',
    'END:STANDARD',
    'END:VTIMEZONE',
    '',
  ].join('\r\n')
  assert.equal(await at('DTSTART;TZID=Studio:20260903T100000', custom), '2026-09-03T04:30 minute true')
})

test('a series is each of its dates, over changes of the clock, without exceptions, with moved ones in their place', async () => {
  const weekly = 'RRULE:FREQ=WEEKLY;UNTIL=20260405T140000Z'
  const start = 'DTSTART;TZID=America/New_York:20260301T100000'
  assert.deepEqual(meetings(await read(calendar(event(start, weekly, byYui, me)))), [
    '2026-03-01T15:00',
    '2026-03-08T14:00',
    '2026-03-15T14:00',
    '2026-03-22T14:00',
    '2026-03-29T14:00',
    '2026-04-05T14:00',
  ])
  const master = event(
    start,
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'EXDATE;TZID=America/New_York:20260315T100000',
    'RDATE;TZID=America/New_York:20260402T100000',
    byYui,
    me,
  )
  const moved = event(
    'DTSTART;TZID=America/New_York:20260309T120000',
    'RECURRENCE-ID;TZID=America/New_York:20260308T100000',
    byYui,
    me,
  )
  const called = event(
    start,
    'RECURRENCE-ID;TZID=America/New_York:20260322T100000',
    'STATUS:CANCELLED',
    byYui,
    me,
  )
  const rows = await read(calendar(master, moved, called))
  assert.deepEqual(meetings(rows).sort(), ['2026-03-01T15:00', '2026-03-09T16:00', '2026-04-02T14:00'])
  const keys = entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' && entry.act === 'meet' ? [entry.externalKey] : [],
  )
  // The moved date keeps the name of the one it was moved from.
  assert.ok(keys.includes('1@sato.example 2026-03-08T10:00:00.000Z meet yui@sato.example'))
})

test('a later export gives the same keys and what came since', async () => {
  const text = calendar(event('RRULE:FREQ=WEEKLY', byYui, me))
  const keys = async (at: number) =>
    entriesOf(await read(text, { madeAt: at })).flatMap(entry =>
      entry.kind === 'act' ? [entry.externalKey] : [],
    )
  const before = await keys(Date.UTC(2026, 9, 1))
  const after = await keys(Date.UTC(2026, 9, 2))
  assert.deepEqual(after.slice(0, before.length), before)
  assert.equal(after.length, before.length + 1)
})

test('rules without an end, without a hit or without sense take no time and no room', async () => {
  for (const rule of [
    'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MINUTELY;BYHOUR=3;BYDAY=1MO',
    'FREQ=SECONDLY',
    'FREQ=YEARLY;INTERVAL=1000000000',
  ]) {
    const rows = await read(
      calendar(event('DTSTART:20200101T000000Z', `RRULE:${rule}`, byYui, me), event('UID:2', byYui, me)),
    )
    assert.ok(meetings(rows).includes('2026-09-03T01:00'), rule)
    assert.ok(meetings(rows).length <= 1_001, rule)
  }
  const none = await read(
    calendar(event('DTSTART:20200130T000000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', byYui, me)),
  )
  assert.ok(meetings(none).every(text => !text.includes('-03-')))
  const daily = await read(calendar(event('DTSTART:20200101T000000Z', 'RRULE:FREQ=DAILY', byYui, me)))
  assert.equal(meetings(daily).length, 1_000)
  assert.deepEqual(rejectsOf(daily), { 'too-large': 1 })
})

test('whose calendar it is: Google names it; two such names, or none, are asked about', async () => {
  const named = (name: string, text = event(byYui, me)) => calendar(`X-WR-CALNAME:${name}\r\n`, text)
  const unknown = { own: undefined }
  const selfOf = (rows: Row[]) =>
    entriesOf(rows).flatMap(entry => (entry.kind === 'self' ? [entry.account.key] : []))
  assert.deepEqual(selfOf(await read(named(hanako), unknown)), [hanako])
  const source = { ...memorySource({ 'a.ics': named(hanako), 'b.ics': named('yui@sato.example') }), madeAt }
  const rows = await rowsOf(icalendar.reader, source)
  assert.deepEqual(rejectsOf(rows), { 'owner-unknown': 2 })
  assert.deepEqual(
    entriesOf(rows).map(entry => entry.kind === 'account' && entry.account.key),
    [hanako, 'yui@sato.example'],
  )
  const [question] = await icalendar.reader.asks!(source)
  assert.deepEqual(question?.choices.map(({ value }) => value).sort(), [hanako, 'yui@sato.example'])
  const answered = { ...source, answers: { owner: hanako } }
  assert.deepEqual(await icalendar.reader.asks!(answered), [])
  assert.deepEqual(meetings(await rowsOf(icalendar.reader, answered)), Array(2).fill('2026-09-03T01:00'))
})

test('no word of a calendar is kept, and embedded files pass by', async () => {
  const text = calendar(
    event(
      byYui,
      me,
      'SUMMARY:secret',
      'LOCATION:secret',
      `DESCRIPTION:secret\r\n secret`,
      `ATTACH;ENCODING=BASE64:${'QUJD'.repeat(800_000)}`,
    ),
  )
  const rows = await read(text)
  assert.equal(told(rows).length, 2)
  assert.doesNotMatch(JSON.stringify(rows), /secret/)
})
