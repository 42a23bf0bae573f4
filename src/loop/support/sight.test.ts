import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { actKinds } from '#ledger/kinds.ts'
import { languages } from '#ledger/language.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { authorOf, mention, writeFeed } from '#tests/mentions.ts'
import { computeSupport } from './compute.ts'
import { type BroughtSource, type NoFigure, noFigure } from './sight.ts'
import { looksOf, standingAt } from './standing.ts'

const day = 86_400_000
const start = Date.parse('2026-11-23T09:00:00Z')

const source = (title: string, shows: BroughtSource['shows'], shownBy?: string): BroughtSource => ({
  title: { en: title, ja: title },
  shows,
  shownBy: shownBy ? { en: shownBy, ja: shownBy } : undefined,
})
const outbox = source('outbox', 'never', 'connect')
const cards = source('cards', 'never')
const chats = source('chats', 'some')
const comments = source('comments', 'always')

const mixes: [string, BroughtSource[], NoFigure['code']][] = [
  ['nothing at all', [], 'nothing-brought'],
  ['an outbox', [outbox], 'unseen'],
  ['an address book and an outbox', [cards, outbox], 'unseen'],
  ['talks in which nobody answered', [chats, cards], 'unseen'],
  ['a blog nobody has commented on', [comments], 'nobody-yet'],
  ['an outbox, and an account that answered and is silent', [outbox, comments], 'nobody-yet'],
]
for (const [of, brought, code] of mixes)
  test(`without anybody’s support, ${of}: ${code}`, () => assert.equal(noFigure(brought).code, code))

test('each source is named once, and so is what would show it', () => {
  const { brought, shownBy } = noFigure([outbox, outbox, cards])
  assert.deepEqual(
    [brought.map(({ en }) => en), shownBy.map(({ en }) => en)],
    [['outbox', 'cards'], ['connect']],
  )
})

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx(start)
})
afterEach(() => ctx.end())

const everybody = { sort: 'chance', limit: 50 } as const

async function bring(name: string, text: string): Promise<void> {
  const path = join(ctx.dataDir, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  await importFile(ctx, path)
}

const posts = JSON.stringify({
  '@context': 'https://www.w3.org/ns/activitystreams',
  id: 'outbox.json',
  type: 'OrderedCollection',
  totalItems: 1,
  orderedItems: [
    {
      id: 'https://social.example/users/hanako/statuses/1/activity',
      type: 'Create',
      actor: 'https://social.example/users/hanako',
      published: '2026-10-01T08:00:00Z',
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      object: {
        id: 'https://social.example/users/hanako/statuses/1',
        type: 'Note',
        published: '2026-10-01T08:00:00Z',
        attributedTo: 'https://social.example/users/hanako',
        inReplyTo: 'https://social.example/users/riku_k/statuses/7',
        to: ['https://www.w3.org/ns/activitystreams#Public'],
        cc: ['https://social.example/users/riku_k'],
        tag: [{ type: 'Mention', href: 'https://social.example/users/riku_k', name: '@riku_k' }],
        content: '<p>hello</p>',
      },
    },
  ],
})
const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maya Lindqvist\r\nN:Lindqvist;Maya;;;\r\nEND:VCARD\r\n'
const connections =
  'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nMaya,Lindqvist,https://www.linkedin.com/in/maya-lindqvist,,,,03 Mar 2025\n'

const blind: [string, [string, string][], { en: RegExp; ja: RegExp }][] = [
  [
    'a Mastodon outbox alone',
    [['outbox.json', posts]],
    { en: /\(Mastodon archive\).*Connect your Mastodon account/, ja: /（Mastodon のアーカイブ）.*つなぐ/ },
  ],
  [
    'an address book and connections',
    [
      ['a.vcf', card],
      ['Connections.csv', connections],
    ],
    { en: /\(.*LinkedIn.*\).*mails in which LinkedIn/, ja: /LinkedIn から届くお知らせ/ },
  ],
]
for (const [of, files, why] of blind)
  test(`${of}: no figure, why not, and never zero`, async () => {
    for (const [name, text] of files) await bring(name, text)
    await computeSupport(ctx)
    for (const language of languages) {
      const found = await loadSupporters(ctx, everybody, language)
      assert.ok(found.people.length > 0)
      assert.equal(found.noFigure!.code, 'unseen')
      for (const figure of [found.known, found.newcomers, found.together]) {
        assert.deepEqual([figure.expected, figure.low, figure.high], [null, null, null])
        assert.match(figure.why!, why[language])
      }
    }
  })

test('before anything was brought, and before it was counted, there is no figure either', async () => {
  const code = async () => (await loadSupporters(ctx, everybody, 'en')).noFigure?.code
  assert.equal(await code(), 'nothing-brought')
  await bring('outbox.json', posts)
  assert.equal(await code(), 'counting')
  await computeSupport(ctx)
  assert.equal(await code(), 'unseen')
  await importFile(
    ctx,
    await writeFeed(join(ctx.dataDir, 'a.json'), [
      mention({ no: 1, by: authorOf(0), at: '2026-11-01T00:00:00Z', post: 1 }),
    ]),
  )
  await computeSupport(ctx)
  const { known, newcomers, together, noFigure } = await loadSupporters(ctx, everybody, 'en')
  assert.equal(noFigure, null)
  for (const { expected, low, high, why } of [known, newcomers, together])
    assert.ok(expected! > 0 && low! <= high! && why === undefined)
})

async function follow(kind: string, network: string, settings: object, followedAt: number | null) {
  const { sql } = ctx.store
  const no = 900 + (await sql`select from live`).count
  await sql`
    insert into import (owner_id, import_no, status, phase, network, version, file_name, made_at, created_at)
    values (${ctx.owner}, ${no}, 'done', 'finished', ${network}, 1, 'x', now(), now())`
  await sql`
    insert into live (owner_id, import_no, kind, self_key, name, settings, secrets, state, created_at, followed_at)
    values (${ctx.owner}, ${no}, ${kind}, ${String(no)}, 'x', ${sql.json(settings as never)}, '', 'following', now(),
      ${followedAt === null ? null : new Date(followedAt)})`
}

test('an account that has answered is open, however silent; one that tells no support, or has not answered, is not', async () => {
  const code = async () => (await loadSupporters(ctx, everybody, 'en')).noFigure?.code
  await bring('a.vcf', card)
  await computeSupport(ctx)
  await follow('carddav', 'vcard', {}, start)
  await follow('feed', 'feed', { address: 'https://hanako.example/' }, start)
  await follow('mastodon', 'mastodon', {}, null)
  assert.equal(await code(), 'unseen')
  await ctx.store.sql`update live set followed_at = ${new Date(start)} where kind = 'mastodon'`
  assert.equal(await code(), 'nobody-yet')
})

test('a blog whose comments are followed is looked at though its newest comment is old', async () => {
  await follow('feed', 'feed', { address: 'https://hanako.example/' }, start)
  assert.deepEqual([...(await looksOf(ctx.store.sql, ctx))], [])
  await follow(
    'feed',
    'feed',
    { address: 'https://h.example/', comments: 'https://h.example/c' },
    start - day,
  )
  const looks = await looksOf(ctx.store.sql, ctx)
  assert.deepEqual(
    [...looks],
    [
      ['feed', (start - day) / day],
      ['wordpress', (start - day) / day],
    ],
  )
  const acts = {
    size: 1,
    person: Int32Array.of(0),
    work: Int32Array.of(-1),
    t: Float64Array.of(start / day - 800),
    kind: Uint8Array.of(actKinds.comment.code),
    direction: Uint8Array.of(1),
    network: Uint8Array.of(0),
    people: ['yui'],
    members: [null],
    networks: ['wordpress'],
    workTime: new Float64Array(0),
  }
  assert.equal(standingAt(acts, start / day, looks).T, start / day)
})
