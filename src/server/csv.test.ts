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
  '\u200b=1',
  '\u2060\u00ad=1',
  '\u0007=1',
  '﹦1',
  '﹢1',
  '﹣1',
  '﹫A',
  '⁼1',
]
for (const formula of formulas)
  test(`${JSON.stringify(formula)} is text for a spreadsheet`, () => {
    const [[cell] = []] = parse(csvCell(formula), { relax_quotes: false }) as string[][]
    assert.equal(cell, `'${formula.replace(/^[\t\r\n]/, "$&'")}`)
  })

for (const [text, cell] of [
  ['a;=HYPERLINK("x")', `"a;'=HYPERLINK(""x"")"`],
  ['a;=cmd|x!A1;b', `"a;'=cmd|x!A1;b"`],
  ['a; \u200b+1', `"a;' \u200b+1"`],
  ['a\t=1+1', `"a\t'=1+1"`],
  ['a\r\n=1', `"a\r\n'=1"`],
  ['=1;=2', `"'=1;'=2"`],
  ['plain; text', '"plain; text"'],
] as const)
  test(`${JSON.stringify(text)} is no formula where a semicolon or a tab parts cells either`, () =>
    assert.equal(csvCell(text), cell))

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
