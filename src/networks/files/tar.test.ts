import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type TarEntry, tarOf } from '#tests/tars.ts'
import { zipOf } from '#tests/zips.ts'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { openSource, usualLimits } from './source.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enishi-test-'))
})
after(() => rm(folder, { recursive: true }))

async function brought(name: string, bytes: Uint8Array) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function textOf(file: SourceFile): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of file.open()) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const entries: TarEntry[] = [
  { name: './export/', kind: '5' },
  { name: './export/outbox.json', content: '{"a":1}' },
  { name: './export/._outbox.json', content: 'x' },
  { name: './export/media/1.png', content: 'x'.repeat(2_000) },
  { name: 'export/empty.txt' },
  { name: `export/${'long/'.repeat(30)}pax.txt`, content: 'pax', pax: true },
  { name: `export/${'long/'.repeat(30)}結.txt`, content: 'gnu', gnu: true },
  { name: 'export/outbox.json', content: 'later '.repeat(200) },
]
const read = {
  'export/media/1.png': undefined,
  'export/empty.txt': '',
  [`export/${'long/'.repeat(30)}pax.txt`]: 'pax',
  [`export/${'long/'.repeat(30)}結.txt`]: 'gnu',
  'export/outbox.json': 'later '.repeat(200),
}

test('a tar, packed or not, in any dialect, under any name, is its files', async () => {
  for (const [name, bytes] of [
    ['a.tar', tarOf(entries)],
    ['b.tar', tarOf(entries, 'v7')],
    ['c.tar', tarOf(entries).subarray(0, -1024)],
    ['d.tar.gz', gzipSync(tarOf(entries))],
    ['e.tgz', gzipSync(tarOf(entries))],
    ['f.bin', gzipSync(tarOf(entries))],
  ] as const) {
    const tar = await openSource(await brought(name, bytes))
    const found: Record<string, string | undefined> = {}
    for (const file of tar.source.files) {
      found[file.path] = file.path.endsWith('.png') ? undefined : await textOf(file)
      // Each may be read again.
      if (found[file.path]) assert.equal(await textOf(file), found[file.path])
    }
    assert.deepEqual(found, read, name)
    assert.equal(tar.source.madeAt, 1_790_000_000_000)
    assert.ok(tar.source.files.every(({ cutZip }) => cutZip === undefined))
    await tar.close()
  }
})

test('links, devices and names that lead out are refused', async () => {
  for (const [entry, why] of [
    [{ name: 'a', kind: '2' }, /^a: link/],
    [{ name: 'a', kind: '1' }, /^a: link/],
    [{ name: 'a', kind: '3' }, /^a: device/],
    [{ name: 'a', kind: '6' }, /^a: device/],
    [{ name: '../a', content: 'x' }, /^\.\.\/a/],
    [{ name: 'b/..\\..\\a', content: 'x' }, /^b\/\.\./],
    [{ name: '/etc/a', content: 'x' }, /^\/etc/],
    [{ name: '../../a', content: 'x', pax: true }, /^\.\./],
  ] as const)
    for (const pack of [(bytes: Buffer) => bytes, gzipSync])
      await assert.rejects(
        openSource(await brought('x.tar', pack(tarOf([{ name: 'fine.txt', content: 'fine' }, entry])))),
        (error: Error & { code: string; facts: Record<string, string> }) => {
          assert.equal(error.code, 'dangerous-zip')
          assert.match(error.facts.why!, why)
          return true
        },
      )
})

test('what swells, holds too much or nothing is refused', async () => {
  const zeros = gzipSync(tarOf([{ name: 'a.txt', content: Buffer.alloc(12 * 1024 * 1024) }]))
  await assert.rejects(openSource(await brought('bomb.tgz', zeros)), { code: 'dangerous-zip' })
  const many = tarOf([
    { name: 'a', content: 'x' },
    { name: 'b', content: 'x' },
  ])
  const path = await brought('many.tar', many)
  await assert.rejects(openSource(path, { ...usualLimits, entries: 1 }), { code: 'dangerous-zip' })
  await assert.rejects(openSource(path, { ...usualLimits, total: 1 }), { code: 'dangerous-zip' })
  await assert.rejects(openSource(await brought('none.tar', tarOf([{ name: 'a/', kind: '5' }]))), {
    code: 'empty-file',
  })
})

test('a tar that ends early is read as far as it goes', async () => {
  const whole = tarOf([
    { name: 'a.txt', content: 'first' },
    { name: 'b.txt', content: 'second '.repeat(1_000) },
  ])
  const cut = whole.subarray(0, 3_000)
  const noise = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 0xff))
  const packed = gzipSync(
    tarOf([
      { name: 'a.txt', content: 'first' },
      { name: 'b.txt', content: noise },
    ]),
  )
  for (const [name, bytes] of [
    ['cut.tar', cut],
    ['cut.tar.gz', packed.subarray(0, packed.length - 2_000)],
    ['cut-before.tar.gz', gzipSync(cut)],
  ] as const) {
    const tar = await openSource(await brought(name, bytes))
    const [a, b] = tar.source.files
    assert.equal(await textOf(a!), 'first', name)
    await assert.rejects(textOf(b!), BrokenFile)
    assert.equal(a!.cutZip, name)
    await tar.close()
  }
})

test('a tar in a zip, a zip in a tar and several in a folder are opened; what is deeper is named', async () => {
  const tar = gzipSync(tarOf(entries))
  for (const [name, bytes] of [
    ['outer.zip', zipOf([{ name: 'inner.tar.gz', content: tar, stored: true }])],
    ['outer.tar', tarOf([{ name: 'inner.tar.gz', content: tar }])],
    [
      'outer.tgz',
      gzipSync(tarOf([{ name: 'inner.zip', content: zipOf([{ name: 'x.txt', content: 'x' }]) }])),
    ],
  ] as const) {
    const opened = await openSource(await brought(name, bytes))
    assert.equal(opened.places.length, 1, name)
    assert.match(opened.places[0]!.path, /^inner\./)
    await opened.close()
  }
  const deep = zipOf([
    { name: 'a.tgz', content: gzipSync(tarOf([{ name: 'b.zip', content: zipOf([{ name: 'x' }]) }])) },
  ])
  await assert.rejects(openSource(await brought('deep.zip', deep)), { code: 'deep-zip' })
  assert.ok((await readdir(tmpdir())).every(name => !/^enishi-.*\.tmp$/.test(name)))
})
