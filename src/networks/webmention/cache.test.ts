import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast } from '#tests/cast.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'

const target = 'https://hanako.example/posts/1/'
const author = (who: 'yui' | 'maya') => ({ type: 'card', name: cast[who].latin, url: cast[who].site })
const like = {
  type: 'entry',
  author: author('yui'),
  url: 'https://sato.example/1',
  published: null,
  'wm-received': '2026-09-03T09:00:00Z',
  'wm-id': 7,
  'wm-source': 'https://sato.example/1',
  'wm-target': target,
  'wm-property': 'like-of',
  'like-of': target,
}
const reply = {
  ...like,
  author: author('maya'),
  'wm-id': 8,
  'wm-source': 'https://www.lindqvist.example/maya/2',
  'wm-property': 'in-reply-to',
  'in-reply-to': target,
}
const { 'like-of': _, ...answer } = reply
const keyed = new Set(['wm-target', 'wm-property', 'like-of', 'in-reply-to'])
const bare = (entry: object) => Object.fromEntries(Object.entries(entry).filter(([key]) => !keyed.has(key)))
const mf2 = (property: string, who: 'yui' | 'maya', id?: number) => ({
  type: ['h-entry'],
  properties: {
    author: [
      { type: ['h-card'], properties: { name: [cast[who].latin], url: [cast[who].site] }, value: 'x' },
    ],
    url: [`${cast[who].site}9`],
    published: ['2026-09-03T08:00:00Z'],
    content: [{ html: '<p>Yes</p>', value: 'Yes' }],
    [property]: [{ type: ['h-cite'], properties: { url: [target] }, value: target }],
    ...(id && { 'wm-id': [id], 'wm-source': [`${cast[who].site}9`], 'wm-property': [property] }),
  },
})

const both = ['like hanako.example/posts/1', 'reply hanako.example/posts/1']
const json = JSON.stringify
const shapes: [what: string, files: Record<string, string>, acts: string[]][] = [
  ['Jekyll’s data: path → entries', { 'a.json': json({ '/posts/1/': [like, answer], '/b/': [] }) }, both],
  [
    'Hugo’s data: path → property → entries',
    { 'a.json': json({ '/b/': {}, '/posts/1/': { 'like-of': [like], 'in-reply-to': [answer] } }) },
    both,
  ],
  ['addresses as keys', { 'a.json': json({ [target]: [like, answer] }) }, both],
  ['hashed keys', { 'a.json': json({ '8c7dd922': [like], ad47ac41: [answer] }) }, both],
  ['an entry per key', { 'a.json': json({ '/posts/1/': { 7: like, 8: answer } }) }, both],
  [
    'nested deeper, beside other things',
    {
      'a.json': json({
        version: 2,
        'x.y': 'z',
        pages: { '/posts/1/': { count: 2, mentions: { all: [like, answer] } } },
      }),
    },
    both,
  ],
  ['lists of lists', { 'a.json': json([[like], [], [answer]]) }, both],
  ['Eleventy', { 'a.json': json({ lastFetched: '2026-09-01', children: [like, answer] }) }, both],
  [
    'Eleventy below another name',
    { 'a.json': json({ lastFetched: '2026-09-01', webmentions: [like, answer] }) },
    both,
  ],
  [
    'a jf2 feed in a wrapping',
    { 'a.json': json({ data: { type: 'feed', children: [like, answer] } }) },
    both,
  ],
  ['one entry alone', { 'a.json': json(like, null, 2) }, both.slice(0, 1)],
  ['a file a page', { 'posts-1.json': json([like]), 'posts/1b.json': json([answer]) }, both],
  ['lines', { 'a.ndjson': `${json(like)}\n${json(answer)}\n` }, both],
  [
    'lines of feeds',
    { 'a.ndjson': `${json({ children: [like] })}\n${json({ children: [answer] })}\n` },
    both,
  ],
  [
    'target and kind by the keys alone, the host by another',
    {
      'a.json': json({
        '/posts/1/': { 'like-of': [bare(like)], 'in-reply-to': [bare(answer)] },
        '/c/': { likes: [{ ...like, 'wm-id': 9, 'wm-target': 'https://hanako.example/c/' }] },
      }),
    },
    [...both, 'like hanako.example/c'],
  ],
  [
    'target by the keys, and no host anywhere',
    { 'a.json': json({ '/posts/1/': { likes: [bare(like)], replies: [bare(answer)] } }) },
    ['like /posts/1', 'reply /posts/1'],
  ],
  [
    'mf2, as received',
    { 'a.json': json({ '/posts/1/': [mf2('like-of', 'yui', 7), mf2('in-reply-to', 'maya', 8)] }) },
    both,
  ],
  [
    'an h-feed of several people’s entries',
    {
      'a.json': json({
        items: [
          {
            type: ['h-feed'],
            properties: { name: ['x'] },
            children: [mf2('like-of', 'yui'), mf2('in-reply-to', 'maya')],
          },
        ],
      }),
    },
    both,
  ],
  [
    'jf2 without the words of webmention.io',
    {
      'a.json': json([
        {
          type: 'entry',
          author: author('yui'),
          url: 'https://sato.example/1',
          published: '2026-09-03T08:00:00Z',
          'like-of': [target],
        },
        {
          type: 'entry',
          author: cast.maya.site,
          url: 'https://www.lindqvist.example/maya/2',
          published: '2026-09-03T08:00:00Z',
          'in-reply-to': [target],
        },
      ]),
    },
    both,
  ],
]

const yamlOf = (entry: Record<string, unknown>, indent: number, isListed: boolean) => {
  const lines = Object.entries(entry).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? [`${key}:`, ...Object.entries(value).map(([name, text]) => `  ${name}: ${text}`)]
      : [`${key}: ${value === null ? '' : value}`],
  )
  return lines.map((line, n) => `${' '.repeat(indent)}${isListed ? (n ? '  ' : '- ') : ''}${line}\n`).join('')
}
const yamls: [what: string, text: string][] = [
  ['a list', `---\n${yamlOf(like, 0, true)}${yamlOf(answer, 0, true)}`],
  ['children', `lastFetched: 2026-09-01\nchildren:\n${yamlOf(like, 2, true)}${yamlOf(answer, 2, true)}`],
  ['pages', `"/b/": []\n"/posts/1/":\n${yamlOf(like, 0, true)}${yamlOf(answer, 0, true)}`],
  [
    'pages, kinds',
    `/posts/1/:\n  like-of:\n${yamlOf(like, 4, true)}  in-reply-to:\n${yamlOf(answer, 4, true)}/b/: {}\n`,
  ],
  [
    'pages and ids, without targets',
    `"${target}":\n  '7':\n${yamlOf({ ...like, 'wm-target': 'null' }, 4, false)}  '8':\n${yamlOf(answer, 4, false)}`,
  ],
]
for (const [what, text] of yamls) shapes.push([`YAML, ${what}`, { '_data/webmentions.yml': text }, both])

for (const [what, files, acts] of shapes)
  test(`mentions are read: ${what}`, async () => {
    for (const piece of [64 * 1024, 1]) {
      const source = memorySource(files, piece)
      assert.equal(await reader.recognizes(source), true)
      const rows = await rowsOf(reader, source)
      assert.deepEqual(
        entriesOf(rows).map(entry => (entry.kind === 'act' ? `${entry.act} ${entry.work?.key}` : entry.kind)),
        acts,
      )
      assert.deepEqual(rejectsOf(rows), {})
    }
  })

test('a folder of more pages than are looked into is read whole', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 70 }, (_, n) => [
      `p${n}.json`,
      json([{ ...like, 'wm-id': n, 'wm-source': `https://sato.example/${n}` }]),
    ]),
  )
  assert.equal(entriesOf(await rowsOf(reader, memorySource(files))).length, 70)
})

const foreign: [what: string, value: unknown][] = [
  [
    'one’s own posts as jf2',
    [
      {
        type: 'entry',
        author: author('maya'),
        url: 'https://www.lindqvist.example/maya/2',
        'in-reply-to': target,
      },
      {
        type: 'entry',
        author: author('maya'),
        url: 'https://www.lindqvist.example/maya/3',
        'like-of': target,
      },
    ],
  ],
  ['one’s own posts as mf2', { items: [mf2('like-of', 'yui'), mf2('in-reply-to', 'yui')] }],
  [
    'posts that answer nobody',
    { items: [{ type: ['h-entry'], properties: { name: ['x'], author: [cast.yui.latin] } }] },
  ],
  ['routes', { '/posts/1/': { author: 'x', source: 'posts/1.md', type: 'page' } }],
  ['link previews', { [target]: { author: 'Yui Sato', source: 'https://sato.example/', type: 'article' } }],
  ['comments', { comments: [{ author: author('yui'), url: target, content: 'x', published: '2026-09-03' }] }],
  ['a package', { name: 'x', author: 'Yui Sato', source: 'index.html', dependencies: {} }],
  ['lists', [[1, 2], [{ author: 'x' }], []]],
]
for (const [what, value] of foreign)
  test(`other JSON is not taken: ${what}`, async () =>
    assert.equal(await reader.recognizes(memorySource({ 'a.json': json(value) })), false))

test('neither code nor words about mentions are taken for them', async () => {
  const texts = [
    "const like = {\n  author: card,\n  'wm-target': 'https://hanako.example/',\n  'wm-id': 7,\n}\n",
    'A mention has:\n\n```json\n{\n  "author": {},\n  "wm-target": "https://hanako.example/"\n}\n```\n',
    '---\ntitle: Notes\nauthor: Hanako\n---\nI read wm-target: it says where.\n',
  ]
  for (const text of texts)
    assert.equal(await reader.recognizes(memorySource({ 'a.yml': text })), false, text)
})
