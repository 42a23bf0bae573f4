import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAmbiguous, tableWhen } from './table-when.ts'

const day = Date.UTC(2026, 8, 5)
const time = Date.UTC(2026, 8, 5, 10, 30)
const cases: [text: string, at: number | undefined, order?: 'month-first' | 'day-first'][] = [
  ['2026-09-05', day],
  ['2026/9/5', day],
  ['２０２６／９／５', day],
  ['2026.09.05', day],
  ['2026年9月5日（土）', day],
  ['2026年9月5日（土） 10時30分', time],
  ['2026年09月05日 10:30', time],
  ['2026/09/05 10:30', time],
  ['2026-09-05T10:30:00+09:00', time - 9 * 3_600_000],
  ['2026-09-05 10:30:00 JST', time - 9 * 3_600_000],
  ['Sep 5, 2026', day],
  ['Saturday, September 5, 2026 10:30 AM', time],
  ['5 September 2026', day],
  ['05-Sep-2026 10:30', time],
  ['9/5/2026 10:30 AM', time, 'month-first'],
  ['5/9/2026', day, 'day-first'],
  ['9/5/2026', undefined],
  ['9/25/2026', Date.UTC(2026, 8, 25)],
  ['25/9/2026', Date.UTC(2026, 8, 25)],
  ['2026', undefined],
  ['2026/02/30', undefined],
  ['2026/09/05 24:00', day + 86_400_000],
  ['2026/12/31 24:30', Date.UTC(2027, 0, 1, 0, 30)],
  ['2026年9月5日 24時30分', Date.UTC(2026, 8, 6, 0, 30)],
  ['2026/09/05 24:60', undefined],
  ['2026/02/30 24:30', undefined],
  ['2026/09/05 24:30 PM', undefined],
  ['2026/09/05 25:00', undefined],
  ['令和8年9月5日', day],
  ['令和8年9月5日（土） 10:30', time],
  ['R8.9.5', day],
  ['平成31年4月30日', Date.UTC(2019, 3, 30)],
  ['令和元年5月1日', Date.UTC(2019, 4, 1)],
  ['令和元年4月30日', undefined],
  ['昭和64年1月8日', undefined],
  ['令和8年2月29日', undefined],
  ['令和8年9月5日 24:30', Date.UTC(2026, 8, 6, 0, 30)],
  ['13:00 PM', undefined],
  ['about 5', undefined],
  ['', undefined],
]
for (const [text, at, order] of cases)
  test(`a date in a table: ${text || '(nothing)'}${order ? ` ${order}` : ''}`, () => {
    assert.equal(tableWhen(text, order)?.at, at)
  })

test('only dates that are two things are ambiguous', () => {
  assert.deepEqual(['4/5/2026', '5/5/2026', '13/5/2026', 'x'].map(isAmbiguous), [true, false, false, false])
})
