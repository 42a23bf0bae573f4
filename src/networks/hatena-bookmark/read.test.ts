import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row } from '../contract.ts'
import { isNobodys, writerOf } from './page-writer.ts'
import { reader } from './read.ts'

const acts = (rows: Row[]) => entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry] : []))
const page = (bookmarks: unknown[], more = {}) =>
  JSON.stringify({
    eid: '1',
    url: 'https://hanako.example/a',
    entry_url: 'x',
    count: bookmarks.length,
    bookmarks,
    ...more,
  })
const bookmark = { user: 'riku_k', comment: '', tags: [], timestamp: '2026/09/03 08:30' }

test('times are Japan’s; a member is one account however the id is written', async () => {
  const [act] = acts(
    await rowsOf(reader, memorySource({ 'a.json': page([{ ...bookmark, user: 'Riku_K' }]) })),
  )
  assert.equal(new Date(act!.when.at).toISOString(), '2026-09-02T23:30:00.000Z')
  assert.deepEqual([act!.when.precision, act!.when.zoneKnown], ['minute', true])
  assert.deepEqual(
    [act!.account.key, act!.account.handle, act!.externalKey],
    ['riku_k', 'Riku_K', 'hb:1:riku_k'],
  )
  assert.equal(act!.work?.key, 'hanako.example/a')
})

test('answers one a line, and a folder of answers', async () => {
  const lines = `${page([bookmark])}\n${page([bookmark], { eid: '2', url: 'https://hanako.example/b' })}\n`
  assert.equal(acts(await rowsOf(reader, memorySource({ 'a.jsonl': lines }))).length, 2)
  const folder = memorySource({
    'a.json': page([bookmark]),
    'b.json': page([bookmark], { eid: '2' }),
    'c.json': '{"x": 1}',
  })
  assert.equal(await reader.recognizes(folder), true)
  assert.equal(acts(await rowsOf(reader, folder)).length, 2)
})

test('those who stay hidden are told as hidden, the owner’s own are left out', async () => {
  const own = { names: [], accounts: [{ network: 'hatena', key: 'hanako' }] }
  const source = {
    ...memorySource({ 'a.json': page([bookmark, { ...bookmark, user: 'hanako' }], { count: 7 }) }),
    own,
  }
  const rows = await rowsOf(reader, source)
  assert.deepEqual(rejectsOf(rows), { 'own-act': 1, 'hidden-member': 1 })
  assert.equal(rows.find(row => !row.ok && row.why === 'hidden-member' && row.detail === '5')?.ok, false)
})

test('RSS and HTML tell the same bookmarks under the same keys as Atom', async () => {
  const url = 'https://sato.example/2026/a?x=1&amp;y=2'
  const rss = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="r"><channel rdf:about="https://b.hatena.ne.jp/hanako/bookmark"><title>t</title></channel><item rdf:about="${url}"><title>t</title><link>${url}</link><description>c</description><dc:creator>hanako</dc:creator><dc:date>2026-09-05T00:00:00Z</dc:date></item></rdf:RDF>`
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>id:hanako はてなブックマーク</TITLE><H1>b</H1><DL><p><DT><A HREF="${url}" ADD_DATE="1788566400" PRIVATE="0">t</A><DD>c<DT><A HREF="https://sato.example/b" ADD_DATE="1788566400" PRIVATE="1">t</A></DL><p>`
  for (const text of [rss, html]) {
    const rows = await rowsOf(reader, memorySource({ 'a.xml': text }))
    const [self] = entriesOf(rows)
    assert.equal(self?.kind === 'self' && self.account.key, 'hanako')
    assert.deepEqual(
      acts(rows).map(act => [
        act.direction,
        act.account.key,
        act.externalKey,
        new Date(act.when.at).toISOString(),
      ]),
      [['by', 'sato.example', 'hb:by:https://sato.example/2026/a?x=1&y=2', '2026-09-05T00:00:00.000Z']],
    )
    assert.deepEqual(rejectsOf(rows), text === html ? { private: 1 } : {})
  }
  const foreign = html.replace('はてなブックマーク', 'Bookmarks')
  assert.equal(await reader.recognizes(memorySource({ 'a.html': foreign })), false)
})

test('whose page it is', () => {
  const whose = (url: string) => `${writerOf(url).network} ${writerOf(url).key}`
  assert.equal(whose('https://twitter.com/MayaLindq/status/1234567890123'), 'x mayalindq')
  assert.equal(
    whose('https://mstdn.example/@yui_sato/113000000000000001'),
    'fediverse https://mstdn.example/users/yui_sato',
  )
  assert.equal(whose('https://note.com/Riku_K/n/n12'), 'note riku_k')
  assert.equal(whose('https://d.hatena.ne.jp/riku_k/20120911'), 'hatena riku_k')
  assert.equal(whose('https://riku.hatenablog.example/entry/1'), 'web riku.hatenablog.example')
  assert.equal(whose('https://zenn.dev/riku_k/articles/1'), 'web zenn.dev/riku_k')
  assert.equal(whose('https://www.sato.example/2026/a'), 'web sato.example')
  for (const url of [
    'https://ja.wikipedia.org/wiki/x',
    'https://www.youtube.com/watch?v=1',
    'https://zenn.dev/articles/1',
    'https://www.meti.go.jp/a',
  ])
    assert.equal(isNobodys(url), true, url)
  for (const url of [
    'https://sato.example/',
    'https://zenn.dev/riku_k',
    'https://x.com/riku_k/status/1234567890123',
  ])
    assert.equal(isNobodys(url), false, url)
})
