import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { facebook } from '#networks/facebook/network.ts'
import { openSource } from '#networks/files/source.ts'
import { linkedin } from '#networks/linkedin/network.ts'
import { mastodon } from '#networks/mastodon/network.ts'
import { slack } from '#networks/slack/network.ts'
import { telegram } from '#networks/telegram/network.ts'
import { vcard } from '#networks/vcard/network.ts'
import { webmention } from '#networks/webmention/network.ts'
import { whatsapp } from '#networks/whatsapp/network.ts'
import { wordpress } from '#networks/wordpress/network.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Network, RejectCode, Source } from './contract.ts'

const root = process.env.ENISHI_SAMPLES
const skip = root ? false : 'ENISHI_SAMPLES is not set: no real files to read'
const inside = (folder: string, ending: string) =>
  root
    ? readdirSync(join(root, folder))
        .filter(name => name.endsWith(ending))
        .map(name => join(root, folder, name))
    : []

const messenger = 'archives/facebook-messenger/internal/fbmessenger/testdata'

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
  {
    network: linkedin,
    files: inside('archives/linkedin', '.zip'),
    // Reactions, follows of companies and unsent messages name nobody.
    explained: ['no-author', 'not-a-person', 'draft'],
    // Made up at random: the same member endorses the same skill twice.
    repeated: 12,
  },
  {
    network: slack,
    files: inside('archives/slack', '.zip'),
    explained: ['own-act', 'not-a-person'],
  },
  {
    network: telegram,
    files: inside('archives/whatsapp-telegram/test/telegram', 'export.json'),
    explained: ['own-act'],
  },
  {
    network: whatsapp,
    files: inside('archives/whatsapp-telegram/test/whatsapp', '.txt'),
    explained: ['own-act', 'not-a-person'],
  },
  { network: vcard, files: inside('archives/vcard', '.vcf'), explained: [] },
  {
    network: facebook,
    files: inside(messenger, '').filter(path => /json_|e2ee_|mixed$/.test(path)),
    explained: ['own-act', 'not-a-person', 'empty'],
  },
  {
    network: facebook,
    // One of its two files does end in the middle.
    files: inside(messenger, 'corrupt'),
    explained: ['truncated'],
  },
] satisfies { network: unknown; files: string[]; explained: RejectCode[]; repeated?: number }[]

for (const { network, files, explained, repeated = 0 } of cases) {
  test(`real files of ${network.id} (${explained.join(', ')}) leave nothing unexplained`, {
    skip,
  }, async t => {
    assert.ok(files.length > 0)
    for (const path of files) {
      const { source, close } = await openSource(path)
      assert.equal(await network.reader.recognizes(source), true)
      const rows = await rowsOf(network.reader, await answered(network, source))
      const entries = entriesOf(rows)
      t.diagnostic(`${source.name}: ${entries.length} entries, left out ${JSON.stringify(rejectsOf(rows))}`)
      assert.ok(entries.length > 0)
      for (const code of Object.keys(rejectsOf(rows)))
        assert.ok((explained as string[]).includes(code), `${source.name}: ${code}`)
      const keys = entries.flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
      assert.equal(keys.length - new Set(keys).size, repeated)
      await close()
    }
  })
}

/** As somebody would answer who is the first of those in a chat. */
async function answered({ reader }: Network, source: Source): Promise<Source> {
  const questions = (await reader.asks?.(source)) ?? []
  const answers = questions.map(({ id, proposed, choices }) => [id, proposed ?? choices[0]!.value])
  return { ...source, answers: Object.fromEntries(answers) }
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
