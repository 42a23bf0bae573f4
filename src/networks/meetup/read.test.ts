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

test('a list of members tells who joined the group and when, by their number', async () => {
  const head =
    'Name\tUser ID\tTitle\tMember ID\tLocation\tJoined Group on\tLast visited group on\tTotal RSVPs\tURL of Member Profile\n'
  const member = (name: string, id: number, joined: string) =>
    `${name}\tuser ${id}\tCo-organizer\t${id}\tMalmö\t${joined}\t09/28/2026\t10\thttps://www.meetup.com/Printers/members/${id}/\n`
  const source = memorySource({
    'members.xls':
      head +
      member('Maya', 1000001, '03/04/2024') +
      member('Maya', 2000002, '12/31/2025') +
      member('Aoife', 3000003, 'soon') +
      member('Hanako', 4000004, '01/01/2020'),
    'attendees.xls': sample,
  })
  assert.equal(await meetup.reader.recognizes(source), true)
  const rows = await rowsOf(meetup.reader, { ...source, own: { names: ['Hanako'], accounts: [] } })
  const joined = entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' && entry.act === 'follow'
      ? [[entry.externalKey, new Date(entry.when.at).toISOString(), entry.direction, entry.account.title]]
      : [],
  )
  assert.deepEqual(joined, [
    ['join:printers:1000001', '2024-03-04T00:00:00.000Z', 'toward', undefined],
    ['join:printers:2000002', '2025-12-31T00:00:00.000Z', 'toward', undefined],
  ])
  assert.deepEqual(rejectsOf(rows)['bad-date'], 1)
  assert.deepEqual(rejectsOf(rows)['own-act'], 1)
})
