import assert from 'node:assert/strict'
import { isUtf8 } from 'node:buffer'
import { test } from 'node:test'
import encodingJapanese from 'encoding-japanese'
import { Refusal } from '#ledger/refusal.ts'
import { grown, itemsIn, without } from '#tests/items-in.ts'
import { networkSamples } from '#tests/network-samples.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row } from './contract.ts'

const { samples } = await networkSamples()
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (said: string) => new TextEncoder().encode(said)
const told = (rows: readonly Row[]) => entriesOf(rows).map(entry => JSON.stringify(entry))
const leftOut = (rows: readonly Row[]) =>
  Object.values(rejectsOf(rows)).reduce((sum, count) => sum + count, 0)

const KB = 1024
/** What may stand there by right, and says nothing. */
const isEmpty = /^(?:null|\{\}|\[\])$/
const isText = (path: string) => !/\.(?:png|jpe?g)$/i.test(path)

type Encode = (said: string) => Uint8Array | undefined
const utf16 = (said: string) => Buffer.from(`\ufeff${said}`, 'utf16le')
/** Undefined where the encoding has not all of the letters. */
const encodings: [what: string, encode: Encode][] = [
  ['UTF-16, little end first', utf16],
  ['UTF-16, big end first', said => utf16(said).swap16()],
  ['UTF-8 with a mark', said => bytes(`\ufeff${said}`)],
  ['CP932', cp932],
  ['Latin-1', said => (/[^\u0000-\u007f\u00a0-\u00ff]/.test(said) ? undefined : Buffer.from(said, 'latin1'))],
  ['lines that end in CR alone', said => bytes(said.replace(/\r?\n/g, '\r'))],
  ['text with NUL bytes in it', said => bytes(said.replace(/(?<=(?:[^\n]*\n){3}[^\n]*)\n/g, '\u0000\n'))],
]

function cp932(said: string): Uint8Array | undefined {
  const encoded = Uint8Array.from(
    encodingJapanese.convert(encodingJapanese.stringToCode(said), { from: 'UNICODE', to: 'SJIS' }),
  )
  return new TextDecoder('shift_jis').decode(encoded) === said ? encoded : undefined
}

for (const { network, expected, texts, pack } of samples) {
  const { reader } = network
  const say = `${network.id} ${expected.path}`
  const starts = expected.items ? new RegExp(expected.items, 'gm') : undefined
  const itemsOf = (path: string) => itemsIn(path, text(texts[path]!), starts)
  const read = async (files: Record<string, Uint8Array>) =>
    survives(() => rowsOf(reader, memorySource(pack(files))))

  test(`${say}: grown to 200 KB and cut at every 64 KB, what came before is kept and the cut is told`, async t => {
    const path = largestGrowable(texts, itemsOf)
    if (path === undefined) return t.skip('no run of items to repeat')
    const whole = grown(text(texts[path]!), itemsOf(path)!, 200 * KB)!
    const files = pack({ ...texts, [path]: bytes(whole) })
    const packed = expected.pack ? Object.keys(files)[0]! : path
    const all = await survives(() => rowsOf(reader, memorySource(files)))
    const known = new Set(told(all))
    let before = -1
    for (let at = 64 * KB; at < files[packed]!.length; at += 64 * KB) {
      const cut = { ...files, [packed]: files[packed]!.subarray(0, at) }
      const rows = await survives(() => rowsOf(reader, memorySource(cut)))
      const unknown = told(rows).filter(entry => !known.has(entry))
      assert.ok(unknown.length <= 1, `cut at ${at}: ${JSON.stringify(unknown.slice(0, 2))}`)
      const count = told(rows).length
      assert.ok(count >= before, `cut at ${at}: ${count} after ${before}`)
      if (itemsOf(path)!.isMarked)
        assert.ok(
          (rejectsOf(rows).truncated ?? 0) > 0,
          `cut at ${at}: not told ${JSON.stringify(rejectsOf(rows))}`,
        )
      before = count
    }
    assert.ok(before >= 0 && before <= told(all).length)
  })

  test(`${say}: each item spoiled in turn spoils no other, and is told`, async t => {
    if (expected.pack) return t.skip('packed: its breaks say how it is spoiled')
    const faults: string[] = []
    for (const path of Object.keys(texts)) {
      if (expected.asides?.some(ending => path.endsWith(ending))) continue
      const items = itemsOf(path)
      if (!items) continue
      const said = text(texts[path]!)
      const whole = await read(texts)
      for (let at = 0; at < items.spans.length; at++) {
        const less = await read({ ...texts, [path]: bytes(without(said, items, at)) })
        const isRead = told(less).length !== told(whole).length || leftOut(less) !== leftOut(whole)
        const before = rejectsOf(less)
        for (const spoil of items.spoils) {
          const rows = await read({ ...texts, [path]: bytes(without(said, items, at, spoil)) })
          const kept = new Set(told(rows))
          const lost = told(less).filter(entry => !kept.has(entry))
          // A line that is nobody's belongs to the message before it, whose words are another then.
          if (lost.length > (items.isOfLines ? 1 : 0))
            faults.push(
              `${path} item ${at} as ${spoil}: lost ${lost.length} ${lost[0]!.slice(0, 150)} ${JSON.stringify(rejectsOf(rows))}`,
            )
          else if (
            items.isMarked &&
            isRead &&
            !isEmpty.test(spoil) &&
            !Object.entries(rejectsOf(rows)).some(([code, count]) => count > (before[code] ?? 0))
          )
            faults.push(`${path} item ${at} as ${spoil}: not told`)
        }
      }
    }
    assert.deepEqual(faults, [])
  })

  test(`${say}: in a folder and a file of any name it is the same`, async () => {
    const whole = await rowsOf(reader, memorySource(pack(texts)))
    for (const folder of [
      '<script>alert(1)<',
      '\u202eevil\u202c',
      '\u001b]0;title\u0007',
      'W'.repeat(200),
      '縁 花子 (1)',
      '__proto__',
    ]) {
      const files = Object.entries(pack(texts)).map(([path, content]) => [`${folder}/${path}`, content])
      const source = memorySource(Object.fromEntries(files))
      assert.equal(await reader.recognizes(source), true, folder)
      assert.deepEqual(told(await rowsOf(reader, source)), told(whole), folder)
    }
  })

  if (expected.pack || expected.ownEncoding) continue
  for (const [what, encode] of encodings) {
    test(`${say}: as ${what}`, async () => {
      const files: Record<string, Uint8Array> = {}
      let isWhole = true
      for (const [path, raw] of Object.entries(texts)) {
        const encoded = isUtf8(Buffer.from(raw)) && isText(path) ? encode(text(raw)) : raw
        // Letters that the encoding has not are question marks in it, and then no name is what it was.
        isWhole &&= encoded !== undefined
        files[path] = encoded ?? encode(text(raw).replace(/[^\u0000-\u007f]/g, '?'))!
      }
      const whole = await rowsOf(reader, memorySource(texts))
      const isKnown = await reader.recognizes(memorySource(files))
      const rows = await survives(() => rowsOf(reader, memorySource(files)))
      assert.equal(JSON.stringify(rows).includes('\\u0000'), false)
      if (!isWhole) {
        assert.equal(isKnown, told(rows).length + leftOut(rows) > 0)
        return
      }
      assert.ok(isKnown, `not known; would tell ${told(rows).length} of ${told(whole).length}`)
      assert.equal(told(rows).length, told(whole).length, JSON.stringify(rejectsOf(rows)))
      // Two bytes of Latin-1 may be one letter of Japan.
      if (what !== 'Latin-1') assert.deepEqual(told(rows), told(whole))
    })
  }
}

function largestGrowable(
  texts: Record<string, Uint8Array>,
  itemsOf: (path: string) => ReturnType<typeof itemsIn>,
) {
  const paths = Object.keys(texts).filter(
    path => itemsOf(path) && grown(text(texts[path]!), itemsOf(path)!, 1),
  )
  return paths.sort((a, b) => texts[b]!.length - texts[a]!.length)[0]
}

async function survives(read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
