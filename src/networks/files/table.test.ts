import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memorySource } from '#tests/sources.ts'
import { tableRows } from './table.ts'

test('a cell that a spreadsheet would cut is told of with its place and column, and its row is read', async () => {
  const rows = [`あ${'い'.repeat(32_767)},1`, `${'x'.repeat(32_767)},2`, `"a,""b""\n${'y'.repeat(40_000)}",3`]
  const text = `氏名,番号\n${rows.join('\n')}\n`
  const { files } = memorySource({ 'list.csv': new TextEncoder().encode(text) })
  const told: unknown[] = []
  for await (const row of tableRows(files[0]!, words => words.includes('氏名')))
    told.push('ok' in row ? row : [row.line.where, row.line.cells[0]!.length, row.line.cells[1]])
  const long = (line: number) => ({
    ok: false,
    where: `list.csv line ${line}`,
    why: 'long-cell',
    detail: '氏名',
  })
  assert.deepEqual(told, [
    long(2),
    ['list.csv line 2', 32_768, '1'],
    ['list.csv line 3', 32_767, '2'],
    long(4),
    ['list.csv line 4', 40_006, '3'],
  ])
})
