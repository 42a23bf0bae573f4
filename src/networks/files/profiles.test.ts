import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountOfProfile, fediverseAuthor, fediverseKey, fediversePostKey } from './profiles.ts'

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
