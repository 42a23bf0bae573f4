import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { doorkeeper } from './network.ts'

test('English columns, a day of the event in the file, and two tickets of one visitor', async () => {
  const text = [
    'Name,Email,Ticket type,Status,Event date,Checked in at',
    'Maya Lindqvist,MAYA@lindqvist.example,General,Attending,2026-10-04 13:30,',
    'Maya Lindqvist,maya@lindqvist.example,Tools,Attending,2026-10-04 13:30,',
    'Aoife Byrne,aoife@byrne.example,General,Canceled,2026-10-04 13:30,',
    'Tomás Rivera,tomas@rivera.example,General,Waitlisted,2026-10-04 13:30,',
  ].join('\n')
  const source = memorySource({ 'a.csv': `${text}\n` })
  assert.deepEqual(await doorkeeper.reader.asks!(source), [])
  const rows = await rowsOf(doorkeeper.reader, source)
  assert.deepEqual(
    entriesOf(rows).map(({ kind }) => kind),
    ['work', 'act', 'account'],
  )
  assert.deepEqual(rejectsOf(rows), { cancelled: 1, 'not-approved': 1 })
  const act = entriesOf(rows)[1]
  assert.ok(act?.kind === 'act')
  assert.equal(act.account.key, 'maya@lindqvist.example maya lindqvist')
  assert.equal(act.work?.key, 'on:2026-10-04')
})
