import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { networks } from '#networks/all.ts'
import type { ActEntry, Entry, Reject, RejectCode } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'
import { type SampleArchive, sampleArchives } from './archives.ts'
import { story } from './story.ts'

const now = Date.UTC(2026, 10, 23, 10)
const archives = sampleArchives(now)
const told = story(now, 4649)
const folder = await mkdtemp(join(tmpdir(), 'sample-'))
after(() => rm(folder, { recursive: true, force: true }))

type ReadBack = { recognizedBy: string[]; entries: Entry[]; rejects: Reject[] }
const reading = new Map<string, Promise<ReadBack>>()

/** Reads an archive once, through the ordinary readers. */
function readBack(network: string): Promise<ReadBack> {
  const begun = reading.get(network) ?? readArchive(archives.find(archive => archive.network === network)!)
  reading.set(network, begun)
  return begun
}

async function readArchive(archive: SampleArchive): Promise<ReadBack> {
  const path = join(folder, archive.fileName)
  await archive.write(path)
  const { source, close } = await openSource(path)
  try {
    const recognizedBy: string[] = []
    for (const { id, reader } of networks) if (await reader.recognizes(source)) recognizedBy.push(id)
    const network = networks.find(({ id }) => id === recognizedBy[0])
    const rows = network ? await Array.fromAsync(network.reader.read(source)) : []
    return {
      recognizedBy,
      entries: rows.flatMap(row => (row.ok ? [row.entry] : [])),
      rejects: rows.flatMap(row => (row.ok ? [] : [row])),
    }
  } finally {
    await close()
  }
}

const everything = async () =>
  (await Promise.all(archives.map(({ network }) => readBack(network)))).flatMap(({ entries }) => entries)
const actsIn = (entries: readonly Entry[]): ActEntry[] => entries.filter(entry => entry.kind === 'act')

test('the same moment and seed give the same bytes, another seed other bytes', () => {
  const again = sampleArchives(now)
  const others = sampleArchives(now, 1)
  for (const [i, archive] of archives.entries()) {
    assert.equal(again[i]!.fileName, archive.fileName)
    assert.ok(Buffer.from(archive.bytes).equals(again[i]!.bytes), archive.fileName)
    assert.ok(!Buffer.from(archive.bytes).equals(others[i]!.bytes), archive.fileName)
  }
})

/** What each archive has on purpose that is left out, and why. */
const leftOut: Record<string, Partial<Record<RejectCode, number>>> = {
  webmention: { 'own-act': 1, 'no-author': 1 },
  mastodon: { 'no-date': 15 },
  vcard: {},
  'google-contacts': {},
  linkedin: { 'hidden-member': 1, sponsored: 1 },
  wordpress: { spam: 4, 'not-approved': 1, draft: 1 },
}
for (const [network, expected] of Object.entries(leftOut))
  test(`${network}: recognised by its reader alone, and nothing left out without being meant to`, async () => {
    const { recognizedBy, rejects } = await readBack(network)
    assert.deepEqual(recognizedBy, [network])
    const counts = Object.fromEntries(
      [...Map.groupBy(rejects, ({ why }) => why)].map(([why, all]) => [why, all.length]),
    )
    assert.deepEqual(counts, expected)
  })

test('six archives, 301 people with a card or an account, about 4,000 acts by the owner or toward her', async () => {
  assert.deepEqual(new Set(archives.map(({ network }) => network)), new Set(Object.keys(leftOut)))
  assert.equal(told.people.length, 300)
  const entries = await everything()
  const size = actsIn(entries).length
  assert.ok(size > 3800 && size < 4200, `${size} acts`)
  const seen = new Set(entries.flatMap(entry => ('account' in entry ? [entry.account.network] : [])))
  for (const network of ['fediverse', 'x', 'web', 'linkedin', 'contacts'])
    assert.ok(seen.has(network), network)
})

test('no act is older than two years or in the future, and no key comes twice in a network', async () => {
  for (const { network } of archives) {
    const acts = actsIn((await readBack(network)).entries)
    assert.equal(new Set(acts.map(({ externalKey }) => externalKey)).size, acts.length, network)
    for (const { when } of acts)
      assert.ok(when.at <= now && when.at > now - 735 * 86_400_000, new Date(when.at).toISOString())
  }
})

test('every word that people say arrives as it was said', async () => {
  const said = told.happenings.flatMap(({ text }) => text ?? [])
  const arrived = new Set(actsIn(await everything()).flatMap(({ text }) => text ?? []))
  assert.deepEqual(
    said.filter(text => !arrived.has(text)),
    [],
  )
  assert.ok(new Set(said).size > said.length * 0.97)
})

test('names arrive as they are written: rare characters, half-width kana, accents, one name only', async () => {
  const names = new Map(
    (await everything())
      .flatMap(entry => ('account' in entry && entry.account.network === 'contacts' ? [entry.account] : []))
      .map(account => [account.name, account]),
  )
  for (const name of [
    '𠮷野 紬',
    '渡邊 正',
    'Suryani',
    'アンナ・ベルイマルク',
    '株式会社 紙と糸',
    'Tomás Rivera',
  ])
    assert.ok(names.has(name), name)
  assert.equal(names.get('山﨑 文')?.familyReading?.normalize('NFKC'), 'ヤマサキ')
})

const spans: [role: string, lastDaysAgo: [number, number], least: number][] = [
  ['the loyal one', [0, 12], 120],
  ['the silent one', [370, 420], 1],
  ['the two-accounts one', [0, 30], 50],
  ['the one who said no', [360, 380], 15],
  ['the fading one', [145, 175], 50],
  ['the returning one', [0, 15], 20],
  ['the new one', [0, 20], 3],
  ['the advocate', [0, 30], 45],
]
for (const [role, [from, to], least] of spans)
  test(`${role} is what the role says`, () => {
    const theirs = told.happenings.filter(({ person }) => person.role === role)
    const daysAgo = (now - theirs.at(-1)!.at) / 86_400_000
    assert.ok(theirs.length >= least, `${theirs.length} acts`)
    assert.ok(daysAgo >= from && daysAgo <= to, `last ${daysAgo} days ago`)
  })

test('few are loyal, many come once, and some come new in the last 90 days', () => {
  const counts = [...Map.groupBy(told.happenings, ({ person }) => person).values()]
  const once = counts.filter(({ length }) => length === 1).length
  assert.ok(once > counts.length * 0.25, `${once} once`)
  const recent = counts.filter(theirs => now - theirs.at(-1)!.at < 90 * 86_400_000)
  const newcomers = recent.filter(theirs => now - theirs[0]!.at < 90 * 86_400_000)
  assert.ok(recent.length - newcomers.length > 20 && recent.length - newcomers.length < 60)
  assert.ok(newcomers.length > 10 && newcomers.length < 60)
})

test('every address is reserved for examples, or is the network’s own', () => {
  const own =
    /(?:^|\.)(?:example|brid\.gy|x\.com|linkedin\.com|wordpress\.org|w3\.org|w3id\.org|purl\.org|wellformedweb\.org)$/
  const text = archives
    .filter(({ fileName }) => !fileName.endsWith('.zip'))
    .map(({ bytes }) => Buffer.from(bytes).toString('utf8').replaceAll('\r\n ', ''))
    .join('\n')
  const hosts = new Set([...text.matchAll(/https?:\/\/([a-z0-9.-]+)/gi)].map(([, host]) => host!))
  assert.deepEqual(
    [...hosts].filter(host => !own.test(host)),
    [],
  )
  for (const [, domain] of text.matchAll(/[\w.+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi))
    assert.match(domain!, /\.example$/)
})
