import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordpress } from '#networks/wordpress/network.ts'
import { entriesOf, memorySource, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'

const export_ = (items: string, channel = '<link>https://note.com/hanako</link>') =>
  memorySource({
    'note.xml': `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>花子 &amp; 工房</title>${channel}${items}</channel></rss>`,
    'assets/a.png': '',
  })
const item = (link: string, dates: string) =>
  `<item><title>A &amp; B</title><link>${link}</link>${dates}<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>`
const link = 'https://note.com/hanako/n/n1'

test('the owner is who the channel says, else the first article', async () => {
  for (const channel of ['<link>https://note.com/Hanako/</link>', '<link>https://note.com/</link>', '']) {
    const [self] = entriesOf(await rowsOf(reader, export_(item(link, ''), channel)))
    assert.ok(self?.kind === 'self')
    assert.deepEqual(
      [self.account.network, self.account.key, self.account.name],
      ['note', 'hanako', '花子 & 工房'],
    )
  }
})

test('dates: GMT, then RFC 822, then the clock of Japan', async () => {
  const local = '<wp:post_date>2026-09-01 09:00:00</wp:post_date>'
  for (const dates of [
    `<wp:post_date_gmt>2026-09-01 00:00:00</wp:post_date_gmt>${local}`,
    `<pubDate>Tue, 01 Sep 2026 09:00:00 +0900</pubDate>${local}`,
    local,
  ]) {
    const work = entriesOf(await rowsOf(reader, export_(item(link, dates)))).at(-1)
    assert.equal(
      work?.kind === 'work' && new Date(work.work.publishedAt!.at).toISOString(),
      '2026-09-01T00:00:00.000Z',
    )
  }
})

test('an article is one page under both of note’s addresses, and WordPress leaves it alone', async () => {
  const keys = []
  for (const host of ['note.com', 'note.mu']) {
    const work = entriesOf(
      await rowsOf(reader, export_(item(`https://${host}/hanako/n/n1?utm_source=a`, ''))),
    ).at(-1)
    keys.push(work?.kind === 'work' && work.work.key)
  }
  assert.deepEqual(keys, ['note.com/hanako/n/n1', 'note.com/hanako/n/n1'])
  assert.equal(await wordpress.reader.recognizes(export_(item(link, ''))), false)
  const plain = export_(item('https://hanako.example/a', ''), '<link>https://hanako.example/</link>')
  assert.deepEqual([await reader.recognizes(plain), await wordpress.reader.recognizes(plain)], [false, true])
})
