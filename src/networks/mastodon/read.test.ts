import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row } from '../contract.ts'
import { reader } from './read.ts'
import { visibilityOf } from './visibility.ts'

const owner = 'https://mstdn.example/users/hanako'
const everybody = 'https://www.w3.org/ns/activitystreams#Public'
const followers = `${owner}/followers`
const yui = { type: 'Mention', href: 'https://mstdn.example/users/yui_sato', name: '@yui_sato' }
const riku = { type: 'Mention', href: 'https://social.example/users/riku_k', name: '@riku_k@social.example' }

function create(post: object) {
  const object = {
    id: `${owner}/statuses/1`,
    type: 'Note',
    to: [everybody],
    cc: [followers],
    content: '<p>words</p>',
    tag: [],
    ...post,
  }
  return {
    id: `${owner}/statuses/1/activity`,
    type: 'Create',
    actor: owner,
    published: '2026-09-03T08:00:00Z',
    object,
  }
}

async function read(...items: object[]): Promise<Row[]> {
  const outbox = {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: 'outbox.json',
    type: 'OrderedCollection',
    totalItems: 99,
    orderedItems: items,
  }
  const actor = {
    type: 'Person',
    id: owner,
    inbox: `${owner}/inbox`,
    preferredUsername: 'hanako',
    name: '縁 花子',
    followers,
  }
  return rowsOf(
    reader,
    memorySource({
      'archive-1/outbox.json': JSON.stringify(outbox),
      'archive-1/actor.json': JSON.stringify(actor),
    }),
  )
}

function told(rows: Row[]) {
  return entriesOf(rows)
    .filter(entry => entry.kind !== 'self')
    .map(entry =>
      entry.kind === 'act'
        ? [entry.act, entry.account.key, entry.text]
        : entry.kind === 'work'
          ? ['work', entry.work.title]
          : [],
    )
}

test('who may read a post', () => {
  const cases: [to: unknown, cc: unknown, is: string][] = [
    [[everybody], [followers], 'public'],
    [everybody, [], 'public'],
    [['as:Public'], [], 'public'],
    [[followers], [everybody], 'unlisted'],
    [[followers], [], 'followers'],
    [[yui.href], [], 'direct'],
    [[yui.href, 'https://social.example/users/riku_k/followers'], [], 'direct'],
    [undefined, null, 'direct'],
  ]
  for (const [to, cc, is] of cases) assert.equal(visibilityOf({ to, cc }, followers), is)
})

test('words of direct posts are kept nowhere, not even in where or detail', async () => {
  const rows = await read(
    create({ to: [yui.href], cc: [], content: 'secret', summary: 'secret', tag: [yui] }),
    create({ id: 'x', to: [], cc: [], content: 'secret' }),
  )
  assert.deepEqual(told(rows), [['message', yui.href, undefined]])
  assert.deepEqual(rejectsOf(rows), { private: 1 })
  assert.equal(JSON.stringify(rows).includes('secret'), false)
})

test('a post for followers is a work without its words', async () => {
  const rows = await read(
    create({ to: [followers], cc: [], tag: [yui], content: 'secret', summary: 'secret' }),
  )
  assert.deepEqual(told(rows), [
    ['work', undefined],
    ['mention', yui.href, undefined],
  ])
  assert.equal(JSON.stringify(rows).includes('secret'), false)
})

test('a reply goes to the author of its parent; others named are mentioned', async () => {
  const rows = await read(create({ inReplyTo: 'https://social.example/@Riku_K/5', tag: [yui, riku, riku] }))
  assert.deepEqual(told(rows), [
    ['work', 'words'],
    ['reply', riku.href, 'words'],
    ['mention', yui.href, 'words'],
  ])
})

test('a parent whose address names nobody: the only one mentioned, or the only one from there', async () => {
  const alone = await read(create({ inReplyTo: 'https://else.example/objects/5', tag: [yui] }))
  assert.deepEqual(told(alone)[1], ['reply', yui.href, 'words'])
  const near = await read(create({ inReplyTo: 'https://social.example/objects/5', tag: [yui, riku] }))
  assert.deepEqual(told(near)[1], ['reply', riku.href, 'words'])
  assert.deepEqual(rejectsOf(await read(create({ inReplyTo: 'https://else.example/objects/5' }))), {
    'no-author': 1,
  })
})

test('a quote is a share of whose post it is, in the words of every server', async () => {
  const quoted = 'https://social.example/users/Riku_K/statuses/9'
  for (const post of [
    { quote: quoted },
    { quoteUri: quoted, tag: [riku] },
    { _misskey_quote: quoted, content: `<p class="quote-inline">RE: <a>${quoted}</a></p><p>words</p>` },
  ])
    assert.deepEqual(told(await read(create(post))), [
      ['work', 'words'],
      ['share', riku.href, 'words'],
    ])
  const answered = create({ quote: quoted, inReplyTo: quoted })
  assert.deepEqual(told(await read(answered))[1], ['reply', riku.href, 'words'])
  assert.equal(told(await read(answered)).length, 2)
  assert.equal(told(await read(create({ quote: `${owner}/statuses/0` }))).length, 1)
  const nobody = await read(create({ quote: 'https://else.example/notes/5' }))
  assert.deepEqual(rejectsOf(nobody), { 'no-author': 1 })
})

test('an answer to oneself is no act', async () => {
  assert.deepEqual(
    told(await read(create({ inReplyTo: `${owner}/statuses/0`, tag: [{ type: 'Mention', href: owner }] }))),
    [['work', 'words']],
  )
})

test('a title is the warning or the first words, cut between characters', async () => {
  const [work] = told(await read(create({ content: `<p>${'縁'.repeat(200)}</p>` })))
  assert.equal(work?.[1], `${'縁'.repeat(79)}…`)
  assert.deepEqual(told(await read(create({ summary: 'food' }))), [['work', 'food']])
})
