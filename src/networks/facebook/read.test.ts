import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSource } from '#networks/files/source.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row, Source } from '../contract.ts'
import { Names } from './accounts.ts'
import { whenOfPage } from './friends-page.ts'
import { facebook } from './network.ts'
import { toldBy } from './notifications.ts'
import { targetOf } from './titles.ts'

const { reader } = facebook
const at = 1_788_307_200_000
const owner = '縁 花子'
const inbox = 'your_facebook_activity/messages/inbox'

const message = (sender_name: string, minutes: number, content?: string, more: object = {}) => ({
  sender_name,
  timestamp_ms: at + minutes * 60_000,
  ...(content !== undefined && { content }),
  ...more,
})

const thread = (names: string[], messages: object[], title = names[0]) =>
  JSON.stringify({ participants: names.map(name => ({ name })), messages, title })

const acts = (rows: Row[]) =>
  entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.name}`] : [],
  )
const keys = (rows: Row[]) =>
  entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
const selves = (rows: Row[]) =>
  entriesOf(rows).flatMap(entry => (entry.kind === 'self' ? [entry.account.name] : []))

test('a conversation of two is named after the other one, so the file says whose it is', async () => {
  const rows = await rowsOf(
    reader,
    memorySource({
      [`${inbox}/a_1/message_1.json`]: thread(
        ['Maya Lindqvist', owner],
        [message(owner, 2, 'secret'), message('Maya Lindqvist', 1, 'secret')],
      ),
    }),
  )
  assert.deepEqual(selves(rows), [owner])
  assert.deepEqual(acts(rows), ['message by Maya Lindqvist', 'message toward Maya Lindqvist'])
  assert.equal(JSON.stringify(rows).includes('secret'), false)
})

const group: Record<string, string> = {
  [`${inbox}/g_1/message_1.json`]: thread(
    ['佐藤 結衣', '高橋 蓮', owner],
    [message('佐藤 結衣', 2, 'a'), message(owner, 1, 'b')],
    'Paper',
  ),
}

test('where no file says whose it is, the people are kept and the owner is asked', async () => {
  const source = memorySource(group)
  const rows = await rowsOf(reader, source)
  assert.deepEqual(acts(rows), [])
  assert.deepEqual(rejectsOf(rows), { 'owner-unknown': 2 })
  assert.equal(entriesOf(rows).length, 2)
  const [question] = await reader.asks!(source)
  assert.deepEqual(
    question!.choices.map(({ label }) => label),
    ['佐藤 結衣', '高橋 蓮', owner],
  )
  const told: Source[] = [
    { ...source, answers: { [question!.id]: question!.choices[2]!.value } },
    { ...source, own: { names: ['縁　花子'], accounts: [] } },
    { ...source, own: { names: [], accounts: [{ network: 'facebook', key: `name:${owner}` }] } },
  ]
  for (const each of told) {
    const answered = await rowsOf(reader, each)
    assert.deepEqual(selves(answered), [owner])
    assert.deepEqual(acts(answered), ['message toward 佐藤 結衣'])
    assert.deepEqual(await reader.asks!(each), [])
  }
})

test('nobody is asked where the profile tells', async () => {
  const profile = JSON.stringify({ profile_v2: { name: { full_name: owner } } })
  const source = memorySource({
    'personal_information/profile_information/profile_information.json': profile,
    ...group,
  })
  assert.deepEqual(await reader.asks!(source), [])
  assert.deepEqual(acts(await rowsOf(reader, source)), ['message toward 佐藤 結衣'])
})

test('a later export of the same chat, in another layout and split elsewhere, gives the same keys', async () => {
  const names = ['Maya Lindqvist', owner]
  const turns = [
    message('Maya Lindqvist', 3),
    message('Maya Lindqvist', 3),
    message('Maya Lindqvist', 3),
    message(owner, 1, '着きました'),
  ]
  const early = await rowsOf(
    reader,
    memorySource({ 'messages/inbox/a_AbC/message_1.json': thread(names, turns) }),
  )
  const broken = Buffer.from(JSON.stringify(turns), 'utf8').toString('latin1')
  const later = await rowsOf(
    reader,
    memorySource({
      [`x/${inbox}/a_1/message_1.json`]: thread(names, [message(owner, 9, 'new'), ...turns.slice(0, 2)]),
      [`x/${inbox}/a_1/message_2.json`]: thread(names, JSON.parse(broken).slice(2) as object[]),
    }),
  )
  assert.equal(new Set(keys(early)).size, 4)
  assert.deepEqual(
    keys(later).slice(1),
    keys(early).map(key => key),
  )
})

test('a reaction is told in conversations of two, ten and more, both ways', async () => {
  const to = (...actors: string[]) => ({ reactions: actors.map(actor => ({ reaction: '❤', actor })) })
  const [maya, ren] = ['Maya Lindqvist', '高橋 蓮']
  const many = Array.from({ length: 9 }, (_, i) => `Guest ${i}`)
  const read = async (names: string[], messages: object[]) =>
    rowsOf(reader, {
      ...memorySource({ [`${inbox}/a_1/message_1.json`]: thread([...names, owner], messages) }),
      own: { names: [owner], accounts: [] },
    })
  const two = [message(owner, 2, 'a', to(maya)), message(maya, 1, 'b', to(owner, maya))]
  assert.deepEqual(acts(await read([maya], two)), [
    `message by ${maya}`,
    `like toward ${maya}`,
    `message toward ${maya}`,
    `like by ${maya}`,
  ])
  const group = [
    message(owner, 3, 'a', to(maya, ren, owner)),
    message(maya, 2, `@${owner} b`),
    message(ren, 1, 'c', to(owner)),
  ]
  const told = [`like toward ${maya}`, `like toward ${ren}`, `mention toward ${maya}`]
  assert.deepEqual(acts(await read([maya, ren], group)), [...told, `message toward ${ren}`, `like by ${ren}`])
  const large = await read([maya, ren, ...many], group)
  assert.deepEqual(acts(large), [...told, `like by ${ren}`])
  assert.deepEqual(rejectsOf(await read([maya, ren], [message(owner, 1, 'a')])), { 'own-act': 1 })
})

test('message_10 comes after message_2', async () => {
  const files = Object.fromEntries(
    [1, 2, 10].map(part => [
      `${inbox}/a_1/message_${part}.json`,
      thread(['Maya Lindqvist', owner], [message(owner, 100 - part, `${part}`)]),
    ]),
  )
  const rows = entriesOf(await rowsOf(reader, memorySource(files)))
  assert.deepEqual(
    rows.flatMap(entry => (entry.kind === 'act' ? [(entry.when.at - at) / 60_000] : [])),
    [99, 98, 90],
  )
})

test('participants may stand behind the messages', async () => {
  const file = JSON.stringify({
    messages: [message('Maya Lindqvist', 1, 'x')],
    title: 'Maya Lindqvist',
    participants: [{ name: 'Maya Lindqvist' }, { name: owner }],
  })
  const rows = await rowsOf(reader, memorySource({ [`${inbox}/a_1/message_1.json`]: file }))
  assert.deepEqual(acts(rows), ['message toward Maya Lindqvist'])
})

test('whom a sentence is about, in any language when the name is known', () => {
  const names = new Names()
  for (const name of ['佐藤 結衣', 'Tomás Rivera', 'Tomás', owner]) names.add(name)
  const own = new Set([owner, 'hanako enishi'])
  const cases: [sentence: string, told: string | undefined | null][] = [
    ['Hanako Enishi commented on Yui Sato’s post.', 'Yui Sato'],
    ["Hanako Enishi replied to Liam O'Byrne's comment.", "Liam O'Byrne"],
    ["Hanako Enishi likes Chris James' photo.", 'Chris James'],
    ['縁 花子さんが佐藤 結衣さんの投稿にコメントしました。', '佐藤 結衣'],
    ['縁 花子 a commenté la publication de Tomás Rivera.', 'Tomás Rivera'],
    ['縁 花子님이 佐藤 結衣님의 게시물에 댓글을 남겼습니다.', '佐藤 結衣'],
    ['Hanako Enishi commented on her own post.', null],
    ['縁 花子さんが自分の投稿にコメントしました。', null],
    ["Riku commented on Hanako Enishi's post.", null],
    ['Hanako Enishi commented on a post.', undefined],
    ['Hanako Enishi hat einen Beitrag kommentiert.', undefined],
    ['', undefined],
  ]
  for (const [sentence, told] of cases) {
    const target = targetOf(sentence, own, names)
    assert.equal(
      target.kind === 'self' ? null : target.kind === 'person' ? target.name : undefined,
      told,
      sentence,
    )
  }
})

test('what a notification tells, in Japanese and English', () => {
  const cases: [text: string, act: string | undefined, ...names: string[]][] = [
    ['Yui Sato likes your post: "Paper"', 'like', 'Yui Sato'],
    ['Yui Sato, Ren Takahashi and 3 others reacted to your photo.', 'like', 'Yui Sato', 'Ren Takahashi'],
    ['Yui Sato and 1 other person commented on your post.', 'comment', 'Yui Sato'],
    ['Yui Sato and Ren Takahashi replied to your comment on a post.', 'reply', 'Yui Sato', 'Ren Takahashi'],
    ['Yui Sato mentioned you in a comment.', 'mention', 'Yui Sato'],
    ['Yui Sato tagged you in a post.', 'mention', 'Yui Sato'],
    ['Yui Sato shared your post.', 'share', 'Yui Sato'],
    ['Yui Sato accepted your friend request.', 'connect', 'Yui Sato'],
    ['Yui Sato sent you a friend request.', 'invite', 'Yui Sato'],
    ['佐藤 結衣さんがあなたの投稿に「いいね！」しました', 'like', '佐藤 結衣'],
    [
      '佐藤 結衣さん、高橋 蓮さん、他3人があなたの写真にリアクションしました。',
      'like',
      '佐藤 結衣',
      '高橋 蓮',
    ],
    ['佐藤 結衣さんと高橋 蓮さんがあなたの投稿にコメントしました。', 'comment', '佐藤 結衣', '高橋 蓮'],
    ['佐藤 結衣さんがあなたのコメントに返信しました。', 'reply', '佐藤 結衣'],
    ['佐藤 結衣さんがコメントであなたをメンションしました。', 'mention', '佐藤 結衣'],
    ['佐藤 結衣さんがあなたの投稿をシェアしました。', 'share', '佐藤 結衣'],
    ['佐藤 結衣さんが友達リクエストを承認しました。', 'connect', '佐藤 結衣'],
    ['佐藤 結衣さんから友達リクエストが届きました。', 'invite', '佐藤 結衣'],
    ['You have a memory with Yui Sato to look back on.', undefined],
    ['Yui Sato posted in Paper.', undefined],
    ['Yui Sato also commented on Ren Takahashi’s post.', undefined],
    ['今日は佐藤 結衣さんの誕生日です。', undefined],
    ['Du har nye opslag i Paper.', undefined],
  ]
  for (const [text, act, ...names] of cases) {
    const told = toldBy(text)
    assert.equal(told?.act, act, text)
    if (act) assert.deepEqual(told?.names, names, text)
  }
})

test('days as pages write them', () => {
  const cases: [text: string, iso: string | undefined][] = [
    ['6月 30, 2026 5:30:53 AM', '2026-06-30T05:30:53'],
    ['Jun 30, 2026, 12:05 AM', '2026-06-30T00:05:00'],
    ['June 30, 2026 at 5:30 PM', '2026-06-30T17:30:00'],
    ['2026年6月30日 17:30', '2026-06-30T17:30:00'],
    ['2026年6月30日 午後5:30', '2026-06-30T17:30:00'],
    ['2026/06/30', '2026-06-30T00:00:00'],
    ['Feb 30, 2026', undefined],
    ['yesterday', undefined],
  ]
  for (const [text, iso] of cases) {
    const when = whenOfPage(text)
    assert.equal(when && new Date(when.at).toISOString().slice(0, 19), iso, text)
    if (when) assert.equal(when.zoneKnown, false)
  }
})

test('the wrong download is told for what it is', async () => {
  const page = '<html><head></head><body class="_5vb_"><div class="_a6-g">…</div></body></html>'
  const told = async (files: Record<string, string>, name?: string) => {
    const source = memorySource(files, undefined, name)
    assert.equal(await reader.recognizes(source), false)
    return (await facebook.mistaken!(source))?.en
  }
  assert.match((await told({ [`${inbox}/a_1/message_1.html`]: page, 'start_here.html': page }))!, /HTML/)
  assert.match((await told({ 'message_1.html': page }))!, /HTML/)
  const empty = { 'posts/no-data.txt': 'no data', 'connections/friends/no-data.txt': 'no data' }
  assert.match((await told(empty, 'facebook-hanako-2026.zip'))!, /nothing in it/)
  assert.match((await told({ 'your_facebook_activity/posts/media/a.jpg': 'x' }))!, /photos and videos only/)
  assert.equal(await told({ 'a.html': '<html><h1>a page</h1></html>' }), undefined)
  assert.equal(await told({ 'your_instagram_activity/a.html': page }), undefined)
})

test('one file of an export is known by what only Facebook writes', async () => {
  const friends = JSON.stringify({ friends_v2: [{ name: '佐藤 結衣', timestamp: at / 1000 }] })
  assert.equal(await reader.recognizes(memorySource({ 'renamed.txt': friends })), true)
  assert.deepEqual(acts(await rowsOf(reader, memorySource({ 'renamed.txt': friends }))), [
    'connect by 佐藤 結衣',
  ])
  assert.equal(await reader.recognizes(memorySource({ 'a.json': '{"friends": []}' })), false)
  assert.equal(
    await reader.recognizes(memorySource({ 'a.json': group[`${inbox}/g_1/message_1.json`]! })),
    true,
  )
})

test('a long conversation is never held: rows come as the file is read', async () => {
  const run = 500
  const runs = 20
  let made = 0
  const source: Source = {
    name: 'large',
    files: [
      {
        path: `${inbox}/a_1/message_1.json`,
        size: 2 ** 30,
        async *open() {
          yield Buffer.from(
            `{"participants": [{"name": "Maya Lindqvist"}, {"name": "${owner}"}], "messages": [`,
          )
          for (made = 0; made < runs; ) {
            const turns = Array.from({ length: run }, (_, each) =>
              JSON.stringify(
                message(each % 2 ? owner : 'Maya Lindqvist', made * run + each, 'word '.repeat(50)),
              ),
            )
            yield Buffer.from(`${made++ ? ',' : ''}${turns.join(',')}`)
          }
          yield Buffer.from(']}')
        },
      },
    ],
    own: { names: [owner], accounts: [] },
  }
  let count = 0
  for await (const row of reader.read(source)) {
    assert.ok(row.ok)
    if (row.entry.kind === 'self') continue
    count += 1
    assert.ok(made * run - count <= 2 * run, `${made * run - count} messages ahead`)
  }
  assert.equal(count, run * runs)
})

const samples = process.env.ENISHI_SAMPLES
const skip = samples ? false : 'ENISHI_SAMPLES is not set: no real conversations to read'

test('real conversations of Messenger leave nothing unexplained', { skip }, async t => {
  const folder = join(samples!, 'archives/facebook-messenger/internal/fbmessenger/testdata')
  let pages = 0
  const told: string[] = []
  for (const name of readdirSync(folder).sort()) {
    const { source, close } = await openSource(join(folder, name))
    // The one group of three says of nobody that it is theirs.
    const owned = { ...source, own: { names: ['Test User'], accounts: [] } }
    if (await reader.recognizes(owned)) {
      const rows = await rowsOf(reader, owned)
      t.diagnostic(`${name}: ${entriesOf(rows).length} entries, left out ${JSON.stringify(rejectsOf(rows))}`)
      told.push(...acts(rows))
      assert.deepEqual(selves(rows), ['Test User'])
      assert.equal(new Set(keys(rows)).size, keys(rows).length)
      // The broken file is broken on purpose; a message taken back is empty; a person leaving is the room's notice.
      const explained = name === 'corrupt' ? ['truncated'] : ['empty', 'not-a-person', 'own-act']
      for (const code of Object.keys(rejectsOf(rows))) assert.ok(explained.includes(code), `${name}: ${code}`)
    } else {
      assert.ok(name.startsWith('html_'), name)
      if (await facebook.mistaken!(source)) pages += 1
    }
    await close()
  }
  assert.equal(told.filter(line => line.startsWith('message')).length, 24)
  assert.equal(told.filter(line => line.startsWith('like')).length, 2)
  assert.equal(pages, 3)
})

test('a known name that goes on is the beginning of another one', () => {
  const known = {
    within: (sentence: string) => ['Maya', 'Yui Sato'].find(name => sentence.includes(name)),
  } as never
  const of = (sentence: string) => {
    const target = targetOf(sentence, new Set(), known)
    return target.kind === 'person' ? target.name : target.kind
  }
  assert.equal(of('Hanako Enishi hat Maya Lindqvists Beitrag kommentiert.'), 'unknown')
  assert.equal(of("Hanako Enishi likes Maya's Kitchen."), 'unknown')
  assert.equal(of('A Hanako piace il post di Yui Sato.'), 'Yui Sato')
  assert.equal(of('Hanako Enishi hat auf einen Kommentar von Maya geantwortet.'), 'Maya')
})

test('a possessive within a name is no end of it', () => {
  const names = { within: () => undefined } as never
  const of = (sentence: string) => {
    const target = targetOf(sentence, new Set(), names)
    return target.kind === 'person' ? target.name : target.kind
  }
  for (const [sentence, name] of [
    ["Hanako Enishi commented on Yui's Bindery's post.", "Yui's Bindery"],
    ["Hanako Enishi likes Yui's Bindery's photo.", "Yui's Bindery"],
    ["Hanako Enishi replied to James' comment.", 'James'],
    ["Hanako Enishi commented on Yui Sato's post in Maya's group.", 'Yui Sato'],
    ['Hanako Enishi commented on Ren’s new profile picture.', 'Ren'],
    ["Hanako Enishi commented on Yui's Bindery.", 'unknown'],
  ] as const)
    assert.equal(of(sentence), name, sentence)
})
