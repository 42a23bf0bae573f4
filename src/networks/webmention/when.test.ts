import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whenOfIso } from '#ledger/when.ts'
import { whenOfAct } from './when.ts'

const at = (text: string) => whenOfIso(text)!
const postAt = at('2026-01-10T00:00:00Z').at

const cases: [
  what: string,
  published: string | undefined,
  received: string | undefined,
  post: boolean,
  isReaction: boolean,
  is: string | undefined,
][] = [
  [
    'published counts',
    '2026-01-10T05:00:00Z',
    '2026-03-01T00:00:00Z',
    true,
    false,
    '2026-01-10T05:00:00.000Z',
  ],
  [
    'a like without a time, received soon',
    undefined,
    '2026-01-10T08:00:00Z',
    true,
    true,
    '2026-01-10T08:00:00.000Z',
  ],
  [
    'a like without a time, imported later',
    undefined,
    '2026-03-01T00:00:00Z',
    true,
    true,
    '2026-01-11T00:00:00.000Z',
  ],
  [
    'a like of a post of unknown time',
    undefined,
    '2026-03-01T00:00:00Z',
    false,
    true,
    '2026-03-01T00:00:00.000Z',
  ],
  ['a like with nothing but the post', undefined, undefined, true, true, '2026-01-11T00:00:00.000Z'],
  ['a reply without a time', undefined, '2026-03-01T00:00:00Z', true, false, '2026-03-01T00:00:00.000Z'],
  [
    'published long before the post',
    '2020-01-01T00:00:00Z',
    '2026-01-12T00:00:00Z',
    true,
    false,
    '2026-01-12T00:00:00.000Z',
  ],
  [
    'published an hour before the post',
    '2026-01-09T23:00:00Z',
    '2026-01-12T00:00:00Z',
    true,
    false,
    '2026-01-09T23:00:00.000Z',
  ],
  [
    'published after it was received',
    '2031-01-01T00:00:00Z',
    '2026-01-12T00:00:00Z',
    false,
    false,
    '2026-01-12T00:00:00.000Z',
  ],
  [
    'published some hours "later", in another zone',
    '2026-01-12T09:00:00',
    '2026-01-12T00:00:00Z',
    false,
    false,
    '2026-01-12T09:00:00.000Z',
  ],
  ['published only', '2026-01-12T09:00:00Z', undefined, false, false, '2026-01-12T09:00:00.000Z'],
  [
    'published before the web',
    '1985-01-01T00:00:00Z',
    '2026-01-12T00:00:00Z',
    false,
    false,
    '2026-01-12T00:00:00.000Z',
  ],
  ['nothing', undefined, undefined, false, true, undefined],
]
for (const [what, published, received, post, isReaction, is] of cases) {
  test(`when: ${what}`, () => {
    const when = whenOfAct({
      published: published === undefined ? undefined : at(published),
      received: received === undefined ? undefined : at(received),
      postAt: post ? postAt : undefined,
      isReaction,
    })
    assert.equal(when && new Date(when.at).toISOString(), is)
  })
}
