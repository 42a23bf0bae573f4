import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DayClock } from './clock.ts'
import { headerOf, whenOf } from './header.ts'
import { bodyOf } from './message.ts'
import { DateOrder } from './order.ts'

/** The moments of some lines, read as one file. */
function moments(...lines: string[]): string[] {
  const order = new DateOrder()
  const clock = new DayClock()
  const headers = lines.map(line => headerOf(line) ?? assert.fail(line))
  for (const header of headers) {
    order.add(header)
    clock.add(header)
  }
  return headers.map(header => {
    const body = bodyOf(header.rest)
    assert.deepEqual([body.author, body.words], ['a', 'm'], header.rest)
    const when = whenOf(header, order.order().order, clock.hourOf(header))
    return when ? new Date(when.at).toISOString().slice(0, 16) : 'none'
  })
}

test('dates of phones in any language, digits, calendar and order', () => {
  const forms = [
    // Android
    '28/9/2026, 21:25 - a: m',
    '\u200f٢٨\u200f/٩\u200f/٢٠٢٦\u060c ٩:٢٥\u202fم - a: m',
    '۲۰۲۶/۹/۲۸،‏ ۲۱:۲۵ - a: m',
    '۱۴۰۵/۷/۶، ۲۱:۲۵ - a: m',
    '२८/९/२६, ९:२५ अपराह्न - a: m',
    '28/9/26, 9:25 pm - a: m',
    '28/9/26, रात 9:25 - a: m',
    '২৮/৯/২৬, ৯:২৫ PM - a: m',
    '28/09/2026, 9:25 PTG - a: m',
    '28.09.2026 ÖS 9:25 - a: m',
    '28.09.26 г., 21:25 - a: m',
    '28.09.26 г., 21:25 ч. - a: m',
    '28.09.26 г., 9:25 ч. pm - a: m',
    '21:25, 28/9/26 - a: m',
    '21:25 28/09/2026 - a: m',
    '9:25 CH, 28/9/26 - a: m',
    '2026-09-28 21 h 25 - a: m',
    '28.9.26, 9:25 e pasdites - a: m',
    '2026. 9. 28. 오후 9:25 - a: m',
    '26. 9. 28. 오후 9:25 - a: m',
    '2026年9月28日 21:25 - a: m',
    '2026년 9월 28일 오후 9:25 - a: m',
    '28/9/2569 21:25 - a: m',
    '28/9/69, 21:25 - a: m',
    '115/9/28 下午9:25 - a: m',
    '28. 09. 2026. u 21:25 - a: m',
    '28.9.2026 kl. 21.25 - a: m',
    '28/09/2026 ore 21:25 - a: m',
    '28/9/2026 ۹:۲۵ ب.ظ. - a: m',
    // iPhone
    '[2026-09-28 21:25:15] a: m',
    '[2026-09-28, 9:25:15 p.m.] a: m',
    '[2026-09-28 21 h 25] a: m',
    '[R8/09/28 21:25:15] a: m',
    '[令和8/09/28 21:25:15] a: m',
    '\u200f[٢٨\u200f/٩\u200f/٢٠٢٦، ٩:٢٥:١٥ م] a: m',
    '[۲۸/۹/۲۰۲۶، ۲۱:۲۵:۱۵] a: m',
    '[١٧\u200f/٤\u200f/١٤٤٨ هـ، ٩:٢٥:١٥ م] a: m',
    '[21:25:15, 28/9/26] a: m',
    '[28.09.26 г., 21:25:15] a: m',
    '[28/9/26, 9:25:15 म.उ.] a: m',
    // iPhones until 2018
    '28/09/2026 21:25:15: a: m',
    '2026-09-28, 9:25:15 PM: a: m',
    '28-09-26 21:25:15: a: m',
  ]
  for (const form of forms) assert.deepEqual(moments(form), ['2026-09-28T21:25'], form)
})

test('words for parts of the day are known from all languages, or learnt from one day’s course', () => {
  const hours = (...lines: string[]) => moments(...lines).map(at => at.slice(11))
  assert.deepEqual(
    hours('28/9/26, 凌晨12:05 - a: m', '28/9/26, 中午12:05 - a: m', '28/9/26, 晚上12:05 - a: m'),
    ['00:05', '12:05', '00:05'],
  )
  assert.deepEqual(hours('28/9/26, 12:05 AM - a: m', '28/9/26, 12:05 PM - a: m'), ['00:05', '12:05'])
  assert.deepEqual(
    hours('28/9/26, 9:05 xup - a: m', '28/9/26, 9:05 yom - a: m', '29/9/26, 12:01 xup - a: m'),
    ['09:05', '21:05', '00:01'],
    'a language nobody knows: the morning comes first',
  )
  assert.deepEqual(
    hours('28/9/26 klo 9.05 - a: m', '28/9/26 klo 21.05 - a: m', '28/9/26 kell 0:05 - a: m'),
    ['09:05', '21:05', '00:05'],
    'words that say nothing',
  )
})

test('a date that may be two is asked about, or told of where a habit decides', () => {
  const by = (line: string) => {
    const order = new DateOrder()
    order.add(headerOf(`${line} - a: m`)!)
    const found = order.order()
    return `${found.order[1] < found.order[2] ? 'month' : 'day'} first, ${found.by}`
  }
  const table: [string, string][] = [
    ['03/06/2026, 6:12 am', 'day first, habit'],
    ['03/06/2026, 18:12', 'day first, habit'],
    ['3/6/26, 6:12 AM', 'month first, guess'],
    ['3/6/26, 6:12 p. m.', 'day first, habit'],
    ['3/6/26, 18:12', 'day first, guess'],
    ['03/06/2026, 6:12 AM', 'day first, guess'],
    ['03-06-2026, 18:12', 'day first, guess'],
    ['03.06.2026, 18:12', 'day first, told'],
    ['3.6.26, 6:12 AM', 'day first, told'],
    ['2026/03/06, 18:12', 'month first, told'],
    ['6/6/26, 6:12 AM', 'day first, same'],
    ['\u200f٣\u200f/٦\u200f/٢٠٢٦، ٦:١٢ م', 'day first, habit'],
  ]
  for (const [line, expected] of table) assert.equal(by(line), expected, line)
})
