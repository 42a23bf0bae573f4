import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountOfProfile, fediverseAuthor, fediverseKey, fediversePostKey } from './profiles.ts'

const bluesky = [
  'https://bsky.app/profile/Yui.example',
  'https://bsky.app/profile/@yui.example/',
  'https://bsky.app/profile/yui.example/post/3l4zq2aaaaa2a',
  'https://staging.bsky.app/profile/yui.example',
  'https://bsky.brid.gy/r/https://bsky.app/profile/yui.example',
  'https://bsky.brid.gy/r/https:/bsky.app/profile/yui.example',
  'https://fed.brid.gy/r/https%3A%2F%2Fbsky.app%2Fprofile%2Fyui.example',
  'https://fed.brid.gy/bsky/yui.example',
  'https://fed.brid.gy/bluesky/yui.example',
  'https://mstdn.example/@yui.example@bsky.brid.gy',
  'https://mstdn.example/users/yui.example@bsky.brid.gy',
  '@yui.example@bsky.brid.gy',
  'acct:yui.example@bsky.brid.gy',
  'at://yui.example',
]
const dids = [
  'https://bsky.app/profile/did:plc:yuisato2yuisato2yuisato2',
  'https://bsky.app/profile/did%3Aplc%3Ayuisato2yuisato2yuisato2/',
  'https://bsky.brid.gy/ap/did:plc:yuisato2yuisato2yuisato2',
  'https://bsky.brid.gy/ap/did%253Aplc%253Ayuisato2yuisato2yuisato2',
  'https://ap.brid.gy/convert/web/https:/bsky.brid.gy/convert/ap/at://did:plc:yuisato2yuisato2yuisato2/app.bsky.feed.like/3lb',
  'at://did:plc:yuisato2yuisato2yuisato2/app.bsky.actor.profile/self',
  'at://did:plc:yuisato2yuisato2yuisato2',
]
const mayaThere = ['fediverse', 'https://social.example/users/maya', '@maya@social.example'] as const

const accounts: [url: string | undefined, network: string, key: string, handle?: string][] = [
  ['https://twitter.com/MayaLindq', 'x', 'mayalindq', 'MayaLindq'],
  ['https://x.com/mayalindq/status/1', 'x', 'mayalindq', 'mayalindq'],
  ['https://twitter.com/i/user/12', 'web', 'x.com/i/user/12'],
  [
    'https://mstdn.example/@Yui_Sato',
    'fediverse',
    'https://mstdn.example/users/yui_sato',
    '@yui_sato@mstdn.example',
  ],
  [
    'https://mstdn.example/users/yui_sato',
    'fediverse',
    'https://mstdn.example/users/yui_sato',
    '@yui_sato@mstdn.example',
  ],
  [
    'https://mstdn.example/@maya@social.example',
    'fediverse',
    'https://social.example/users/maya',
    '@maya@social.example',
  ],
  ['https://medium.com/@maya', 'web', 'medium.com/@maya'],
  ['https://www.linkedin.com/in/Zo%C3%AB-B/?x=1', 'linkedin', 'in/zoë-b'],
  ['https://www.Lindqvist.example/Maya/', 'web', 'lindqvist.example/maya'],
  ['https://mobile.twitter.com/MayaLindq', 'x', 'mayalindq', 'MayaLindq'],
  ['https://nitter.example/MayaLindq', 'x', 'mayalindq', 'MayaLindq'],
  ['https://vxtwitter.com/MayaLindq', 'x', 'mayalindq', 'MayaLindq'],
  ['https://www.threads.com/@maya', 'web', 'threads.net/@maya'],
  ...bluesky.map((url): [string, string, string, string] => [url, 'bluesky', 'yui.example', 'yui.example']),
  ...dids.map((url): [string, string, string] => [url, 'bluesky', 'did:plc:yuisato2yuisato2yuisato2']),
  ['https://bsky.app/profile/maya.social.example.ap.brid.gy', ...mayaThere],
  ['https://maya.social.example.ap.brid.gy/', ...mayaThere],
  ['https://fed.brid.gy/ap/@Maya@social.example', ...mayaThere],
  ['https://ap.brid.gy/convert/web/https:/social.example/users/maya', ...mayaThere],
  ['https://bsky.app/profile/lindqvist.example.web.brid.gy', 'web', 'lindqvist.example'],
  ['https://web.brid.gy/lindqvist.example', 'web', 'lindqvist.example'],
  ['https://fed.brid.gy/web/lindqvist.example', 'web', 'lindqvist.example'],
  ['https://mstdn.example/@lindqvist.example@web.brid.gy', 'web', 'lindqvist.example'],
  ['https://bsky.app/', 'web', 'bsky.app'],
  [undefined, 'web', 'name:佐藤 結衣'],
  ['javascript:alert(1)', 'web', 'name:佐藤 結衣'],
]
for (const [url, network, key, handle] of accounts) {
  test(`whose profile ${url ?? 'no address'} is`, () => {
    const account = accountOfProfile({ url, name: '佐藤　結衣' })
    assert.deepEqual([account?.network, account?.key, account?.handle], [network, key, handle])
  })
}

test('with neither address nor name there is no account', () => {
  assert.equal(accountOfProfile({ url: '', name: ' \u0000 ' }), undefined)
})

test('one account of the fediverse has one key, and a post tells its author where its address does', () => {
  assert.equal(
    fediverseKey('https://Social.example/@Riku_K/'),
    fediverseKey('https://social.example/users/riku_k'),
  )
  assert.equal(fediverseKey('https://hanako.example/?author=1'), 'https://hanako.example?author=1')
  assert.equal(
    fediverseAuthor('https://a.example/users/Maya/statuses/1')?.key,
    'https://a.example/users/maya',
  )
  assert.equal(fediverseAuthor('https://a.example/@maya/1')?.key, 'https://a.example/users/maya')
  assert.equal(fediverseAuthor('https://a.example/@maya@b.example/1')?.key, 'https://b.example/users/maya')
  assert.equal(fediverseAuthor('https://a.example/notes/9xyz'), undefined)
  assert.equal(
    fediversePostKey('https://A.example/users/Maya/statuses/12'),
    'https://a.example/users/maya/statuses/12',
  )
  assert.equal(fediversePostKey('tag:a.example,2026:1'), 'tag:a.example,2026:1')
})
