import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MatchAnswer, type MatchQuestion, openAccountMatching } from './account-matching.ts'
import type { AccountRecord } from './account-record.ts'
import { seededRandom } from './random.ts'

const syllables = ['ka', 'mi', 'no', 're', 'sa', 'tu', 'ro', 'he', 'yu', 'ne']
const word = (n: number) => [...String(n + 100)].map(digit => syllables[Number(digit)]).join('')
const nothing = { gone: [], selves: [], words: [], firm: [], unread: [] }
const asked = (told: AccountRecord[], more: Partial<MatchQuestion> = {}): MatchQuestion => ({
  ...nothing,
  told,
  ...more,
})

/** From here on accounts are joined, give or take what the lasting answer may be off. */
const accepted = Math.log2(99)
const slack = 0.8

/** Three accounts of each of `count` people, of whom every third says nothing but a name. */
const crowd = (count: number): AccountRecord[] =>
  Array.from({ length: count }, (_, k) => {
    const name = `${word(k)} ${word(k * 7 + 3)}`
    const handle = k % 3 ? `${word(k)}${k}` : undefined
    return [
      { id: `c${k}`, network: 'contacts', name, organization: k % 2 ? `Shop ${k}` : undefined },
      { id: `x${k}`, network: 'x', name, handle },
      { id: `f${k}`, network: 'facebook', name: k % 4 ? name : word(k), handle },
    ]
  }).flat()

test('accounts described anew and taken away leave what a fresh look at all of them finds', () => {
  const random = seededRandom(11)
  const all = crowd(400)
  const now = new Map(all.map(record => [record.id, record]))
  const lasting = openAccountMatching(0)
  lasting.answer(asked(all))
  // Whose name has become rarer since keeps the weight of then.
  const changed = new Set<string>()
  for (let round = 0; round < 6; round++) {
    const before = [...now.keys()]
    const some = (count: number) =>
      Array.from({ length: count }, () => before[Math.floor(random() * before.length)]!)
    const gone = [...new Set(some(3))]
    for (const id of gone) now.delete(id)
    const told = [...new Set(some(4))].flatMap(id => {
      const record = now.get(id)
      return record ? [{ ...record, name: `zu${word(round)} zo${word(Number(id.slice(1)))}` }] : []
    })
    told.push({ id: `n${round}`, network: 'linkedin', name: all[round * 9]!.name!, organization: 'Shop 3' })
    for (const record of told) now.set(record.id, record)
    for (const id of [...gone, ...told.map(record => record.id), all[round * 9]!.id]) changed.add(id.slice(1))
    const answer = lasting.answer(asked(told, { gone }))
    const fresh = openAccountMatching(0).answer(asked([...now.values()]))
    for (const { a, b } of [...answer.accepted, ...answer.waiting]) assert.ok(now.has(a) && now.has(b))
    const bits = bitsOf(fresh)
    let compared = 0
    // The share of pairs stays as it was learnt.
    for (const [pair, found] of bitsOf(answer)) {
      if (!bits.has(pair) || changed.has(pair.split(' ')[0]!.slice(1))) continue
      compared++
      assert.ok(Math.abs(bits.get(pair)! - found) < slack, `${pair}: ${found}, ${bits.get(pair)}`)
    }
    assert.ok(compared >= 0.9 * bits.size, `${compared} of ${bits.size}`)
    const doubtful = new Set(
      [...bits].flatMap(([pair, found]) => (Math.abs(found - accepted) < slack ? pair.split(' ') : [])),
    )
    const sure = (some: string[][]) =>
      some.filter(group => !group.some(id => doubtful.has(id))).map(group => group.join(' '))
    const ids = [...now.keys()]
    const found = sure(peopleOf(ids, fresh.accepted))
    assert.ok(found.length > 300, `${found.length}`)
    assert.deepEqual(sure(peopleOf(ids, answer.accepted)), found)
  }
})

test('after many have changed, all are compared anew', () => {
  const all = crowd(60)
  const matching = openAccountMatching(0)
  matching.answer(asked(all))
  const renamed = all.filter((_, k) => k % 5 === 0).map(record => ({ ...record, name: `${record.name}o` }))
  const answer = matching.answer(asked(renamed))
  const now = new Map([...all, ...renamed].map(record => [record.id, record]))
  assert.deepEqual(answer, openAccountMatching(0).answer(asked([...now.values()])))
})

const bitsOf = ({ accepted, waiting }: MatchAnswer) =>
  new Map([...accepted, ...waiting].map(({ a, b, bits }) => [`${a} ${b}`, bits]))

/** Accounts of each person, in order. */
function peopleOf(ids: string[], accepted: readonly { a: string; b: string }[]): string[][] {
  const root = new Map(ids.map(id => [id, id]))
  const find = (id: string): string => (root.get(id) === id ? id : find(root.get(id)!))
  for (const { a, b } of accepted) {
    const [one, other] = [find(a), find(b)].sort()
    root.set(other!, one!)
  }
  return [...Map.groupBy(ids.toSorted(), find).values()].sort((x, y) => (x[0]! < y[0]! ? -1 : 1))
}
