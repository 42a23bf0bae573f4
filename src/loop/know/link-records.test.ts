import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linkRecords } from './link-records.ts'
import type { AccountRecord } from './match/account-record.ts'
import { accountSettings } from './match/account-settings.ts'
import { openLinking } from './match/linking.ts'

const firm = (value: string) => [{ value, firm: true }]
const claimed = (value: string) => [{ value, firm: false }]

/** Names that make a crowd of `count` strangers, so that being alike means something. */
const strangers = (count: number): AccountRecord[] =>
  Array.from({ length: count }, (_, k) => ({
    id: `s${k}`,
    network: 'contacts',
    name: `${spelled(k)} ${spelled(k * 7 + 3)}x`,
    mails: firm(`s${k}@post.example`),
  }))
const spelled = (n: number) =>
  [...String(n)].map(digit => 'bdfghklmrt'[Number(digit)]! + 'aeiou'[Number(digit) % 5]!).join('')

function groups(records: readonly AccountRecord[], settings = accountSettings): string[][] {
  const { people } = linkRecords(records, settings)
  const byPerson = Map.groupBy(records, (_, at) => people[at]!)
  return [...byPerson.values()]
    .map(group => group.map(({ id }) => id).sort())
    .filter(group => group.length > 1)
    .sort()
}

const taro: AccountRecord[] = [
  { id: 'card', network: 'card', name: '縁 太郎', mails: firm('taro@enishi.example') },
  { id: 'linkedin', network: 'linkedin', name: 'Taro Enishi', mails: firm('taro@enishi.example') },
]

test('an address that is certain on both sides joins, whatever the names', () => {
  assert.deepEqual(groups([...strangers(200), ...taro]), [['card', 'linkedin']])
})

test('a shared mailbox and an address of a whole family join nobody', () => {
  const office = ['山田 花子', '鈴木 一郎', 'Mary Miller'].map((name, k) => ({
    id: `o${k}`,
    network: 'contacts',
    name,
    mails: firm('info@shop.example'),
  }))
  const family = Array.from({ length: 6 }, (_, k) => ({
    id: `f${k}`,
    network: 'contacts',
    name: `${spelled(900 + k)} yamada`,
    mails: firm('home@family.example'),
  }))
  assert.deepEqual(groups([...strangers(200), ...office, ...family]), [])
})

test('one word never joins two accounts by itself', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('佐藤', 'Alex', '翔太', 'まり', 'Prince', '縁'),
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom('x', 'facebook', 'line'),
      (name, others, network) => {
        const two: AccountRecord[] = [
          { id: 'a', network: 'contacts', name },
          { id: 'b', network, name },
        ]
        assert.deepEqual(groups([...strangers(others), ...two]), [])
      },
    ),
    { numRuns: 15 },
  )
})

test('who copies a name and a handle does not come before who holds the key', () => {
  const copy: AccountRecord = { id: 'copy', network: 'linkedin', name: '縁 太郎', handle: 'taroenishi' }
  const own: AccountRecord = {
    id: 'x',
    network: 'x',
    name: '縁 太郎',
    handle: 'taroenishi',
    urls: firm('enishi.example'),
  }
  const records = [...strangers(200), { ...taro[0]!, urls: firm('enishi.example') }, taro[1]!, own, copy]
  assert.deepEqual(groups(records), [['card', 'linkedin', 'x']])
})

test('a page that only one side claims waits for the owner', () => {
  const records: AccountRecord[] = [
    {
      id: 'known',
      network: 'fediverse',
      name: 'Hanako Enishi',
      handle: 'hanako',
      urls: firm('hanako.example'),
    },
    { id: 'claims', network: 'web', name: 'Hanako Enishi', urls: claimed('hanako.example') },
  ]
  assert.deepEqual(groups([...strangers(200), ...records]), [])
})

test('a name in letters that imitate others joins nobody', () => {
  const records: AccountRecord[] = [
    { id: 'real', network: 'x', name: 'Alice Marguerite', handle: 'alicem' },
    { id: 'false', network: 'bluesky', name: 'Аlice Marguerite', handle: 'alicem' },
  ]
  assert.deepEqual(groups([...strangers(200), ...records]), [])
})

test('the same person twice in one address book; a name in kanji, kana and Latin letters', () => {
  const records: AccountRecord[] = [
    { id: 'one', network: 'contacts', name: '髙橋 龍之介', handle: 'ryutakahashi77' },
    { id: 'two', network: 'contacts', name: '高橋龍之介様', handle: 'ryutakahashi77' },
  ]
  assert.deepEqual(groups([...strangers(200), ...records]), [['one', 'two']])
  const { links, explain } = linkRecords(
    [
      ...strangers(200),
      { id: 'k', network: 'contacts', name: '高橋 龍之介' },
      { id: 'r', network: 'x', name: 'Ryunosuke TAKAHASHI' },
    ],
    accountSettings,
  )
  const evidence = explain(links[0]!.a, links[0]!.b)
  assert.equal(evidence.find(({ comparison }) => comparison === 'name')!.level, 'read the same')
  assert.ok(links[0]!.chance > 0.5)
})

test('ten thousand of one name, and people without any', () => {
  const records: AccountRecord[] = [
    ...Array.from({ length: 10_000 }, (_, k) => ({ id: `n${k}`, network: 'contacts', name: '佐藤 一' })),
    ...Array.from({ length: 100 }, (_, k) => ({ id: `e${k}`, network: 'x', name: k % 2 ? '' : ' 🌸 ' })),
  ]
  assert.deepEqual(groups(records), [])
})

test("the owner's word stands: joined, and never joined", () => {
  const records = [...strangers(200), ...taro]
  assert.deepEqual(groups(records, { ...accountSettings, words: [['card', 'linkedin', false]] }), [])
  assert.deepEqual(groups(strangers(200), { ...accountSettings, words: [['s1', 's2', true]] }), [
    ['s1', 's2'],
  ])
})

test('people and evidence do not depend on the order in which accounts came', () => {
  const invented = fc.record({
    network: fc.constantFrom('contacts', 'x', 'linkedin', 'web'),
    name: fc.option(
      fc.constantFrom('縁 太郎', 'Taro Enishi', 'えにし たろう', '佐藤', 'Alex', '山田花子', 'Hanako Yamada'),
      { nil: undefined },
    ),
    handle: fc.option(fc.constantFrom('taroenishi', 'hanako', 'hyamada', 'alex77'), { nil: undefined }),
    mails: fc.option(
      fc
        .record({ value: fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example'), firm: fc.boolean() })
        .map(m => [m]),
      { nil: undefined },
    ),
  })
  const some = fc.array(invented, { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(some, fc.infiniteStream(fc.nat()), (accounts, numbers) => {
      const records: AccountRecord[] = accounts.map((account, k) => ({ ...account, id: `a${k}` }))
      const shuffled = records
        .map(record => ({ record, at: numbers.next().value! }))
        .sort((a, b) => a.at - b.at)
        .map(({ record }) => record)
      assert.deepEqual(groups(shuffled), groups(records))
      const told = (list: AccountRecord[]) =>
        linkRecords(list, accountSettings)
          .links.map(({ a, b, bits }) => `${[list[a]!.id, list[b]!.id].sort()} ${bits}`)
          .sort()
      assert.deepEqual(told(shuffled), told(records))
    }),
    { numRuns: 25 },
  )
})

test('later accounts are compared with those that were there, not those with each other again', () => {
  const linking = openLinking(strangers(300), accountSettings)
  const before = linking.candidates
  linking.add(taro)
  assert.ok(linking.candidates - before < 50)
  const people = linking.people()
  assert.equal(people[300], people[301])
})
