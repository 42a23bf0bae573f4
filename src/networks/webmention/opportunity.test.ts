import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOfPost, workOf } from './opportunity.ts'

const works: [source: string, target: string, network: string, key: string][] = [
  [
    'https://brid.gy/like/twitter/hanako/1560000000000000000/421',
    'https://hanako.example/a',
    'x',
    '1560000000000000000',
  ],
  [
    'https://brid.gy/repost/twitter/hanako/1560000000000000000/99',
    'http://hanako.example/a',
    'x',
    '1560000000000000000',
  ],
  [
    'https://brid.gy/comment/mastodon/@Hanako@mstdn.example/109500000000000000/1',
    'https://hanako.example/a',
    'fediverse',
    'https://mstdn.example/users/hanako/statuses/109500000000000000',
  ],
  [
    'https://brid.gy/comment/mastodon/%40hanako%40mstdn.example/109500000000000000/1',
    'https://hanako.example/a',
    'fediverse',
    'https://mstdn.example/users/hanako/statuses/109500000000000000',
  ],
  ['https://brid.gy/like/flickr/hanako/5150/7', 'https://hanako.example/a', 'flickr', '5150'],
  // A post of somebody else that links here is no work of the owner; the page is.
  [
    'https://brid.gy/post/twitter/hanako/1560300000000000001',
    'https://hanako.example/a',
    'web',
    'hanako.example/a',
  ],
  ['https://sato.example/1', 'http://www.hanako.example/a/?utm_source=x&ref=1#c', 'web', 'hanako.example/a'],
  [
    'https://sato.example/1',
    'https://twitter.com/hanako/status/1560000000000000000',
    'x',
    '1560000000000000000',
  ],
]
for (const [source, target, network, key] of works) {
  test(`what ${source} answers`, () => {
    const work = workOf(source, target)
    assert.deepEqual([work?.network, work?.key], [network, key])
  })
}

test('a page has one key however it is linked', () => {
  const links = ['http://hanako.example/a', 'https://www.hanako.example/a/', 'https://hanako.example/a?x=1#y']
  assert.equal(new Set(links.map(link => workOf(undefined, link)?.key)).size, 1)
})

test('post ids hold times where they do', () => {
  // 1 << 22 after the first possible id is one millisecond.
  assert.equal(timeOfPost('x', '1560000000000000000'), Number(1560000000000000000n >> 22n) + 1288834974657)
  assert.equal(new Date(timeOfPost('fediverse', '109500000000000000')!).getUTCFullYear(), 2022)
  for (const id of ['29700859246', '12', 'x', '', '99999999999999999999']) {
    assert.equal(timeOfPost('facebook', id), undefined)
    if (id.length < 12) assert.equal(timeOfPost('x', id), undefined)
  }
})
