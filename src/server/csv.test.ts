import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { csvCell } from './csv.ts'

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠A',
  ' =1',
  '\ufeff=1',
  '\u00a0=1',
  '\u3000=1',
  '"=1'.slice(1),
]
for (const formula of formulas)
  test(`${JSON.stringify(formula)} is text for a spreadsheet`, () => {
    const [[cell] = []] = parse(csvCell(formula), { relax_quotes: false }) as string[][]
    assert.equal(cell, `'${formula}`)
  })

test('any other cell comes back as it went', () => {
  for (const text of [
    'a,b',
    'say "hi"',
    'two\nlines',
    'a\r\nb',
    '"',
    '""',
    ',',
    '',
    'あ',
    '1-2',
    'x'.repeat(40_000),
    "'",
    'a=b',
  ]) {
    const [[cell] = ['']] = parse(`${csvCell(text)},end\r\n`) as string[][]
    assert.equal(cell, text)
  }
})
