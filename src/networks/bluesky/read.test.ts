import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { madeAtOf } from '../files/at-uri.ts'
import { bluesky } from './network.ts'
import { RecordKeys } from './record-keys.ts'
import { carOf, pack } from './sample/pack.ts'

const owner = 'did:plc:hanako2222222222222222aa'
const yui = 'did:plc:yui22222222222222222222a'
const post = (fields: object) => ({
  $type: 'app.bsky.feed.post',
  text: 'words',
  createdAt: '2024-09-24T08:00:00.000Z',
  ...fields,
})
const read = (...records: [key: string, record: unknown][]) =>
  rowsOf(bluesky.reader, memorySource({ 'repo.car': carOf(owner, records) }))
const sample = async () =>
  pack({ 'repo.json': await readFile(new URL('./sample/repo.json', import.meta.url)) })['repo.car']!

test('the sample: whose it is, and the handles that stand in posts', async () => {
  const entries = entriesOf(await rowsOf(bluesky.reader, memorySource({ 'repo.car': await sample() })))
  assert.deepEqual(entries[0], {
    kind: 'self',
    account: {
      network: 'bluesky',
      key: owner,
      url: `https://bsky.app/profile/${owner}`,
      name: '縁 花子',
      note: '人と本をつなぐ編集者',
    },
  })
  const mentions = entries.flatMap(entry =>
    entry.kind === 'act' && entry.act === 'mention' ? [entry.account.handle] : [],
  )
  assert.deepEqual(mentions, ['yui.sato.example', 'maya.lindqvist.example'])
})

test('a byte that was lost costs its record alone', async () => {
  const bytes = Uint8Array.from(await sample())
  const at = Buffer.from(bytes).indexOf('楽しみ')
  bytes[at] = bytes[at]! ^ 1
  const rows = await rowsOf(bluesky.reader, memorySource({ 'repo.car': bytes }))
  assert.deepEqual(rejectsOf(rows), { 'own-act': 1, unreadable: 1 })
  assert.equal(entriesOf(rows).length, 9)
})

test('a length that leads nowhere ends the file, and one that is too great is passed over', async () => {
  const bytes = await sample()
  const withEnd = (...end: number[]) =>
    rowsOf(bluesky.reader, memorySource({ 'repo.car': Uint8Array.from([...bytes, ...end]) }))
  assert.deepEqual(rejectsOf(await withEnd(3, 1, 1, 1)), { 'own-act': 1, unreadable: 1 })
  assert.deepEqual(rejectsOf(await withEnd(255, 255, 255, 255, 255, 127, 1)), {
    'own-act': 1,
    'too-large': 1,
    truncated: 1,
  })
  assert.equal(entriesOf(await withEnd(0)).length, 11)
})

test('a clock that ran ahead is set right; posts brought over keep their old day', async () => {
  const dates = async (createdAt: string) =>
    entriesOf(await read(['app.bsky.feed.post/3l4zq2aaaaa2a', post({ createdAt })])).flatMap(entry =>
      entry.kind === 'work' ? [new Date(entry.work.publishedAt!.at).toISOString().slice(0, 10)] : [],
    )
  const made = new Date(madeAtOf('3l4zq2aaaaa2a')!).toISOString().slice(0, 10)
  assert.deepEqual(await dates('2031-01-01T00:00:00Z'), [made])
  assert.deepEqual(await dates('2011-01-01T00:00:00Z'), ['2011-01-01'])
})

test('somebody answered, quoted and named in one post is told once, oneself never', async () => {
  const uri = (did: string) => ({ uri: `at://${did}/app.bsky.feed.post/3l4zq2aaaaa2c`, cid: 'x' })
  const facet = (did: string) => ({
    index: { byteStart: 0, byteEnd: 1 },
    features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
  })
  const rows = await read([
    'app.bsky.feed.post/3l4zq2aaaaa2a',
    post({
      reply: { parent: uri(yui), root: uri(yui) },
      embed: { $type: 'app.bsky.embed.recordWithMedia', record: { record: uri(yui) } },
      facets: [facet(yui), facet(owner)],
    }),
  ])
  assert.deepEqual(
    entriesOf(rows).map(entry => (entry.kind === 'act' ? entry.act : entry.kind)),
    ['self', 'work', 'reply'],
  )
})

test('keys of records come back as they were, also those of another make, thousands of them', () => {
  const keys = new RecordKeys()
  const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
  const digestOf = (n: number) => {
    const digest = new Uint8Array(32)
    new DataView(digest.buffer).setUint32(0, Math.imul(n, 2_654_435_761))
    return digest
  }
  const keyOf = (n: number) =>
    n % 7 === 0
      ? `self-${n}`
      : `3l4zq2${[...String(n).padStart(7, '0')].map(c => alphabet[Number(c)]).join('')}`
  for (let n = 1; n < 20_000; n++) keys.add(digestOf(n), keyOf(n))
  for (let n = 1; n < 20_000; n++) assert.equal(keys.find(digestOf(n)), keyOf(n))
  assert.equal(keys.find(digestOf(30_000)), undefined)
})

test('what people bring instead is told apart, in both languages', async () => {
  const wrong: Record<string, string | Uint8Array>[] = [
    { 'repo.car': '{"error":"RepoNotFound","message":"Could not find repo"}' },
    { 'chat.jsonl': '{"$type":"chat.bsky.convo.defs#messageView","id":"1"}\n' },
    { 'site.car': carOf('no one', []) },
  ]
  for (const files of wrong) {
    assert.equal(await bluesky.reader.recognizes(memorySource(files)), false)
    const sentence = await bluesky.mistaken!(memorySource(files))
    assert.ok(sentence?.en && /[ぁ-ん]/.test(sentence.ja), Object.keys(files)[0])
  }
  assert.equal(await bluesky.mistaken!(memorySource({ 'a.json': '{}' })), undefined)
})
