import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actKinds } from '#ledger/kinds.ts'
import type { ActColumns } from './act-rows.ts'
import { standingAt } from './standing.ts'

/** One like toward the owner by one person on each network, on these days. */
const likes = (days: Record<string, number>): ActColumns => {
  const networks = Object.keys(days)
  const size = networks.length
  return {
    size,
    person: Int32Array.from(networks, (_, i) => i),
    work: new Int32Array(size).fill(-1),
    t: Float64Array.from(Object.values(days)),
    kind: new Uint8Array(size).fill(actKinds.like.code),
    direction: new Uint8Array(size).fill(1),
    network: Uint8Array.from(networks, (_, i) => i),
    people: networks.map(String),
    members: [],
    networks,
    workTime: new Float64Array(0),
  }
}

test('time stands still for a network that closed; one that is looked at live is seen up to the last look', () => {
  const acts = likes({ old: 100, recent: 960, followed: 100, lost: 100 })
  const looks = new Map([
    ['followed', 999.9],
    ['lost', 700],
    ['elsewhere', 999],
  ])
  const { seenUntil, T, T_person } = standingAt(acts, 1_000, looks)
  assert.deepEqual([...seenUntil], [100, 1_000, 1_000, 700])
  assert.deepEqual([...T_person], [100, 1_000, 1_000, 700])
  assert.equal(T, 1_000)
  assert.deepEqual([...standingAt(acts, 1_000).seenUntil], [100, 1_000, 100, 100])
})
