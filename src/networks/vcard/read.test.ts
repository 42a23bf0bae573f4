import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AccountRef, Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { vcard } from './network.ts'

function inPieces(path: string, bytes: Uint8Array, size = 65_536): SourceFile {
  return {
    path,
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

const sourceOf = (text: string | Uint8Array, size?: number): Source => ({
  name: 'contacts',
  files: [inPieces('contacts.vcf', Buffer.from(text as string), size)],
})

const rowsOf = (text: string | Uint8Array, size?: number): Promise<Row[]> =>
  Array.fromAsync(vcard.reader.read(sourceOf(text, size)))

async function cardOf(...lines: string[]): Promise<AccountRef> {
  const rows = await rowsOf(`BEGIN:VCARD\n${lines.join('\n')}\nEND:VCARD\n`)
  const row = rows[0]
  assert.ok(row?.ok && row.entry.kind === 'account', JSON.stringify(rows))
  return row.entry.account
}

const sampleAt = (name: string): SourceFile => {
  const path = join(import.meta.dirname, 'sample', name)
  return { path: name, size: 0, open: () => createReadStream(path) }
}

const names: [what: string, lines: string[], expected: Partial<AccountRef>][] = [
  [
    'N before FN for Japanese order',
    ['VERSION:3.0', 'N:小林;陸;;;', 'FN: 陸  小林'],
    { name: '小林 陸', familyName: '小林', givenName: '陸' },
  ],
  [
    'FN for others',
    ['VERSION:3.0', 'N:Lindqvist;Maya;;Dr.;', 'FN:Dr. Maya Lindqvist'],
    { name: 'Dr. Maya Lindqvist', familyName: 'Lindqvist' },
  ],
  ['no FN', ['VERSION:3.0', 'N:Byrne;Aoife;;;'], { name: 'Aoife Byrne' }],
  ['no N', ['VERSION:4.0', 'FN:ジョン・スミス'], { name: 'ジョン・スミス' }],
  ['two FN', ['VERSION:4.0', 'FN:Tom', 'FN;PREF=1:Tomás Rivera'], { name: 'Tomás Rivera' }],
  ['family name only', ['VERSION:3.0', 'N:渡邊;;;;'], { name: '渡邊', familyName: '渡邊' }],
  [
    'all in one part, with an honorific',
    ['VERSION:3.0', 'N:山田さくら様;;;;', 'FN:山田さくら様'],
    { name: '山田さくら様' },
  ],
  [
    'a company word in the name',
    ['VERSION:3.0', 'FN:株式会社えにし 縁 花子'],
    { name: '株式会社えにし 縁 花子' },
  ],
  ['rare characters stay', ['VERSION:3.0', 'N:𠮷野;葛󠄀;;;'], { name: '𠮷野 葛󠄀' }],
  [
    'escapes',
    ['VERSION:3.0', 'N:Rivera\\, Jr.;Tom\\;ás;;;'],
    { familyName: 'Rivera, Jr.', givenName: 'Tom;ás' },
  ],
  [
    'sort string',
    ['VERSION:3.0', 'N:高橋;蓮;;;', 'SORT-STRING:たかはし れん'],
    { familyReading: 'たかはし', givenReading: 'れん' },
  ],
  [
    'sort string that is no reading',
    ['VERSION:3.0', 'N:Byrne;Aoife;;;', 'SORT-STRING:Byrne'],
    { name: 'Aoife Byrne' },
  ],
  [
    'sort-as',
    ['VERSION:4.0', 'N;SORT-AS="たかはし,れん":高橋;蓮;;;'],
    { name: '高橋 蓮', familyReading: 'たかはし', givenReading: 'れん' },
  ],
  [
    'phonetic N (RFC 9554)',
    ['VERSION:4.0', 'N;ALTID=1;PHONETIC=script;SCRIPT=Kana:たかはし;れん;;;', 'N;ALTID=1:高橋;蓮;;;'],
    { name: '高橋 蓮', givenReading: 'れん' },
  ],
  [
    'docomo kana',
    ['VERSION:2.1', 'N:高橋;蓮', 'SOUND;X-IRMC-N:ﾀｶﾊｼ;ﾚﾝ;;;'],
    { familyReading: 'ﾀｶﾊｼ', givenReading: 'ﾚﾝ' },
  ],
  [
    'company card',
    ['VERSION:3.0', 'N:;;;;', 'FN:x', 'ORG:えにし社;', 'X-ABShowAs:COMPANY'],
    { name: 'えにし社', organization: 'えにし社' },
  ],
  [
    'organisation without a name',
    ['VERSION:3.0', 'ORG:えにし社;営業部'],
    { name: 'えにし社', extra: { ORG: 'えにし社;営業部' } },
  ],
  [
    'mail without a name',
    ['VERSION:3.0', 'EMAIL:a@b.example'],
    { sameAs: [{ kind: 'mail', value: 'a@b.example', firm: true }] },
  ],
  [
    'grouped, with label and escaped colon',
    [
      'VERSION:3.0',
      'FN:A',
      'item1.URL;type=pref:http\\://www.a.example/B/',
      'item1.X-ABLabel:_$!<HomePage>!$_',
    ],
    {
      sameAs: [{ kind: 'url', value: 'a.example/b', firm: true }],
      extra: { 'item1.X-ABLabel': '_$!<HomePage>!$_' },
    },
  ],
  ['no link to script', ['VERSION:3.0', 'FN:A', 'URL:javascript:alert(1)'], { sameAs: [] }],
  [
    'birthday without a year',
    ['VERSION:3.0', 'FN:A', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29'],
    { birthday: '--02-29' },
  ],
  ['birthday that is no day', ['VERSION:4.0', 'FN:A', 'BDAY:--0230'], { extra: { BDAY: '--0230' } }],
  [
    '2.1 types without a name',
    ['VERSION:2.1', 'FN:A', 'TEL;HOME;VOICE:０９０ー１'],
    { extra: { TEL: '090-1', 'TEL;HOME;VOICE': '０９０ー１' } },
  ],
  [
    '2.1 comma and backslash',
    ['VERSION:2.1', 'FN:A', 'NOTE;ENCODING=QUOTED-PRINTABLE:C:\\x, y=0D=', '=0Az'],
    { note: 'C:\\x, y\nz' },
  ],
  [
    'unknown and dangerous names',
    ['VERSION:3.0', 'FN:A', 'X-SHOE-SIZE;KIND=jp:24', '__PROTO__:x', 'constructor:y'],
    { extra: { 'X-SHOE-SIZE;KIND=jp': '24', __PROTO__: 'x', constructor: 'y' } },
  ],
]

for (const [what, lines, expected] of names) {
  test(`vcard: ${what}`, async () => {
    const account = (await cardOf(...lines)) as Record<string, unknown>
    for (const [field, value] of Object.entries(expected)) assert.deepEqual(account[field], value, field)
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
  })
}

test('bytes are unfolded before they are decoded', async () => {
  const [before, after] = [Buffer.from('BEGIN:VCARD\nVERSION:3.0\nFN:'), Buffer.from('\nEND:VCARD\n')]
  const name = Buffer.from('縁日')
  const card = Buffer.concat([before, name.subarray(0, 2), Buffer.from('\r\n '), name.subarray(2), after])
  for (const size of [1, 7, 4_096]) {
    const [row] = await rowsOf(card, size)
    assert.ok(row?.ok && row.entry.kind === 'account')
    assert.equal(row.entry.account.name, '縁日')
  }
})

test('CR only, UTF-16 and Shift_JIS without a word about it', async () => {
  const text = 'BEGIN:VCARD\rVERSION:3.0\rN:渡邊;正;;;\rEND:VCARD\r'
  const sjis = Buffer.concat([
    Buffer.from('BEGIN:VCARD\nVERSION:2.1\nN:'),
    Buffer.from([0x93, 0x6e, 0xe7, 0xb2, 0x3b, 0x90, 0xb3]),
    Buffer.from('\nEND:VCARD\n'),
  ])
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\uFEFF${text}`, 'utf16le'),
    Buffer.from(`\uFEFF${text}`),
    sjis,
  ]) {
    assert.equal(await vcard.reader.recognizes(sourceOf(bytes)), true)
    const rows = await rowsOf(bytes)
    assert.equal(rows.length, 1)
    assert.ok(rows[0]?.ok && rows[0].entry.kind === 'account')
    assert.equal(rows[0].entry.account.name, '渡邊 正')
  }
})

test('pictures go, whatever their size and form; what stands behind them stays', async () => {
  const line = 'QUJD'.repeat(16)
  const photo = Array.from({ length: 20_000 }, () => ` ${line}`).join('\n')
  const forms = [
    `PHOTO;ENCODING=b;TYPE=JPEG:${line}\n${photo}`,
    `PHOTO;ENCODING=b:${line.repeat(80_000)}`,
    `PHOTO;JPEG;BASE64:\n${line}\n${line}\n`,
    `PHOTO:data:image/jpeg;base64\\,${line.repeat(40_000)}`,
    `item1.LOGO;ENCODING=BASE64:\n  ${line}\n`,
  ]
  for (const form of forms) {
    const rows = await rowsOf(`BEGIN:VCARD\nVERSION:3.0\nFN:A\n${form}\nEMAIL:a@b.example\nEND:VCARD\n`)
    assert.equal(rows.length, 1)
    assert.ok(rows[0]?.ok && rows[0].entry.kind === 'account')
    assert.deepEqual(rows[0].entry.account.sameAs, [{ kind: 'mail', value: 'a@b.example', firm: true }])
    assert.equal(rows[0].entry.account.extra, undefined)
  }
})

test('2,000 mail addresses: a hundred are kept and the rest is told', async () => {
  const mails = Array.from({ length: 2_000 }, (_, index) => `EMAIL:a${index}@b.example`)
  const rows = await rowsOf(`BEGIN:VCARD\nVERSION:3.0\nFN:A\n${mails.join('\n')}\nEND:VCARD\n`)
  assert.ok(rows[0]?.ok && rows[0].entry.kind === 'account')
  assert.equal(rows[0].entry.account.sameAs?.length, 100)
  assert.deepEqual(rows[1], { ok: false, where: 'contacts.vcf #1', why: 'too-large', detail: 'EMAIL ×1900' })
})

test('broken cards are told one by one and cost nobody else', async () => {
  const good = (name: string) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nEND:VCARD\n`
  const huge = `BEGIN:VCARD\nVERSION:3.0\nFN:H\n${`X-A:${'x'.repeat(1_000)}\n`.repeat(34_000)}END:VCARD\n`
  const nested = 'BEGIN:VCARD\nVERSION:2.1\nFN:B\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nEND:VCARD\n'
  const text = `${good('A')}<html>\nnot a card\n${nested}BEGIN:VCARD\nFN:cut off\n${huge}${good('C')}BEGIN:VCARD\nFN:D\n`
  const rows = await rowsOf(text)
  assert.deepEqual(
    rows.map(row =>
      row.ok ? row.entry.kind === 'account' && row.entry.account.name : `${row.where} ${row.why}`,
    ),
    [
      'A',
      'contacts.vcf #1 unreadable',
      'B',
      'contacts.vcf #3 truncated',
      'contacts.vcf #4 too-large',
      'C',
      'contacts.vcf #6 truncated',
    ],
  )
})

test('a file that breaks off while it is read gives what came before', async () => {
  const file: SourceFile = {
    path: 'a.vcf',
    size: 0,
    async *open() {
      yield Buffer.from('BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\nBEGIN:VCARD\n')
      throw new BrokenFile('a.vcf', 'cut off')
    },
  }
  const rows = await Array.fromAsync(vcard.reader.read({ name: 'a', files: [file] }))
  assert.deepEqual(
    rows.map(row => (row.ok ? 'account' : row.why)),
    ['account', 'truncated'],
  )
})

test('other files are not cards', async () => {
  for (const text of ['', 'BEGIN', '{"a":1}', 'BEGIN:VCALENDAR\n', '\0\0\0', 'x'.repeat(3_000)])
    assert.equal(await vcard.reader.recognizes(sourceOf(text)), false)
})

test('the sample: three generations of phones', async () => {
  const files = [sampleAt('contacts.vcf'), sampleAt('keitai.vcf')]
  const rows = await Array.fromAsync(vcard.reader.read({ name: 'sample', files }))
  assert.deepEqual(
    rows.map(row => (row.ok ? row.entry.kind === 'account' && row.entry.account.name : row.why)),
    [
      ...['佐藤 結衣', 'Maya Lindqvist', '高橋 蓮', '縁日の会'],
      // A number that nobody named yet, and a card with nothing on it.
      ...[undefined, 'empty'],
      ...['unsupported', '小林 陸', '山田 さくら'],
    ],
  )
  const riku = rows[7]
  assert.ok(riku?.ok && riku.entry.kind === 'account')
  assert.equal(riku.entry.account.note, '写真展、表参道\n二回')
  assert.equal(riku.entry.account.familyReading, 'ｺﾊﾞﾔｼ')
})

const samples = process.env.ENISHI_SAMPLES
test('real address books: no reject, and the same keys each time', {
  skip: !samples && 'ENISHI_SAMPLES is not set',
}, async () => {
  const folder = join(samples!, 'archives/vcard')
  for (const name of (await readdir(folder)).filter(each => each.endsWith('.vcf'))) {
    const file: SourceFile = { path: name, size: 0, open: () => createReadStream(join(folder, name)) }
    const [first, second] = [
      await Array.fromAsync(vcard.reader.read({ name, files: [file] })),
      await Array.fromAsync(vcard.reader.read({ name, files: [file] })),
    ]
    assert.deepEqual(first, second)
    assert.ok(first.length > 0)
    assert.deepEqual(
      first.filter(row => !row.ok),
      [],
    )
  }
})
