import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networks } from './all.ts'
import type { AccountRef, Network, SourceFile } from './contract.ts'
import { googleContacts } from './google-contacts/network.ts'
import { outlookContacts } from './outlook-contacts/network.ts'

const csv = networks.find(({ id }) => id === 'csv')!

async function accountsOf({ reader }: Network, text: string): Promise<AccountRef[]> {
  const file: SourceFile = {
    path: 'contacts.csv',
    size: text.length,
    async *open() {
      yield Buffer.from(text)
    },
  }
  assert.equal(await reader.recognizes({ name: 'contacts.csv', files: [file] }), true)
  const rows = await Array.fromAsync(reader.read({ name: 'contacts.csv', files: [file] }))
  return rows.flatMap(row => (row.ok && row.entry.kind === 'account' ? [row.entry.account] : []))
}

const google = 'First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Birthday,Labels,E-mail 1 - Value'
const google2023 = 'Name,Given Name,Additional Name,Family Name,Name Suffix,Group Membership,E-mail 1 - Value'
const outlook = 'First Name,Middle Name,Last Name,Suffix,E-mail Address,Business Phone'
const thunderbird = 'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone'
const table = '姓,名,氏名,メールアドレス,生年月日'

const cases: [what: string, network: Network, rows: string[], names: string[]][] = [
  [
    'father and son, one mailbox',
    googleContacts,
    [
      google,
      'Quentin,,Abernathy,,Sr.,,* myContacts,home@abernathy.example',
      'Quentin,,Abernathy,,Jr.,,* myContacts,home@abernathy.example',
    ],
    ['Quentin Abernathy Sr.', 'Quentin Abernathy Jr.'],
  ],
  [
    'two birthdays, one mailbox',
    googleContacts,
    [
      google,
      'Tomás,,Rivera,,,1951-02-03,* myContacts,casa@rivera.example',
      'Tomás,,Rivera,,,1983-07-09,* myContacts,casa@rivera.example',
    ],
    ['Tomás Rivera', 'Tomás Rivera'],
  ],
  [
    'middle names and titles',
    googleContacts,
    [google, 'Inés,Lucía,Peralta,Dra.,PhD,,x,i@p.example'],
    ['Dra. Inés Lucía Peralta, PhD'],
  ],
  ['Hangul', googleContacts, [google, '지우,,한,,,,x,j@h.example'], ['한 지우']],
  [
    'a display name in its own order',
    googleContacts,
    [
      google2023,
      'Szabados Bence,Bence,,Szabados,,x,b@s.example',
      '한지우,지우,,한,,x,j@h.example',
      '結衣 佐藤,結衣,,佐藤,,x,y@s.example',
    ],
    ['Szabados Bence', '한지우', '佐藤 結衣'],
  ],
  [
    'father and son, middle names',
    outlookContacts,
    [
      outlook,
      'Quentin,R.,Abernathy,Sr.,home@abernathy.example,',
      'Quentin,R.,Abernathy,Jr.,home@abernathy.example,',
    ],
    ['Quentin R. Abernathy Sr.', 'Quentin R. Abernathy Jr.'],
  ],
  [
    'a display name',
    csv,
    [
      thunderbird,
      'Lan,Trần,Trần Thị Ngọc Lan,,lan@tran.example,,',
      'Quentin,Abernathy,Quentin Abernathy III,,q@a.example,,',
    ],
    ['Trần Thị Ngọc Lan', 'Quentin Abernathy III'],
  ],
  [
    'a couple with one mailbox',
    csv,
    [
      thunderbird,
      'Maya,Lindqvist,Maya Lindqvist,,home@l.example,,',
      'Tom,Lindqvist,Tom Lindqvist,,home@l.example,,',
    ],
    ['Maya Lindqvist', 'Tom Lindqvist'],
  ],
  [
    'two birthdays in a Japanese table',
    csv,
    [
      table,
      '佐藤,太郎,佐藤 太郎,ie@sato.example,1950-01-01',
      '佐藤,太郎,佐藤 太郎,ie@sato.example,1980-01-01',
    ],
    ['佐藤 太郎', '佐藤 太郎'],
  ],
]

for (const [what, network, rows, names] of cases)
  test(`${network.id}: ${what}`, async () => {
    const accounts = await accountsOf(network, `${rows.join('\n')}\n`)
    assert.deepEqual(
      accounts.map(({ name }) => name),
      names,
    )
    assert.equal(new Set(accounts.map(({ network, key }) => `${network} ${key}`)).size, names.length)
    const again = await accountsOf(network, `${rows.join('\n')}\n`)
    assert.deepEqual(again, accounts, 'the same keys each time')
  })

test('both addresses of a contact in Thunderbird are the contact’s', async () => {
  const [maya] = await accountsOf(
    csv,
    `${thunderbird}\nMaya,Lindqvist,Maya Lindqvist,,maya@l.example,m@work.example,\n`,
  )
  assert.deepEqual(
    maya!.sameAs?.map(({ kind, value, firm }) => [kind, value, firm]),
    [
      ['mail', 'maya@l.example', true],
      ['mail', 'm@work.example', true],
    ],
  )
})
