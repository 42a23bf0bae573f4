import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import encodingJapanese from 'encoding-japanese'
import { entriesOf, memorySource, rowsOf } from '#tests/sources.ts'
import { outlookContacts } from './network.ts'

const sample = (name: string) => readFile(join(import.meta.dirname, 'sample', name), 'utf8')
const accountsIn = async (content: string | Uint8Array) =>
  entriesOf(await rowsOf(outlookContacts.reader, memorySource({ 'a.csv': content }))).flatMap(entry =>
    entry.kind === 'account' ? [entry.account] : [],
  )

test('English columns', async () => {
  const [maya, , company] = await accountsIn(await sample('contacts.csv'))
  const { key, ...told } = maya!
  assert.match(key, /^h:[0-9a-f]{32}$/)
  assert.deepEqual(told, {
    network: 'contacts',
    name: 'Maya Lindqvist',
    familyName: 'Lindqvist',
    givenName: 'Maya',
    organization: 'Lindqvist Design',
    title: 'Designer',
    birthday: '1988-03-03',
    note: 'Met at the fair.\nSends postcards.',
    sameAs: [
      { kind: 'mail', value: 'maya@lindqvist.example', firm: true },
      { kind: 'mail', value: 'hello@lindqvist.example', firm: true },
      { kind: 'url', value: 'lindqvist.example/maya', firm: true },
    ],
    extra: { TEL: '+46 8 000 000', Title: 'Ms.', 'Mobile Phone': '+46 8 000 000' },
  })
  assert.equal(company?.name, '株式会社縁日')
})

test('Japanese columns in Shift_JIS', async () => {
  const text = await sample('連絡先.csv')
  const bytes = Buffer.from(
    encodingJapanese.convert(encodingJapanese.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }),
  )
  const [yui, ren] = await accountsIn(bytes)
  assert.equal(yui?.name, '佐藤 結衣')
  assert.equal(yui?.familyReading, 'サトウ')
  assert.equal(yui?.extra?.TEL, '03-0000-0001\n090-0000-0001')
  assert.equal(ren?.title, '店主')
})
