import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { meetup } from './network.ts'

const sample = await readFile(join(import.meta.dirname, 'sample', 'attendees.xls'), 'utf8')

test('the day is asked for from the last reply on', async () => {
  const source = memorySource({ 'attendees.xls': sample })
  const [question] = await meetup.reader.asks!(source)
  assert.equal(question?.proposed, '2026-10-01')
  const answers = { [question.id]: '2026-10-04' }
  const entries = entriesOf(await rowsOf(meetup.reader, { ...source, answers }))
  const [, maya, tomas] = entries
  assert.ok(maya?.kind === 'act' && tomas?.kind === 'act')
  assert.equal(maya.account.key, '1000001')
  assert.deepEqual(maya.account.sameAs, [
    { kind: 'url', value: 'meetup.example/members/1000001', firm: true },
  ])
  assert.equal(tomas.account.title, undefined)
})

test('once somebody is ticked as having come, a plain No is an absence', async () => {
  const head = 'Name\tUser ID\tRSVP\tAttendance\tRSVPed on\n'
  const rows = (attendance: string) =>
    `${head}Maya Lindqvist\tuser 1000001\tYes\t${attendance}\t9/28/2026\nAoife Byrne\tuser 1000003\tYes\tNo\t9/28/2026\n`
  const read = async (text: string) => {
    const source = memorySource({ 'a.xls': text })
    return rejectsOf(await rowsOf(meetup.reader, { ...source, answers: { 'date:a.xls': '2026-10-04' } }))
  }
  assert.deepEqual(await read(rows('Yes')), { cancelled: 1 })
  assert.deepEqual(await read(rows('')), {})
})
