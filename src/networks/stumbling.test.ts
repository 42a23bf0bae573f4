import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Files, networkSamples } from '#tests/network-samples.ts'
import { memorySource } from '#tests/sources.ts'
import type { Reader, Row } from './contract.ts'
import { readSource } from './read-source.ts'

const { samples } = await networkSamples()

const mark = '💥'
const { normalize } = String.prototype

/** Reads while the language itself fails at the `last` look at a marked name, as a fault in a reader would. */
async function struck(reader: Reader, files: Files, last: number) {
  let looks = 0
  const failures: unknown[] = []
  const rows: Row[] = []
  String.prototype.normalize = function (this: string, form?: string) {
    if (this.includes(mark) && ++looks >= last) throw new TypeError('struck')
    return normalize.call(this, form)
  }
  try {
    const all = readSource(reader, memorySource(files), error => void failures.push(error))
    for await (const row of all) rows.push(row)
  } finally {
    String.prototype.normalize = normalize
  }
  return { looks, rows, failures }
}

const entriesIn = (rows: readonly Row[]) => rows.filter(row => row.ok).length
const failedIn = (rows: readonly Row[]) =>
  rows.flatMap(row => (!row.ok && row.why === 'reader-failed' ? [row.where] : []))

/** The sample with the mark behind one of the names, each in turn. */
function* markedOnce(texts: Files, name: string): Generator<Files> {
  for (const [path, bytes] of Object.entries(texts)) {
    const parts = new TextDecoder().decode(bytes).split(name)
    for (let k = 1; k < parts.length; k++) {
      const text = `${parts.slice(0, k).join(name)}${name}${mark}${parts.slice(k).join(name)}`
      yield { ...texts, [path]: new TextEncoder().encode(text) }
    }
  }
}

const byItem = new Map<string, string>()
for (const { network, expected, texts, pack } of samples)
  test(`${network.id} ${expected.path}: a fault at one name is told of and stops nothing`, async () => {
    for (const marked of markedOnce(texts, expected.name)) {
      const files = pack(marked)
      const whole = await struck(network.reader, files, Number.POSITIVE_INFINITY)
      if (whole.looks === 0) continue
      const { rows, failures } = await struck(network.reader, files, whole.looks)
      const failed = failedIn(rows)
      assert.equal(failures.length, failed.length)
      assert.ok(failures.every(error => error instanceof TypeError && error.message === 'struck'))
      const isItem = failed.length === 1 && !(failed[0]! in files)
      if (!isItem) continue
      byItem.set(network.id, failed[0]!)
      assert.ok(entriesIn(rows) >= entriesIn(whole.rows) - 3, failed[0])
    }
  })

test('where the form of the file has items, it is the item that is left out and no more', () => {
  const known = [
    'wordpress',
    'hatena-diary',
    'movable-type',
    'linkedin',
    'instagram',
    'facebook',
    'doorkeeper',
    'peatix',
  ]
  for (const id of [...known, 'outlook-contacts', 'line', 'whatsapp']) assert.ok(byItem.has(id), id)
})
