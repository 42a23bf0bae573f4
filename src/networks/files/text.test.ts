import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memorySource } from '#tests/sources.ts'
import { BrokenFile } from './broken.ts'
import { clean, cut, decoded, foldedName, oneLine } from './text.ts'

async function textOf(bytes: Uint8Array | string, piece: number): Promise<string> {
  let text = ''
  for await (const part of decoded(memorySource({ f: bytes }, piece).files[0]!.open())) text += part
  return text
}

const sjis = [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x82, 0xcc, 0x83, 0x65, 0x83, 0x4c, 0x83, 0x58, 0x83, 0x67]
const eucjp = [0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec, 0xa4, 0xce, 0xa5, 0xc6, 0xa5, 0xad, 0xa5, 0xb9, 0xa5, 0xc8]
const jis = Buffer.from('\u001b$BF|K\\8l$N%F%-%9%H\u001b(B', 'latin1')
const wide = Buffer.from('name,company\r\nHanako,縁工房\r\n', 'utf16le')
const cases: [what: string, bytes: Uint8Array | string, text: string][] = [
  ['nothing', '', ''],
  ['ASCII', 'abc', 'abc'],
  ['UTF-8', '縁 🎉', '縁 🎉'],
  ['UTF-8 with a mark', '\ufeff縁', '縁'],
  ['Shift_JIS', Uint8Array.from(sjis), '日本語のテキスト'],
  [
    'Shift_JIS after much ASCII',
    Uint8Array.from([...Buffer.from('a'.repeat(100_000)), ...sjis]),
    `${'a'.repeat(100_000)}日本語のテキスト`,
  ],
  ['EUC-JP', Uint8Array.from(eucjp), '日本語のテキスト'],
  ['ISO-2022-JP', jis, '日本語のテキスト'],
  [
    'ISO-2022-JP between ASCII',
    Buffer.concat([Buffer.from('a,b\r\n'), jis, Buffer.from('\r\n')]),
    'a,b\r\n日本語のテキスト\r\n',
  ],
  [
    'ISO-2022-JP after much ASCII, its escape cut by a piece',
    Buffer.concat([Buffer.from('a'.repeat(64 * 1024 - 1)), jis]),
    `${'a'.repeat(64 * 1024 - 1)}日本語のテキスト`,
  ],
  ['escapes that colour a terminal', '\u001b[2Ja$B\u001b', '\u001b[2Ja$B\u001b'],
  [
    'UTF-16LE with a mark',
    Buffer.concat([Buffer.from([0xff, 0xfe]), wide]),
    'name,company\r\nHanako,縁工房\r\n',
  ],
  ['UTF-16LE without', wide, 'name,company\r\nHanako,縁工房\r\n'],
  [
    'UTF-16BE with a mark',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
    'name,company\r\nHanako,縁工房\r\n',
  ],
  [
    'Windows-1252',
    Buffer.from('name,place\r\nTom\xe1s Garc\xeda,Caf\xe9 M\xfcller\r\n', 'latin1'),
    'name,place\r\nTomás García,Café Müller\r\n',
  ],
  [
    'Shift_JIS of katakana between ASCII',
    Uint8Array.from([0x61, 0x2c, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x2c, 0x62]),
    'a,テスト,b',
  ],
  ['U+0000', 'a\u0000b縁', 'ab縁'],
  [
    'a wrong byte far behind',
    Buffer.concat([Buffer.from('縁'.repeat(30_000)), Buffer.from([0xff])]),
    `${'縁'.repeat(30_000)}�`,
  ],
]
for (const [what, bytes, text] of cases) {
  test(`decodes ${what}, in pieces of any size`, async () => {
    for (const piece of bytes.length > 1000 ? [64 * 1024, 1000] : [64 * 1024, 1, 3]) {
      assert.equal(await textOf(bytes, piece), text)
    }
  })
}

test('text before a break is given before the break is told', async () => {
  async function* bytes() {
    yield Buffer.from('縁')
    throw new BrokenFile('f', 'CRC')
  }
  let text = ''
  await assert.rejects(async () => {
    for await (const part of decoded(bytes())) text += part
  }, BrokenFile)
  assert.equal(text, '縁')
})

test('what PostgreSQL cannot store is taken out', () => {
  assert.equal(clean('a\u0000b\ud800c'), 'ab\ufffdc')
})

test('a name is one line of bounded length, cut between characters as people see them', () => {
  assert.equal(oneLine(' a\r\n\tb\u001b[2J\u0000 '), 'a b [2J')
  assert.equal(oneLine('W'.repeat(1_000_000)).length, 200)
  assert.equal(cut('👩‍👩‍👧‍👦'.repeat(3), 25), '👩‍👩‍👧‍👦'.repeat(2))
  assert.equal(cut('か\u3099き', 1), 'か')
  assert.equal(cut(`a${'\u0301'.repeat(2000)}`, 500).length, 500)
  assert.equal(cut('a😀', 2), 'a')
  assert.equal(foldedName('Ｔｏｍáｓ　 RIVERA'), 'tomás rivera')
})
