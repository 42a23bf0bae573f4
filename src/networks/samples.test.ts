import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSource } from '#networks/files/source.ts'
import { mastodon } from '#networks/mastodon/network.ts'
import { webmention } from '#networks/webmention/network.ts'
import { wordpress } from '#networks/wordpress/network.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { RejectCode } from './contract.ts'

const root = process.env.ENISHI_SAMPLES
const skip = root ? false : 'ENISHI_SAMPLES is not set: no real files to read'
const inside = (folder: string, ending: string) =>
  root
    ? readdirSync(join(root, folder))
        .filter(name => name.endsWith(ending))
        .map(name => join(root, folder, name))
    : []

/** Codes that a whole, real file may give; anything else is a fault of the reader. */
const cases = [
  {
    network: webmention,
    files: inside('webmentions', '.json'),
    explained: ['no-author', 'own-act', 'private'],
  },
  {
    network: mastodon,
    files: inside('archives/mastodon', '.zip'),
    explained: ['no-date', 'no-author', 'own-act', 'private'],
  },
  {
    network: wordpress,
    files: inside('archives/wordpress', '.xml'),
    explained: ['own-act', 'not-approved', 'spam', 'unsupported', 'draft'],
  },
] satisfies { network: unknown; files: string[]; explained: RejectCode[] }[]

for (const { network, files, explained } of cases) {
  test(`real files of ${network.id} leave nothing unexplained`, { skip }, async t => {
    assert.ok(files.length > 0)
    for (const path of files) {
      const { source, close } = await openSource(path)
      assert.equal(await network.reader.recognizes(source), true)
      const rows = await rowsOf(network.reader, source)
      const entries = entriesOf(rows)
      t.diagnostic(`${source.name}: ${entries.length} entries, left out ${JSON.stringify(rejectsOf(rows))}`)
      assert.ok(entries.length > 0)
      for (const code of Object.keys(rejectsOf(rows)))
        assert.ok((explained as string[]).includes(code), `${source.name}: ${code}`)
      const keys = entries.flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
      assert.equal(new Set(keys).size, keys.length)
      await close()
    }
  })
}

test('a real file cut at every 64 KB keeps what came before', { skip }, async () => {
  const bytes = await readFile(cases[0]!.files[0]!)
  const whole = entriesOf(await rowsOf(webmention.reader, memorySource({ 'a.json': bytes }))).map(entry =>
    JSON.stringify(entry),
  )
  let before = 0
  for (let at = 64 * 1024; at < bytes.length; at += 64 * 1024) {
    const rows = await rowsOf(webmention.reader, memorySource({ 'a.json': bytes.subarray(0, at) }))
    const kept = entriesOf(rows).map(entry => JSON.stringify(entry))
    assert.deepEqual(kept, whole.slice(0, kept.length))
    assert.equal(rejectsOf(rows).truncated, 1)
    assert.ok(kept.length > before)
    before = kept.length
  }
})
