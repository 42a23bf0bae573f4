import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSource } from '#networks/files/source.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { reader } from './read.ts'

const user = (id: string, name: string, more: object = {}) => ({
  id,
  team_id: 'T0',
  name,
  profile: { real_name: name, email: `${name}@${name}.example` },
  ...more,
})
const people = [
  user('U1', 'hanako'),
  user('U2', 'yui'),
  user('U3', 'maya'),
  user('UB', 'bot', { is_bot: true }),
]
const crowd = Array.from({ length: 12 }, (_, i) => `U${i + 1}`)
const files = (folder: string, messages: object[], root = '') => ({
  [`${root}users.json`]: JSON.stringify(people),
  [`${root}channels.json`]: JSON.stringify([
    { id: 'C1', name: 'small', members: ['U1', 'U2', 'U3'] },
    { id: 'C2', name: 'large', members: crowd },
  ]),
  [`${root}dms.json`]: JSON.stringify([
    { id: 'D1', members: ['U1', 'U2'] },
    { id: 'D2', members: ['U2', 'U3'] },
  ]),
  [`${root}${folder}/2026-09-29.json`]: JSON.stringify(messages),
})
const mine = { own: { names: ['Hanako'], accounts: [{ network: 'mail', key: 'hanako@hanako.example' }] } }
const source = (from: Record<string, string>, more: Partial<Source> = mine): Source => ({
  ...memorySource(from),
  ...more,
})
const say = (id: string, n: number, more: object = {}) => ({
  type: 'message',
  user: id,
  text: 'ひみつ',
  ts: `179058600${n}.000100`,
  ...more,
})
const acts = async (from: Source) =>
  entriesOf(await rowsOf(reader, from)).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.key}`] : [],
  )

test('the owner is known by a mail address; a direct message goes both ways, others’ are left alone', async () => {
  const from = source(files('D1', [say('U2', 1), say('U1', 2)]))
  assert.deepEqual(await acts(from), ['message toward T0/U2', 'message by T0/U2'])
  assert.equal(JSON.stringify(await rowsOf(reader, from)).includes('ひみつ'), false)
  assert.deepEqual(rejectsOf(await rowsOf(reader, source(files('D2', [say('U2', 1), say('U3', 2)])))), {
    private: 2,
  })
})

test('in a room of ten everybody hears the owner; in a larger one only answers, names and reactions count', async () => {
  assert.deepEqual(await acts(source(files('small', [say('U2', 1), say('U3', 2)]))), [
    'message toward T0/U2',
    'message toward T0/U3',
  ])
  const from = source(
    files('large', [
      say('U1', 1, { reactions: [{ name: '+1', users: ['U2', 'UB', 'U1'], count: 3 }] }),
      say('U2', 2, { thread_ts: '1790586001.000100', parent_user_id: 'U1' }),
      say('U3', 3, { thread_ts: '1790586001.000100' }),
      say('U3', 4, { text: '<@U1|hanako> look', reactions: [{ name: 'tada', users: ['U1'] }] }),
      say('U1', 5, { thread_ts: '1790586004.000100', parent_user_id: 'U3', text: '<@U2> <@U3>' }),
      say('U2', 6),
      say('UB', 7, { bot_id: 'B1' }),
      say('U2', 8, { subtype: 'channel_join' }),
      say('U9', 9),
    ]),
  )
  assert.deepEqual(await acts(from), [
    'like toward T0/U2',
    'reply toward T0/U2',
    'reply toward T0/U3',
    'mention toward T0/U3',
    'like by T0/U3',
    'reply by T0/U3',
    'mention by T0/U2',
  ])
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), {
    private: 1,
    'not-a-person': 2,
    'hidden-member': 1,
  })
})

test('in a room of any size answers, names and reactions are told for what they are', async () => {
  const liked = (by: string) => ({ reactions: [{ name: '+1', users: [by, 'U1'], count: 2 }] })
  const small = [
    say('U1', 1, liked('U3')),
    say('U2', 2, { thread_ts: '1790586001.000100', parent_user_id: 'U1', text: '<@U1> yes' }),
    say('U3', 3, { text: '<@U1>' }),
    say('U3', 4, liked('U2')),
  ]
  assert.deepEqual(await acts(source(files('small', small))), [
    'like toward T0/U3',
    'reply toward T0/U2',
    'mention toward T0/U3',
    'message toward T0/U3',
    'like by T0/U3',
  ])
  assert.deepEqual(await acts(source(files('D1', [say('U1', 1, liked('U2')), say('U2', 2, liked('U2'))]))), [
    'message by T0/U2',
    'like toward T0/U2',
    'message toward T0/U2',
    'like by T0/U2',
  ])
})

test('without an address Enishi asks, proposing the name it knows', async () => {
  const from = source(files('small', [say('U2', 1)]), { own: { names: ['Hanako'], accounts: [] } })
  const [question] = await reader.asks!(from)
  assert.equal(question!.proposed, 'T0/U1')
  assert.equal(question!.choices.length, 3)
  assert.deepEqual(rejectsOf(await rowsOf(reader, from)), { 'owner-unknown': 1 })
  assert.deepEqual(await acts({ ...from, answers: { owner: 'T0/U1' } }), ['message toward T0/U2'])
})

test('who stands in no list of members is known by what any message tells of them, and is never lost', async () => {
  const lists = (folder: string, messages: object[], more: Record<string, string> = {}) => ({
    ...files(folder, messages),
    'dms.json': JSON.stringify([{ id: 'D1', members: ['U1', 'U9'] }]),
    ...more,
  })
  const told = async (from: Record<string, string>) =>
    entriesOf(await rowsOf(reader, source(from))).flatMap(entry =>
      entry.kind === 'act' ? [`${entry.direction} ${entry.account.key} ${entry.account.name}`] : [],
    )
  const dm = [say('U9', 1), say('U1', 2)]
  const elsewhere = (...messages: object[]) => ({ 'zines/2026-09-30.json': JSON.stringify(messages) })
  const profile = { real_name: 'Aoife Byrne', name: 'aoife', team: 'T9' }
  const table: [Record<string, string>, string][] = [
    [elsewhere(say('U9', 5, { user_profile: profile, user_team: 'T9' })), 'T9/U9 Aoife Byrne'],
    [elsewhere(say('U9', 5, { user_team: 'T9' }), say('U2', 6, { text: 'hi <@U9|aoife>' })), 'T9/U9 aoife'],
    [{}, 'T0/U9 U9'],
  ]
  for (const [more, who] of table) {
    const rows = await told(lists('D1', dm, more))
    assert.deepEqual(rows.slice(0, 2), [`toward ${who}`, `by ${who}`])
  }
})

test('an Enterprise Grid is read workspace by workspace, in any wrapper', async () => {
  const grid = {
    ...files('D1', [say('U2', 1)], 'wrap/teams/A/'),
    ...files('small', [say('U3', 1)], 'wrap/teams/B/'),
  }
  assert.deepEqual(await acts(source(grid)), ['message toward T0/U2', 'message toward T0/U3'])
})

const root = process.env.ENISHI_SAMPLES
const skip = root ? false : 'ENISHI_SAMPLES is not set: no real files to read'

test('a real export of 2016 leaves nothing unexplained', { skip }, async t => {
  const { source: from, close } = await openSource(join(root!, 'archives/slack/testarchive.zip'))
  assert.equal((await reader.asks!(from))[0]!.choices.length, 4)
  const rows = await rowsOf(reader, { ...from, answers: { owner: 'T0BMHLSRH/U0BMYT2FL' } })
  t.diagnostic(`${entriesOf(rows).length} entries, left out ${JSON.stringify(rejectsOf(rows))}`)
  assert.equal(entriesOf(rows).filter(entry => entry.kind === 'act').length, 49)
  // 94 posts of programs, 11 notices of rooms; four messages of the owner's to everybody.
  assert.deepEqual(rejectsOf(rows), { 'not-a-person': 105, 'own-act': 4 })
  await close()
})
