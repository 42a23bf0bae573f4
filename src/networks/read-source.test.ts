import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#ledger/refusal.ts'
import type { Reader, Row, Source } from './contract.ts'
import { BrokenFile } from './files/broken.ts'
import { readSource } from './read-source.ts'

const source = (files: Record<string, string>, cutZip?: string): Source => ({
  name: 'archive.zip',
  files: Object.entries(files).map(([path, text]) => ({
    path,
    size: text.length,
    ...(cutZip && { cutZip }),
    async *open() {
      for (const piece of text) yield Buffer.from(piece)
    },
  })),
})

/** A row for each letter, the first file's name before each; `!` is more than it can take. */
const reader = (error: Error = new TypeError('x is not a function')): Reader => ({
  recognizes: async () => true,
  async *read({ files }) {
    for (const file of files)
      for await (const piece of file.open()) {
        const letter = Buffer.from(piece).toString()
        if (letter === '!') throw error
        yield { ok: false, where: `${file.path} ${letter}`, why: 'empty' }
      }
  },
})

async function told(from: Source, one = reader()) {
  const failures: unknown[] = []
  const rows: Row[] = []
  for await (const row of readSource(one, from, error => void failures.push(error))) rows.push(row)
  return {
    rows: rows.map(row => (row.ok ? '' : row.why === 'empty' ? row.where : `${row.where}: ${row.why}`)),
    failures,
  }
}

test('a file at which a reader fails is told of, and all others are read, each row once', async () => {
  const { rows, failures } = await told(source({ a: '12', b: '3!4', c: '5', d: '!', e: '67' }))
  assert.deepEqual(rows, [
    ...['a 1', 'a 2', 'b 3', 'b: reader-failed', 'c 5', 'd: reader-failed', 'e 6', 'e 7'],
  ])
  assert.deepEqual(
    failures.map(error => (error as Error).name),
    ['TypeError', 'TypeError'],
  )
  assert.deepEqual((await told(source({ a: '!' }))).rows, ['a: reader-failed'])
})

test('wherever it fails, what comes before and in the other files is there', async () => {
  for (let at = 0; at < 30; at++) {
    const letters = Array.from({ length: 30 }, (_, i) => (i === at ? '!' : 'x')).join('')
    const files = { a: letters.slice(0, 10), b: letters.slice(10, 20), c: letters.slice(20) }
    const { rows, failures } = await told(source(files))
    assert.equal(failures.length, 1)
    assert.equal(rows.length, 20 + (at % 10) + 1, `${at}`)
  }
})

test('a reader that tells something else without the file is heard from its beginning', async () => {
  const other: Reader = {
    ...reader(),
    async *read(from) {
      const name = from.files.some(({ path }) => path === 'b') ? 'with' : 'without'
      for await (const row of reader().read(from))
        yield row.ok ? row : { ...row, where: `${row.where} ${name}` }
    },
  }
  const { rows } = await told(source({ a: '1', b: '2!', c: '3' }), other)
  assert.deepEqual(rows, ['a 1 with', 'b 2 with', 'b: reader-failed', 'a 1 without', 'c 3 without'])
})

test('a broken file that the reader let through is one that ends there; what is wrong with the whole is thrown', async () => {
  const broken = await told(source({ a: '1!', b: '2' }), reader(new BrokenFile('a', 'CRC')))
  assert.deepEqual(broken, { rows: ['a 1', 'a: truncated', 'b 2'], failures: [] })
  await assert.rejects(told(source({ a: '!', b: '2' }), reader(new Refusal('dangerous-zip'))), {
    code: 'dangerous-zip',
  })
  const all = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}`, '!']))
  await assert.rejects(told(source(all)), TypeError)
})

test('of a zip that is cut off one sentence says so, after what could be read of it', async () => {
  assert.deepEqual((await told(source({ a: '1', b: '2' }, 'x.zip'))).rows, ['a 1', 'b 2', 'x.zip: cut-zip'])
})
