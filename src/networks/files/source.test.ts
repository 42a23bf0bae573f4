import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateRawSync, gzipSync } from 'node:zlib'
import type { Refusal } from '#ledger/refusal.ts'
import { sentenceOf } from '#server/problem.ts'
import type { ZipEntry } from '#tests/zips.ts'
import { zipOf } from '#tests/zips.ts'
import type { Source, SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { openSource, usualLimits } from './source.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enishi-test-'))
})
after(() => rm(folder, { recursive: true }))

async function brought(name: string, bytes: Uint8Array | string) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function textOf(file: SourceFile): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of file.open()) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const refusalOf = (opening: Promise<unknown>): Promise<Refusal> =>
  opening.then(
    () => assert.fail('it was opened'),
    error => error,
  )

async function opened(name: string, entries: readonly ZipEntry[]) {
  return openSource(await brought(name, zipOf(entries)))
}

test('a plain file, a gzipped file, a zip by any name and a folder are all lists of files', async () => {
  const plain = await openSource(await brought('plain.json', '{"a":1}'))
  assert.deepEqual([plain.bytes, plain.source.files.map(file => file.path)], [7, ['plain.json']])
  assert.equal(await textOf(plain.source.files[0]!), '{"a":1}')
  await plain.close()

  const packed = await openSource(await brought('mentions.json.gz', gzipSync('{"b":2}')))
  assert.equal(packed.source.files[0]!.path, 'mentions.json')
  assert.equal(await textOf(packed.source.files[0]!), '{"b":2}')
  await packed.close()

  const zip = await opened('archive.dat', [
    { name: 'x/outbox.json', content: 'o' },
    { name: 'x/', stored: true },
  ])
  assert.deepEqual(
    zip.source.files.map(file => file.path),
    ['x/outbox.json'],
  )
  assert.equal(await textOf(zip.source.files[0]!), 'o')
  assert.equal(await textOf(zip.source.files[0]!), 'o')
  await zip.close()

  const root = join(folder, 'unpacked')
  await mkdir(join(root, 'b'), { recursive: true })
  await writeFile(join(root, 'b', 'two.json'), '2')
  await writeFile(join(root, 'a.json'), '1')
  await symlink('/etc/passwd', join(root, 'c.json'))
  const tree = await openSource(root)
  assert.deepEqual(
    tree.source.files.map(file => file.path),
    ['a.json', 'b/two.json'],
  )
  assert.equal(tree.bytes, 2)
  await tree.close()
})

const dangerous: [what: string, entries: ZipEntry[], shows: RegExp][] = [
  ['a way up', [{ name: '../../etc/x' }], /^\.\.\/\.\.\/etc\/x/],
  ['a way up in the middle', [{ name: 'a/../../b' }], /^a\/\.\.\/\.\.\/b/],
  ['an absolute path', [{ name: '/abs' }], /^\/abs/],
  ['a drive', [{ name: 'C:x' }], /^C:x/],
  ['a way out by backslashes', [{ name: '..\\x' }], /^\.\.\/x/],
  ['a way out in the middle by backslashes', [{ name: 'a\\..\\..\\x' }], /^a\/\.\./],
  ['a drive', [{ name: 'C:\\x' }], /^C:/],
  ['a root by a backslash', [{ name: '\\x' }], /^\/x/],
  ['NUL in a name', [{ name: 'a\u0000b' }], /^a.b/],
  ['a link', [{ name: 'link', content: '/etc/passwd', mode: 0o120777 }], /^link/],
  ['a device', [{ name: 'tty', mode: 0o020666 }], /^tty/],
  [
    'one path as file and as folder',
    [
      { name: 'a', content: 'x' },
      { name: 'a/', stored: true },
    ],
    /^a/,
  ],
  [
    'a link, then a file through it',
    [
      { name: 'a', mode: 0o120777 },
      { name: 'a', content: 'x' },
    ],
    /^a/,
  ],
  [
    'entries that share their bytes',
    [
      { name: 'a', content: 'x' },
      { name: 'b', content: 'x', sharesWith: 0 },
    ],
    /overlap/,
  ],
]
for (const [what, entries, shows] of dangerous) {
  test(`a zip with ${what} is refused, and its name is shown`, async () => {
    await assert.rejects(
      opened('d.zip', [{ name: 'fine.txt', content: 'fine' }, ...entries.map(shift)]),
      (error: Error & { code: string; facts: Record<string, string> }) => {
        assert.equal(error.code, 'dangerous-zip')
        assert.match(error.facts.why!, shows)
        assert.doesNotMatch(error.facts.why!, /[\u0000-\u001f\u202e]/)
        return true
      },
    )
  })
}
function shift(entry: ZipEntry): ZipEntry {
  return entry.sharesWith === undefined ? entry : { ...entry, sharesWith: entry.sharesWith + 1 }
}

test('control and direction characters of a name are not shown to a terminal', async () => {
  await assert.rejects(
    opened('e.zip', [{ name: '/\u001b[2J\u202egnp.exe' }]),
    (error: Error & { facts: Record<string, string> }) => {
      assert.equal(error.facts.why, '/�[2J�gnp.exe: /')
      return true
    },
  )
})

test('a bomb is told by what comes out, whatever it claims', async () => {
  const zeros = Buffer.alloc(12 * 1024 * 1024)
  const bomb = { name: 'bomb', packed: deflateRawSync(zeros), claims: 0 }
  const zip = await opened('bomb.zip', [bomb, { name: 'other', content: 'x' }])
  await assert.rejects(textOf(zip.source.files[0]!), { code: 'dangerous-zip' })
  assert.equal(await textOf(zip.source.files[1]!), 'x')
  await zip.close()
  const gz = await openSource(await brought('bomb.gz', gzipSync(zeros)))
  await assert.rejects(textOf(gz.source.files[0]!), { code: 'dangerous-zip' })
  await gz.close()
})

test('a zip from Windows has its files where they were', async () => {
  const zip = await opened('windows.zip', [
    { name: 'export\\', stored: true },
    { name: 'export\\connections\\followers_1.json', content: '[]' },
    { name: 'export\\表\\ソ.txt', content: 'x' },
  ])
  assert.deepEqual(
    zip.source.files.map(file => file.path),
    ['export/connections/followers_1.json', 'export/表/ソ.txt'],
  )
  await zip.close()
})

test('the total of all entries is capped, and reading one twice counts once', async () => {
  const path = await brought(
    'total.zip',
    zipOf(['a', 'b'].map(name => ({ name, content: name.repeat(600), stored: true }))),
  )
  const zip = await openSource(path, { ...usualLimits, total: 1000 })
  const [a, b] = zip.source.files
  assert.equal((await textOf(a!)).length, 600)
  assert.equal((await textOf(a!)).length, 600)
  await assert.rejects(textOf(b!), { code: 'dangerous-zip' })
  await zip.close()
  await assert.rejects(openSource(path, { ...usualLimits, entries: 1 }), { code: 'dangerous-zip' })
})

test('what cannot be opened is refused with what is wrong', async () => {
  const whole = zipOf([{ name: 'a', content: 'x'.repeat(1000), stored: true }])
  const cases: [string, Uint8Array | string, string][] = [
    ['empty.zip', '', 'empty-file'],
    ['no-entries.zip', zipOf([]), 'empty-file'],
    ['only-folder.zip', zipOf([{ name: 'a/', stored: true }]), 'empty-file'],
    ['cut-before-anything.zip', whole.subarray(0, 25), 'broken-zip'],
    ['letter.rar', Buffer.from('Rar!\u001a\u0007\u0001\u0000…', 'latin1'), 'other-archive'],
    ['renamed.zip', Buffer.from('7z\u00bc\u00af\u0027\u001c\u0000\u0004', 'latin1'), 'other-archive'],
    ['takeout.tar.bz2', Buffer.from('BZh91AY&SY\u0000', 'latin1'), 'other-archive'],
    ['takeout.tar.xz', Buffer.from('\u00fd7zXZ\u0000\u0000', 'latin1'), 'other-archive'],
    ['takeout.tar.zst', Buffer.from('\u0028\u00b5\u002f\u00fd\u0000', 'latin1'), 'other-archive'],
    [
      'archive.z01',
      Buffer.concat([Buffer.from('PK\u0007\u0008', 'latin1'), whole.subarray(0, 500)]),
      'split-zip',
    ],
    ['archive.z02', whole.subarray(500, 900), 'split-zip'],
    ['archive.zip', spanned(whole.subarray(500)), 'split-zip'],
    ['archive.zip.001', whole.subarray(0, 900), 'split-zip'],
    ['locked.zip', zipOf([{ name: 'a', content: 'x', flags: 1 }]), 'encrypted-zip'],
    ['very-locked.zip', zipOf([{ name: 'a', content: 'x', flags: 0x41 }]), 'encrypted-zip'],
  ]
  for (const [name, bytes, code] of cases) {
    await assert.rejects(openSource(await brought(name, bytes)), { name: 'Refusal', code }, name)
  }
  await assert.rejects(openSource(join(folder, 'nowhere.zip')), { name: 'Refusal', code: 'file-gone' })
})

/** The last part of a zip in two volumes: its end record names the second disk. */
function spanned(end: Buffer): Buffer {
  const copy = Buffer.from(end)
  copy.writeUInt16LE(1, copy.length - 22 + 4)
  return copy
}

test('what is packed otherwise, or a part only, is told in both languages with what to do', async () => {
  const rar = await brought('letter.rar', Buffer.from('Rar!\u001a\u0007\u0001\u0000', 'latin1'))
  const error = await refusalOf(openSource(rar, usualLimits, '手紙.rar'))
  assert.match(sentenceOf(error, 'en'), /^“手紙.rar” is packed as RAR.*Unpack it first/)
  assert.match(sentenceOf(error, 'ja'), /^「手紙.rar」は RAR 形式.*展開して/)
  const part = await brought('export.z01', 'PK\u0007\u0008PK\u0003\u0004')
  const split = await refusalOf(openSource(part))
  assert.match(sentenceOf(split, 'en'), /^“export.z01” is one part of a zip that was split/)
  assert.match(sentenceOf(split, 'ja'), /^「export.z01」は、分割された zip の一部です/)
})

const letters: ZipEntry[] = [
  { name: 'a.json', content: '[1]' },
  { name: 'b.json', content: 'x'.repeat(3000), stored: true, follows: 'marked' },
  { name: 'PK.json', content: 'PK\u0003\u0004PK\u0001\u0002'.repeat(50), stored: true, follows: 'bare' },
  {
    name: 'c.json',
    content: Array.from({ length: 9_000 }, (_, i) => (i * 7919) % 9_973).join(),
    follows: 'marked',
  },
  { name: 'd.json', content: '[4]' },
]
const contents = letters.map(({ name, content }) => [name, content])
const contentOf = async ({ source }: { source: Source }) =>
  Promise.all(source.files.map(async file => [file.path, await textOf(file)]))

test('a zip behind other bytes, or with something added to its end, is opened as it is', async () => {
  const whole = zipOf(letters)
  const page = Buffer.from('<html>502 Bad Gateway</html>')
  for (const [name, bytes] of [
    ['as-it-is.zip', whole],
    ['added.zip', Buffer.concat([whole, page])],
    ['padded.zip', Buffer.concat([whole, Buffer.alloc(70_000)])],
    ['much-added.zip', Buffer.concat([whole, Buffer.alloc(3_000_000, 'PK\u0005\u0006')])],
    ['behind.zip', Buffer.concat([page, whole])],
    ['between.zip', Buffer.concat([page, whole, page])],
    ['in-one-segment.zip', Buffer.concat([Buffer.from('PK00'), whole])],
  ] as const) {
    const zip = await openSource(await brought(name, bytes))
    assert.deepEqual(await contentOf(zip), contents, name)
    assert.ok(
      zip.source.files.every(file => file.cutZip === undefined),
      name,
    )
    await zip.close()
  }
})

test('a zip that is cut anywhere is read from the headers of its entries, as far as they go, and that it is cut is told', async () => {
  const whole = zipOf(letters)
  const list = whole.indexOf('PK\u0001\u0002\u0014\u0003', 0, 'latin1')
  for (let length = 36; length < whole.length; length += length > list - 40 ? 1 : 13) {
    const zip = await openSource(await brought('cut.zip', whole.subarray(0, length)))
    const { files } = zip.source
    for (const [i, file] of files.slice(0, -1).entries())
      assert.deepEqual([file.path, await textOf(file)], contents[i], `${length}`)
    // The last one may be cut itself, and gives what there is.
    const last = files.at(-1)!
    let text = ''
    const read = async () => {
      for await (const piece of last.open()) text += Buffer.from(piece).toString()
    }
    await read().catch(error => assert.ok(error instanceof BrokenFile))
    // Of a size behind the data that is cut itself nobody can tell that it is no data.
    const content = letters[files.length - 1]!.content as string
    assert.ok(content.startsWith(text.slice(0, content.length)), `${length}`)
    const isListThere = length >= list + 4
    assert.deepEqual(
      files.map(file => file.cutZip),
      files.map(() => (isListThere ? undefined : 'cut.zip')),
      `${length}`,
    )
    if (isListThere) assert.equal(files.length, letters.length)
    await zip.close()
  }
})

test('in a cut zip the same is refused as in a whole one', async () => {
  const long = { name: 'z', content: 'z'.repeat(500), stored: true }
  const cut = (entries: ZipEntry[]) => zipOf([...entries, long]).subarray(0, -300)
  for (const [name, entries, code] of [
    ['up.zip', [{ name: '../up' }], 'dangerous-zip'],
    ['locked-too.zip', [{ name: 'a', content: 'x', flags: 1 }], 'encrypted-zip'],
  ] as const)
    await assert.rejects(openSource(await brought(name, cut([...entries]))), { code }, name)
  const zeros = Buffer.alloc(12 * 1024 * 1024)
  const zip = await openSource(await brought('cut-bomb.zip', cut([{ name: 'bomb', content: zeros }])))
  await assert.rejects(textOf(zip.source.files[0]!), { code: 'dangerous-zip' })
  await zip.close()
  const many = Array.from({ length: 30 }, (_, i) => ({ name: `${i}` }))
  const path = await brought('many.zip', cut(many))
  await assert.rejects(openSource(path, { ...usualLimits, entries: 20 }), { code: 'dangerous-zip' })
})

test('a list that tells of fewer or of more entries than there are hides and invents none', async () => {
  for (const told of [2, 9, 0]) {
    const bytes = zipOf(letters)
    bytes.writeUInt16LE(told, bytes.length - 22 + 8)
    bytes.writeUInt16LE(told, bytes.length - 22 + 10)
    const zip = await openSource(await brought(`${told}.zip`, bytes))
    assert.deepEqual(await contentOf(zip), contents, `${told}`)
    await zip.close()
  }
})

test('a zip64 whose count is wrong is read by its headers; one that claims ten million entries is refused at once', async () => {
  const long = (count: bigint) => {
    const bytes = zipOf(letters)
    const end = bytes.length - 22
    const record = Buffer.alloc(56)
    record.write('PK\u0006\u0006', 'latin1')
    record.writeBigUInt64LE(44n, 4)
    record.writeBigUInt64LE(count, 24)
    record.writeBigUInt64LE(count, 32)
    record.writeBigUInt64LE(BigInt(bytes.readUInt32LE(end + 12)), 40)
    record.writeBigUInt64LE(BigInt(bytes.readUInt32LE(end + 16)), 48)
    const locator = Buffer.alloc(20)
    locator.write('PK\u0006\u0007', 'latin1')
    locator.writeBigUInt64LE(BigInt(end), 8)
    locator.writeUInt32LE(1, 16)
    bytes.fill(0xff, end + 8, end + 20)
    return Buffer.concat([bytes.subarray(0, end), record, locator, bytes.subarray(end)])
  }
  const page = Buffer.from('added')
  for (const [count, before, after] of [
    [5n, '', ''],
    [5n, 'before', 'after'],
    [3n, '', ''],
    [70_000n, '', ''],
  ] as const) {
    const bytes = Buffer.concat([Buffer.from(before), long(count), Buffer.from(after)])
    const zip = await openSource(await brought(`${count}${before}.zip`, bytes))
    assert.deepEqual(await contentOf(zip), contents, `${count}`)
    await zip.close()
  }
  await assert.rejects(openSource(await brought('claims.zip', long(10_000_000n))), { code: 'dangerous-zip' })
  await assert.rejects(openSource(await brought('endless.zip', Buffer.concat([page, long(2n ** 63n)]))), {
    code: 'dangerous-zip',
  })
})

test('a spoiled entry gives what could be read and then says that it is broken; the others are whole', async () => {
  const long = Array.from({ length: 40_000 }, (_, i) => `${(i * 7919) % 100_003}`).join(',')
  const packed = deflateRawSync(long)
  const zip = await opened('spoiled.zip', [
    { name: 'crc', content: 'fine', crc: 1 },
    { name: 'cut', packed: packed.subarray(0, packed.length / 2), claims: long.length },
    { name: 'good', content: 'good' },
  ])
  const [crc, cut, good] = zip.source.files
  for (const file of [crc!, cut!]) {
    let text = ''
    await assert.rejects(async () => {
      for await (const piece of file.open()) text += Buffer.from(piece).toString()
    }, BrokenFile)
    assert.ok(text.length > 0 && (file === crc ? text === 'fine' : long.startsWith(text)), file.path)
  }
  assert.equal(await textOf(good!), 'good')
  await zip.close()
})

test('names: Shift_JIS without a flag, kana taken apart by macOS, emoji, 300 bytes', async () => {
  const sjis = Uint8Array.from([0x95, 0x5c, 0x8e, 0x86, 0x2e, 0x74, 0x78, 0x74])
  const names = [sjis, 'か\u3099.txt', '🎉.txt', 'あ'.repeat(100), Buffer.from('日本.txt')]
  const zip = await opened(
    'names.zip',
    names.map((name, i) => ({ name, content: `${i}`, flags: i === 0 || i === 4 ? 0 : 0x800 })),
  )
  const paths = zip.source.files.map(file => file.path)
  assert.deepEqual(paths, ['表紙.txt', 'が.txt', '🎉.txt', 'あ'.repeat(100), '日本.txt'])
  await zip.close()
})

test('of a file that is in a zip twice the later one counts', async () => {
  const zip = await opened('twice.zip', [
    { name: 'a', content: 'old' },
    { name: 'b', content: 'b' },
    { name: 'a', content: 'new' },
  ])
  assert.deepEqual(await Promise.all(zip.source.files.map(textOf)), ['b', 'new'])
  await zip.close()
})

test('a zip that holds only a zip is opened once more; what is deeper is refused by its name', async () => {
  const innermost = zipOf([{ name: 'deep.txt', content: 'deep' }])
  const middle = zipOf([{ name: 'middle.zip', content: innermost }])
  const only: ZipEntry[] = [
    { name: 'a.zip', content: middle, stored: true },
    { name: '__MACOSX/._a.zip', content: 'x' },
  ]
  const error = await refusalOf(opened('double.zip', only))
  assert.deepEqual([error.code, error.facts.inside], ['deep-zip', 'a.zip → middle.zip'])
  assert.match(sentenceOf(error, 'en'), /Unpack it first/)
  const zip = await opened('beside.zip', [...only, { name: 'note.txt', content: 'a note' }])
  assert.deepEqual(zip.places.map(({ path, trouble }) => [path, trouble?.code]).sort(), [
    ['', undefined],
    ['a.zip/middle.zip', 'deep-zip'],
  ])
  await zip.close()
  await assert.rejects(opened('bad-inside.zip', [{ name: 'a.zip', content: zipOf([{ name: '../x' }]) }]), {
    code: 'dangerous-zip',
  })
})

test('zips in a folder are places of their own, the parts of one export are one, and what systems add is nothing', async () => {
  const root = join(folder, 'places')
  await mkdir(join(root, 'deeper'), { recursive: true })
  const put = (name: string, bytes: Uint8Array | string) => writeFile(join(root, name), bytes)
  await put('takeout-2026-001.zip', zipOf([{ name: 'a.json', content: 'first' }]))
  await put(
    'takeout-2026-002.zip',
    zipOf([
      { name: 'a.json', content: 'second' },
      { name: 'b.json', content: 'b' },
    ]),
  )
  await put('deeper/other.zip', zipOf([{ name: 'a.json', content: 'other' }]))
  await put('locked.zip', zipOf([{ name: 'a', content: 'x', flags: 1 }]))
  await put('list.csv', 'name')
  for (const name of ['.DS_Store', 'desktop.ini', '._takeout-2026-001.zip']) await put(name, 'x')
  const opened = await openSource(root)
  const places = opened.places.map(({ path, source, trouble }) => [
    path,
    source.files.map(file => file.path),
    trouble?.code,
  ])
  assert.deepEqual(places.sort(), [
    ['', ['list.csv'], undefined],
    ['deeper/other.zip', ['a.json'], undefined],
    ['locked.zip', [], 'encrypted-zip'],
    ['takeout-2026', ['a.json', 'b.json'], undefined],
  ])
  const paths = opened.source.files.map(file => file.path)
  assert.deepEqual(paths.sort(), [
    'deeper/other.zip/a.json',
    'list.csv',
    'takeout-2026/a.json',
    'takeout-2026/b.json',
  ])
  const first = opened.source.files.find(({ path }) => path === 'takeout-2026/a.json')!
  assert.equal(await textOf(first), 'first')
  await opened.close()
})

test('numbered zips that each hold the same paths are exports of their own', async () => {
  const files = ['Connections.csv', 'messages.csv'].map(name => ({ name, content: 'x' }))
  const root = join(folder, 'wholes')
  await mkdir(root)
  await writeFile(join(root, 'x-001.zip'), zipOf(files))
  await writeFile(join(root, 'x-002.zip'), zipOf([...files, { name: 'Invitations.csv', content: 'y' }]))
  const opened = await openSource(root)
  await opened.close()
  assert.deepEqual(opened.places.map(({ path }) => path).sort(), ['x-001.zip', 'x-002.zip'])
})

test('zips in a zip are opened where little lies beside them; all of them together hold no more files than one may', async () => {
  const inner = zipOf([
    { name: 'a', content: 'x' },
    { name: 'b', content: 'y' },
  ])
  const bundle = [
    { name: 'readme.txt', content: 'hello' },
    { name: 'one.zip', content: inner },
    { name: 'two.zip', content: inner },
  ]
  const places = async (entries: readonly ZipEntry[]) => {
    const opened = await openSource(await brought('bundle.zip', zipOf(entries)))
    await opened.close()
    return opened.places.map(({ path }) => path).sort()
  }
  assert.deepEqual(await places(bundle), ['', 'one.zip', 'two.zip'])
  // Something that somebody attached.
  assert.deepEqual(await places(bundle.map(one => ({ ...one, name: `a/b/${one.name}` }))), [''])
  const many = Array.from({ length: 501 }, (_, i) => ({ name: `${i}.json`, content: '1' }))
  assert.deepEqual(await places([...bundle, ...many.slice(0, 20)]), ['', 'one.zip', 'two.zip'])
  assert.deepEqual(await places([...bundle, ...many]), [''])
  const path = await brought('bundle.zip', zipOf(bundle))
  await assert.rejects(openSource(path, { ...usualLimits, entries: 5 }), { code: 'dangerous-zip' })
})
