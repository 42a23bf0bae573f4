import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memorySource, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'

type Said = { source?: string; target?: string; by?: string; name?: string; as?: string; text?: string }

let id = 0
const entry = ({ source, target, by, name, as = 'like-of', text }: Said) => ({
  type: 'entry',
  author: { type: 'card', name: name ?? 'Somebody', url: by ?? '' },
  url: source,
  published: null,
  'wm-received': '2026-11-02T10:00:00Z',
  'wm-id': ++id,
  'wm-source': source ?? 'https://sato.example/1',
  'wm-target': target ?? 'https://hanako.example/notes/1',
  'wm-property': as,
  ...(text && { content: { text } }),
})

/** What becomes of each: the act and whose account, or why it is left out. */
async function told(...items: Said[]): Promise<string[]> {
  const rows = await rowsOf(
    reader,
    memorySource({ 'a.json': JSON.stringify({ children: items.map(entry) }) }),
  )
  return rows.map(row => {
    if (!row.ok) return row.why
    if (row.entry.kind !== 'act') return row.entry.kind
    const { act, account, work } = row.entry
    return `${act} by ${account.network} ${account.key} of ${work?.network} ${work?.key}`
  })
}

const did = { hanako: 'did:plc:hanako22hanako22hanako22', yui: 'did:plc:yui22222yui22222yui22222' }
const atUri = (who: string, key: string, kind = 'post') =>
  encodeURIComponent(encodeURIComponent(`at://${who}/app.bsky.feed.${kind}/${key}`))

test('the owner’s own pages and accounts are never supporters', async t => {
  const own: Record<string, Said> = {
    'one page of the site links another, its author without address': {
      source: 'https://hanako.example/2',
      as: 'mention-of',
    },
    'a subdomain': { source: 'https://notes.hanako.example/1', by: 'https://notes.hanako.example/' },
    'the author on a subdomain': { source: 'https://elsewhere.example/1', by: 'https://blog.hanako.example' },
    'a suffix of two parts': {
      source: 'https://b.hanako.co.jp/1',
      by: 'https://b.hanako.co.jp',
      target: 'https://www.hanako.co.jp/',
    },
  }
  const shared = [
    ['https://note.com/hanako/n/n1', 'https://note.com/yui_sato/n/n2'],
    ['https://ameblo.jp/hanako/entry-1.html', 'https://ameblo.jp/yuisato/entry-2.html'],
    ['https://medium.com/@hanako/a-1', 'https://medium.com/@yui/b-2'],
    ['https://qiita.com/hanako/items/1', 'https://qiita.com/yui/items/2'],
    ['https://zenn.dev/hanako/articles/1', 'https://zenn.dev/yui/articles/2'],
    ['https://hanako.hatenablog.com/entry/1', 'https://yui.hatenablog.com/entry/2'],
    ['https://hanako.hateblo.jp/entry/1', 'https://yui.hateblo.jp/entry/2'],
    ['https://d.hatena.ne.jp/hanako/2010', 'https://d.hatena.ne.jp/yui/2011'],
    ['https://hanako.github.io/zine/', 'https://yui.github.io/zine/'],
    ['https://github.com/hanako/zine', 'https://github.com/yui/zine'],
    ['https://hanako.wordpress.com/1', 'https://yui.wordpress.com/2'],
    ['https://hanako.blogspot.com/1', 'https://yui.blogspot.jp/2'],
    ['https://hanako.tumblr.com/post/1', 'https://yui.tumblr.com/post/2'],
    ['https://hanako.blog.fc2.com/1', 'https://yui.blog.fc2.com/2'],
    ['https://hanako.substack.com/p/1', 'https://yui.substack.com/p/2'],
    ['https://blog.naver.com/hanako/1', 'https://blog.naver.com/yui/2'],
    ['https://hanako.tistory.com/1', 'https://yui.tistory.com/2'],
    ['https://tilde.example/~hanako/1', 'https://tilde.example/~yui/2'],
    ['https://hanako.netlify.app/1', 'https://yui.netlify.app/2'],
  ] as const
  for (const [what, said] of Object.entries(own))
    await t.test(what, async () => assert.deepEqual(await told(said), ['own-act']))
  for (const [mine, theirs] of shared)
    await t.test(`${mine} beside ${theirs}`, async () => {
      const [own, other] = await told(
        { source: mine, by: mine, target: mine },
        { source: theirs, by: theirs, target: mine, as: 'mention-of' },
      )
      assert.equal(own, 'own-act')
      assert.match(other!, /^mention by web /)
    })
  await t.test('a domain of before, when much is still linked there', async () => {
    const before = { by: 'https://hanako-old.example/', source: 'https://hanako-old.example/1' }
    const others = [1, 2].map(n => ({
      source: `https://sato.example/${n}`,
      by: 'https://sato.example/',
      target: 'https://hanako-old.example/x',
    }))
    assert.equal((await told(before, ...others))[0], 'own-act')
  })
  await t.test('whom the site’s own pages name as their author', async () => {
    const page = { source: 'https://hanako.example/2', by: 'https://github.com/hanako', as: 'mention-of' }
    const like = { source: 'https://brid.gy/like/github/zine/12/7', by: 'https://github.com/hanako' }
    assert.deepEqual(await told(page, like), ['own-act', 'own-act'])
    const quoted = { ...page, by: 'https://sato.example/' }
    const theirs = { source: 'https://sato.example/9', by: 'https://sato.example/' }
    assert.match((await told(quoted, theirs))[1]!, /^like by web sato.example/)
  })
})

test('the account that Bridgy relays for, on every network it relays', async t => {
  const relays: [what: string, own: Said, other: Said][] = [
    [
      'X',
      { source: 'https://brid.gy/like/twitter/Hanako_E/1560000000000000000/7', by: 'https://x.com/hanako_e' },
      { source: 'https://brid.gy/like/twitter/Hanako_E/1560000000000000000/8', by: 'https://x.com/yui' },
    ],
    [
      'Mastodon',
      {
        source: 'https://brid.gy/repost/mastodon/@hanako@mstdn.example/113274172980253352/1',
        by: 'https://mstdn.example/users/Hanako',
      },
      {
        source: 'https://brid.gy/repost/mastodon/@hanako@mstdn.example/113274172980253352/2',
        by: 'https://other.example/@hanako',
      },
    ],
    [
      'Bluesky, by the DID at the end',
      {
        source: `https://brid.gy/like/bluesky/${did.hanako}/${atUri(did.hanako, '3lalppbcyuc2w')}/${did.hanako}`,
        by: 'https://bsky.app/profile/hanako.bsky.social',
      },
      {
        source: `https://brid.gy/like/bluesky/${did.hanako}/${atUri(did.hanako, '3lalppbcyuc2w')}/${did.yui}`,
        by: 'https://bsky.app/profile/yui.bsky.social',
      },
    ],
    [
      'GitHub',
      { source: 'https://brid.gy/comment/github/hanako-e/1/2', by: 'https://github.com/Hanako-E' },
      { source: 'https://brid.gy/comment/github/hanako-e/1/3', by: 'https://github.com/hanako' },
    ],
    [
      'Reddit',
      { source: 'https://brid.gy/comment/reddit/hanako_e/a/b', by: 'https://www.reddit.com/user/hanako_e/' },
      { source: 'https://brid.gy/comment/reddit/hanako_e/a/c', by: 'https://www.reddit.com/user/yui' },
    ],
    [
      'Flickr, by number or name',
      {
        source: 'https://brid.gy/like/flickr/39216764@N00/5150/39216764%40N00',
        by: 'https://www.flickr.com/people/hanako/',
      },
      {
        source: 'https://brid.gy/like/flickr/39216764@N00/5150/11116764%40N01',
        by: 'https://www.flickr.com/people/yui/',
      },
    ],
    [
      'Facebook',
      {
        source: 'https://brid.gy/comment/facebook/212038/10/11',
        by: 'https://www.facebook.com/profile.php?id=212038',
      },
      { source: 'https://brid.gy/comment/facebook/212038/10/12', by: 'https://www.facebook.com/yui' },
    ],
    [
      'Instagram',
      {
        source: 'https://brid.gy/like/instagram/hanako_e/99_212/212',
        by: 'https://www.instagram.com/hanako_e/',
      },
      { source: 'https://brid.gy/like/instagram/hanako_e/99_212/213', by: 'https://instagram.com/yui' },
    ],
  ]
  for (const [what, own, other] of relays)
    await t.test(what, async () => {
      const [mine, theirs] = await told(own, other)
      assert.equal(mine, 'own-act')
      assert.match(theirs!, /^(?:like|share|reply) by /)
      // The same account where nothing is relayed.
      const direct = { ...own, source: 'https://forum.example/1', as: 'mention-of' }
      if (what !== 'Flickr, by number or name') assert.equal((await told(own, direct))[1], 'own-act')
    })
})

test('who has Bridgy too and links here is somebody else, and what stands under their posts is not the owner’s', async () => {
  const own = (n: number): Said => ({
    source: `https://brid.gy/like/twitter/hanako/1560000000000000000/${n}`,
    by: `https://twitter.com/fan${n}`,
  })
  const under = (kind: string, n: number) => `https://brid.gy/${kind}/twitter/yui/15700000000000000${n}/9`
  const rows = await told(
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(own),
    // In their own thread, which links here.
    {
      source: under('comment', 10),
      by: 'https://twitter.com/yui',
      as: 'in-reply-to',
      text: 'and one more thing',
    },
    // Others in that thread.
    { source: under('comment', 10), by: 'https://twitter.com/ren', as: 'in-reply-to', text: 'thanks, Yui' },
    {
      source: under('comment', 11),
      by: 'https://x.com/maya',
      as: 'in-reply-to',
      text: 'ask @hanako about it',
    },
    {
      source: under('comment', 12),
      by: 'https://x.com/riku',
      as: 'in-reply-to',
      text: 'hanako.example/notes/1 says so',
    },
    { source: under('like', 10), by: 'https://twitter.com/ren' },
    { source: under('repost', 10), by: 'https://twitter.com/yui', as: 'repost-of' },
    {
      source: 'https://brid.gy/post/twitter/yui/1570000000000000010',
      by: 'https://twitter.com/yui',
      as: 'mention-of',
    },
    // The owner, there.
    { source: under('comment', 10), by: 'https://twitter.com/hanako', as: 'in-reply-to', text: 'thank you' },
  )
  const page = 'of web hanako.example/notes/1'
  assert.deepEqual(rows.slice(9), [
    `mention by x yui ${page}`,
    'not-toward-owner',
    `mention by x maya ${page}`,
    `mention by x riku ${page}`,
    'not-toward-owner',
    'not-toward-owner',
    `mention by x yui ${page}`,
    'own-act',
  ])
})

test('nobody is the owner by a tenth, and no foreign server’s namesake', async () => {
  const relay = (user: string, n: number, by: string, kind = 'comment'): Said => ({
    source: `https://brid.gy/${kind}/mastodon/${user}/1132741729802533${10 + n}/${n}`,
    by,
    as: 'in-reply-to',
    text: 'I see',
  })
  const rows = await told(
    ...[1, 2, 3, 4, 5, 6, 7].map(n => relay('@studio@mstdn.example', n, 'https://a.example/@fan')),
    ...[1, 2].map(n => relay('@yui@sato.example', n, 'https://sato.example/@yui')),
    relay('@studio@mstdn.example', 8, 'https://elsewhere.example/@studio'),
  )
  assert.equal(rows.filter(row => row === 'own-act').length, 0)
  assert.equal(
    rows.filter(row => row.startsWith('mention by fediverse https://sato.example/users/yui')).length,
    2,
  )
  assert.match(rows.at(-1)!, /^reply by fediverse https:\/\/elsewhere.example\/users\/studio/)
})

test('a single thread of somebody in another network, beside much of the owner’s', async () => {
  const rows = await told(
    ...Array.from({ length: 20 }, (_, n) => ({
      source: `https://brid.gy/like/twitter/hanako/1560000000000000000/${n}`,
      by: `https://twitter.com/fan${n}`,
    })),
    {
      source: 'https://brid.gy/comment/mastodon/@yui@sato.example/113274172980253310/1',
      by: 'https://sato.example/@yui',
      as: 'in-reply-to',
      text: 'and so on',
    },
    {
      source: 'https://brid.gy/like/github/hanako/1/2',
      by: 'https://github.com/hanako',
    },
  )
  assert.match(rows[20]!, /^mention by fediverse/)
  assert.equal(rows[21], 'own-act')
})

test('Bluesky through any bridge is one account, and its posts have the keys of its archive', async () => {
  const post = `at://${did.hanako}/app.bsky.feed.post/3lalppbcyuc2w`
  const rows = await told(
    {
      source: `https://brid.gy/like/bluesky/${did.hanako}/${atUri(did.hanako, '3lalppbcyuc2w')}/${did.yui}`,
      by: 'https://bsky.app/profile/yui.bsky.social',
    },
    {
      source: `https://brid.gy/comment/bluesky/${did.hanako}/${encodeURIComponent(post)}/${atUri(did.yui, '3lx')}`,
      by: 'https://bsky.brid.gy/r/https://bsky.app/profile/yui.bsky.social',
      as: 'in-reply-to',
      text: 'Yes!',
    },
    {
      source: `https://bsky.brid.gy/convert/web/at://${did.yui}/app.bsky.feed.post/3lw`,
      by: `https://bsky.brid.gy/ap/${did.yui}`,
      target: `https://bsky.app/profile/${did.hanako}/post/3lalppbcyuc2w`,
      as: 'in-reply-to',
      text: 'No!',
    },
    { source: 'https://sato.example/1', by: '', name: 'Yui', as: 'mention-of' },
  )
  assert.deepEqual(rows.slice(0, 3), [
    `like by bluesky ${did.yui} of bluesky ${post}`,
    `reply by bluesky ${did.yui} of bluesky ${post}`,
    `reply by bluesky ${did.yui} of bluesky ${post}`,
  ])
})

test('what a relay says of its author weighs no more than a page’s own word', async t => {
  const cases: [what: string, said: Said, account: string][] = [
    [
      'the site in somebody’s profile on X',
      { source: 'https://brid.gy/like/twitter/hanako/1560000000000000000/7', by: 'https://sato.example/' },
      'claim x.com as web sato.example',
    ],
    [
      'a page handed on by a bridge',
      { source: 'https://ap.brid.gy/convert/web/https://evil.example/1', by: 'https://sato.example/' },
      'claim evil.example as web sato.example',
    ],
    [
      'their own page handed on by a bridge',
      {
        source: 'https://fed.brid.gy/r/https://mstdn.example/users/yui/statuses/1',
        by: 'https://mstdn.example/@yui',
      },
      'fediverse https://mstdn.example/users/yui',
    ],
    [
      'a record of another’s on Bluesky',
      {
        source: `https://bsky.brid.gy/convert/web/at://${did.hanako}/app.bsky.feed.post/3lw`,
        by: `https://bsky.app/profile/${did.yui}`,
      },
      `claim ${did.hanako} as bluesky ${did.yui}`,
    ],
    [
      'a neighbour on a shared host',
      { source: 'https://note.com/evil/n/n1', by: 'https://note.com/yui' },
      'claim note.com/evil as web note.com/yui',
    ],
  ]
  for (const [what, said, account] of cases)
    await t.test(what, async () => assert.match((await told(said))[0]!, new RegExp(`^like by ${account} `)))
})

test('a picture alone is a like, in every shape', async t => {
  const reactions: Said[] = [
    { source: 'https://brid.gy/react/github/hanako/12345/yui-heart', as: 'in-reply-to', text: '❤️' },
    { source: 'https://brid.gy/react/mastodon/@hanako@mstdn.example/1132741729802533/7', as: 'mention-of' },
    { as: 'in-reply-to', text: '👍🏽' },
    { as: 'in-reply-to', text: ' ❤ ' },
    { as: 'in-reply-to', text: '👨‍👩‍👧🎉 🇯🇵' },
    { as: 'in-reply-to', text: ':blobcat_heart:' },
    { as: 'in-reply-to', text: ':heart@misskey.example:' },
    { as: 'in-reply-to', text: 'Yui Sato reacted with ❤️' },
    { as: 'in-reply-to', text: 'reacted 🎉 to a post' },
    { as: 'reacji' },
    { as: 'emoji-react-of', text: '🎉' },
    { as: 'favorite-of' },
    { as: 'u-like-of' },
  ]
  const words: Said[] = [
    { as: 'in-reply-to', text: '❤️ thank you' },
    { as: 'in-reply-to', text: '1' },
    {
      as: 'in-reply-to',
      text: 'He reacted to it badly, and then we talked about what that meant for all of us.',
    },
    { as: 'in-reply-to', text: 'w' },
  ]
  for (const said of reactions)
    await t.test(`${said.as} ${said.text ?? ''}`, async () =>
      assert.match((await told({ by: 'https://github.com/yui', ...said }))[0]!, /^like /),
    )
  for (const said of words)
    await t.test(`${said.text}`, async () =>
      assert.match((await told({ by: 'https://github.com/yui', ...said }))[0]!, /^reply /),
    )
})
