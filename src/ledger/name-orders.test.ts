import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayName, type NameParts } from './name.ts'
import { comparedName, nameOrders } from './name-orders.ts'

const cases: [parts: NameParts, shown: string, compared: string, orders: string[]][] = [
  [
    { name: 'Szabados Bence', familyName: 'Szabados', givenName: 'Bence' },
    'Szabados Bence',
    'Bence Szabados',
    ['Szabados Bence', 'Bence Szabados'],
  ],
  [
    { name: 'Dra. Inés Lucía Peralta Quiroga', familyName: 'Peralta Quiroga', givenName: 'Inés' },
    'Dra. Inés Lucía Peralta Quiroga',
    'Inés Peralta Quiroga',
    ['Dra. Inés Lucía Peralta Quiroga', 'Peralta Quiroga Inés', 'Inés Peralta Quiroga'],
  ],
  [{ name: '한지우', familyName: '한', givenName: '지우' }, '한지우', '한 지우', ['한지우', '한 지우']],
  [{ familyName: '한', givenName: '지우' }, '한 지우', '한 지우', ['한 지우']],
  [
    { name: 'Quentin R. Abernathy III', familyName: 'Abernathy', givenName: 'Quentin' },
    'Quentin R. Abernathy III',
    'Quentin Abernathy III',
    ['Quentin R. Abernathy III', 'Abernathy Quentin', 'Quentin Abernathy'],
  ],
  [
    { name: '佐藤 太郎 二代目', familyName: '佐藤', givenName: '太郎' },
    '佐藤 太郎 二代目',
    '佐藤 太郎 二代目',
    ['佐藤 太郎 二代目', '佐藤 太郎'],
  ],
  [{ name: 'Suharto' }, 'Suharto', 'Suharto', ['Suharto']],
  [{}, '', '', ['']],
]

for (const [parts, shown, compared, orders] of cases)
  test(`shown, compared and found: ${shown}`, () => {
    assert.equal(displayName(parts), shown)
    assert.equal(comparedName(parts), compared)
    assert.deepEqual(nameOrders(parts), orders)
  })
