import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkSamples } from '#tests/network-samples.ts'
import { entriesOf, memorySource, rowsOf } from '#tests/sources.ts'
import { isWxr } from './files/wxr.ts'

const mark = '\ufeff'
const before: readonly [string, string][] = [
  ['a byte order mark', mark],
  ['an empty line', '\n'],
  ['several empty lines of Windows', '\r\n\r\n\r\n'],
  ['a byte order mark and empty lines', `${mark}\n\n`],
  ['spaces', '  \n'],
]

/** Of PHP, above an export of WordPress. */
const complaint: [string, string] = [
  'a complaint of the server',
  '\nWarning: Undefined variable $title in /var/www/wp-content/plugins/x.php on line 3\n\n',
]

const { samples } = await networkSamples()
for (const { network, expected, files } of samples) {
  const [only, ...others] = Object.entries(files)
  if (!only || others.length > 0 || expected.pack || expected.ownEncoding) continue
  const [path, bytes] = only
  test(`${network.id} ${expected.path}: what stands before the beginning changes nothing`, async () => {
    const wanted = entriesOf(await rowsOf(network.reader, memorySource({ [path]: bytes })))
    for (const [what, text] of [
      ...before,
      ...(/\.xml$/.test(path) && isWxr(String(Buffer.from(bytes))) ? [complaint] : []),
    ]) {
      const source = memorySource({ [path]: Buffer.concat([Buffer.from(text), bytes]) })
      assert.equal(await network.reader.recognizes(source), true, what)
      const entries = entriesOf(await rowsOf(network.reader, source))
      assert.equal(entries.length, wanted.length, what)
    }
  })
}
