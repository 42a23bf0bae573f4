import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineRuns } from './lines.ts'

async function lines(text: string, piece: number): Promise<[number, string][]> {
  const found: [number, string][] = []
  const pieces = (async function* () {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece)
  })()
  for await (const run of lineRuns(pieces))
    for (const [index, line] of run.lines.entries()) found.push([run.first + index, line])
  return found
}

test('lines are the same in pieces of any size, with either end, and the last one counts', async () => {
  for (const piece of [1, 2, 3, 100])
    assert.deepEqual(await lines('a\r\nb\n\nc\rd', piece), [
      [1, 'a'],
      [2, 'b'],
      [3, ''],
      [4, 'c\rd'],
    ])
  assert.deepEqual(await lines('', 10), [])
  assert.deepEqual(await lines('a\n', 10), [[1, 'a']])
})

test('a line without an end is kept up to a limit', async () => {
  const [[, line] = [0, '']] = await lines('x'.repeat(9_000_000), 65_536)
  assert.ok(line.length >= 4 * 1024 * 1024 && line.length < 5 * 1024 * 1024)
})
