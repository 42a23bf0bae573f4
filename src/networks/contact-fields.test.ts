import assert from 'node:assert/strict'
import { test } from 'node:test'
import { birthdayOf, cardKey, mailOf, phoneOf } from './contact-fields.ts'
import { fullName, isKana } from './names.ts'

const birthdays: [given: string, read: string | undefined][] = [
  ['1990-04-12', '1990-04-12'],
  ['19900412', '1990-04-12'],
  ['1990-04-12T00:00:00Z', '1990-04-12'],
  ['1990/4/2', '1990-04-02'],
  ['１９９０年４月２日', '1990-04-02'],
  ['平成2年4月12日', '1990-04-12'],
  ['H2.4.12', '1990-04-12'],
  ['令和元年5月1日', '2019-05-01'],
  ['令和元年4月30日', undefined],
  ['平成31年4月30日', '2019-04-30'],
  ['昭和64年1月7日', '1989-01-07'],
  ['昭和64年1月8日', undefined],
  ['--0412', '--04-12'],
  ['--04-12', '--04-12'],
  ['4月12日', '--04-12'],
  ['--0229', '--02-29'],
  ['--0230', undefined],
  ['1991-02-29', undefined],
  ['1990-04', '1990-04'],
  ['1990-13', undefined],
  ['1990', '1990'],
  ['4/12/90', undefined],
  ['unknown', undefined],
  ['', undefined],
]

for (const [given, read] of birthdays) test(`birthday ${given}`, () => assert.equal(birthdayOf(given), read))

test('mail addresses', () => {
  assert.equal(mailOf(' Yui＠Sato.example '), 'yui@sato.example')
  assert.equal(mailOf('mailto:yui@sato.example'), 'yui@sato.example')
  for (const none of ['', 'yui', 'a b@c', 'a@b@c', '@']) assert.equal(mailOf(none), undefined)
})

test('telephone numbers', () => {
  assert.equal(phoneOf('０９０ー１２３４−５６７８'), '090-1234-5678')
  assert.equal(phoneOf('tel:+81-90'), '+81-90')
  assert.equal(phoneOf('内線'), undefined)
})

test('a card without an id is known by its name and first address, however it is typed', () => {
  assert.equal(
    cardKey('Ｙｕｉ  Sato', 'yui@sato.example', undefined),
    cardKey('yui sato', 'yui@sato.example', '090'),
  )
  assert.equal(cardKey('佐藤 結衣', undefined, '090-1234'), cardKey('佐藤　結衣', undefined, '0901234'))
  assert.notEqual(cardKey('佐藤 結衣', undefined, '090-1234'), cardKey('佐藤 結衣', undefined, '090-1235'))
})

test('names in their own order', () => {
  assert.equal(fullName('佐藤', '結衣'), '佐藤 結衣')
  assert.equal(fullName('Byrne', 'Aoife', 'M.'), 'Aoife M. Byrne')
  assert.equal(fullName('縁'), '縁')
  assert.equal(fullName('', 'ジョン・スミス'), 'ジョン・スミス')
  assert.equal(isKana('たかはし れん'), true)
  assert.equal(isKana('高橋'), false)
})
