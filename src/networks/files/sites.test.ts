import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteOf } from './sites.ts'

const sites: [address: string, site: string | undefined][] = [
  ['https://www.hanako.example/x', 'hanako.example'],
  ['https://blog.hanako.co.jp/x', 'hanako.co.jp'],
  ['https://note.com/Hanako/n/n1', 'note.com/hanako'],
  ['https://note.com/', undefined],
  ['https://medium.com/@hanako/x', 'medium.com/hanako'],
  ['https://hanako.medium.com/x', 'medium.com/hanako'],
  ['https://medium.com/p/abc', undefined],
  ['https://hanako.github.io/zine', 'hanako.github.io'],
  ['https://github.com/hanako/site/issues/1', 'github.com/hanako'],
  ['https://hanako.blogspot.jp/2020', 'hanako.blogspot.com'],
  ['https://hanako.wordpress.com/', 'hanako.wordpress.com'],
  ['https://wordpress.com/', 'wordpress.com'],
  ['https://old.reddit.com/u/hanako', 'reddit.com/hanako'],
  ['https://www.facebook.com/profile.php?id=123', 'facebook.com/123'],
  ['https://m.blog.naver.com/hanako', 'naver.com/hanako'],
  ['https://profile.ameba.jp/ameba/hanako', 'ameba.jp/hanako'],
  ['https://hanako.blog.fc2.com/', 'fc2.com/hanako'],
  ['https://bsky.app/profile/hanako.example', 'bsky.app/hanako.example'],
  ['http://localhost:1313/x', 'localhost'],
  ['/x', undefined],
]
for (const [address, site] of sites)
  test(`whose part of the web ${address} is`, () => assert.equal(siteOf(address), site))
