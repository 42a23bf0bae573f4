import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { COLUMN_LIMIT, type CsvItem, csvHeader, csvRecords, csvTable, RECORD_LIMIT } from './csv.ts'

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function itemsOf(text: string, size = 65_536): Promise<CsvItem[]> {
  return Array.fromAsync(csvRecords(inPieces(text, size)))
}

const cellsOf = async (text: string, size?: number) =>
  (await itemsOf(text, size)).map(item => ('cells' in item ? item.cells : 'too large'))

const quirks: [name: string, text: string, cells: string[][]][] = [
  [
    'plain',
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'no final line end',
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'byte order mark',
    '\uFEFFa,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['byte order mark before a quote', '\uFEFF"a","b"\n', [['a', 'b']]],
  [
    'CRLF',
    'a,b\r\n"1",2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'CR only',
    'a,b\r1,2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'all line ends in one file',
    'a,b\r1,2\n"3",4\r\n5,"6"\r',
    [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
  ],
  [
    'lines in a cell',
    'a,b\n"1\r\n\r\n2",3\n',
    [
      ['a', 'b'],
      ['1\n\n2', '3'],
    ],
  ],
  ['doubled quotes', '"say ""hi"", you",b\n', [['say "hi", you', 'b']]],
  [
    'backslash quotes',
    '"a","b"\n"say \\"hi\\", you","x"\n',
    [
      ['a', 'b'],
      ['say "hi", you', 'x'],
    ],
  ],
  [
    'backslash before the last quote',
    '"C:\\",b\n1,2\n',
    [
      ['C:\\', 'b'],
      ['1', '2'],
    ],
  ],
  ['a quote within a plain cell', 'a,5" nail\n', [['a', '5" nail']]],
  [
    'semicolons',
    'a;b;c\n1,5;2;3\n',
    [
      ['a', 'b', 'c'],
      ['1,5', '2', '3'],
    ],
  ],
  [
    'tabs',
    'a\tb\n1, 2\t3\n',
    [
      ['a', 'b'],
      ['1, 2', '3'],
    ],
  ],
  [
    'empty lines',
    '\n\na,b\n\n1,2\n\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'empty cells',
    'a,b,c\n,,\n',
    [
      ['a', 'b', 'c'],
      ['', '', ''],
    ],
  ],
  ['one column', 'a\nb\n', [['a'], ['b']]],
  ['nothing', '', []],
]

for (const [name, text, cells] of quirks) {
  test(`csv: ${name}`, async () => {
    for (const size of [65_536, 7, 1]) assert.deepEqual(await cellsOf(text, size), cells, `pieces of ${size}`)
  })
}

test('a record knows the line it begins on', async () => {
  const items = await itemsOf('a,b\n"1\n2",3\n\nx,y\n')
  assert.deepEqual(
    items.map(item => item.line),
    [1, 2, 5],
  )
})

test('what is written is read, however it is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '縁', ',', '"', '\n', ' ', '𠮷') })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, size) => {
        const all = [['one', 'two', 'three'], ...rows]
        const text = all
          .map(row => row.map(value => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n')
        assert.deepEqual(await cellsOf(text, size), all)
      },
    ),
    { numRuns: 60 },
  )
})

test('a record over the limit is left out and reading goes on at the next line', async () => {
  const items = await itemsOf(`a,b\n${'x'.repeat(3 * RECORD_LIMIT)},1\nc,d\n`)
  assert.deepEqual(items, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, tooLarge: true },
    { line: 3, cells: ['c', 'd'] },
  ])
})

test('a quote that is never closed costs its own line, not the rows behind it', async () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => `${index},row`)
  const items = await itemsOf(`a,b\n"x,y\n${rows.join('\n')}\n`)
  assert.deepEqual(items[1], { line: 2, tooLarge: true })
  assert.deepEqual(items[2], { line: 3, cells: ['0', 'row'] })
  assert.equal(items.length, rows.length + 2)
  const short = await itemsOf('a,b\n"x,y\n1,2\nplain words\n3,4\n')
  assert.deepEqual(short, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x,y\n1,2\nplain words\n3,4\n'], truncated: true },
    { line: 3, cells: ['1', '2'] },
    { line: 5, cells: ['3', '4'] },
  ])
})

test('too many columns', async () => {
  const items = await itemsOf(`a,b\n${','.repeat(COLUMN_LIMIT)}\nc,d\n`)
  assert.deepEqual(items[1], { line: 2, tooLarge: true })
  assert.deepEqual(items[2], { line: 3, cells: ['c', 'd'] })
})

test('a file that ends inside a record says so', async () => {
  assert.deepEqual((await itemsOf('a,b\n1,"2')).at(-1), { line: 2, cells: ['1', '2'], truncated: true })
  assert.deepEqual((await itemsOf('a,b\n1')).at(-1), { line: 2, cells: ['1'], truncated: true })
})

test('one line of 100 MB is read in bounded memory', async () => {
  async function* endless() {
    yield 'a,b\n"'
    for (let index = 0; index < 100; index += 1) yield `${index}${'x'.repeat(1_000_000)}`
    yield '\nc,d\n'
  }
  const items = await Array.fromAsync(csvRecords(endless()))
  assert.deepEqual(items, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, tooLarge: true },
    { line: 3, cells: ['c', 'd'] },
  ])
})

test('the table begins below the row that has the wanted columns', async () => {
  const text =
    'Notes:\n"When exporting, some cells, may be empty."\n\nFirst Name,Last  Name,ＵＲＬ,__proto__,url\n蓮,高橋,u,p,v\n'
  const [table] = await Array.fromAsync(csvTable(inPieces(text, 1_000), ['company'], ['first name', 'url']))
  assert.equal(table!.columns.get('last name'), 1)
  assert.equal(table!.columns.get('url'), 2)
  assert.equal(table!.columns.get('__proto__'), 3)
  assert.equal(table!.columns.get('constructor'), undefined)
  assert.deepEqual(table!.items, [{ line: 5, cells: ['蓮', '高橋', 'u', 'p', 'v'] }])
  assert.deepEqual(await Array.fromAsync(csvTable(inPieces(text, 5), ['company'])), [])
  assert.equal(csvHeader(text.slice(0, 120), ['first name'])?.get('first name'), 0)
})
