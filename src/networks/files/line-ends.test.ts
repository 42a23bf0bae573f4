import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { networkById } from '#networks/all.ts'
import { entriesOf, memorySource, rowsOf } from '#tests/sources.ts'
import { LineEnds } from './line-ends.ts'

const pieces = (text: string, size: number) => text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []

function taken(text: string, size: number): string {
  const ends = new LineEnds()
  return pieces(text, size)
    .map(piece => ends.take(piece))
    .concat(ends.end())
    .join('')
}

test('CR alone becomes LF, in pieces of any size; whatever begins with another line end stays', () => {
  for (const size of [1, 2, 3, 5, 100]) {
    assert.equal(taken('a\rb\r\rc\r', size), 'a\nb\n\nc\n', `${size}`)
    assert.equal(taken('ab\rc\r\nd', size), 'ab\nc\nd', `${size}`)
    for (const text of ['a\r\nb\rc\r\n', 'a\r\r\nb', 'a\nb\rc', 'a', '', '\r', 'a\r'])
      assert.equal(taken(text, size), text, `${JSON.stringify(text)} ${size}`)
  }
})

const folder = join(import.meta.dirname, '..')
for (const [network, path] of [
  ['line', 'group-en.txt'],
  ['whatsapp', '_chat.txt'],
  ['movable-type', ''],
  ['icalendar', 'hanako@hanako.example.ical'],
  ['mail', 'Takeout/Mail'],
  ['vcard', ''],
] as const)
  test(`${network} says the same where its lines end in CR alone`, async () => {
    const place = join(folder, network, 'sample', path)
    const names = path.endsWith('.txt') ? [''] : readdirSync(place)
    const read = async (end: string) => {
      const files = names.map(name => [
        name || path,
        readFileSync(join(place, name), 'utf8').replace(/\r\n?|\n/g, end),
      ])
      const source = memorySource(Object.fromEntries(files) as Record<string, string>, 1_000)
      const { reader } = networkById(network)!
      assert.equal(await reader.recognizes(source), true)
      return entriesOf(await rowsOf(reader, source))
    }
    const expected = await read('\n')
    assert.ok(expected.length > 0)
    assert.deepEqual(await read('\r'), expected)
  })
