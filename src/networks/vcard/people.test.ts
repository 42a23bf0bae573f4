import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountRef, SourceFile } from '../contract.ts'
import { vcard } from './network.ts'

const fileOf = (path: string, bytes: Uint8Array): SourceFile => ({
  path,
  size: bytes.length,
  async *open() {
    yield bytes
  },
})

async function accountsOf(...texts: (string | Uint8Array)[]): Promise<AccountRef[]> {
  const files = texts.map((text, k) => fileOf(`${k}.vcf`, Buffer.from(text as string)))
  const rows = await Array.fromAsync(vcard.reader.read({ name: 'a', files }))
  assert.deepEqual(
    rows.filter(row => !row.ok),
    [],
  )
  return rows.flatMap(row => (row.ok && row.entry.kind === 'account' ? [row.entry.account] : []))
}

const card = (...lines: string[]) => `BEGIN:VCARD\nVERSION:3.0\n${lines.join('\n')}\nEND:VCARD\n`
const people = (accounts: readonly AccountRef[]) => new Set(accounts.map(({ key }) => key)).size

const uids: [what: string, cards: string[], people: number][] = [
  [
    'one number on every card',
    [
      card('UID:1', 'FN:Yui Sato', 'EMAIL:yui@sato.example'),
      card('UID:1', 'FN:Maya Lindqvist', 'EMAIL:maya@lindqvist.example'),
      card('UID:1', 'FN:Aoife Byrne', 'EMAIL:aoife@byrne.example'),
    ],
    3,
  ],
  [
    'one long id on every card',
    [
      card('UID:9f2c7c1e-0f1b-4f0e-a6a1-3a5c1d2e4b00', 'FN:Yui Sato', 'TEL:1'),
      card('UID:urn:uuid:9F2C7C1E-0F1B-4F0E-A6A1-3A5C1D2E4B00', 'FN:Maya Lindqvist', 'TEL:2'),
    ],
    2,
  ],
  [
    'one id and one mailbox on the cards of a family',
    ['Maya', 'Tom'].map(given =>
      card(
        'UID:abc-123-xyz',
        `N:Lindqvist;${given};;;`,
        `FN:${given} Lindqvist`,
        'EMAIL:home@lindqvist.example',
      ),
    ),
    2,
  ],
  ['no id, only a name', [card('UID:', 'FN:Yui Sato'), card('UID:', 'FN:Maya Lindqvist')], 2],
  [
    'an id that is a word for none',
    [card('UID:null', 'FN:Yui Sato'), card('UID:null', 'FN:Ren Takahashi')],
    2,
  ],
  [
    'namesakes without an address, at two firms',
    [card('FN:Yui Sato', 'ORG:Engawa'), card('FN:Yui Sato', 'ORG:Aozora')],
    2,
  ],
  [
    'namesakes with one mailbox, by their birthdays',
    [
      card('FN:Tomás Rivera', 'EMAIL:casa@rivera.example', 'BDAY:1951-02-03'),
      card('FN:Tomás Rivera', 'EMAIL:casa@rivera.example', 'BDAY:1983-07-09'),
    ],
    2,
  ],
  [
    'an older card of one who took another name',
    [
      card('UID:abc-123-xyz', 'N:Tanaka;Yui;;;', 'FN:Yui Tanaka', 'EMAIL:yui@sato.example', 'REV:2024-01-01'),
      card('UID:abc-123-xyz', 'N:Sato;Yui;;;', 'FN:Yui Sato', 'EMAIL:yui@sato.example', 'REV:2020-01-01'),
    ],
    1,
  ],
  ['the same card twice', [card('UID:abc-123-xyz', 'FN:Yui'), card('UID:abc-123-xyz', 'FN:Yui Sato')], 1],
  ['the same card twice, without an id', [card('FN:Yui', 'TEL:1'), card('FN:Yui', 'TEL:1')], 1],
]

for (const [what, cards, count] of uids)
  test(`${what}: ${count} people`, async () => {
    const once = await accountsOf(cards.join(''))
    assert.equal(people(once), count)
    assert.deepEqual(await accountsOf(cards.join('')), once, 'the same keys each time')
    assert.equal(people(await accountsOf(...cards)), count, 'in files of their own')
    const turned = await accountsOf(cards.toReversed().join(''))
    assert.deepEqual(new Set(turned.map(({ key }) => key)), new Set(once.map(({ key }) => key)))
  })

test('two files that number their cards from 1 do not meet', async () => {
  const one = await accountsOf(card('UID:1', 'FN:Yui Sato', 'TEL:1'))
  const other = await accountsOf(card('UID:1', 'FN:Maya Lindqvist', 'TEL:2'))
  assert.notEqual(one[0]!.key, other[0]!.key)
})

const names: [lines: string[], shown: string][] = [
  [['N:한;지우;;;', 'FN:한지우'], '한지우'],
  [['N:한;지우;;;', 'FN:지우 한'], '한 지우'],
  [['N:周;晓雯;;;', 'FN:周晓雯'], '周晓雯'],
  [['N:佐藤;結衣;;;', 'FN:佐藤 結衣'], '佐藤 結衣'],
  [['N:佐藤;結衣;;;', 'FN:結衣佐藤'], '佐藤 結衣'],
  [['N:Trần;Lan;Thị Ngọc;;', 'FN:Trần Thị Ngọc Lan'], 'Trần Thị Ngọc Lan'],
  [['N:Szabados;Bence;;;', 'FN:Szabados Bence'], 'Szabados Bence'],
  [
    ['N:Peralta Quiroga;Inés Lucía;;Dra.;', 'FN:Dra. Inés Lucía Peralta Quiroga'],
    'Dra. Inés Lucía Peralta Quiroga',
  ],
  [['N:Jónsdóttir;Birta;Sól;;', 'FN:Birta Sól Jónsdóttir'], 'Birta Sól Jónsdóttir'],
  [['N:Abernathy;Quentin;;;Jr.', 'FN:Quentin Abernathy Jr.'], 'Quentin Abernathy Jr.'],
  [['N:Abernathy;Quentin;;;III', 'FN:Quentin Abernathy'], 'Quentin Abernathy III'],
  [['N:佐藤;太郎;;;二代目', 'FN:佐藤 太郎'], '佐藤 太郎 二代目'],
  [['N:Abernathy;Quentin;R.;Dr.;PhD'], 'Dr. Quentin R. Abernathy, PhD'],
  [['N:Szabados;Bence;;;', 'FN:bence@szabados.example'], 'Bence Szabados'],
  [['N:Ab\\: Cd;E;;;', 'FN:E Ab\\: Cd'], 'E Ab: Cd'],
]

for (const [lines, shown] of names)
  test(`a name is shown as it is written: ${shown}`, async () => {
    assert.equal((await accountsOf(card(...lines, 'TEL:1')))[0]!.name, shown)
  })

const hex = (bytes: readonly number[]) =>
  bytes.map(byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
const utf8 = (text: string) => [...Buffer.from(text)]
const japanese = [0x1b, 0x24, 0x42, 0x3a, 0x34, 0x46, 0x23, 0x1b, 0x28, 0x42]

const charsets: [what: string, line: string, shown: string][] = [
  ['UTF-8', `fn;quoted-printable:${hex(utf8('Łucja Żuławska'))}`, 'Łucja Żuławska'],
  ['UTF-8, named', `FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:${hex(utf8('Ångström'))}`, 'Ångström'],
  ['UTF-8, with the encoding in small letters', `FN;encoding=quoted-printable:${hex(utf8('佐藤'))}`, '佐藤'],
  [
    'UTF-8, without a word about it',
    `FN:Bj${hex(utf8('ö'))}rk Gunnarsd${hex(utf8('ó'))}ttir`,
    'Björk Gunnarsdóttir',
  ],
  ['a soft break inside a character', 'FN;QUOTED-PRINTABLE:J=C3=\n=B6rg', 'Jörg'],
  ['Windows-1252', `FN;QUOTED-PRINTABLE:J=F6rg M=FCller`, 'Jörg Müller'],
  ['Windows-1252 with a kanji’s lead byte', `FN;QUOTED-PRINTABLE:Ren=E9e Fran=E7ois`, 'Renée François'],
  ['Shift_JIS', `FN;QUOTED-PRINTABLE:${hex([0x8d, 0xb2, 0x93, 0xa1])}`, '佐藤'],
  ['ISO-2022-JP', `FN;QUOTED-PRINTABLE:${hex(japanese)}`, '佐藤'],
  ['ISO-2022-JP, raw', `FN:${String.fromCharCode(...japanese)}`, '佐藤'],
  ['EUC-JP', `FN;QUOTED-PRINTABLE:${hex([0xba, 0xb4, 0xc6, 0xa3, 0xa4, 0xe6, 0xa4, 0xa4])}`, '佐藤ゆい'],
  ['EUC-KR', `FN;QUOTED-PRINTABLE:${hex([0xb1, 0xe8, 0xc3, 0xb6, 0xbc, 0xf6])}`, '김철수'],
  ['Windows-1251', `FN;QUOTED-PRINTABLE:${hex([0xce, 0xeb, 0xe5, 0xe3])}`, 'Олег'],
  ['KOI8-R', `FN;QUOTED-PRINTABLE:${hex([0xef, 0xcc, 0xc5, 0xc7])}`, 'Олег'],
  ['base64', `FN;ENCODING=b:${Buffer.from('Jörg Müller').toString('base64')}`, 'Jörg Müller'],
  ['base64 of Shift_JIS', `FN;BASE64:${Buffer.from([0x8d, 0xb2, 0x93, 0xa1]).toString('base64')}`, '佐藤'],
]

for (const [what, line, shown] of charsets)
  test(`a name without its charset: ${what}`, async () => {
    const text = `begin:vcard\nversion:2.1\n${line}\ntel:1\nend:vcard\n`
    assert.equal((await accountsOf(text))[0]!.name, shown)
  })

test('each line of a card has a charset of its own', async () => {
  const text = `BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE:${hex(utf8('Jörg'))}\nORG;QUOTED-PRINTABLE:M=FCller\nEND:VCARD\n`
  const [jorg] = await accountsOf(text)
  assert.deepEqual([jorg!.name, jorg!.organization], ['Jörg', 'Müller'])
})
