import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { linkRecords } from './link-records.ts'
import type { AccountRecord } from './match/account-record.ts'
import { accountSettings } from './match/account-settings.ts'

type Account = Omit<AccountRecord, 'id'>

const families =
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 清水 山崎 森 池田 橋本 阿部 石川'.split(
    ' ',
  )
const givens = '一郎 花子 健 美咲 大輔 由美 翔 彩 誠 直子 蓮 葵 湊 凛 樹'.split(' ')
const westernFamilies =
  'Smith Johnson Miller Brown Garcia Rossi Lindqvist Weber Novak Dubois Silva Kowalski Jensen Murphy Costa'.split(
    ' ',
  )
const westernGivens =
  'Alex David Maria Anna John Mary Peter Laura Tom Julia Marco Nina Paul Emma Lucas'.split(' ')

/** A ledger to live in: 375 Japanese and 225 Western names on three networks, none of those below. */
const neighbours: AccountRecord[] = [
  ...families.flatMap(family => givens.map(given => `${family} ${given}`)),
  ...westernGivens.flatMap(given => westernFamilies.map(family => `${given} ${family}`)),
].map((name, k) => ({
  id: `n${k}`,
  network: ['x', 'facebook', 'contacts'][k % 3]!,
  name,
  organization: k % 2 ? `Machi ${k}` : undefined,
}))

function joined(accounts: readonly Account[]) {
  const at = neighbours.length
  const found = linkRecords(
    [...neighbours, ...accounts.map((account, k) => ({ ...account, id: `p${k}` }))],
    accountSettings,
  )
  const groups = new Set(found.people.slice(at)).size
  const link = found.links.find(({ a, b }) => Math.min(a, b) === at && Math.max(a, b) === at + 1)
  const weighed = found
    .explain(at, at + 1)
    .map(({ comparison, level, bits }) => `${comparison} ${level} ${bits.toFixed(1)}`)
  return { groups, chance: link?.chance ?? 0, why: weighed.join('; ') }
}

const x = (name: string | undefined, more: Partial<Account> = {}): Account => ({
  network: 'x',
  name,
  ...more,
})
const linkedin = (name: string, more: Partial<Account> = {}): Account => ({
  network: 'linkedin',
  name,
  ...more,
})
const card = (name: string, more: Partial<Account> = {}): Account => ({ network: 'contacts', name, ...more })
const mail = (value: string) => ({ mails: [{ value, firm: true }] })
const page = (value: string) => ({ urls: [{ value, firm: true }] })
const fediverse = (name: string | undefined, handle: string, more: Partial<Account> = {}): Account => {
  const [, user, host] = handle.split('@')
  return { network: 'fediverse', name, handle, urls: [{ value: `${host}/@${user}`, firm: false }], ...more }
}
const site = (name: string | undefined, value: string): Account => ({
  network: 'web',
  name,
  urls: [{ value, firm: false }],
})
const aozora = { organization: 'Aozora' }

describe('different people, or too little to tell, are never joined without asking', () => {
  const cases: [what: string, accounts: Account[]][] = [
    ['a name and a shop', [x('佐藤@営業'), linkedin('佐藤@営業')]],
    ['a name and a town', [x('ゆうき@東京'), linkedin('ゆうき@東京')]],
    ['a name and a remark', [x('まい＠育児中'), linkedin('まい＠育児中')]],
    ['a family name and a title', [x('佐藤 店長'), linkedin('佐藤 店長')]],
    ['a family name with a gap', [x('佐 藤'), linkedin('佐 藤')]],
    ['nobody', [x('名無しさん'), linkedin('名無しさん')]],
    ['a mother by her child', [x('結衣ママ'), linkedin('結衣ママ')]],
    ['a company and a family name', [x('株式会社青空 佐藤'), linkedin('株式会社青空 佐藤')]],
    ['a given name and an employer', [x('Alex@Google'), linkedin('Alex@Google')]],
    ['initials', [x('K. T.'), linkedin('K. T.')]],
    ['an initial and a family name', [x('T. Yamada'), linkedin('T. Yamada')]],
    ['what a network writes for nobody', [x('LinkedIn Member'), linkedin('LinkedIn Member')]],
    ['what a network writes for somebody gone', [x('Facebook User'), linkedin('Facebook User')]],
    ['two family names that one search finds', [x('斎藤 拓海'), linkedin('斉藤 拓海')]],
    ['an old and a new character', [x('渡辺 健太'), linkedin('渡邊 健太')]],
    ['the commonest names', [x('佐藤 拓海'), linkedin('佐藤 拓海')]],
    ['the commonest Western names', [x('Robert Smith'), linkedin('Robert Smith')]],
    [
      'a reading that is told and another',
      [card('近藤 裕子', { reading: 'こんどう ひろこ', ...aozora }), linkedin('Yuko Kondo', aozora)],
    ],
    ['short and long vowels', [x('おの ようこ'), linkedin('大野 陽子')]],
    [
      'two firm addresses at one employer',
      [
        card('佐藤 翔太', { ...mail('s.sato@aozora.example'), ...aozora }),
        card('佐藤 翔太', { ...mail('shota.sato2@aozora.example'), ...aozora }),
      ],
    ],
    [
      'two branches of one employer',
      [
        card('David Smith', mail('david@us.aozora.example')),
        card('David Smith', mail('david.s@uk.aozora.example')),
      ],
    ],
    [
      'an initial among colleagues',
      [
        card('T. Yamada', { ...mail('takeshi@aozora.example'), ...aozora }),
        card('Taro Yamada', { ...mail('taro@aozora.example'), ...aozora }),
      ],
    ],
    [
      'addresses of one provider',
      [card('田中 健', mail('tk1@nifty.com')), card('田中 健', mail('ken99@nifty.com'))],
    ],
    [
      'addresses of another provider',
      [card('Hans Schmidt', mail('hs@web.de')), card('Hans Schmidt', mail('hans1970@web.de'))],
    ],
    [
      'pages on one site',
      [x('Yuki Sato', page('qiita.com/yuki1')), linkedin('Yuki Sato', page('qiita.com/ysato'))],
    ],
    [
      'a word in lookalike letters',
      [
        x('Sara Cope', { handle: 'saracope', ...aozora }),
        linkedin('Sara Соре', { handle: 'saracope', ...aozora }),
      ],
    ],
    [
      'father and son',
      [
        card('John Miller Sr.', { organization: 'Miller Farm' }),
        card('John Miller Jr.', { organization: 'Miller Farm' }),
      ],
    ],
    [
      'a son by his own address',
      [
        card('John Nowicki', mail('john@nowicki.example')),
        card('John Nowicki Jr.', mail('junior@nowicki.example')),
      ],
    ],
    [
      'two who look like a third',
      [
        card('佐藤 由紀', { ...mail('y1@a.example'), ...aozora }),
        card('佐藤 勇気', { ...mail('y2@b.example'), ...aozora }),
        linkedin('Yuki Sato', aozora),
      ],
    ],
    [
      'two whom an initial fits',
      [
        x('Taro Yamada', { handle: 'tyamada', ...aozora }),
        card('Takeshi Yamada', { handle: 'tyamada', ...aozora }),
        linkedin('T. Yamada', { handle: 'tyamada', ...aozora }),
      ],
    ],
    [
      'a couple with one address',
      [card('大島 一郎', mail('oshima@home.example')), card('大島 花江', mail('oshima@home.example'))],
    ],
    [
      'two whom a third looks like, in Latin letters',
      [linkedin('Yuko Kondo', aozora), x('Hiroko Kondo', aozora), card('近藤 裕子', aozora)],
    ],
    [
      'two whom a third looks like, in kana',
      [card('こんどう ゆうこ', aozora), x('こんどう ひろこ', aozora), linkedin('近藤 裕子', aozora)],
    ],
    [
      'two whom an initial fits, by a rare handle',
      [
        x('Taro Yamada', { handle: 'tyamada88', ...aozora }),
        { network: 'facebook', name: 'Takeshi Yamada', handle: 'tyamada88', ...aozora },
        linkedin('T. Yamada', { handle: 'tyamada88', ...aozora }),
      ],
    ],
    [
      'a couple with one handle',
      [
        x('Tom Abernathy', { handle: 'abernathyfarm', organization: 'Abernathy Farm' }),
        linkedin('Rose Abernathy', { handle: 'abernathyfarm', organization: 'Abernathy Farm' }),
      ],
    ],
    [
      'other initials',
      [
        x('Mary A. Fitzgerald', { handle: 'mfitzgerald', ...aozora }),
        linkedin('Mary B. Fitzgerald', { handle: 'mfitzgerald', ...aozora }),
      ],
    ],
    ['other tones', [card('Trần Thị Hương', aozora), linkedin('Trần Thị Hường', aozora)]],
    ['other vowels', [card('राम शर्मा', aozora), linkedin('रमा शर्मा', aozora)]],
    [
      'other names behind a comma',
      [card('Garcia Marquez, Gabriel', aozora), linkedin('Garcia Marquez, Sofia', aozora)],
    ],
    [
      'neighbours on a host',
      [x('佐藤 健太', page('kenta1.vercel.app')), linkedin('Kenta Sato', page('satoken.vercel.app'))],
    ],
    [
      'two pages on one site',
      [
        x('David Miller', page('aozora.example/~dmiller')),
        linkedin('David Miller', page('aozora.example/~david')),
      ],
    ],
    ...[
      '営業 佐藤',
      '代表取締役 佐藤',
      '株式会社青空 代表 佐藤',
      'ゆうき 整体師',
      '二児の母 ゆい',
      'Alex from Berlin',
    ].map((name): [string, Account[]] => ['one word in disguise', [x(name), linkedin(name)]]),
    [
      'a common name and the handle that is made of it',
      [x('Maria Weber', { handle: 'mariaweber' }), fediverse('Maria Weber', '@mariaweber@mstdn.example')],
    ],
    [
      'two servers',
      [
        fediverse('Chiara Rossetti-Valmont', '@chiara_rv@one.example'),
        fediverse('Chiara Rossetti-Valmont', '@chiara_rv@two.example'),
      ],
    ],
    [
      'two members of a server',
      [fediverse('Tove Ankarskold', '@tove@hus.example'), fediverse('Bram Dykstraat', '@bram@hus.example')],
    ],
    [
      'a server and its members',
      [
        site('Hus', 'hus.example'),
        fediverse('Tove Ankarskold', '@tove@hus.example'),
        fediverse('Bram Dykstraat', '@bram@hus.example'),
        fediverse('Noor Veldkampen', '@noor@hus.example'),
      ],
    ],
    [
      'two birthdays',
      [
        card('Quentin Abernathy', { birthday: '1948-02-03', ...aozora }),
        linkedin('Quentin Abernathy', { birthday: '1981-07-09', ...aozora }),
      ],
    ],
    ['a rare name and nothing else', [x('Quentin Abernathy'), linkedin('Quentin Abernathy')]],
    ['a short handle', [x('Tove Ankarskold', { handle: 'tove' }), fediverse('Tove', '@tove@mstdn.example')]],
    ['the second and the third', [card('二代目 佐藤 太郎', aozora), linkedin('佐藤 太郎 三代目', aozora)]],
    ['a nickname and an employer', [card('Robert Abernathy', aozora), linkedin('Bob Abernathy', aozora)]],
    ['another script and an employer', [card('Семён Лапшин', aozora), linkedin('Semyon Lapshin', aozora)]],
    [
      'a told given name and another',
      [card('近藤 裕子', { reading: 'ひろこ', ...aozora }), linkedin('Yuko Kondo', aozora)],
    ],
    [
      'a given name told in brackets and another',
      [card('近藤裕子（ひろこ）', aozora), linkedin('Yuko Kondo', aozora)],
    ],
  ]
  for (const [what, accounts] of cases)
    test(`${what}: ${accounts.map(({ name }) => name).join(' | ')}`, () => {
      const { groups, why } = joined(accounts)
      if (accounts.length === 2) assert.equal(groups, 2, why)
      // Of three, the two that contradict each other must not come together.
      else assert.ok(groups >= 2, why)
    })
})

describe('one person in two writings is found, or asked about', () => {
  const cases: [what: string, a: Account, b: Account][] = [
    [
      'an employer behind @',
      x('佐藤結衣@Aozora', { handle: 'yuis' }),
      linkedin('佐藤 結衣', { handle: 'yuis' }),
    ],
    ['an employer behind a wide @', x('佐藤結衣＠青空', aozora), linkedin('佐藤 結衣', aozora)],
    ['both scripts in one', x('佐藤結衣 Yui Sato', aozora), linkedin('Yui Sato', aozora)],
    ['both scripts in brackets', x('佐藤結衣 (Yui Sato)', aozora), linkedin('Yui Sato', aozora)],
    [
      'a company before it',
      card('株式会社青空 佐藤結衣', { handle: 'yuisato' }),
      linkedin('佐藤 結衣', { handle: 'yuisato' }),
    ],
    ['family name first, with a comma', card('Abernathy, Quentin'), linkedin('Quentin Abernathy')],
    ['a given name in kana', x('佐藤 ゆい', aozora), linkedin('佐藤 結衣', aozora)],
    [
      'a given name in kana, without a gap',
      x('佐藤ゆい', { handle: 'yui_engawa' }),
      linkedin('佐藤 結衣', { handle: 'yui_engawa' }),
    ],
    ['Danish letters', x('Søren Kjærgaard'), linkedin('Soren Kjaergaard')],
    ['Polish letters', x('Paweł Małecki', aozora), linkedin('Pawel Malecki', aozora)],
    ['Korean without a gap', x('김철수'), linkedin('김 철수')],
    [
      'a rare handle alone',
      x(undefined, { handle: 'zanzibar_quokka_84' }),
      { network: 'instagram', handle: 'zanzibar_quokka_84' },
    ],
    [
      'a handle with its provider',
      x(undefined, { handle: 'quokkafan_lagoon' }),
      { network: 'bluesky', handle: 'quokkafan_lagoon.bsky.social' },
    ],
    [
      'a rare handle and a nickname',
      x('🌸ゆい🌸', { handle: 'zanzibar_quokka_84' }),
      { network: 'instagram', name: '佐藤 結衣', handle: 'zanzibar_quokka_84' },
    ],
    [
      'a rare handle and another name, on the fediverse',
      x('Quentin Abernathy', { handle: 'lanternmoth' }),
      fediverse('Q', '@lanternmoth@mstdn.example'),
    ],
    [
      'a rare handle and a site',
      x('Quentin Abernathy', { handle: 'lanternmoth' }),
      site('Notes at night', 'lanternmoth.example'),
    ],
    [
      'a rare handle and a page on a host',
      x('Quentin Abernathy', { handle: 'lanternmoth' }),
      site('Notes at night', 'medium.com/@lanternmoth'),
    ],
    [
      'somebody who moved to another server',
      fediverse('Chiara Rossetti-Valmont', '@chiara_rv@one.example'),
      fediverse('Chiara Rossetti-Valmont', '@chiara_rv@two.example'),
    ],
    [
      'somebody who moved and calls herself otherwise',
      fediverse('Chiara Rossetti-Valmont', '@lanternmoth@one.example'),
      fediverse('moth', '@lanternmoth@two.example'),
    ],
    [
      'a site and a server of one’s own',
      site('Notes at night', 'lindqvist.example'),
      fediverse('Maya', '@maya@lindqvist.example'),
    ],
    [
      'a domain that is the handle',
      site('Maya Lindqvist', 'maya.example'),
      x('ML', { handle: 'mayaexample' }),
    ],
    [
      'a domain on Bluesky',
      site('Notes at night', 'lindqvist.example'),
      { network: 'bluesky', name: 'Maya', handle: 'lindqvist.example' },
    ],
    [
      'one birthday',
      card('J. Abernathy', { birthday: '1948-02-03' }),
      linkedin('John Abernathy', { birthday: '--02-03' }),
    ],
    ...(
      [
        ['Robert Abernathy', 'Bob Abernathy'],
        ['Elizabeth Abernathy', 'Betty Abernathy'],
        ['Alexander Achleitner', 'Sascha Achleitner'],
        ['Johannes Achleitner', 'Hannes Achleitner'],
        ['José Quiroga', 'Pepe Quiroga'],
        ['Francisco Quiroga', 'Paco Quiroga'],
        ['Guillaume Boisvert', 'Gui Boisvert'],
        ['Михаил Лапшин', 'Миша Лапшин'],
        ['Александра Лапшина', 'Саша Лапшина'],
      ] as const
    ).map(([one, other]): [string, Account, Account] => ['a nickname', card(one), x(other)]),
    ...(
      [
        ['Семён Лапшин', 'Semyon Lapshin'],
        ['Юлія Щербина', 'Yuliia Shcherbyna'],
        ['Γιώργος Ξανθόπουλος', 'Giorgos Xanthopoulos'],
        ['Նարեկ Ղազարյան', 'Narek Ghazaryan'],
        ['محمود البيطار', 'Mahmoud Al-Bitar'],
        ['שירה אברמוביץ', 'Shira Abramovich'],
        ['ธนากร ศรีสุข', 'Thanakorn Srisuk'],
        ['रोहन भट्टाचार्य', 'Rohan Bhattacharya'],
        ['欧阳志远', 'Ouyang Zhiyuan'],
        ['황보다온', 'Daon Hwangbo'],
      ] as const
    ).map(([one, other]): [string, Account, Account] => ['another script', card(one), x(other)]),
    ...(
      [
        ['周晓雯', 'Xiaowen Zhou'],
        ['Миша Лапшин', 'Mikhail Lapshin'],
        ['황보서연', 'Seoyeon Hwangbo'],
        ['한지우', 'Jiwoo Han'],
        ['Ιωάννα Παπαδάκη', 'Ioanna Papadaki'],
      ] as const
    ).map(([one, other]): [string, Account, Account] => [
      'another script and an employer',
      card(one, aozora),
      x(other, aozora),
    ]),
    ['a middle initial', x('Mary A. Fitzgerald', aozora), linkedin('Mary Fitzgerald', aozora)],
    [
      'a Chinese name by the same handle',
      x('王小明', { handle: 'xiaoming_wang88' }),
      linkedin('Xiaoming Wang', { handle: 'xiaoming_wang88' }),
    ],
    [
      'the same words in another order',
      x('結衣 佐藤', { handle: 'yui_engawa' }),
      linkedin('佐藤 結衣', { handle: 'yui_engawa' }),
    ],
    [
      'two family names of one search, and more',
      x('斎藤 拓海', { handle: 'takumi_engawa' }),
      linkedin('斉藤 拓海', { handle: 'takumi_engawa' }),
    ],
    ...[
      '佐藤結衣 CEO',
      '営業部 佐藤結衣',
      '代表取締役 佐藤結衣',
      '／佐藤結衣＼',
      '株式会社青空 | 佐藤結衣',
      '佐藤 結衣（株式会社青空）',
    ].map((name): [string, Account, Account] => [
      'something beside the name',
      x(name, { handle: 'yui_engawa' }),
      linkedin('佐藤 結衣', { handle: 'yui_engawa' }),
    ]),
    ['a short family name', x('Naoki Ii', aozora), linkedin('井伊 直樹', aozora)],
    [
      'a comma and a remark',
      card('Abernathy, Quentin (Sales)', aozora),
      linkedin('Quentin Abernathy', aozora),
    ],
  ]
  for (const [what, a, b] of cases)
    test(`${what}: ${a.name ?? a.handle} | ${b.name ?? b.handle}`, () => {
      const { groups, chance, why } = joined([a, b])
      assert.ok(groups === 1 || chance >= 0.5, why)
    })
})

describe('one person with enough in common is joined', () => {
  const cases: [what: string, a: Account, b: Account][] = [
    [
      'name and handle',
      x('佐藤 結衣', { handle: 'yui_engawa' }),
      linkedin('佐藤 結衣', { handle: 'yui_engawa' }),
    ],
    ['a reading and an employer', card('佐藤 結衣', aozora), linkedin('Yui Sato', aozora)],
    [
      'a reading that is told',
      card('近藤 裕子', { reading: 'こんどう ひろこ', ...aozora }),
      linkedin('Hiroko Kondo', aozora),
    ],
    [
      'a rare Western name and an employer',
      card('Quentin Abernathy', aozora),
      linkedin('Quentin Abernathy', aozora),
    ],
    [
      'a rare name and the handle made of it',
      x('Quentin Abernathy', { handle: 'qabernathy' }),
      fediverse('Quentin Abernathy', '@qabernathy@mstdn.example'),
    ],
    [
      'a name and a server of one’s own',
      site('Maya Lindqvist', 'lindqvist.example'),
      fediverse('Maya Lindqvist', '@maya@lindqvist.example'),
    ],
    [
      'one address',
      card('佐藤 結衣', mail('yui@engawa.example')),
      linkedin('Yui Sato', mail('yui@engawa.example')),
    ],
  ]
  for (const [what, a, b] of cases)
    test(`${what}: ${a.name} | ${b.name}`, () => {
      const { groups, why } = joined([a, b])
      assert.equal(groups, 1, why)
    })
})

test('a third account with the rare handle takes nothing from the other two', () => {
  const handle = 'zanzibar_quokka_84'
  const three = [
    x('🌸ゆい🌸', { handle }),
    linkedin('佐藤 結衣', { handle }),
    { network: 'bluesky', name: 'yui', handle },
  ]
  const { groups, chance } = joined(three)
  assert.ok(groups < 3 || chance >= 0.5)
})

test('which of two comes first makes no difference', () => {
  for (const [one, other] of [
    ['林進', '林 進'],
    ['原誠', '原 誠'],
  ] as const) {
    const pair = [x(one, aozora), linkedin(other, aozora)]
    assert.equal(joined(pair).chance.toFixed(6), joined(pair.toReversed()).chance.toFixed(6))
  }
})
