import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { ActEntry, Row } from '../contract.ts'
import { reader } from './read.ts'

const base = {
  type: 'entry',
  author: { type: 'card', name: 'Yui Sato', url: 'https://sato.example/' },
  url: 'https://sato.example/1',
  published: '2026-09-03T08:00:00Z',
  'wm-received': '2026-09-03T09:00:00Z',
  'wm-id': 7,
  'wm-source': 'https://sato.example/1',
  'wm-target': 'https://hanako.example/a',
  'wm-property': 'in-reply-to',
  'wm-private': false,
}

async function read(...items: object[]): Promise<Row[]> {
  return rowsOf(reader, memorySource({ 'a.json': JSON.stringify({ children: items }) }))
}

async function act(item: object): Promise<ActEntry> {
  const [entry] = entriesOf(await read(item))
  assert.equal(entry?.kind, 'act')
  return entry as ActEntry
}

test('every property has its act', async () => {
  const kinds = {
    'like-of': 'like',
    'repost-of': 'share',
    'in-reply-to': 'reply',
    'mention-of': 'mention',
    'bookmark-of': 'bookmark',
    rsvp: 'attend',
    'follow-of': 'follow',
  }
  for (const [property, kind] of Object.entries(kinds)) {
    assert.equal((await act({ ...base, 'wm-property': property })).act, kind)
    const { 'wm-property': _, ...without } = base
    assert.equal((await act({ ...without, [property]: property === 'rsvp' ? 'yes' : base.url })).act, kind)
  }
})

test('one page that mentions one work by two of its addresses is one act', async () => {
  const told = async (...items: object[]) =>
    entriesOf(await read(...items)).map(entry => (entry.kind === 'act' ? entry.externalKey : entry.kind))
  const target = { 'wm-target': 'http://www.hanako.example/a/#top' }
  assert.deepEqual(await told(base, { ...base, ...target, 'wm-id': 8 }), ['wm:7', 'account'])
  const others = [
    { 'wm-target': 'https://hanako.example/b' },
    { 'wm-property': 'like-of' },
    { 'wm-source': 'https://sato.example/2' },
    { author: { name: 'Ren', url: 'https://sato.example/ren' } },
  ]
  for (const other of others)
    assert.deepEqual(await told(base, { ...base, ...other, 'wm-id': 8 }), ['wm:7', 'wm:8'])
})

test('content in all shapes there have been', async () => {
  const shapes: [content: unknown, text: string | undefined][] = [
    [{ text: 'a\nb', html: '<p>c</p>' }, 'a\nb'],
    [{ html: '<p>c</p><script>x</script>' }, 'c'],
    [{ 'content-type': 'text/html', value: '<b>d</b>', text: null }, '<b>d</b>'],
    [{ 'content-type': 'text/plain', value: '1 < 2' }, '1 < 2'],
    ['e', 'e'],
    [null, undefined],
  ]
  for (const [content, text] of shapes) {
    const found = (await act({ ...base, content })).text
    assert.equal(found, text === '<b>d</b>' ? 'd' : text)
  }
})

test('a bare array, one entry per line, and a cache with other fields read the same', async () => {
  const items = [base, { ...base, 'wm-id': 8 }]
  const expected = entriesOf(await read(...items))
  const files = [
    JSON.stringify(items),
    items.map(item => JSON.stringify(item)).join('\n'),
    JSON.stringify({ lastFetched: '2026', children: items }, null, 2),
  ]
  for (const file of files)
    assert.deepEqual(entriesOf(await rowsOf(reader, memorySource({ f: file }))), expected)
})

test('without an id the key comes from source, target and property, the same each time', async () => {
  const { 'wm-id': _, ...cached } = base
  const [first, again, other] = [
    await act(cached),
    await act({ ...cached, published: null }),
    await act({ ...cached, 'wm-property': 'like-of' }),
  ]
  assert.match(first.externalKey, /^wm:[0-9a-f]{32}$/)
  assert.equal(again.externalKey, first.externalKey)
  assert.notEqual(other.externalKey, first.externalKey)
})

test('one toot that came for two pages stays two acts', async () => {
  const rows = await read(base, { ...base, 'wm-id': 8, 'wm-target': 'https://hanako.example/b' })
  assert.deepEqual(
    entriesOf(rows).map(entry => entry.kind === 'act' && entry.externalKey),
    ['wm:7', 'wm:8'],
  )
})

test('the owner’s own are passed: by site, and by the account that Bridgy relays', async () => {
  const own = { ...base, author: { name: 'Hanako', url: 'http://www.hanako.example/about' } }
  const relayed = {
    ...base,
    author: { name: 'Hanako', url: 'https://twitter.com/Hanako' },
    'wm-source': 'https://brid.gy/comment/twitter/hanako/1560000000000000000/1',
  }
  assert.deepEqual(rejectsOf(await read(own, relayed, { ...base, 'wm-private': true })), {
    'own-act': 2,
    private: 1,
  })
})

test('on a shared host a neighbour’s mention is theirs, and they speak for themselves alone', async () => {
  const shared = {
    ...base,
    author: { name: '友', url: 'https://tilde.example/~friend1/' },
    'wm-source': 'https://tilde.example/~friend1/notes/1',
    'wm-target': 'https://tilde.example/~me/post',
  }
  assert.deepEqual(
    [(await act(shared)).account.network, (await act(shared)).account.key],
    ['web', 'tilde.example/~friend1'],
  )
  assert.equal(
    (await act({ ...shared, 'wm-source': 'https://tilde.example/~other/x' })).account.network,
    'claim',
  )
  const own = { ...shared, author: { name: 'Hanako', url: 'https://tilde.example/~me/' } }
  assert.deepEqual(rejectsOf(await read(own)), { 'own-act': 1 })
})

test('an id beyond 2^53 is kept digit by digit', async () => {
  const text = JSON.stringify({ children: [base] }).replace('"wm-id":7', '"wm-id":12345678901234567891')
  const [entry] = entriesOf(await rowsOf(reader, memorySource({ 'a.json': text })))
  assert.equal(entry?.kind === 'act' && entry.externalKey, 'wm:12345678901234567891')
})

test('what go-jamming keeps for a Hugo site', async () => {
  const mention = (type: string, source: string) => ({
    author: { name: 'Maya Lindqvist', picture: '' },
    content: 'I went to see it.',
    published: '2026-09-05T13:09:19+00:00',
    url: source,
    type,
    source,
    target: 'https://hanako.example/open-studio/',
  })
  const all = [
    mention('mention', 'https://byrne.example/1'),
    mention('reply', 'https://byrne.example/2'),
    mention('poke', 'https://byrne.example/3'),
  ]
  for (const file of [all, { status: 'success', json: all }]) {
    const source = memorySource({ 'data/webmentions.json': JSON.stringify(file) })
    assert.equal(await reader.recognizes(source), true)
    const rows = await rowsOf(reader, source)
    assert.deepEqual(
      entriesOf(rows).flatMap(entry =>
        entry.kind === 'act' ? [[entry.act, entry.account.key, entry.work?.key]] : [],
      ),
      [
        ['mention', 'name:maya lindqvist', 'hanako.example/open-studio'],
        ['reply', 'name:maya lindqvist', 'hanako.example/open-studio'],
      ],
    )
    assert.deepEqual(rejectsOf(rows), { unsupported: 1 })
  }
})
