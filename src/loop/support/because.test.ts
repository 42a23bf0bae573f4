import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#ledger/language.ts'
import { type Because, becauseOf } from './because.ts'
import type { PersonEvidence } from './evidence.ts'
import { sayBecause } from './words.ts'

const day = 86_400_000
const start = Date.parse('2026-11-23T09:00:00Z')

const everyCode = {
  'seen-until': { code: 'seen-until', at: start },
  answered: { code: 'answered', n: 1 },
  attended: { code: 'attended', count: 1 },
  beside: { code: 'beside', count: 1 },
  spoke: { code: 'spoke', count: 1 },
  recently: { code: 'recently', count: 2, until: null },
  last: { code: 'last', at: start, kind: 'like' },
  'passed-on': { code: 'passed-on', count: 3, until: null },
  back: { code: 'back', months: 7 },
  'first-lately': { code: 'first-lately' },
  quiet: { code: 'quiet', months: 4, alive: 0.3 },
  given: { code: 'given', count: 1 },
  between: { code: 'between', at: start, kind: 'connect' },
  never: { code: 'never' },
} as const satisfies { [Code in Because['code']]: Because & { code: Code } }

for (const because of Object.values(everyCode)) {
  test(`the evidence “${because.code}” has words in each language`, () => {
    const said = languages.map(language => sayBecause(because, language))
    assert.equal(new Set(said).size, languages.length)
    for (const text of said) assert.doesNotMatch(text, /undefined|NaN|^\s*$/)
  })
}

const evidence: PersonEvidence = {
  n: 5,
  supports: 6,
  speaks: 0,
  supports90: 0,
  firstAt: start - 900 * day,
  lastAt: start - 20 * day,
  lastKind: 'like',
  passedOn: 0,
  alive: 0.9,
  pause: 0,
  given: 0,
  lastGivenAt: null,
}

const cases: { who: string; more: Partial<PersonEvidence>; codes: Because['code'][] }[] = [
  { who: 'a regular', more: {}, codes: ['answered', 'last'] },
  { who: 'somebody who never came', more: { n: 0, lastAt: null }, codes: ['never'] },
  {
    who: 'somebody only the owner turned to',
    more: { n: 0, lastAt: null, given: 2 },
    codes: ['never', 'given'],
  },
  {
    who: 'somebody the owner is only connected with',
    more: { n: 0, lastAt: null, between: { count: 1, lastAt: start - 600 * day, lastKind: 'connect' } },
    codes: ['never', 'between'],
  },
  { who: 'a newcomer', more: { n: 1, firstAt: start - day }, codes: ['first-lately', 'answered', 'last'] },
  { who: 'somebody silent', more: { lastAt: start - 200 * day, alive: 0.2 }, codes: ['answered', 'quiet'] },
  { who: 'somebody slow', more: { lastAt: start - 200 * day, alive: 0.8 }, codes: ['answered', 'last'] },
  {
    who: 'somebody back',
    more: { pause: 300, supports90: 2 },
    codes: ['back', 'answered', 'recently', 'last'],
  },
  { who: 'somebody who endorsed once', more: { n: 1, beside: 1 }, codes: ['beside', 'last'] },
  {
    who: 'a guest who also answers',
    more: { n: 5, attended: 2, beside: 1 },
    codes: ['answered', 'attended', 'beside', 'last'],
  },
  {
    who: 'somebody whose source has ended',
    more: {
      firstAt: start - 830 * day,
      lastAt: start - 960 * day,
      alive: 0.2,
      pause: 300,
      supports90: 2,
      until: start - 800 * day,
    },
    codes: ['seen-until', 'answered', 'recently', 'last'],
  },
  {
    who: 'somebody of a ledger that has ended as a whole',
    more: { firstAt: start - day, supports90: 2, passedOn: 1, until: start },
    codes: ['answered', 'recently', 'passed-on', 'last'],
  },
  { who: 'an advocate', more: { speaks: 4, passedOn: 2 }, codes: ['answered', 'spoke', 'passed-on', 'last'] },
]

for (const { who, more, codes } of cases) {
  test(`${who} is told by: ${codes.join(', ')}`, () => {
    assert.deepEqual(
      becauseOf({ ...evidence, ...more }, start).map(({ code }) => code),
      codes,
    )
  })
}

test('of somebody whose source has ended, days are counted up to its end', () => {
  const until = Date.parse('2024-02-03T00:00:00Z')
  const said = becauseOf({ ...evidence, supports90: 2, passedOn: 1, until }, start).map(because =>
    sayBecause(because, 'en'),
  )
  assert.ok(said.includes('2 times in the 90 days up to 3 Feb 2024'), said.join('; '))
  assert.ok(said.includes('brought you to others once in the year up to 3 Feb 2024'))
})
