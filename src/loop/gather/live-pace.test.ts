import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterTrouble, afterWell } from './live-pace.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const minutes = (after: { nextAt: number | null }) =>
  after.nextAt === null ? null : Math.round((after.nextAt - now) / 60_000)

test('all is well: after its own time, give or take a tenth', () => {
  assert.deepEqual(
    [0, 0.5, 0.99].map(random => minutes(afterWell(3600, now, random))),
    [54, 60, 66],
  )
  assert.deepEqual(afterWell(3600, now, 0.5), {
    state: 'following',
    nextAt: now + 3_600_000,
    failures: 0,
    notice: null,
  })
})

test('a network that is away is asked less and less, and told of at the third time', () => {
  let before = { failures: 0, notice: null } as Parameters<typeof afterTrouble>[1]
  const pauses: (number | null)[] = []
  const told: (string | undefined)[] = []
  for (let turn = 0; turn < 12; turn++) {
    const after = afterTrouble({ kind: 'away', why: 'HTTP 502' }, before, now + turn, 0.5)
    pauses.push(minutes(after))
    told.push(after.notice?.at)
    before = after
  }
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360])
  assert.deepEqual(told.slice(0, 2), [undefined, undefined])
  // One notice, of one time, however often it fails after that.
  assert.equal(new Set(told.slice(2)).size, 1)
  const spread = [0, 0.999].map(random =>
    minutes(afterTrouble({ kind: 'away', why: '' }, { failures: 9, notice: null }, now, random)),
  )
  assert.deepEqual(spread, [180, 540])
})

test('a lost token waits for the owner; a network that says when is asked then and not before', () => {
  const lost = afterTrouble({ kind: 'token-lost', why: 'HTTP 401' }, { failures: 2, notice: null }, now, 0)
  assert.deepEqual([lost.state, lost.nextAt, lost.notice?.code], ['token-lost', null, 'token-lost'])
  const slow = { kind: 'slow-down', why: 'HTTP 429', retryAt: now + 17 * 60_000 } as const
  assert.equal(minutes(afterTrouble(slow, { failures: 0, notice: null }, now, 0)), 17)
  assert.equal(afterTrouble(slow, { failures: 0, notice: null }, now, 0).failures, 1)
  assert.equal(minutes(afterTrouble({ ...slow, retryAt: now - 1 }, { failures: 0, notice: null }, now, 0)), 1)
})
