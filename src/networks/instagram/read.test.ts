import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row } from '../contract.ts'
import { Users, userOf, userOfUrl } from './accounts.ts'
import { instagram } from './network.ts'
import { mentionedIn } from './rows.ts'

const { reader } = instagram
const at = 1_788_307_200
const activity = 'instagram-hanako-2026/your_instagram_activity'
const broken = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('latin1')

const profile = {
  'personal_information/personal_information/personal_information.json': broken({
    profile_user: [{ string_map_data: { ユーザーネーム: { value: 'hanako' }, 名前: { value: '縁 花子' } } }],
  }),
}
const read = (files: Record<string, string>) => rowsOf(reader, memorySource({ ...profile, ...files }))
const acts = (rows: Row[]) =>
  entriesOf(rows).flatMap(entry =>
    entry.kind === 'act'
      ? [`${entry.act} ${entry.direction} ${entry.account.network} ${entry.account.key}`]
      : [],
  )
const keys = (rows: Row[]) =>
  entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))

const labelled = (code: string, words: readonly [string, string, string], user: string) => ({
  timestamp: at,
  label_values: [
    { label: 'URL', value: `https://www.instagram.com/${code}/` },
    {
      title: words[0],
      dict: [
        {
          title: '',
          dict: [
            { label: 'URL', value: 'https://sato.example' },
            { label: words[1], value: 'Yui' },
            { label: words[2], value: user },
          ],
        },
      ],
    },
  ],
})

test('a like has one key in the older form, the newer one, and in any language', async () => {
  const file = `${activity}/likes/liked_posts.json`
  const older = await read({
    [file]: broken({
      likes_media_likes: [
        {
          title: 'yui_sato',
          string_list_data: [{ href: 'https://www.instagram.com/p/Ab_1/', value: '👍', timestamp: at }],
        },
      ],
    }),
  })
  for (const item of [
    labelled('p/Ab_1', ['Owner', 'Name', 'Username'], 'yui_sato'),
    labelled('reel/Ab_1', ['オーナー', '名前', 'ユーザーネーム'], 'yui_sato'),
    labelled('p/Ab_1', ['Vlastník', 'Jméno', 'Uživatelské jméno'], 'yui_sato'),
  ]) {
    const newer = await read({ [file]: broken([item]) })
    assert.deepEqual(acts(newer), ['like by instagram yui_sato'])
    assert.deepEqual(keys(newer), keys(older))
  }
})

test('what the owner does to their own posts is nobody’s support', async () => {
  const rows = await read({
    [`${activity}/likes/liked_posts.json`]: broken([
      labelled('p/Ab_1', ['Owner', 'Name', 'Username'], 'hanako'),
    ]),
    [`${activity}/comments/post_comments_1.json`]: broken([
      {
        string_map_data: {
          Comment: { value: 'x' },
          'Media Owner': { value: 'hanako' },
          Time: { timestamp: at },
        },
      },
    ]),
    [`${activity}/media/posts_1.json`]: broken([
      { media: [{ title: 'Paper @hanako', creation_timestamp: at }] },
    ]),
  })
  assert.deepEqual(acts(rows), [])
  assert.deepEqual(rejectsOf(rows), { 'own-act': 2 })
})

test('comments by shape where the labels are unknown; their words are public', async () => {
  const comment = (labels: readonly [string, string, string]) =>
    broken([
      {
        string_map_data: {
          [labels[0]]: { value: 'すてき', timestamp: 0 },
          [labels[1]]: { value: 'yui_sato', timestamp: 0 },
          [labels[2]]: { value: '', timestamp: at },
        },
      },
    ])
  const found = []
  for (const labels of [
    ['Comment', 'Media Owner', 'Time'],
    ['コメント', 'メディアの所有者', '時間'],
    ['Komentář', 'Vlastník', 'Čas'],
  ] as const) {
    const rows = await read({ [`${activity}/comments/post_comments_1.json`]: comment(labels) })
    assert.deepEqual(acts(rows), ['comment by instagram yui_sato'])
    const [act] = entriesOf(rows).filter(entry => entry.kind === 'act')
    assert.equal(act!.text, 'すてき')
    found.push(act!.externalKey)
  }
  assert.equal(new Set(found).size, 1)
})

test('Threads inside the zip: accounts of Threads, that name their Instagram', async () => {
  const rows = await read({
    [`${activity}/threads/followers.json`]: broken({
      text_post_app_text_post_app_followers: [
        {
          title: '佐藤 結衣',
          string_list_data: [{ href: 'https://www.threads.net/@yui_sato', value: 'yui_sato', timestamp: at }],
        },
      ],
    }),
    'connections/followers_and_following/followers_1.json': broken([
      {
        title: '',
        string_list_data: [{ href: 'https://www.instagram.com/yui_sato', value: 'yui_sato', timestamp: at }],
      },
    ]),
  })
  assert.deepEqual(acts(rows), ['follow toward instagram yui_sato', 'follow toward threads yui_sato'])
  assert.equal(new Set(keys(rows)).size, 2)
  const accounts = entriesOf(rows).flatMap(entry => (entry.kind === 'work' ? [] : [entry.account]))
  assert.deepEqual(
    accounts.slice(0, 2).map(({ network, key }) => `${network} ${key}`),
    ['instagram hanako', 'threads hanako'],
  )
  assert.ok(accounts[3]!.sameAs!.some(({ value }) => value === 'instagram.com/yui_sato'))
  assert.equal(accounts[3]!.name, '佐藤 結衣')
})

test('who is behind a display name: a user of that name, or the one the folder is named after', () => {
  const users = new Users()
  for (const user of ['mayalindq', 'yui_sato', 'ren.t', 'ren_t']) users.add(user)
  const cases: [name: string, folder: string | undefined, key: string][] = [
    ['Maya Lindqvist', 'inbox/mayalindq_178', 'mayalindq'],
    ['佐藤 結衣', 'inbox/yuisato_178', 'yui_sato'],
    ['yui_sato', undefined, 'yui_sato'],
    ['Maya Lindqvist', undefined, 'name:maya lindqvist'],
    // Two users have this name without its marks.
    ['高橋 蓮', 'inbox/rent_178', 'name:高橋 蓮'],
    ['Aoife Byrne', 'inbox/aoifebyrne_178', 'name:aoife byrne'],
  ]
  for (const [name, folder, key] of cases) assert.equal(users.accountOf(name, folder).key, key, name)
})

test('user names and the addresses that hold them', () => {
  assert.equal(userOf('@Yui_Sato'), 'yui_sato')
  for (const text of ['', 'Yui Sato', '結衣', '..', 'a'.repeat(31)]) assert.equal(userOf(text), undefined)
  const cases: [url: string, user: string | undefined][] = [
    ['https://www.instagram.com/Yui_Sato/', 'yui_sato'],
    ['https://www.instagram.com/_u/yui_sato', 'yui_sato'],
    ['https://www.threads.com/@yui_sato/post/Ab', 'yui_sato'],
    ['https://www.instagram.com/p/Ab_1/', undefined],
    ['https://instagram.example/yui_sato', undefined],
  ]
  for (const [url, user] of cases) assert.equal(userOfUrl(url), user, url)
  assert.deepEqual(mentionedIn('@yui_sato と @Ren.T. mail a@b.example @@x @yui_sato'), ['yui_sato', 'ren.t'])
})

test('conversations without a profile: the title of one tells whose they are', async () => {
  const thread = {
    participants: [{ name: 'Maya Lindqvist' }, { name: '縁 花子' }],
    messages: [{ sender_name: '縁 花子', timestamp_ms: at * 1000, content: 'secret' }],
    title: 'Maya Lindqvist',
  }
  const files = { [`${activity}/messages/inbox/mayalindq_1/message_1.json`]: broken(thread) }
  assert.equal(await reader.recognizes(memorySource(files)), true)
  const rows = await rowsOf(reader, memorySource(files))
  assert.deepEqual(acts(rows), ['message by instagram name:maya lindqvist'])
  assert.equal(JSON.stringify(rows).includes('secret'), false)
})

test('a group in which nobody is known to be the owner asks', async () => {
  const group = {
    participants: [{ name: 'Maya Lindqvist' }, { name: '縁 花子' }, { name: '佐藤 結衣' }],
    messages: [{ sender_name: '佐藤 結衣', timestamp_ms: at * 1000, content: 'x' }],
    title: 'Paper',
  }
  const source = memorySource({ [`${activity}/messages/inbox/paper_1/message_1.json`]: broken(group) })
  assert.deepEqual(rejectsOf(await rowsOf(reader, source)), { 'owner-unknown': 1 })
  const [question] = await reader.asks!(source)
  const mine = question!.choices.find(({ label }) => label === '縁 花子')!
  const rows = await rowsOf(reader, { ...source, answers: { [question!.id]: mine.value } })
  assert.deepEqual(acts(rows), ['message toward instagram name:佐藤 結衣'])
})

test('the wrong download is told for what it is', async () => {
  const page = '<html><head><title>Instagram</title></head><body><div class="_a6-g">…</div></body></html>'
  const told = async (files: Record<string, string>, name?: string) => {
    const source = memorySource(files, undefined, name)
    assert.equal(await reader.recognizes(source), false)
    return (await instagram.mistaken!(source))?.en
  }
  assert.match((await told({ [`${activity}/likes/liked_posts.html`]: page }))!, /HTML/)
  assert.match((await told({ 'liked_posts.html': page }))!, /HTML/)
  assert.match((await told({ 'likes/no-data.txt': 'x' }, 'instagram-hanako-2026.zip'))!, /nothing in it/)
  assert.match((await told({ [`${activity}/media/posts/a.jpg`]: 'x' }))!, /photos and videos only/)
  const old = { 'a/connections.json': '{}', 'a/profile.json': '{}', 'a/media.json': '{}' }
  assert.match((await told(old))!, /before 2021/)
  assert.equal(await told({ 'a.html': '<html><h1>a page</h1></html>' }), undefined)
})
