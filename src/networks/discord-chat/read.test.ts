import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { discordChat } from './network.ts'
import { reader } from './read.ts'

const user = (id: string, name: string, more = {}) => ({ id, name, nickname: name, isBot: false, ...more })
const hanako = user('900000000000000001', 'hanako')
const yui = user('900000000000000002', 'yui_sato')
const maya = user('900000000000000003', 'mayalindq')
let last = 0
const message = (author: object, more: object = {}) => ({
  id: `12000000000000000${10 + last++}`,
  type: 'Default',
  timestamp: '2026-09-01T14:02:11.512+09:00',
  author,
  content: 'ひみつ',
  mentions: [],
  reactions: [],
  ...more,
})
const source = (type: string, name: string, messages: object[], more: Partial<Source> = {}): Source => ({
  ...memorySource({
    'a.json': JSON.stringify({ guild: { id: '1', name: 'g' }, channel: { id: '2', type, name }, messages }),
  }),
  ...more,
})
const known = { own: { names: [], accounts: [{ network: 'discord', key: hanako.id }] } }
const acts = async (from: Source) =>
  entriesOf(await rowsOf(reader, from)).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.handle}`] : [],
  )

test('in a channel answers, mentions and reactions tell who meant the owner', async () => {
  const mine = message(hanako, { reactions: [{ emoji: { name: '👍' }, users: [yui, hanako] }] })
  const theirs = message(maya, { reactions: [{ emoji: { name: '🎉' }, users: [hanako] }] })
  const from = source(
    'GuildTextChat',
    'general',
    [
      mine,
      theirs,
      message(yui, { type: 'Reply', reference: { messageId: mine.id } }),
      message(maya, { mentions: [hanako] }),
      message(hanako, { type: 'Reply', reference: { messageId: theirs.id }, mentions: [maya, yui] }),
      message(yui, { reference: { type: 'Forward', messageId: mine.id } }),
      message(user('900000000000000099', 'bot', { isBot: true })),
    ],
    known,
  )
  assert.deepEqual(await acts(from), [
    'like toward yui_sato',
    'like by mayalindq',
    'reply toward yui_sato',
    'mention toward mayalindq',
    'reply by mayalindq',
    'mention by yui_sato',
  ])
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { private: 1, 'not-a-person': 1 })
  assert.equal(JSON.stringify(await rowsOf(reader, from)).includes('ひみつ'), false)
})

test('when somebody reacted is known to the day of the message only', async () => {
  const mine = message(hanako, { reactions: [{ emoji: { name: '👍' }, users: [yui] }] })
  const rows = await rowsOf(reader, source('GuildTextChat', 'general', [mine], known))
  const like = entriesOf(rows).find(({ kind }) => kind === 'act')
  assert.equal(like?.kind === 'act' && like.when.precision, 'day')
})

test('a direct message names the other one; a group of them asks, proposing the name it knows', async () => {
  const direct = source('DirectTextChat', 'yui_sato', [message(yui), message(hanako)])
  assert.deepEqual(await acts(direct), ['message toward yui_sato', 'message by yui_sato'])
  const reactions = [{ emoji: { name: '👍' }, users: [yui, hanako] }]
  const cheered = [message(yui, { reactions }), message(hanako, { reactions })]
  assert.deepEqual(await acts(source('DirectTextChat', 'yui_sato', cheered)), [
    'message toward yui_sato',
    'like by yui_sato',
    'message by yui_sato',
    'like toward yui_sato',
  ])
  const group = source('DirectGroupTextChat', 'printers', [message(yui), message(hanako), message(maya)], {
    own: { names: ['Hanako'], accounts: [] },
  })
  const [question] = await reader.asks!(group)
  assert.equal(question!.proposed, hanako.id)
  assert.deepEqual(rejectsOf(await rowsOf(reader, group)), { 'owner-unknown': 3 })
  assert.deepEqual(await acts({ ...group, answers: { owner: hanako.id } }), [
    'message toward yui_sato',
    'message toward mayalindq',
  ])
})

test('the other formats of the exporter are told apart', async () => {
  const csv =
    'AuthorID,Author,Date,Content,Attachments,Reactions\r\n"1","a","2026-09-01T00:00:00Z","hi","",""\r\n'
  assert.match((await discordChat.mistaken!(memorySource({ 'a.csv': csv })))!.en, /JSON/)
  assert.equal(await discordChat.mistaken!(memorySource({ 'a.csv': 'name,mail\n' })), undefined)
})
