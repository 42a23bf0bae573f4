import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapsOf, niceTop } from './axis.ts'

const day = (text: string) => Date.parse(text)

test('a stretch without data is a gap, touching or overlapping windows leave none', () => {
  const windows = [
    { from: '2025-01-01', to: '2025-04-01' },
    { from: '2025-02-01', to: '2025-03-01' },
    { from: '2025-04-01', to: '2025-06-30' },
    { from: '2025-10-01', to: '2025-12-30' },
  ]
  assert.deepEqual(gapsOf(windows), [{ from: day('2025-06-30'), to: day('2025-10-01') }])
  assert.deepEqual(gapsOf([]), [])
})

test('the top of the axis is round and above everything', () => {
  for (const [most, top] of [
    [1, 2],
    [3, 4],
    [7, 8],
    [11, 20],
    [95, 100],
    [410, 600],
  ] as const)
    assert.equal(niceTop(most), top)
})
