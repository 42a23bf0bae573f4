import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSource } from '#networks/files/source.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { telegram } from './network.ts'
import { reader } from './read.ts'
import { deepPieces } from './split.ts'

const names: Record<number, string> = { 1: '縁 花子', 2: '佐藤 結衣', 3: 'Maya Lindqvist' }
let last = 0
const say = (who: number, more: object = {}) => ({
  id: ++last,
  type: 'message',
  date: '2026-09-28T19:00:00',
  date_unixtime: '1790589600',
  from: names[who] ?? `Printer ${who}`,
  from_id: `user${who}`,
  text: 'ひみつ',
  text_entities: [{ type: 'plain', text: 'ひみつ' }],
  ...more,
})
const me = { personal_information: { user_id: 1, first_name: '花子', last_name: '縁', username: '@Hanako' } }
const full = (...list: object[]) => ({ ...me, chats: { about: '', list } })
const source = (content: object, more: Partial<Source> = {}): Source => ({
  ...memorySource({ 'DataExport_2026-09-30/result.json': JSON.stringify(content, null, 1) }),
  ...more,
})
const acts = async (from: Source) =>
  entriesOf(await rowsOf(reader, from)).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.key}`] : [],
  )
const crowd = Array.from({ length: 12 }, (_, i) => say(i + 10))

test('a full export says whose it is; programs, broadcasts and notes to oneself are no acts', async () => {
  const from = source(
    full(
      { name: '佐藤 結衣', type: 'personal_chat', id: 2, messages: [say(2), say(1)] },
      { name: 'bot', type: 'bot_chat', id: 9, messages: [say(9)] },
      { name: 'news', type: 'public_channel', id: 8, messages: [say(1)] },
      { type: 'saved_messages', id: 1, messages: [say(1)] },
    ),
  )
  assert.deepEqual(await reader.asks!(from), [])
  assert.deepEqual(await acts(from), ['message toward user2', 'message by user2'])
  const rows = await rowsOf(reader, from)
  assert.deepEqual(rejectsOf(rows), { 'not-a-person': 2, 'own-act': 1 })
  assert.equal(JSON.stringify(rows).includes('ひみつ'), false)
})

test('a single chat with one person names them by its own id, and has the keys of the full export', async () => {
  const chat = { name: '佐藤 結衣', type: 'personal_chat', id: 2, messages: [say(2), say(1)] }
  const keys = async (from: Source) =>
    entriesOf(await rowsOf(reader, from)).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
  assert.deepEqual(await keys(source(chat)), await keys(source(full(chat))))
  assert.deepEqual(await acts(source(chat)), ['message toward user2', 'message by user2'])
  assert.equal(entriesOf(await rowsOf(reader, source(chat)))[0]!.kind, 'self')
})

test('between two people a reaction is told beside the message it is to', async () => {
  const reactions = (id: number) => ({
    reactions: [{ emoji: '👍', recent: [{ from: 'x', from_id: `user${id}`, date: '2026-09-28T19:30:00' }] }],
  })
  const messages = [say(1, reactions(2)), say(2, reactions(1)), say(2, reactions(2))]
  const chat = { name: '佐藤 結衣', type: 'personal_chat', id: 2, messages }
  const expected = [
    'message by user2',
    'like toward user2',
    'message toward user2',
    'like by user2',
    'message toward user2',
  ]
  assert.deepEqual(await acts(source(chat)), expected)
  assert.deepEqual(await acts(source(full(chat))), expected)
})

test('in a large group answers, names and reactions count, with the reaction’s own time', async () => {
  const recent = (id: number) => [{ from: 'x', from_id: `user${id}`, date: '2026-09-28T19:30:00' }]
  const mine = say(1, { reactions: [{ type: 'emoji', emoji: '👍', count: 2, recent: recent(10) }] })
  const theirs = say(11, { reactions: [{ type: 'emoji', emoji: '🎉', count: 1, recent: recent(1) }] })
  const from = source(
    full({
      name: 'Printers',
      type: 'private_supergroup',
      id: 77,
      messages: [
        ...crowd,
        mine,
        theirs,
        say(12, { reply_to_message_id: mine.id }),
        say(13, { text_entities: [{ type: 'mention', text: '@hanako' }] }),
        say(14, { text_entities: [{ type: 'mention_name', text: 'Hanako', user_id: 1 }] }),
        say(1, { reply_to_message_id: theirs.id }),
        say(15, { reply_to_message_id: mine.id, reply_to_peer_id: 'channel5' }),
        say(16, { from_id: 'channel77' }),
        { id: 9999, type: 'unsupported' },
      ],
    }),
  )
  assert.deepEqual(await acts(from), [
    'like toward user10',
    'like by user11',
    'reply toward user12',
    'mention toward user13',
    'mention toward user14',
    'reply by user11',
  ])
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { private: 13, 'not-a-person': 1, unsupported: 1 })
  const like = entriesOf(await rowsOf(reader, from)).find(entry => entry.kind === 'act')!
  assert.deepEqual(like.kind === 'act' && like.when, {
    at: (1790589600 + 30 * 60) * 1000,
    precision: 'second',
    zoneKnown: true,
  })
})

test('a single group does not say whose it is: Enishi asks', async () => {
  const chat = { name: 'Printers', type: 'private_group', id: 77, messages: [say(1), say(2), say(3)] }
  const from = source(chat, { own: { names: ['縁花子'], accounts: [] } })
  const [question] = await reader.asks!(from)
  assert.equal(question!.proposed, 'user1')
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { 'owner-unknown': 3 })
  assert.deepEqual(await acts({ ...from, answers: { owner: 'user1' } }), [
    'message toward user2',
    'message toward user3',
  ])
})

test('a call is a message; a member who is gone is hidden; a quotation of a field is no field', async () => {
  const call = { ...say(2), type: 'service', action: 'phone_call', actor: '佐藤 結衣', actor_id: 'user2' }
  const quoting = say(2, { text: '"from_id": "user999"' })
  const from = source(
    full({
      name: 'x',
      type: 'personal_chat',
      id: 2,
      messages: [call, quoting, say(2, { from: null, from_id: null })],
    }),
  )
  assert.deepEqual(await acts(from), ['message toward user2', 'message toward user2'])
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { 'hidden-member': 1 })
})

test('a call nobody took is no message', async () => {
  const call = (more: object) => ({
    ...say(2),
    type: 'service',
    action: 'phone_call',
    actor_id: 'user2',
    ...more,
  })
  const messages = [
    call({ discard_reason: 'missed' }),
    call({ discard_reason: 'busy' }),
    call({ discard_reason: 'hangup' }),
    call({ discard_reason: 'missed', action: 'conference_call' }),
    call({ discard_reason: 'hangup', duration_seconds: 60 }),
  ]
  const from = source(full({ name: 'x', type: 'personal_chat', id: 2, messages }))
  assert.deepEqual(await acts(from), ['message toward user2'])
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { cancelled: 4 })
})

test('exports from before 2022 have numbers for authors and local time alone', async () => {
  const old = (who: number, date = '2019-06-04T00:01:59', shift = 0) => ({
    id: ++last,
    type: 'message',
    date,
    from: names[who],
    from_id: who + shift,
    text: 'x',
  })
  const chat = (shift: number) => ({
    name: '佐藤 結衣',
    type: 'personal_chat',
    id: 2 + shift,
    messages: [old(2, undefined, shift), old(1, '2019-06-04T00:05:59', shift)],
  })
  for (const shift of [0, 2 ** 32]) {
    for (const content of [
      chat(shift),
      { about: 'Here is the data', chats: { about: '', list: [chat(shift)] } },
    ]) {
      const from = source(content)
      assert.equal(await reader.recognizes(from), true)
      assert.deepEqual(await reader.asks!(from), [])
      assert.deepEqual(await acts(from), ['message toward user2', 'message by user2'])
      const [, first] = entriesOf(await rowsOf(reader, from))
      assert.deepEqual(first!.kind === 'act' && first!.when, {
        at: Date.UTC(2019, 5, 4, 0, 1, 59),
        precision: 'second',
        zoneKnown: false,
      })
    }
  }
  const group = {
    name: 'Printers',
    type: 'private_supergroup',
    id: 2 ** 33 + 77,
    messages: [old(2, undefined, 2 ** 32), old(3, undefined, 2 ** 32), old(77, undefined, 2 ** 33)],
  }
  const whole = { ...me, left_chats: { list: [group] }, chats: { list: [chat(2 ** 32)] } }
  assert.deepEqual(await acts(source(whole)), [
    'message toward user2',
    'message toward user3',
    'message toward user2',
    'message by user2',
  ])
  for (const type of ['private_group', 'public_supergroup', 'bot_chat', 'private_channel'])
    assert.equal(await reader.recognizes(source({ ...group, type })), true, type)
  for (const other of [
    { type: 'private_group', id: 3 },
    { type: 'message', messages: [old(2)] },
    { messages: [{ type: 'x' }] },
  ])
    assert.equal(await reader.recognizes(source(other)), false, JSON.stringify(other))
})

test('contacts are people, with or without an id', async () => {
  const list = [
    { user_id: 2, first_name: '結衣', last_name: '佐藤', date: '2024-01-03T10:00:00' },
    { first_name: 'Maya', phone_number: '0034 600 000 001' },
    { date: '2024-01-03T10:00:00' },
  ]
  const rows = await rowsOf(reader, source({ ...me, contacts: { list } }))
  assert.deepEqual(
    entriesOf(rows).flatMap(entry => (entry.kind === 'account' ? [entry.account.key] : [])),
    ['user2', '+34600000001'],
  )
  assert.deepEqual(rejectsOf(rows), { empty: 1 })
})

test('hostile depth and width cost nothing, in pieces of any size', async () => {
  const shape = { items: new Set(['messages[]']), fields: new Set(['name']), objects: new Set(['']) }
  const kinds = async (text: string, piece: number) => {
    const found: string[] = []
    const bytes = memorySource({ a: text }, piece).files[0]!.open()
    for await (const pieces of deepPieces(bytes, shape))
      for (const each of pieces)
        found.push('text' in each ? `${each.kind} ${each.text.trim().slice(0, 12)}` : each.kind)
    return found
  }
  const text = `{"x": [{"messages": [9]}, "a\\"]}"], "name": "版画\\\\", "messages": [1, {"a": "}"}, [2], "b,c"]}`
  for (const piece of [1, 3, 64, 100_000])
    assert.deepEqual(await kinds(text, piece), [
      'open',
      'field "版画\\\\"',
      'item 1',
      'item {"a": "}"}',
      'item [2]',
      'item "b,c"',
      'close',
    ])
  assert.deepEqual(await kinds('['.repeat(2_000_000), 64_000), ['bad'])
  assert.deepEqual(await kinds('{"a":'.repeat(500_000), 64_000), ['open', 'bad'])
  const lost = '{"messages": [\n {"id": 1, "t": "torn,\n "x": 1},\n {"id": 2}\n]}'
  assert.equal((await kinds(lost, 7)).filter(kind => kind.startsWith('item')).length, 2)
})

test('pages to read are told from what can be read', async () => {
  const page = '<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap">'
  assert.match(
    (await telegram.mistaken!(memorySource({ 'x/messages.html': page, 'x/a.css': '' })))!.en,
    /result\.json/,
  )
  assert.equal(await telegram.mistaken!(memorySource({ 'a.html': '<html>' })), undefined)
})

const root = process.env.ENISHI_SAMPLES
const skip = root ? false : 'ENISHI_SAMPLES is not set: no real files to read'
const folder = join(root ?? '', 'archives/whatsapp-telegram/test/telegram')

test('exports without ids give one chat’s messages, whole or single', { skip }, async t => {
  for (const path of readdirSync(folder).filter(name => name.startsWith('test_'))) {
    const { source: from, close } = await openSource(join(folder, path))
    const rows = await rowsOf(reader, { ...from, answers: { owner: 'name:author 1' } })
    t.diagnostic(`${path}: ${entriesOf(rows).length} entries, left out ${JSON.stringify(rejectsOf(rows))}`)
    assert.deepEqual(
      entriesOf(rows).map(entry => entry.kind),
      ['self', 'act'],
    )
    assert.deepEqual(rejectsOf(rows), { 'own-act': 1 })
    await close()
  }
})
