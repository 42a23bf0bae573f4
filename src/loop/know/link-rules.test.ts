import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId } from '#ledger/ids.ts'
import { type AccountKey, hardLinks, urlKey } from './link-rules.ts'

const key = (accountId: string, more: Partial<AccountKey> = {}): AccountKey => ({
  kind: 'mail',
  value: 'yui@sato.example',
  accountId: accountId as AccountId,
  network: 'contacts',
  firm: true,
  isOwnPage: false,
  ...more,
})
const page = (accountId: string, more: Partial<AccountKey> = {}) =>
  key(accountId, { kind: 'url', value: 'sato.example', ...more })
const blue = (accountId: string, more: Partial<AccountKey> = {}) =>
  page(accountId, { value: 'bsky.app/profile/yui.example', network: 'bluesky', ...more })
const claim = { network: 'web', firm: false }

const cases: { what: string; keys: AccountKey[]; joins: string[] }[] = [
  { what: 'the same mail on two cards', keys: [key('a'), key('b')], joins: ['a b'] },
  {
    what: 'a card and a LinkedIn connection',
    keys: [key('a'), key('b', { network: 'linkedin' })],
    joins: ['a b'],
  },
  { what: 'a card and a claim in a comment form', keys: [key('a'), key('b', claim)], joins: [] },
  { what: 'two claims', keys: [key('a', claim), key('b', claim)], joins: [] },
  { what: 'a claim beside two cards', keys: [key('a'), key('b', claim), key('c')], joins: ['a c'] },
  {
    what: 'an address that many answer',
    keys: [key('a', { value: 'info@ennichi.example' }), key('b', { value: 'info@ennichi.example' })],
    joins: [],
  },
  { what: 'six cards with one address', keys: [...'abcdef'].map(id => key(id)), joins: [] },
  {
    what: 'five cards with one address',
    keys: [...'abcde'].map(id => key(id)),
    joins: ['a b', 'a c', 'a d', 'a e'],
  },
  {
    what: 'one address on seven networks',
    keys: ['contacts', 'mail', 'card', 'linkedin', 'doorkeeper', 'peatix', 'web'].map((network, no) =>
      key('abcdefg'[no]!, { network }),
    ),
    joins: ['a b', 'a c', 'a d', 'a e', 'a f', 'a g'],
  },
  {
    what: 'an account of X under its old and its new name',
    keys: ['a', 'b'].map(id => page(id, { value: 'x.com/i/user/1234', network: 'x', name: `Yui ${id}` })),
    joins: ['a b'],
  },
  {
    what: 'an account of Bluesky by its handle, and by its number seen with that handle',
    keys: [blue('a', { isOwnPage: true, firm: false, name: 'Yui Sato' }), blue('b', { name: 'Yui Sato' })],
    joins: ['a b'],
  },
  {
    what: 'the same of two people',
    keys: [
      blue('a', { isOwnPage: true, firm: false, name: 'Yui Sato' }),
      blue('b', { name: 'Ren Takahashi' }),
    ],
    joins: [],
  },
  { what: 'two numbers that had one handle', keys: [blue('a'), blue('b')], joins: [] },
  {
    what: 'a handle that two numbers had',
    keys: [blue('a', { isOwnPage: true }), blue('b'), blue('c')],
    joins: [],
  },
  {
    what: 'two members of LinkedIn with one address',
    keys: [key('a', { network: 'linkedin' }), key('b', { network: 'linkedin' })],
    joins: [],
  },
  {
    what: 'a page on a card and the page itself',
    keys: [page('a'), page('b', { ...claim, isOwnPage: true })],
    joins: ['a b'],
  },
  { what: 'a page on a card and somebody who claims it', keys: [page('a'), page('b', claim)], joins: [] },
  {
    what: 'the page itself and somebody who claims it',
    keys: [page('a', { ...claim, isOwnPage: true }), page('b', claim)],
    joins: [],
  },
  {
    what: 'a couple with one address',
    keys: [key('a', { name: '大島 一郎' }), key('b', { name: '大島 花江' })],
    joins: [],
  },
  {
    what: 'a couple with one address, of whom one is there twice',
    keys: [
      key('a', { name: '大島 一郎' }),
      key('b', { name: '大島 花江' }),
      key('c', { name: '大島一郎', network: 'card' }),
    ],
    joins: ['a c'],
  },
  {
    what: 'one human on two cards, by a short and a full name',
    keys: [key('a', { name: 'Yui' }), key('b', { name: 'Sato Yui' })],
    joins: ['a b'],
  },
  ...(
    [
      ['大島 一郎', 'Hanae Oshima'],
      ['大島 恵', '大島 恵美'],
      ['林さん', '小林 健'],
      ['J. Smith', 'M. Smith'],
      ['Abernathy, Quentin', 'Abernathy, Rose'],
      ['김철수', '박영희'],
      ['Иван Петров', 'Мария Сидорова'],
      ['佐藤結衣 Yui Sato', '鈴木太郎 Taro Suzuki'],
    ] as const
  ).flatMap(([one, other]) => [
    {
      what: `one mailbox of ${one} and ${other}`,
      keys: [key('a', { name: one }), key('b', { name: other })],
      // In two scripts it cannot be told: an address book has people in both.
      joins: one === '大島 一郎' ? ['a b'] : [],
    },
    {
      what: `one page of ${one} and ${other}`,
      keys: [page('a', { name: one }), page('b', { name: other, network: 'card' })],
      joins: [],
    },
  ]),
  ...(
    [
      ['佐藤 結衣', '結衣 佐藤'],
      ['林さん', '林 健'],
      ['Satoh Yui', 'Yui Sato'],
      ['김철수', '김 철수'],
    ] as const
  ).map(([one, other]) => ({
    what: `one mailbox of ${one} and ${other}`,
    keys: [key('a', { name: one }), key('b', { name: other })],
    joins: ['a b'],
  })),
  ...(
    [
      ['Quentin Abernathy Sr.', 'Quentin Abernathy Jr.'],
      ['Quentin Abernathy', 'Quentin Abernathy III'],
      ['Aurélien Boisvert père', 'Aurélien Boisvert fils'],
      ['Joaquim Silveira Filho', 'Joaquim Silveira Neto'],
      ['Joaquín Peralta', 'Joaquín Peralta (hijo)'],
      ['Lorenz Achleitner senior', 'Lorenz Achleitner junior'],
      ['Szabados Bence', 'ifj. Szabados Bence'],
      ['Семён Лапшин', 'Семён Лапшин мл.'],
      ['佐藤 太郎', '佐藤 太郎 二代目'],
      ['初代 佐藤 太郎', '佐藤太郎（二代目）'],
      ['佐藤 太郎 二代目', 'Taro Sato III'],
    ] as const
  ).flatMap(([one, other]) => [
    {
      what: `one mailbox of ${one} and ${other}`,
      keys: [key('a', { name: one }), key('b', { name: other })],
      joins: [],
    },
    {
      what: `one page of ${one} and ${other}`,
      keys: [page('a', { name: one }), page('b', { name: other, network: 'card' })],
      joins: [],
    },
  ]),
  {
    what: 'father and son on two networks with one mailbox',
    keys: [
      key('a', { name: 'Quentin Abernathy Sr.' }),
      key('b', { name: 'Quentin Abernathy Jr.', network: 'linkedin' }),
    ],
    joins: [],
  },
  {
    what: 'the son with one mailbox, twice',
    keys: [
      key('a', { name: 'Quentin Abernathy Sr.' }),
      key('b', { name: 'Quentin Abernathy, Jr.' }),
      key('c', { name: 'Quentin Abernathy jr', network: 'linkedin' }),
    ],
    joins: ['b c'],
  },
  {
    what: 'one mailbox and name, two birthdays',
    keys: [
      key('a', { name: 'Tomás Rivera', birthday: '1951-02-03' }),
      key('b', { name: 'Tomás Rivera', birthday: '1983-07-09' }),
    ],
    joins: [],
  },
  {
    what: 'one mailbox and name, a birthday with and without its year',
    keys: [
      key('a', { name: 'Tomás Rivera', birthday: '1951-02-03' }),
      key('b', { name: 'Tomás Rivera', birthday: '--02-03' }),
    ],
    joins: ['a b'],
  },
  {
    what: 'one mailbox and name, two birthdays, and one who is there twice',
    keys: [
      key('a', { name: 'Tomás Rivera', birthday: '1951-02-03' }),
      key('b', { name: 'Tomás Rivera', birthday: '1983-07-09' }),
      key('c', { name: 'Tomás Rivera', birthday: '1951-02-03', network: 'linkedin' }),
      key('d', { name: 'Tomás Rivera', network: 'mail' }),
    ],
    joins: ['a c'],
  },
  {
    what: 'the same verified mail on two networks after a marriage',
    keys: [key('a', { name: 'Yui Sato' }), key('b', { name: 'Yui Tanaka', network: 'linkedin' })],
    joins: ['a b'],
  },
  {
    what: 'two colleagues who give the company’s page',
    keys: [page('a', { name: '山田 太郎' }), page('b', { name: '鈴木 花' })],
    joins: [],
  },
  {
    what: 'a colleague and the owner, who gives the company’s page on LinkedIn',
    keys: [page('a', { name: '山田 太郎' }), page('b', { name: '縁 花子', network: 'linkedin' })],
    joins: [],
  },
  {
    what: 'a profile page on a card with a nickname',
    keys: [
      page('a', { value: 'linkedin.com/in/yui-sato', name: 'Cousin' }),
      page('b', { value: 'linkedin.com/in/yui-sato', name: 'Yui Sato', network: 'linkedin' }),
    ],
    joins: ['a b'],
  },
  { what: 'one account', keys: [key('a'), key('a')], joins: [] },
  { what: 'nobody', keys: [], joins: [] },
]

for (const { what, keys, joins } of cases) {
  test(`${what}: ${joins.length > 0 ? 'one person' : 'left apart'}`, () => {
    for (const order of [keys, keys.toReversed()])
      assert.deepEqual(
        hardLinks(order)
          .map(({ a, b }) => `${a} ${b}`)
          .sort(),
        joins,
      )
  })
}

test('both addresses of a fediverse account are one key', () => {
  for (const url of [
    'https://mstdn.example/@yui_sato',
    'https://mstdn.example/users/yui_sato/',
    'mstdn.example/@Yui_Sato',
  ])
    assert.equal(urlKey(url), 'mstdn.example/@yui_sato')
  assert.equal(urlKey('javascript:alert(1)'), undefined)
})
