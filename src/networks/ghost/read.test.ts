import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'

const site = (data: object, pretty = false) =>
  JSON.stringify({ db: [{ meta: { exported_on: 1, version: '5' }, data }] }, null, pretty ? 2 : 0)
const members = [
  { id: 'm1', email: 'yui@sato.example', name: '佐藤 結衣', created_at: '2025-01-02T00:00:00.000Z' },
  { id: 'm9', email: 'hanako@hanako.example', name: '縁 花子', created_at: '2025-01-02T00:00:00.000Z' },
]
const users = [
  { id: '1', name: '縁 花子', email: 'hanako@hanako.example', website: 'https://www.hanako.example/' },
]
const posts = [{ id: 'p1', title: 'T', slug: 'a', status: 'published', published_at: '2026-09-01 00:00:00' }]
const comment = (id: string, member_id: string, parent_id?: string) => ({
  id,
  post_id: 'p1',
  member_id,
  parent_id,
  status: 'published',
  html: '<p>c</p>',
  created_at: '2026-09-02T00:00:00.000Z',
})
const read = (data: object, more = {}) =>
  rowsOf(reader, { ...memorySource({ 'a.json': site(data) }), ...more })

test('comments toward the owner, the owner’s answers, and likes of those', async () => {
  const comments = [
    comment('c1', 'm1'),
    comment('c2', 'm9', 'c1'),
    comment('c3', 'm1', 'c2'),
    comment('c4', 'm9'),
  ]
  const comment_likes = [
    { id: 'l1', comment_id: 'c2', member_id: 'm1', created_at: '2026-09-03T00:00:00.000Z' },
    { id: 'l2', comment_id: 'c1', member_id: 'm1', created_at: '2026-09-03T00:00:00.000Z' },
  ]
  const rows = await read({
    comment_likes,
    comments,
    members,
    posts,
    users,
  })
  const acts = entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' && entry.act !== 'follow' ? [entry] : [],
  )
  assert.deepEqual(
    acts.map(act => [act.act, act.direction, act.account.key]),
    [
      ['like', 'toward', 'yui@sato.example'],
      ['comment', 'toward', 'yui@sato.example'],
      ['reply', 'by', 'yui@sato.example'],
      ['reply', 'toward', 'yui@sato.example'],
    ],
  )
  assert.deepEqual(rejectsOf(rows), { 'own-act': 2 })
})

test('where the site lives is asked; the answer makes posts pages, newsletters stay letters', async () => {
  const data = { posts: [...posts, { ...posts[0], id: 'p2', slug: 'b', status: 'sent' }], users }
  const own = { names: [], accounts: [{ network: 'web', key: 'hanako.example' }] }
  const source = { ...memorySource({ 'a.json': site(data) }), own }
  assert.deepEqual(
    (await reader.asks!(source))[0]?.choices.map(choice => choice.value),
    ['hanako.example'],
  )
  const works = async (answers?: Record<string, string>) =>
    entriesOf(await read(data, { answers })).flatMap(entry =>
      entry.kind === 'work' ? [`${entry.work.network} ${entry.work.key}`] : [],
    )
  assert.deepEqual(await works(), ['ghost p1', 'ghost p2'])
  assert.deepEqual(await works({ site: 'hanako.example/blog' }), ['web hanako.example/blog/a', 'ghost p2'])
})

test('the owner is who has the role, or the only user', async () => {
  const two = [...users, { id: '2', name: 'Maya Lindqvist', email: 'maya@lindqvist.example' }]
  const roles = [{ id: 'r', name: 'Owner' }]
  const selfOf = async (data: object) =>
    entriesOf(await read(data)).find(entry => entry.kind === 'self')?.account
  assert.deepEqual((await selfOf({ users }))?.sameAs, [{ kind: 'url', value: 'hanako.example', firm: true }])
  assert.equal(await selfOf({ users: two }), undefined)
  assert.equal(
    (await selfOf({ users: two, roles, roles_users: [{ role_id: 'r', user_id: '2' }] }))?.key,
    'maya@lindqvist.example',
  )
})

test('members are the same facts in both files, also those who left', async () => {
  const csv =
    'id,email,name,note,subscribed_to_emails,complimentary_plan,created_at,deleted_at,labels,products\nm1,Yui@sato.example,結衣,,true,false,2025-01-02T00:00:00.000Z,2026-01-02T00:00:00.000Z,,\n,,,,,,,,,\n'
  const rows = await rowsOf(
    reader,
    memorySource({ 'export/members.csv': csv, 'a.json': site({ members: members.slice(0, 1) }) }),
  )
  const acts = entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry] : []))
  assert.deepEqual(
    acts.map(act => [act.act, act.externalKey]),
    [
      ['follow', 'ghost:member:m1'],
      ['follow', 'ghost:member:m1'],
    ],
  )
  assert.equal(acts[1]?.account.extra?.deleted_at, '2026-01-02T00:00:00.000Z')
  assert.deepEqual(rejectsOf(rows), { empty: 1 })
})

test('written on many lines, with a BOM, without `db`, with dates of milliseconds', async () => {
  const old = JSON.stringify({
    meta: { exported_on: 1, version: '003' },
    data: { posts: [{ ...posts[0], published_at: 1_409_529_600_000 }] },
  })
  const [work] = entriesOf(await rowsOf(reader, memorySource({ 'a.json': old })))
  assert.equal(
    work?.kind === 'work' && new Date(work.work.publishedAt!.at).toISOString(),
    '2014-09-01T00:00:00.000Z',
  )
  const pretty = memorySource({ 'a.json': `\ufeff${site({ posts }, true)}` })
  assert.equal(await reader.recognizes(pretty), true)
  assert.equal(entriesOf(await rowsOf(reader, pretty)).length, 1)
  assert.equal(await reader.recognizes(memorySource({ 'a.json': '{"data":{"posts":[]}}' })), false)
})
