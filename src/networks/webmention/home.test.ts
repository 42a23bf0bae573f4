import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areOneOwners } from './home.ts'

const cases: [author: string, target: string, isOwn: boolean][] = [
  ['https://hanako.example/', 'https://hanako.example/posts/1/', true],
  ['http://www.hanako.example/about', 'https://hanako.example/posts/1/', true],
  ['https://hanako.example/author/hanako/', 'https://hanako.example/posts/1/', true],
  ['https://hanako.example/@hanako', 'https://hanako.example/posts/1/', true],
  ['https://hanako.example/', 'https://hanako.example/@hanako/1', true],
  ['https://hanako.example/author/admin/', 'https://hanako.example/@hanako', true],
  ['https://sato.example/', 'https://hanako.example/posts/1/', false],
  ['https://tilde.example/~me/', 'https://tilde.example/~me/post', true],
  ['https://tilde.example/%7Eme', 'https://tilde.example/~me/post', true],
  ['https://tilde.example/~friend1/', 'https://tilde.example/~me/post', false],
  ['https://tilde.example/', 'https://tilde.example/~me/post', false],
  ['https://tilde.example/~friend1/', 'https://tilde.example/', false],
  ['https://home.example/users/me', 'https://home.example/@me/1', true],
  ['https://home.example/@friend', 'https://home.example/users/me/statuses/1', false],
  ['https://team.example/authors/me/', 'https://team.example/authors/me', true],
  ['https://team.example/en/authors/friend/', 'https://team.example/authors/me', false],
]
for (const [author, target, isOwn] of cases)
  test(`by ${author}, of ${target}: ${isOwn ? 'one’s own' : 'somebody else’s'}`, () =>
    assert.equal(areOneOwners(author, target), isOwn))
