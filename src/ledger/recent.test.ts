import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Recent } from './recent.ts'

test('what is asked for again and again stays; the rest goes, and no more than twice the bound is held', () => {
  const recent = new Recent<number, number>(100)
  for (let i = 0; i < 10_000; i++) {
    recent.set(i, i)
    assert.equal(recent.get(0), 0)
  }
  assert.equal(recent.get(5_000), undefined)
  assert.equal(recent.get(9_950), 9_950)
  let held = 0
  for (let i = 0; i < 10_000; i++) if (recent.get(i) !== undefined) held++
  assert.ok(held <= 200, `${held}`)
})
