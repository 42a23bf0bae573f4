import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row } from '../contract.ts'
import { x } from './network.ts'
import { tweetOf } from './tweet.ts'
import { xWhen } from './when.ts'

const script = (type: string, ...items: unknown[]) =>
  `window.YTD.${type}.part0 = ${JSON.stringify(items, null, 2)}`
const account = script('account', { account: { accountId: '1001', username: 'Hanako' } })
const tweet = (fields: object) => ({
  tweet: { id_str: '1838000000000000005', created_at: 'Tue Sep 24 08:00:00 +0000 2024', ...fields },
})
const mention = (handle: string, id: string) => ({ screen_name: handle, id_str: id, name: handle })
const read = (files: Record<string, string>) => rowsOf(x.reader, memorySource(files))

/** One line for each row, for tables. */
function told(row: Row): string {
  if (!row.ok) return row.why
  const { entry } = row
  if (entry.kind === 'work') return `work ${entry.work.title ?? ''}`.trim()
  if (entry.kind === 'act') return `${entry.act} ${entry.direction} ${entry.account.key}`
  return `${entry.kind} ${entry.account.key}`
}
const toldOf = async (files: Record<string, string>) => (await read(files)).map(told)

const dates: [text: string, iso: string | undefined][] = [
  ['Sun Mar 21 12:53:22 +0000 2021', '2021-03-21T12:53:22.000Z'],
  ['Sun Feb 30 12:53:22 +0000 2021', undefined],
  ['2024-09-26T08:30:00.123Z', '2024-09-26T08:30:00.123Z'],
  ['2013-05-02 10:00:00 +0000', '2013-05-02T10:00:00.000Z'],
  ['2009-05-02 00:00:00 +0000', '2009-05-02T00:00:00.000Z'],
  ['', undefined],
]
for (const [text, iso] of dates)
  test(`x date ${text || 'empty'}`, () => {
    const when = xWhen(text)
    assert.equal(when && new Date(when.at).toISOString(), iso)
  })

test('before November 2010 only the day was kept', () => {
  assert.equal(xWhen('2009-05-02 00:00:00 +0000')?.precision, 'day')
  assert.equal(xWhen('2012-05-02 00:00:00 +0000')?.precision, 'second')
})

test('a post as the first archives had it, without a wrapper and without entities', () => {
  const found = tweetOf({
    id_str: '20',
    text: '@yui_sato a &amp;amp; b, mail me@sato.example',
    created_at: '',
  })
  assert.equal(found?.text, '@yui_sato a &amp; b, mail me@sato.example')
  assert.deepEqual(found?.mentions, [{ handle: 'yui_sato' }])
})

test('acts have the same keys in the old archive, its table and the new one', async () => {
  const reply = {
    full_text: '@ren_t 珈琲',
    in_reply_to_screen_name: 'ren_t',
    in_reply_to_user_id_str: '1004',
    in_reply_to_status_id_str: '1',
    id_str: '330000000000000001',
    entities: { user_mentions: [mention('ren_t', '1004')] },
  }
  const sources: Record<string, string>[] = [
    { 'data/account.js': account, 'data/tweets.js': script('tweets', tweet(reply)) },
    {
      'data/account.js': account,
      'data/js/tweets/2013_05.js': `Grailbird.data.tweets_2013_05 = \n ${JSON.stringify([tweet(reply).tweet])}`,
    },
    {
      'data/account.js': account,
      'tweets.csv':
        '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text"\n"330000000000000001","1","1004","2013-05-02 10:00:00 +0000","","@ren_t 珈琲"\n',
    },
  ]
  for (const files of sources) {
    const acts = entriesOf(await read(files)).flatMap(entry => (entry.kind === 'act' ? [entry] : []))
    assert.deepEqual(
      acts.map(({ act, externalKey, account }) => [act, externalKey, account.key]),
      [['reply', '330000000000000001', 'ren_t']],
    )
  }
})

test('answers to oneself are works; an answer to nobody that is told says so', async () => {
  const rows = await toldOf({
    'data/account.js': account,
    'data/tweets.js': script(
      'tweets',
      tweet({ full_text: 'next', in_reply_to_screen_name: 'hanako', in_reply_to_user_id_str: '1001' }),
      tweet({ id_str: '2', full_text: 'gone', in_reply_to_status_id_str: '5' }),
    ),
  })
  assert.deepEqual(rows, ['self hanako', 'work next', 'work gone', 'no-author'])
})

test('words that were not public are kept nowhere', async () => {
  const rows = await read({
    'data/account.js': account,
    'data/protected-history.js': script(
      'protected_history',
      { protectedHistory: { protectedAt: '2024-09-01T00:00:00.000Z', action: 'Protect' } },
      { protectedHistory: { protectedAt: '2024-09-20T00:00:00.000Z', action: 'Unprotect' } },
    ),
    'data/tweets.js': script(
      'tweets',
      tweet({ full_text: 'open' }),
      tweet({ id_str: '7', created_at: 'Tue Sep 10 08:00:00 +0000 2024', full_text: '@yui_sato secret' }),
    ),
    'data/twitter-circle-tweet.js': script(
      'twitter_circle_tweet',
      tweet({ id_str: '8', full_text: 'secret' }),
    ),
    'data/direct-messages.js': script('direct_messages', {
      dmConversation: {
        conversationId: '1001-1005',
        messages: [{ messageCreate: { id: '9', senderId: '1005', text: 'secret', createdAt: 'secret' } }],
      },
    }),
  })
  assert.deepEqual(rows.map(told), [
    'self hanako',
    'work open',
    'work',
    'mention by yui_sato',
    'work',
    'bad-date',
  ])
  assert.equal(JSON.stringify(rows).includes('secret'), false)
})

test('a number is somebody once a post has told the handle, and the newest post decides whose it is', async () => {
  const followers = ['1002', '1003'].map(accountId => ({
    follower: { accountId, userLink: 'https://x.example' },
  }))
  const rows = await toldOf({
    'data/account.js': account,
    'data/tweets.js': script(
      'tweets',
      tweet({ full_text: 'a', entities: { user_mentions: [mention('Yui_Sato', '1003')] } }),
      tweet({
        id_str: '3',
        created_at: 'Tue Sep 24 08:00:00 +0000 2019',
        full_text: 'b',
        entities: { user_mentions: [mention('yui_sato', '1002')] },
      }),
    ),
    'data/follower.js': script('follower', ...followers),
  })
  assert.deepEqual(rows.slice(-2), ['hidden-member', 'account yui_sato'])
})

const conversation = (id: string, ...messages: object[]) => ({
  dmConversation: { conversationId: id, messages },
})
const message = (id: string, senderId: string, text = '', recipientId?: string) => ({
  messageCreate: { id, senderId, recipientId, text, createdAt: '2024-09-26T08:30:00.000Z' },
})

test('messages without an account file: the one who is in every conversation is the owner', async () => {
  const messages = script(
    'direct_messages',
    conversation('5-7', message('1', '5', '', '7'), message('2', '7', '', '5')),
    conversation('7-9', message('3', '7', '', '9')),
  )
  assert.deepEqual(await toldOf({ 'data/direct-messages.js': messages }), [
    'message toward id:5',
    'message by id:5',
    'message by id:9',
  ])
  const one = script('direct_messages', conversation('5-7', message('1', '5', '', '7')))
  assert.deepEqual(await toldOf({ 'data/direct-messages.js': one }), ['owner-unknown'])
})

test('in a large group only who names the owner speaks to them', async () => {
  const crowd = Array.from({ length: 12 }, (_, index) => `${2000 + index}`)
  const group = script(
    'direct_messages_group',
    conversation('77', message('1', '2001', 'hello all'), message('2', '2002', 'what does @HANAKO think?'), {
      joinConversation: { participantsSnapshot: crowd },
    }),
    conversation('78', message('3', '2003', 'hello')),
  )
  assert.deepEqual(await toldOf({ 'data/account.js': account, 'data/direct-messages-group.js': group }), [
    'self hanako',
    'private',
    'mention toward id:2002',
    'not-a-person',
    'message toward id:2003',
  ])
})

test('a conversation larger than any item may be is read message by message', async () => {
  const words = 'ねえ[聞いて]{}"'.repeat(100)
  const many = Array.from({ length: 6_000 }, (_, index) => message(`${index + 1}`, '1005', words, '1001'))
  const text = script('direct_messages', conversation('1001-1005', ...many))
  assert.ok(Buffer.byteLength(text) > 8 * 1024 * 1024)
  const rows = await read({ 'data/account.js': account, 'data/direct-messages.js': text })
  assert.equal(entriesOf(rows).length, 6_001)
  assert.deepEqual(rejectsOf(rows), {})
})

test('what people bring instead is told apart, in both languages', async () => {
  const wrong: Record<string, string>[] = [
    { 'Your archive.html': '<html>' },
    { 'data/tweets_media/1-a.jpg': 'x' },
    { 'tweet_activity.csv': '"Tweet id","Tweet permalink","Tweet text","time","impressions"\n' },
    { 'data/ad-impressions.js': 'window.YTD.ad_impressions.part0 = [ ]', 'data/b.js': '' },
  ]
  for (const files of wrong) {
    assert.equal(await x.reader.recognizes(memorySource(files)), false)
    const sentence = await x.mistaken!(memorySource(files))
    assert.ok(sentence?.en && /[ぁ-ん]/.test(sentence.ja), Object.keys(files)[0])
  }
  assert.equal(await x.mistaken!(memorySource({ 'a.csv': 'a,b\n' })), undefined)
})
