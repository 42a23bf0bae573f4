import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ChatKeys } from './chat-keys.ts'
import { Recent } from './recent.ts'

const at = Date.UTC(2026, 8, 28, 10, 0)

test('equal messages of one minute are counted, also when others stand between them', () => {
  const keys = new ChatKeys()
  const first = keys.key('p', at, 'yui', 'はい')
  const other = keys.key('p', at + 60_000, 'yui', 'はい')
  const second = keys.key('p', at + 30_000, 'yui', 'はい')
  assert.notEqual(first, other)
  assert.equal(second, `${first}:2`)
  assert.notEqual(keys.key('p', at, 'ren', 'はい'), new ChatKeys().key('q', at, 'ren', 'はい'))
})

test('a map of what was met lately forgets what is far back and keeps what is asked for', () => {
  const map = new Recent<number, string>(3)
  for (let i = 0; i < 3; i++) map.set(i, `${i}`)
  map.set(3, '3')
  assert.equal(map.get(0), '0')
  for (let i = 4; i < 9; i++) map.set(i, `${i}`)
  assert.equal(map.get(1), undefined)
  assert.equal(map.get(8), '8')
})
