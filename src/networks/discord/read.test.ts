import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'

const [hanako, yui, maya] = ['900000000000000001', '900000000000000002', '900000000000000003']
const direct = (id: string, ...recipients: (string | undefined)[]) =>
  JSON.stringify({ id, type: 'DM', recipients })
const one = '[{"ID": 1200000000000000001, "Timestamp": "2026-09-01 05:02:11", "Contents": "ひみつ"}]'
const acts = async (files: Record<string, string>) =>
  entriesOf(await rowsOf(reader, memorySource(files))).flatMap(entry =>
    entry.kind === 'act' ? [`${entry.act} ${entry.direction} ${entry.account.key} ${entry.externalKey}`] : [],
  )

test('ids keep all their digits, whether from JSON or CSV, in folders of any name', async () => {
  const files = {
    'Compte/user.json': JSON.stringify({ id: hanako, username: 'hanako' }),
    'x/Mensajes/1100000000000000001/channel.json': direct('1100000000000000001', hanako, yui),
    'x/Mensajes/1100000000000000001/messages.json': one,
    'x/Mensajes/1100000000000000003/channel.json': direct('1100000000000000003', maya, hanako),
    'x/Mensajes/1100000000000000003/messages.csv':
      'ID,Timestamp,Contents,Attachments\r\n950000000000000001,2022-03-01 18:22:10.120000+00:00,hi,\r\n',
  }
  assert.deepEqual(await acts(files), [
    `message by ${yui} m:1200000000000000001`,
    `message by ${maya} m:950000000000000001`,
  ])
  assert.equal(JSON.stringify(await rowsOf(reader, memorySource(files))).includes('ひみつ'), false)
})

test('without the account file the one who is in every direct message is the owner', async () => {
  const files = {
    'm/c1100000000000000001/channel.json': direct('1100000000000000001', hanako, yui),
    'm/c1100000000000000001/messages.json': one,
    'm/c1100000000000000003/channel.json': direct('1100000000000000003', maya, hanako),
    'm/c1100000000000000003/messages.json': '[]',
  }
  assert.deepEqual(await acts(files), [`message by ${yui} m:1200000000000000001`])
  const { 'm/c1100000000000000003/channel.json': _, ...single } = files
  assert.deepEqual(rejectsOf(await rowsOf(reader, memorySource(single))), { 'owner-unknown': 1 })
})

test('times are UTC; a partner who deleted their account is hidden', async () => {
  const files = {
    'user.json': JSON.stringify({ id: hanako, username: 'hanako' }),
    'm/c1100000000000000001/channel.json': direct('1100000000000000001', hanako, 'Deleted User'),
    'm/c1100000000000000001/messages.json': one,
    'm/c1100000000000000002/channel.json': JSON.stringify({ id: '1100000000000000002', type: 0 }),
    'm/c1100000000000000002/messages.json': one.replace('ひみつ', `<@${maya}>`),
  }
  const rows = await rowsOf(reader, memorySource(files))
  assert.deepEqual(rejectsOf(rows), { 'hidden-member': 1 })
  const mention = entriesOf(rows).at(-1)!
  assert.deepEqual(mention.kind === 'act' && mention.when, {
    at: Date.UTC(2026, 8, 1, 5, 2, 11),
    precision: 'second',
    zoneKnown: true,
  })
})
