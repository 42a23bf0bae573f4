import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AccountRef, Row, SourceFile } from '../contract.ts'
import { googleContacts } from './network.ts'

const fileOf = (path: string, bytes: Uint8Array): SourceFile => ({
  path,
  size: bytes.length,
  async *open() {
    yield bytes
  },
})
const sample = async (name: string) => fileOf(name, await readFile(join(import.meta.dirname, 'sample', name)))
const rowsOf = (...files: SourceFile[]): Promise<Row[]> =>
  Array.fromAsync(googleContacts.reader.read({ name: '', files }))

async function accountsOf(...files: SourceFile[]): Promise<AccountRef[]> {
  return (await rowsOf(...files)).flatMap(row =>
    row.ok && row.entry.kind === 'account' ? [row.entry.account] : [],
  )
}

test('the columns since 2024', async () => {
  const rows = await rowsOf(await sample('contacts.csv'))
  assert.deepEqual(rows.at(-1), { ok: false, where: 'contacts.csv line 8', why: 'empty' })
  const [yui, maya, company, number] = await accountsOf(await sample('contacts.csv'))
  const { key, ...told } = yui!
  assert.match(key, /^h:[0-9a-f]{32}$/)
  assert.deepEqual(told, {
    network: 'contacts',
    name: '佐藤 結衣',
    familyName: '佐藤',
    givenName: '結衣',
    familyReading: 'さとう',
    givenReading: 'ゆい',
    organization: 'さとう製本',
    title: '製本家',
    birthday: '1988-03-03',
    note: '和本の展示会で\nお会いした',
    sameAs: [
      { kind: 'mail', value: 'yui@sato.example', firm: true },
      { kind: 'mail', value: 'hello@sato.example', firm: true },
      { kind: 'mail', value: 'studio@sato.example', firm: true },
      { kind: 'url', value: 'sato.example', firm: true },
    ],
    extra: {
      TEL: '090-1234-5678',
      Labels: '* myContacts ::: 製本',
      'Phone 1 - Label': 'Mobile',
      'Phone 1 - Value': '０９０ー１２３４ー５６７８',
      'Address 1 - Label': 'Home',
      'Address 1 - Formatted': '東京都台東区\n1-2-3',
    },
  })
  assert.equal(maya?.name, 'Maya Lindqvist')
  assert.equal(maya?.birthday, '--02-29')
  assert.equal(company?.name, '株式会社縁日')
  assert.deepEqual(
    [number?.name, number?.extra?.TEL],
    [undefined, '090-0000-0000'],
    'a number that nobody named yet',
  )
})

test('the columns before 2024', async () => {
  const [ren, aoife] = await accountsOf(await sample('contacts-2023.csv'))
  assert.equal(ren?.name, '高橋 蓮')
  assert.equal(ren?.familyReading, 'たかはし')
  assert.equal(ren?.title, '店主')
  assert.equal(ren?.birthday, '--04-12')
  assert.equal(ren?.extra?.TEL, '090-0000-1111\n090-0000-2222')
  assert.equal(aoife?.name, 'Dr. Aoife Byrne')
  assert.equal(aoife?.birthday, undefined)
  assert.equal(aoife?.extra?.Birthday, '1990/13/40')
})

test('one person has one key in both eras and beside other files', async () => {
  const old =
    'Name,Given Name,Family Name,Group Membership,E-mail 1 - Value\n結衣 佐藤,結衣,佐藤,* myContacts,YUI@sato.example\n'
  const [before] = await accountsOf(fileOf('old.csv', Buffer.from(old)))
  const [after] = await accountsOf(await sample('contacts.csv'), fileOf('photo.jpg', Buffer.from('x')))
  assert.equal(before?.key, after?.key)
})

const others: [what: string, text: string, recognised: boolean][] = [
  ['Outlook', 'First Name,Last Name,E-mail Address\nA,B,a@b.example\n', false],
  ['LinkedIn', 'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n', false],
  ['nothing', '', false],
  ['header only', 'First Name,Last Name,Labels\n', true],
  ['semicolons and a byte order mark', '\uFEFFFirst Name;Last Name;Labels\nA;B;\n', true],
]
for (const [what, text, recognised] of others)
  test(`google contacts: ${what}`, async () => {
    const files = [fileOf('any.name', Buffer.from(text))]
    assert.equal(await googleContacts.reader.recognizes({ name: '', files }), recognised)
  })

test('a column named __proto__ and a broken last row', async () => {
  const text = 'First Name,Last Name,Labels,__proto__\nA,B,,x\nC'
  const rows = await rowsOf(fileOf('a.csv', Buffer.from(text)))
  assert.deepEqual(
    rows.map(row => (row.ok ? 'account' : row.why)),
    ['account', 'truncated'],
  )
  assert.equal(({} as Record<string, unknown>).x, undefined)
})
