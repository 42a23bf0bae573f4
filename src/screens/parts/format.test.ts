import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agoOf,
  bytesOf,
  dayOf,
  langOf,
  lengthOf,
  localeOf,
  momentOf,
  percentOf,
  wholePeople,
} from './format.ts'

test('days are written the way each language writes them', () => {
  assert.equal(dayOf('2026-11-23T03:00:00Z', 'ja-JP', 'Asia/Tokyo'), '2026年11月23日(月)')
  assert.equal(dayOf('2026-11-23T03:00:00Z', 'en-US', 'Asia/Tokyo'), 'Mon, Nov 23, 2026')
})

test('a moment is never shown more exactly than it is known', () => {
  for (const [precision, ja] of [
    ['year', '2026年'],
    ['month', '2026年9月'],
    ['day', '2026年9月30日(水)'],
    ['minute', '2026年9月30日(水) 8:12'],
  ] as const)
    assert.equal(momentOf('2026-09-30T08:12:40Z', precision, false, 'ja-JP'), ja)
})

test('how long ago', () => {
  const now = Date.UTC(2026, 10, 23, 12)
  const back = (milliseconds: number) => new Date(now - milliseconds).toISOString()
  for (const [gap, ja, en] of [
    [10_000, 'たった今', 'just now'],
    [5 * 60_000, '5分前', '5 minutes ago'],
    [86_400_000, '昨日', 'yesterday'],
    [3 * 86_400_000, '3日前', '3 days ago'],
    [14 * 86_400_000, '2週間前', '2 weeks ago'],
    [59.7 * 60_000, '1時間前', '1 hour ago'],
    [23.6 * 3_600_000, '昨日', 'yesterday'],
    [8 * 86_400_000, '1週間前', '1 week ago'],
    [31 * 86_400_000, '1か月前', '1 month ago'],
    [365 * 86_400_000, '12か月前', '12 months ago'],
    [609 * 86_400_000, '20か月前', '20 months ago'],
    [800 * 86_400_000, '2年前', '2 years ago'],
    [920 * 86_400_000, '2年半前', '2½ years ago'],
    [4_000 * 86_400_000, '11年前', '11 years ago'],
    [-3 * 86_400_000, '3日後', 'in 3 days'],
    [-920 * 86_400_000, '2年半後', 'in 2½ years'],
  ] as const) {
    assert.equal(agoOf(back(gap), now, 'ja-JP'), ja)
    assert.equal(agoOf(back(gap), now, 'en'), en)
  }
})

test('a chance is never rounded to certainty', () => {
  for (const [share, words] of [
    [0, '0%'],
    [0.004, '<1%'],
    [0.256, '26%'],
    [0.996, '>99%'],
    [1, '100%'],
  ] as const)
    assert.equal(percentOf(share, 'en'), words)
})

test('sizes and lengths', () => {
  assert.equal(bytesOf(3_400_000_000, 'en'), '3.4 GB')
  assert.equal(bytesOf(18_200, 'en'), '18 kB')
  assert.equal(lengthOf(12, 'en'), '15 seconds')
  assert.equal(lengthOf(150, 'ja-JP'), '3分')
})

test('the parts of the headline add up', () => {
  for (const known of [0, 0.4, 3.5, 23.6, 811.5])
    for (const newcomers of [0, 0.4, 0.5, 3.6, 7.49]) {
      const shown = wholePeople(known, newcomers)
      assert.equal(shown.known + shown.newcomers, shown.total)
      assert.ok(shown.newcomers >= 0 && Math.abs(shown.newcomers - newcomers) <= 1)
    }
})

test('language of a run of text, and the reader’s own flavour', () => {
  for (const [text, lang] of [
    ['さとう', 'ja'],
    ['ﾔﾏﾀﾞ', 'ja'],
    ['佐藤', undefined],
    ['Maya', undefined],
    ['김', 'ko'],
  ] as const)
    assert.equal(langOf(text), lang)
  assert.equal(localeOf('en', ['ja', 'en-GB']), 'en-GB')
  assert.equal(localeOf('ja', ['en']), 'ja-JP')
})
