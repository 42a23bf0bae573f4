import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AccountId, DecisionId } from '#ledger/ids.ts'
import { type Decision, personsOf, wordsOf } from './grouping.ts'

let number = 0
const decision = (a: string, b: string, made: Partial<Decision> = {}): Decision => ({
  id: `d${String(number++).padStart(3, '0')}` as DecisionId,
  a: a as AccountId,
  b: b as AccountId,
  verdict: 'same',
  madeBy: 'rule',
  bits: null,
  madeAt: number,
  revokedAt: null,
  also: null,
  ...made,
})
const owner = (a: string, b: string, same: boolean, madeAt: number) =>
  decision(a, b, { madeBy: 'owner', verdict: same ? 'same' : 'not-same', madeAt })
const alike = (a: string, b: string, bits: number) => decision(a, b, { madeBy: 'match', bits })

const people = (decisions: Decision[], networks: Record<string, string> = {}) =>
  [...Map.groupBy(personsOf(decisions, new Map(Object.entries(networks))), ([, person]) => person).values()]
    .map(accounts => accounts.map(([account]) => account).join(''))
    .sort()

test('people are what decisions connect, named by their smallest account, in any order of decisions', () => {
  const letter = fc.integer({ min: 0, max: 12 }).map(n => String.fromCharCode(97 + n))
  fc.assert(
    fc.property(fc.array(fc.tuple(letter, letter), { maxLength: 20 }), pairs => {
      const links = pairs.map(([a, b]) => decision(a, b))
      const found = personsOf(links, new Map())
      assert.deepEqual(
        new Map([...personsOf(links.toReversed(), new Map())].sort()),
        new Map([...found].sort()),
      )
      for (const { a, b } of links) assert.equal(found.get(a), found.get(b))
      for (const [id, person] of found) assert.ok(person <= id && found.get(person) === person)
    }),
  )
})

const cases: { what: string; decisions: Decision[]; networks?: Record<string, string>; are: string[] }[] = [
  {
    what: 'two that the owner called different stay apart, whatever joins them',
    are: ['a', 'b'],
    decisions: [decision('a', 'b'), alike('a', 'b', 30), owner('a', 'b', false, 5)],
  },
  {
    what: 'the later word goes before the earlier: the same at last',
    are: ['ab'],
    decisions: [owner('a', 'b', false, 5), owner('a', 'b', true, 6)],
  },
  {
    what: 'the later word goes before the earlier: different at last',
    are: ['a', 'b'],
    decisions: [owner('a', 'b', true, 5), owner('a', 'b', false, 6)],
  },
  {
    what: 'of two ways to a third the stronger is taken when the ends are different',
    are: ['ac', 'b'],
    decisions: [owner('a', 'b', false, 5), alike('b', 'c', 9), alike('a', 'c', 12)],
  },
  {
    what: 'likeness joins no two accounts of a network of which one has one',
    are: ['ac', 'b'],
    networks: { a: 'x', b: 'x', c: 'linkedin' },
    decisions: [alike('a', 'c', 12), alike('b', 'c', 9)],
  },
  {
    what: 'a rule may: the address book names both',
    are: ['abc'],
    networks: { a: 'x', b: 'x', c: 'contacts' },
    decisions: [decision('a', 'c'), decision('b', 'c')],
  },
  {
    what: 'a likeness taken back is the word that they are two',
    are: ['a', 'b', 'c'].slice(0, 2),
    decisions: [{ ...alike('a', 'b', 12), revokedAt: 9 }, decision('a', 'b')],
  },
  {
    what: 'an account split off leaves the others together',
    are: ['ac', 'b'],
    decisions: [
      decision('a', 'b'),
      decision('b', 'c'),
      decision('a', 'c'),
      { ...owner('b', 'a', false, 9), also: ['b', 'c'] as AccountId[] },
    ],
  },
]

for (const { what, decisions, networks, are } of cases)
  test(what, () => assert.deepEqual(people(decisions, networks), are))

test('words taken back are said no more', () => {
  assert.deepEqual(wordsOf([{ ...owner('a', 'b', false, 5), revokedAt: 6 }]), [])
})
