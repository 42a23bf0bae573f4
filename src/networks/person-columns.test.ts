import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnWord } from './files/table.ts'
import { extraOf, type PersonRole, personColumns, personOf, personRole } from './person-columns.ts'

const named: [column: string, role: PersonRole | undefined][] = [
  ['お名前（必須）', 'name'],
  ['氏　名', 'name'],
  ['氏名[姓]', 'family'],
  ['氏名カナ[名]', 'givenReading'],
  ['姓（カナ）', 'familyReading'],
  ['ﾌﾘｶﾞﾅ', 'reading'],
  ['ふりがな', 'reading'],
  ['E-mail', 'mail'],
  ['E-MAIL ADDRESS', 'mail'],
  ['メールアドレス *', 'mail'],
  ['電子メール アドレス', 'mail'],
  ['First_Name', 'given'],
  ['Organisation', 'company'],
  ['携帯電話', 'phone'],
  ['DOB', 'birthday'],
  ['', undefined],
  ['好きな本', undefined],
  ['__proto__', undefined],
  ['constructor', undefined],
]
for (const [column, role] of named)
  test(`the column “${column}” is ${role ?? 'nothing known'}`, () => assert.equal(personRole(column), role))

test('one word for all ways to write a column', () => {
  assert.equal(new Set(['姓（カナ）', '姓 カナ', '姓かな', '姓_ｶﾅ'].map(columnWord)).size, 1)
})

test('a row as a person', () => {
  const head = ['氏名', 'フリガナ', 'メール', 'メール', 'TEL', '誕生日', '好きな本', '__proto__']
  const cells = [
    '佐藤　結衣',
    'サトウ ユイ',
    'YUI@sato.example',
    'x',
    '０９０ー１２３４',
    '1988年3月3日',
    '雪国',
    'x',
  ]
  const columns = personColumns(head)
  const { name, mails, phones, account } = personOf(cells, columns)
  assert.deepEqual([name, mails, phones], ['佐藤 結衣', ['yui@sato.example'], ['090-1234']])
  assert.deepEqual(account, {
    name: '佐藤 結衣',
    familyName: '佐藤',
    givenName: '結衣',
    familyReading: 'サトウ',
    givenReading: 'ユイ',
    birthday: '1988-03-03',
    sameAs: [{ kind: 'mail', value: 'yui@sato.example', firm: true }],
  })
  assert.deepEqual(extraOf(head, cells, new Set(columns.keys()), phones), {
    TEL: '090-1234',
    好きな本: '雪国',
  })
})
