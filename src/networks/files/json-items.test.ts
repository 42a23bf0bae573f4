import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { memorySource } from '#tests/sources.ts'
import { BrokenFile } from './broken.ts'
import type { JsonItem, JsonShape } from './json-items.ts'
import { jsonItems } from './json-items.ts'

const shape: JsonShape = { arrays: ['', 'children', 'orderedItems'] }

async function read(
  content: string | Uint8Array,
  how: JsonShape = shape,
  piece = 64 * 1024,
): Promise<JsonItem[]> {
  const items: JsonItem[] = []
  for await (const item of jsonItems(memorySource({ f: content }, piece).files[0]!.open(), how))
    items.push(item)
  return items
}

function brief(items: JsonItem[]) {
  return items.map(item =>
    item.kind === 'bad' ? item.why : item.kind === 'field' ? [item.key, item.value] : item.value,
  )
}

const cases: [what: string, content: string | Uint8Array, finds: unknown[]][] = [
  ['an array', '[1, "a", null, true, {"b": [2]}, [3]]', [1, 'a', null, true, { b: [2] }, [3]]],
  ['an array under a key', '{"x": {"children": [9]}, "children": [{"a": 1}], "y": [8]}', [{ a: 1 }]],
  ['nothing in it', '{"children": []}', []],
  ['a byte order mark', '\ufeff[1]', [1]],
  ['UTF-16', Buffer.from('\ufeff[{"a":"縁"}]', 'utf16le'), [{ a: '縁' }]],
  [
    'brackets, quotes and line ends in strings',
    String.raw`["]},[{", "\"", "\\", "\\\"", "a\nb"]`,
    [']},[{', '"', '\\', '\\"', 'a\nb'],
  ],
  ['an item that is no JSON', '[{"a":1}, {"a":}, {"a":2}]', [{ a: 1 }, 'unreadable', { a: 2 }]],
  ['a bare word', '[1, garbage, 2]', [1, 'unreadable', 2]],
  ['NaN', '[{"a": NaN}, 1]', ['unreadable', 1]],
  ['a lost quotation mark', '[{"a": "x},\n{"a": 2},\n{"a": 3}]', ['unreadable', { a: 2 }, { a: 3 }]],
  [
    'a lost quotation mark in deeper lines',
    '[\n  {\n    "a": {"b": "x},\n    "c": [1]\n  },\n  {"a": 2}\n]',
    ['unreadable', { a: 2 }],
  ],
  ['a bracket left open', '[{"a": [1}, {"a": 2}]', ['unreadable', { a: 2 }]],
  ['a nesting of 65', `[${'['.repeat(65)}${']'.repeat(65)}, 1]`, ['too-deep', 1]],
  ['a nesting of 100,000', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}, 1]`, ['too-deep', 1]],
  ['an item over 8 MB', `[1, {"a": "${'x'.repeat(8 * 1024 * 1024)}"}, 2]`, [1, 'too-large', 2]],
  ['a cut in an item', '[{"a": 1}, {"a": 2', [{ a: 1 }, 'truncated']],
  ['a cut between items', '[{"a": 1},', [{ a: 1 }, 'truncated']],
  ['a cut before the last bracket', '{"children": [1]', [1, 'truncated']],
  ['no JSON', 'hello', ['unreadable']],
  [
    'numbers beyond 2^53, exactly',
    '[{"id": 12345678901234567890, "n": [9007199254740993, 9007199254740991, 1.5, 1e3]}, 12345678901234567890]',
    [
      { id: '12345678901234567890', n: ['9007199254740993', 9007199254740991, 1.5, 1000] },
      '12345678901234567890',
    ],
  ],
]
for (const [what, content, finds] of cases) {
  test(`items with ${what}, in pieces of any size`, async () => {
    const large = content.length > 50_000
    for (const piece of large ? [64 * 1024, 1000] : [64 * 1024, 1, 2, 3]) {
      assert.deepEqual(brief(await read(content, shape, piece)), finds)
    }
  })
}

test('fields beside the items, where asked for', async () => {
  const found = await read('{"name": "a", "n": 1, "children": [2], "o": {"p": 3}}', {
    arrays: ['children'],
    fields: ['name', 'o'],
  })
  assert.deepEqual(brief(found), [['name', 'a'], 2, ['o', { p: 3 }]])
})

test('one object per line', async () => {
  const lines: JsonShape = { arrays: [], lines: true }
  assert.deepEqual(brief(await read('{"a":1}\n{"a":"x\n{"a":3}\n', lines)), [
    { a: 1 },
    'unreadable',
    { a: 3 },
  ])
  assert.deepEqual(brief(await read('{"a":1}\n{"a":2}', lines)), [{ a: 1 }, { a: 2 }])
  assert.deepEqual(brief(await read('{"a":1}\n{"a"', lines)), [{ a: 1 }, 'truncated'])
})

test('a key named __proto__ changes no object', async () => {
  const [item] = await read('[{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}]')
  assert.equal(item?.kind, 'item')
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('a file that breaks off in its container gives its items and then `truncated`', async () => {
  async function* bytes() {
    yield new TextEncoder().encode('[1,2')
    throw new BrokenFile('f', 'CRC')
  }
  const items: JsonItem[] = []
  for await (const item of jsonItems(bytes(), shape)) items.push(item)
  assert.deepEqual(brief(items), [1, 'truncated'])
})

/** Integers that a number cannot hold exactly are read as strings. */
function exact(values: unknown): unknown {
  return JSON.parse(JSON.stringify(values), (_, value: unknown) => {
    const isLong =
      typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(JSON.stringify(value))
    return isLong ? JSON.stringify(value) : value
  })
}

test('any list of JSON values comes back as it was, written in any way', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue({ maxDepth: 4 })),
      fc.constantFrom(undefined, 1, '\t'),
      fc.integer({ min: 1, max: 40 }),
      async (values, indent, piece) => {
        const text = JSON.stringify({ before: values, children: values, after: values }, undefined, indent)
        assert.deepEqual(brief(await read(text, { arrays: ['children'] }, piece)), exact(values))
      },
    ),
    { numRuns: 150 },
  )
})
