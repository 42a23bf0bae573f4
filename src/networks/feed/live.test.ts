import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Lab, openLab, sendJson } from '#tests/lab.ts'
import { actsIn, spoiled, turn } from '#tests/live-turn.ts'
import { rejectsOf } from '#tests/sources.ts'
import { damaged, lots } from '#tests/spoiling.ts'
import { feedItems, feedNamedBy, feedOf } from '../files/feed-items.ts'
import { hatenaBookmarkLive } from '../hatena-bookmark/live.ts'
import { icalLive } from '../icalendar/live.ts'
import { blogOf, rowOfComment } from './comments.ts'
import { feedLive as live } from './live.ts'

const post = (n: number) =>
  `<item><title>Post &amp; ${n}</title><link>http://blog.example/p${n}/?utm_source=rss</link><pubDate>Tue, 0${n} Sep 2026 10:00:00 +0900</pubDate><guid>p${n}</guid></item>`
const comment = (n: number, name: string, more = '') =>
  `<item><title>By: ${name}</title><link>http://blog.example/p1/#comment-${n}</link><dc:creator><![CDATA[${name}]]></dc:creator><pubDate>Wed, 02 Sep 2026 10:00:00 +0000</pubDate><guid>http://blog.example/p1/#comment-${n}</guid><description>short</description><content:encoded><![CDATA[<p>words of ${n}</p><script>x</script>]]></content:encoded>${more}</item>`
const rss = (items: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>縁日和</title><link>http://blog.example/</link>${items}</channel></rss>`

let lab: Lab
let origin: string
let posts = [1, 2]
let comments = [comment(1, '佐藤 結衣'), comment(2, '')]
let asked: string[] = []
const bookmarks = new Map<string, unknown>()
const hostile = new Map<string, string | Buffer>()
before(async () => {
  // Its clock moves on, so that the budget of a host does not end the suite.
  let now = Date.now()
  lab = openLab(() => (now += 10_000))
  origin = await lab.serve('blog.example', (request, response) => {
    const url = new URL(request.url!, 'http://x')
    asked.push(url.pathname)
    if (url.pathname === '/entry/jsonlite/')
      return sendJson(response, bookmarks.get(url.searchParams.get('url')!) ?? null)
    if (hostile.has(url.pathname))
      return void response.writeHead(200, { 'content-type': 'text/xml' }).end(hostile.get(url.pathname))
    if (url.pathname === '/endless') {
      response.on('error', () => {})
      const more = () => {
        while (!response.destroyed && response.write('<item><title>more</title></item>'.repeat(2_000)));
      }
      response.write('<rss version="2.0"><channel>')
      response.on('drain', more)
      return more()
    }
    if (url.pathname === '/loop')
      return void response.end('<html><link rel="alternate" type="application/rss+xml" href="/loop?again">')
    if (url.pathname === '/cal.ics')
      return void response.end(
        'BEGIN:VCALENDAR\r\nX-WR-CALNAME:Days\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260901T000000Z\r\nDTSTART:20260902T010000Z\r\nORGANIZER:mailto:hanako@hanako.example\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=Yui:mailto:yui@sato.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
      )
    const text =
      url.pathname === '/feed'
        ? rss(posts.map(post).join(''))
        : url.pathname === '/comments/feed/'
          ? rss(comments.join(''))
          : undefined
    if (!text)
      return void response.end(
        '<!doctype html><html><head><link rel="stylesheet" href="/x.css"><link rel="alternate" type="application/rss+xml" href="/feed"></head>',
      )
    const etag = `"${hash('md5', text)}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
    response.writeHead(200, { etag }).end(text)
  })
})
after(() => lab.close())

test('a blog names its feed; posts are works, comments are acts, each told once', async () => {
  const account = { settings: { address: origin, comments: `${origin}/comments/feed/` }, secrets: {} }
  const first = await turn(lab, live, account)
  const works = first.rows.flatMap(row => (row.ok && row.entry.kind === 'work' ? [row.entry.work] : []))
  assert.deepEqual(
    works.map(({ key, title }) => [key, title]),
    [
      ['blog.example/p1', 'Post & 1'],
      ['blog.example/p2', 'Post & 2'],
    ],
  )
  assert.equal(works[0]!.publishedAt!.at, Date.parse('2026-09-01T01:00:00Z'))
  assert.deepEqual(actsIn(first.rows), ['comment toward 佐藤 結衣 http://blog.example/p1/#comment-1'])
  const [said] = first.rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry] : []))
  assert.deepEqual([said!.text, said!.work?.key], ['words of 1', 'blog.example/p1'])
  assert.deepEqual(rejectsOf(first.rows), { 'no-author': 1 })
  asked = []
  assert.deepEqual((await turn(lab, live, account, first.cursor)).rows, [])
  assert.deepEqual(asked, ['/feed', '/comments/feed/'])
  posts = [2, 3]
  comments = [comment(3, '高橋 蓮'), ...comments]
  const next = await turn(lab, live, account, first.cursor)
  assert.equal(next.rows.length, 2)
})

test('a WordPress blog is known by its generator or its guids, the owner by the posts', () => {
  const items = (text: string) => feedOf(text)!
  const generated = (by: string, guid: string) =>
    rss(
      `<generator>${by}</generator>${comment(7, 'Yui').replace(/<guid>.*<\/guid>/, `<guid>${guid}</guid>`)}`,
    )
  const plain = 'http://blog.example/p1/#comment-7'
  const numbered = 'http://blog.example/?p=1#comment-7'
  const by = 'https://wordpress.org/?v=6.8'
  assert.equal(blogOf(items(generated(by, plain))), 'blog.example')
  assert.equal(blogOf(items(generated('', numbered))), 'blog.example')
  assert.equal(blogOf(items(generated('', plain))), undefined)
  // The feed of one post’s comments names the post.
  const ofPost = generated(by, numbered).replace('>http://blog.example/<', '>http://blog.example/p1/<')
  assert.equal(blogOf(items(ofPost)), 'blog.example')
  const [item] = items(generated(by, plain)).items
  const own = { home: 'blog.example', names: new Set(['縁 花子']) }
  const told = (name: string, url?: string) => {
    const row = rowOfComment({ ...item!, author: { name, url } }, own, 'blog.example')
    return row.ok ? row.entry.kind === 'act' && row.entry.externalKey : row.why
  }
  assert.equal(told('Yui'), 'wp:blog.example:comment:7')
  assert.equal(told('縁　花子'), 'own-act')
  assert.equal(told('Yui', 'http://blog.example/about/'), 'own-act')
  assert.equal(told('縁 花子', 'https://other.example/'), 'wp:blog.example:comment:7')
})

test('pages that name each other for ever are asked twice (B014)', async () => {
  asked = []
  await assert.rejects(turn(lab, live, { settings: { address: `${origin}/loop` }, secrets: {} }), {
    kind: 'refused',
  })
  assert.equal(asked.length, 2)
})

test('a page that names a feed on the inside, or none on the web, leads nowhere (B009)', async () => {
  let met = 0
  const inside = await lab.serve(
    'inside.example',
    (_, response) => void response.end(`${++met}`),
    '127.0.0.2',
  )
  for (const named of [
    `${inside}/feed`,
    'http://127.0.0.2:5432/',
    'data:text/xml,<rss/>',
    'file:///etc/passwd',
  ]) {
    hostile.set('/hostile', `<html><link rel="alternate" type="application/rss+xml" href="${named}">`)
    await assert.rejects(
      turn(lab, live, { settings: { address: `${origin}/hostile` }, secrets: {} }),
      error => error instanceof Error && 'kind' in error && !error.message.includes('5432'),
      named,
    )
  }
  assert.equal(met, 0)
})

test('markup made to hurt is looked through quickly and in vain (B017)', () => {
  const bad = [
    '<a'.repeat(500_000),
    `<link ${'a '.repeat(100_000)}>`,
    '<div>'.repeat(50_000),
    '<!DOCTYPE x [<!ENTITY a "b">]>',
  ]
  const start = performance.now()
  for (const html of bad) assert.equal(feedNamedBy(html), undefined)
  for (const xml of [`<rss>${'<a>'.repeat(50_000)}`, `<?xml ${'<'.repeat(100_000)}`]) feedItems(xml)
  assert.ok(performance.now() - start < 5_000)
})

test('Atom, RSS 1.0 and JSON Feed say the same', () => {
  const told = (text: string) =>
    feedItems(text)?.map(({ link, title, author, when }) => [link, title, author.name, when?.at])
  const same = [['http://a.example/1', 'One', 'Yui', Date.parse('2026-09-01T01:00:00Z')]]
  assert.deepEqual(
    told(
      '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><link rel="edit" href="/x"/><link href="http://a.example/1"/><author><name>Yui</name></author><published>2026-09-01T01:00:00Z</published></entry></feed>',
    ),
    same,
  )
  assert.deepEqual(
    told(
      '<rdf:RDF><item rdf:about="http://a.example/1"><title>One</title><link>http://a.example/1</link><dc:creator>Yui</dc:creator><dc:date>2026-09-01T10:00:00+09:00</dc:date></item></rdf:RDF>',
    ),
    same,
  )
  assert.deepEqual(
    told(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: [
          {
            id: '1',
            url: 'http://a.example/1',
            title: 'One',
            authors: [{ name: 'Yui' }],
            date_published: '2026-09-01T01:00:00Z',
          },
        ],
      }),
    ),
    same,
  )
  for (const none of ['', '{', '{}', '<html></html>', 'words']) assert.equal(feedItems(none), undefined)
})

test('Hatena Bookmark: the pages of the feed, who bookmarked them', async () => {
  bookmarks.set('http://blog.example/p3/?utm_source=rss', {
    eid: '1',
    title: 'Post 3',
    count: 2,
    url: 'http://blog.example/p3/',
    entry_url: 'https://b.hatena.ne.jp/entry/blog.example/p3/',
    bookmarks: [{ user: 'riku_k', comment: '行きたい', tags: [], timestamp: '2026/09/03 08:30' }],
  })
  const account = { settings: { address: `${origin}/feed`, server: origin }, secrets: {} }
  const { rows } = await turn(lab, hatenaBookmarkLive, account)
  assert.ok(
    actsIn(rows).some(line => line.startsWith('bookmark toward')),
    JSON.stringify(rows),
  )
})

test('bookmarks told in another shape are left out, and never more than were told (F29)', async () => {
  const random = lots(13)
  const page = {
    eid: '1',
    title: 'Post 2',
    count: 2,
    url: 'http://blog.example/p2/',
    entry_url: 'https://b.hatena.ne.jp/entry/blog.example/p2/',
    bookmarks: ['yui_sato', 'riku_k', 'ren_t'].map(user => ({
      user,
      comment: '行きたい',
      tags: ['紙'],
      timestamp: '2026/09/03 08:30',
    })),
  }
  const account = { settings: { address: `${origin}/feed`, server: origin }, secrets: {} }
  bookmarks.clear()
  bookmarks.set('http://blog.example/p2/?utm_source=rss', page)
  assert.equal(actsIn((await turn(lab, hatenaBookmarkLive, account)).rows).length, 3)
  for (let round = 0; round < 80; round++) {
    bookmarks.set('http://blog.example/p2/?utm_source=rss', spoiled(page, random))
    await turn(lab, hatenaBookmarkLive, account).then(
      ({ rows }) => assert.ok(actsIn(rows).length <= 3),
      error => assert.ok('kind' in error, error.stack),
    )
  }
  bookmarks.clear()
})

test('a calendar damaged on its way is a trouble or fewer rows, never more (F29)', async () => {
  const account = { settings: { mail: 'hanako@hanako.example' }, secrets: { address: `${origin}/hostile` } }
  const good = Buffer.from(await (await lab.egress.http({ url: `${origin}/cal.ics` })).text())
  const random = lots(17)
  for (let round = 0; round < 120; round++) {
    hostile.set('/hostile', damaged(good, random))
    await turn(lab, icalLive, account).catch(error => assert.ok('kind' in error, error.stack))
  }
})

test('a calendar behind a secret address is read once a day or when it changes', async () => {
  const account = { settings: { mail: 'hanako@hanako.example' }, secrets: { address: `${origin}/cal.ics` } }
  const { rows, cursor } = await turn(lab, icalLive, account)
  assert.ok(actsIn(rows).length >= 1, JSON.stringify(rows))
  assert.doesNotMatch(JSON.stringify(cursor), /cal\.ics/)
})

const rowsOfFeed = async (text: string | Buffer) => {
  hostile.set('/hostile', text)
  return (await turn(lab, live, { settings: { address: `${origin}/hostile` }, secrets: {} })).rows
}
const titlesOf = (rows: Awaited<ReturnType<typeof rowsOfFeed>>) =>
  rows.flatMap(row => (row.ok && row.entry.kind === 'work' ? [row.entry.work.title] : []))

test('entities that grow or lead to files are left as they stand (B064)', async () => {
  const entities = Array.from({ length: 9 }, (_, k) => `<!ENTITY e${k + 1} "${`&e${k};`.repeat(10)}">`).join(
    '',
  )
  const bomb = rss(post(1).replace('Post', '&e9;&file;')).replace(
    '?>',
    `?><!DOCTYPE rss [<!ENTITY e0 "lol">${entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>`,
  )
  const told = JSON.stringify(await rowsOfFeed(bomb))
  assert.ok(told.length < 2_000, `${told.length}`)
  assert.doesNotMatch(told, /lollol|root:/)
})

test('a feed without an end is left at the first megabytes', async () => {
  const address = { settings: { address: `${origin}/endless` }, secrets: {} }
  await assert.rejects(turn(lab, live, address), error => error instanceof Error && 'kind' in error)
})

test('days that are none, ids that repeat, links that are programs, depth and size', async () => {
  const dated = (when: string) => post(1).replace(/<pubDate>.*<\/pubDate>/, `<pubDate>${when}</pubDate>`)
  for (const when of ['Tue, 01 Jan 0000 00:00:00 GMT', '+275760-09-13T00:00:01Z', 'yesterday', '令和8年', ''])
    for (const row of await rowsOfFeed(rss(dated(when))))
      if (row.ok && row.entry.kind === 'work') assert.equal(row.entry.work.publishedAt, undefined, when)
  const repeated = titlesOf(await rowsOfFeed(rss(post(1).repeat(5_000))))
  assert.equal(new Set(repeated).size, 1)
  assert.ok(repeated.length <= 2_000, `${repeated.length}`)
  const program = rss(post(1).replace('http://blog.example/p1/?utm_source=rss', 'javascript:alert(1)'))
  // Where it stood is told in words; nothing that could be opened is kept.
  assert.deepEqual(
    (await rowsOfFeed(program)).filter(row => row.ok),
    [],
  )
  for (const text of [
    `<rss><channel>${'<a>'.repeat(200_000)}`,
    `<rss version="2.0"><channel><item><title>${'<![CDATA['.repeat(50_000)}`,
    Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    '',
    '<?xml version="1.0" encoding="no-such-thing"?><rss version="2.0"><channel></channel></rss>',
    '{"version":"https://jsonfeed.org/version/1.1","items":{"0":1}}',
  ])
    await rowsOfFeed(text).catch(error => assert.ok('kind' in error, error.stack))
})

test('letters in the writing that the feed names', async () => {
  const sjis = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><rss version="2.0"><channel><item><title>'),
    Buffer.from([0x89, 0x8f, 0x93, 0xfa, 0x98, 0x61]),
    Buffer.from('</title><link>http://blog.example/s/</link></item></channel></rss>'),
  ])
  assert.deepEqual(titlesOf(await rowsOfFeed(sjis)), ['縁日和'])
})

test('feeds damaged anywhere are troubles or fewer rows, never more', async () => {
  const random = lots(3)
  const good = Buffer.from(rss([1, 2, 3].map(post).join('')))
  for (let round = 0; round < 300; round++)
    await rowsOfFeed(damaged(good, random)).catch(error => assert.ok('kind' in error, error.stack))
})
