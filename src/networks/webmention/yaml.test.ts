import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'
import { yamlLine, yamlMapping } from './yaml.ts'

const read = (text: string, anchors = new Map<string, unknown>()) =>
  yamlMapping(text.split('\n').map(yamlLine), anchors)

test('values as Ruby writes them', () => {
  const text = [
    'plain: a b # c',
    'folded: a long line',
    '  that goes on',
    "single: 'it''s'",
    'double: "a\\n\\u7e01 \\"b\\" \\',
    '  \\ c"',
    'url: https://x.example/a:b',
    'null_: ',
    'yes_: true',
    'none: {}',
    '? odd',
    'block: |-',
    '  one',
    '    two: 2',
    '',
    '  three',
    'above: >-',
    '  one',
    '  two',
    '"quoted key": v',
    'list:',
    '- a: 1',
    '  b: 2',
    'inner: &1',
    '  name: x',
    'again: *1',
    'tag: !ruby/object:Gem::Installer y',
  ].join('\n')
  assert.deepEqual(read(text), {
    plain: 'a b',
    folded: 'a long line that goes on',
    single: "it's",
    double: 'a\n縁 "b"  c',
    url: 'https://x.example/a:b',
    null_: null,
    yes_: true,
    none: null,
    block: 'one\n  two: 2\n\nthree',
    above: 'one two',
    'quoted key': 'v',
    list: null,
    inner: { name: 'x' },
    again: { name: 'x' },
    tag: 'y',
  })
})

test('hostile input is plain: lost quotes, deep nesting, anchors in a ring, __proto__', () => {
  assert.deepEqual(read('a: "never closed\nb: 1'), { a: 'never closed b: 1' })
  const deep = Array.from({ length: 5_000 }, (_, i) => `${' '.repeat(i)}k:`).join('\n')
  assert.equal(typeof read(deep), 'object')
  const spaces = ' '.repeat(500_000)
  assert.deepEqual(read(`a${spaces}x\nb: c${spaces}x`), { b: `c${spaces}x` })
  assert.deepEqual(read('a: &1\n  b: *1'), { a: { b: undefined } })
  assert.equal(Object.hasOwn(read('__proto__:\n  polluted: yes'), '__proto__'), true)
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('a quote over ten thousand lines and an item of 20 MB cost no more than their length', async () => {
  const long = `a: "${'x\n'.repeat(10_000)}"\nb: 1`
  assert.equal((read(long) as { b: unknown }).b, '1')
  const item = (content: string) =>
    `"/a/":\n  '1':\n    raw:\n      source: https://sato.example/1\n      id: 1\n      verified_date: '2025-09-24T14:27:32+00:00'\n      data:\n        author:\n          url: https://sato.example/\n        content: ${content}\n      activity:\n        type: like\n      target: https://hanako.example/a/\n    type: like\n`
  const rows = await rowsOf(
    reader,
    memorySource({
      'a.yml': `---\n${item('c')}${item(`|-\n${'          x\n'.repeat(2_000_000)}`)}${item('d')}`,
    }),
  )
  assert.deepEqual([entriesOf(rows).length, rejectsOf(rows)], [2, { 'too-large': 1 }])
})
