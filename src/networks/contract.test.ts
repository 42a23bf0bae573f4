import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { actKinds } from '#ledger/kinds.ts'
import { Refusal } from '#ledger/refusal.ts'
import { networks } from '#networks/all.ts'
import { openSource } from '#networks/files/source.ts'
import { words } from '#networks/words.ts'
import { cast } from '#tests/cast.ts'
import { type Files, networkSamples, type Sample } from '#tests/network-samples.ts'
import { numbersFrom } from '#tests/numbers.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row, Source } from './contract.ts'

const { samples, missing } = await networkSamples()

const hostile = [
  '<script>alert(1)</script>',
  '‮evil‬',
  'nul\u0000nul',
  '\u001b]0;title\u0007\u001b[2J',
  'W'.repeat(1_000_000),
]

test('every network says what its sample holds', () => assert.deepEqual(missing, []))

for (const { network, expected, texts, files, pack } of samples) {
  const { reader } = network
  const whole = await rowsOf(reader, memorySource(files))
  const say = `${network.id} ${expected.path}`

  test(`${say}: recognised, and every row left out is explained`, async () => {
    assert.equal(await reader.recognizes(memorySource(files)), true)
    assert.deepEqual(rejectsOf(whole), expected.rejects)
    assert.equal(entriesOf(whole).length, expected.entries)
    for (const row of whole) {
      if (row.ok) continue
      assert.ok(words.ja[row.why] && words.en[row.why], `no sentence for ${row.why}`)
      assert.notEqual(row.where, '')
    }
  })

  test(`${say}: read again, and in pieces of any size, it is the same`, async () => {
    assert.deepEqual(await rowsOf(reader, memorySource(files)), whole)
    for (const piece of [1, 7, 1000])
      assert.deepEqual(await rowsOf(reader, memorySource(files, piece)), whole)
  })

  test(`${say}: keys are there, each act's only once`, () => {
    const keys = entriesOf(whole).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
    assert.equal(new Set(keys).size, keys.length)
    for (const entry of entriesOf(whole)) {
      assert.notEqual(entry.kind === 'work' ? entry.work.key : entry.account.key, '')
    }
  })

  test(`${say}: cut anywhere, what came before the cut is kept`, async () => {
    const known = new Set(entriesOf(whole).map(entry => JSON.stringify(entry)))
    const random = numbersFrom(20_261_123)
    const paths = Object.keys(files).filter(path => files[path]!.length > 0)
    let before = -1
    for (let i = 0; i < 50; i++) {
      const path = paths[Math.floor(random() * paths.length)]!
      const bytes = files[path]!
      const cut = { ...files, [path]: bytes.subarray(0, Math.floor(random() * bytes.length)) }
      const rows = await survives(() => rowsOf(reader, memorySource(cut)))
      const unknown = entriesOf(rows).filter(entry => !known.has(JSON.stringify(entry)))
      // In a format of lines the one that was cut may still look whole.
      assert.ok(
        unknown.length <= 1,
        `${path} cut at ${cut[path]!.length}: ${JSON.stringify(unknown.slice(0, 2))}`,
      )
    }
    const longest = paths.reduce((a, b) => (files[a]!.length >= files[b]!.length ? a : b))
    for (let part = 0; part <= 10; part++) {
      const cut = {
        ...files,
        [longest]: files[longest]!.subarray(0, Math.floor((files[longest]!.length * part) / 10)),
      }
      const count = entriesOf(await survives(() => rowsOf(reader, memorySource(cut)))).length
      assert.ok(count >= before, `${longest} at ${part}0 %: ${count} entries after ${before}`)
      before = count
    }
    assert.equal(before, expected.entries)
  })

  test(`${say}: one spoiled item is one reject, and all others stay`, async () => {
    assert.ok(expected.breaks.length > 0, 'no way to break it is told')
    for (const { file, find, put, why, loses = 1 } of expected.breaks) {
      const text = new TextDecoder().decode(texts[file])
      const place = new RegExp(find.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'g')
      assert.equal(text.match(place)?.length, 1, `${find} stands once in ${file}`)
      const spoiled = { ...texts, [file]: new TextEncoder().encode(text.replace(place, () => put)) }
      const rows = await rowsOf(reader, memorySource(pack(spoiled)))
      const more = { ...expected.rejects, [why]: (expected.rejects[why] ?? 0) + 1 }
      assert.deepEqual(rejectsOf(rows), more, `${find} → ${put}`)
      assert.equal(entriesOf(rows).length, expected.entries - loses, `${find} → ${put}`)
      const stayed = new Set(entriesOf(rows).map(entry => JSON.stringify(entry)))
      const gone = entriesOf(whole).filter(entry => !stayed.has(JSON.stringify(entry)))
      assert.equal(gone.length, loses, `${find} → ${put}`)
    }
  })

  test(`${say}: a hostile name is plain data`, async () => {
    for (const name of hostile) {
      const renamed: Files = {}
      let times = 0
      for (const [path, bytes] of Object.entries(texts)) {
        const parts = new TextDecoder().decode(bytes).split(expected.name)
        times += parts.length - 1
        renamed[path] = parts.length === 1 ? bytes : new TextEncoder().encode(parts.join(spelled(name, path)))
      }
      assert.ok(times > 0, `${expected.name} is in the sample`)
      const rows = await rowsOf(reader, memorySource(pack(renamed)))
      assert.equal(
        entriesOf(rows).length,
        expected.entries,
        `${name.slice(0, 20)}: ${JSON.stringify(rejectsOf(rows))}`,
      )
      assert.equal(JSON.stringify(rows).includes('\\u0000'), false)
      assert.equal(({} as Record<string, unknown>).polluted, undefined)
    }
  })

  test(`${say}: names of the cast, addresses only of examples`, () => {
    const all = Object.values(texts)
      .map(bytes => new TextDecoder().decode(bytes))
      .join('\n')
    const isMember = Object.values(cast).some(
      ({ name, latin }) => expected.name === name || expected.name === latin,
    )
    const isPart = Object.values(cast).some(({ givenName }) => givenName === expected.name)
    assert.ok(isMember || isPart, `${expected.name} is of the cast`)
    const mails = all.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []
    for (const mail of mails) assert.match(mail, /\.example$/)
  })
}

test('no network takes another one’s sample for its own', async () => {
  for (const { network, expected, files } of samples) {
    for (const other of networks) {
      if (other === network) continue
      assert.equal(
        await other.reader.recognizes(memorySource(files)),
        false,
        `${other.id}: ${expected.path} of ${network.id}`,
      )
    }
  }
})

test('two samples beside one another are known as both, and each is read as if it were alone', async () => {
  // Known only where nothing else is, and read along with the other one (loop/gather/exports.ts asks about them apart).
  const apart = ({ network, expected }: Sample) => network.id === 'csv' || expected.path.endsWith('.html')
  const along = new Set(['takeout vcard', 'takeout google-contacts'])
  const beside = samples.filter(sample => !apart(sample))
  for (const [at, one] of beside.entries())
    for (const step of [1, 7, 18]) {
      const other = beside[(at + step) % beside.length]!
      if (other.network === one.network) continue
      const ids = [one.network.id, other.network.id]
      if (along.has(ids.join(' ')) || along.has(ids.toReversed().join(' '))) continue
      const files = [one, other].flatMap((sample, place) =>
        Object.entries(sample.files).map(([path, bytes]) => [`${place}/${path}`, bytes] as const),
      )
      const both = memorySource(Object.fromEntries(files))
      const known: string[] = []
      for (const { id, reader } of networks) if (await reader.recognizes(both)) known.push(id)
      assert.deepEqual(known.sort(), ids.toSorted())
      for (const { network, files } of [one, other]) {
        const told = async (source: Source) =>
          entriesOf(await rowsOf(network.reader, source))
            .map(entry => JSON.stringify(entry))
            .sort()
        assert.deepEqual(await told(both), await told(memorySource(files)), ids.join(' beside '))
      }
    }
})

test('foreign bytes are nobody’s, and reading them throws nothing', async () => {
  const random = numbersFrom(7)
  const noise = Uint8Array.from({ length: 100_000 }, () => Math.floor(random() * 256))
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...noise.subarray(0, 5000)])
  for (const bytes of [
    png,
    noise,
    new Uint8Array(0),
    new TextEncoder().encode('[]'),
    new TextEncoder().encode('hello'),
  ]) {
    for (const name of ['a.json', 'outbox.json', 'a.xml', 'a.csv', 'a.vcf', 'messages.csv']) {
      for (const { id, reader } of networks) {
        const source = memorySource({ [name]: bytes })
        assert.equal(await reader.recognizes(source), false, `${id} ${name}`)
        await survives(() => rowsOf(reader, source))
      }
    }
  }
})

test('an empty file is refused before any reader sees it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'enishi-test-'))
  try {
    await writeFile(join(folder, 'empty.json'), '')
    await assert.rejects(openSource(join(folder, 'empty.json')), { name: 'Refusal', code: 'empty-file' })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('every network says in both languages what it shows and what it cannot', () => {
  assert.equal(new Set(networks.map(({ id }) => id)).size, networks.length)
  for (const { sees, cannotSee, supportShownBy } of networks) {
    assert.ok(sees.length > 0 && cannotSee.length > 0)
    for (const told of [...sees, ...cannotSee, ...(supportShownBy ? [supportShownBy] : [])]) {
      assert.match(told.ja, /[ぁ-んァ-ヶ一-龠]/)
      assert.doesNotMatch(told.en, /[ぁ-んァ-ヶ一-龠]/)
    }
  }
})

test('a network that says it never shows support has none in its samples', async () => {
  for (const { network, files } of samples) {
    const isSupport = (row: Row) =>
      row.ok &&
      row.entry.kind === 'act' &&
      row.entry.direction === 'toward' &&
      actKinds[row.entry.act].supports
    const shown = (await rowsOf(network.reader, memorySource(files))).some(isSupport)
    if (network.showsSupport === 'never') assert.ok(!shown, network.id)
  }
})

/** A failure of the file is a Refusal with a sentence for the owner; anything else is a fault of the reader. */
async function survives(read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** The name as a correct writer of that format would put it into the file. */
function spelled(name: string, path: string): string {
  if (/\.js(?:on)?$/.test(path)) return JSON.stringify(name).slice(1, -1)
  if (path.endsWith('.xml')) return name.replaceAll(']]>', '')
  return name
}
