import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOwner, ownKeys } from './chat-owner.ts'

const members = [
  { key: 'name:縁 花子', name: '縁 花子' },
  { key: 'name:佐藤 結衣', name: '佐藤 結衣' },
]

test('the owner’s keys are those of the ledger on this network, and the one they answered', () => {
  const source = {
    name: '',
    files: [],
    own: {
      names: [],
      accounts: [
        { network: 'line', key: 'a' },
        { network: 'mail', key: 'b' },
      ],
    },
    answers: { owner: 'c' },
  }
  assert.deepEqual([...ownKeys(source, 'line')], ['a', 'c'])
})

test('a name is proposed with and without its space, and never one of two', () => {
  const proposed = (...names: string[]) =>
    askOwner({ name: '', files: [], own: { names, accounts: [] } }, 'LINE', members)[0]!.proposed
  assert.equal(proposed('縁花子'), 'name:縁 花子')
  assert.equal(proposed('縁花子', '佐藤結衣'), undefined)
  assert.equal(proposed('小林陸'), undefined)
  assert.deepEqual(askOwner({ name: '', files: [] }, 'LINE', []), [])
  const crowd = Array.from({ length: 1000 }, (_, i) => ({ key: `${i}`, name: `会員${i}` }))
  const source = { name: '', files: [], own: { names: ['縁花子'], accounts: [] } }
  const [question] = askOwner(source, 'Slack', [...crowd, ...members])
  assert.equal(question!.choices[0]!.value, 'name:縁 花子')
  assert.equal(question!.choices.length, 300)
})
