import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { connpass } from './network.ts'

const name = 'event_300001_participants.csv'
const sample = await readFile(join(import.meta.dirname, 'sample', name), 'utf8')

test('who came, when they were ticked off, and the event they came to', async () => {
  const [work, yui, , sakura, gone] = entriesOf(
    await rowsOf(connpass.reader, memorySource({ [name]: sample })),
  )
  const heldOn = { at: Date.UTC(2026, 9, 4), precision: 'day', zoneKnown: false }
  assert.deepEqual(work, {
    kind: 'work',
    work: {
      network: 'connpass',
      key: 'event/300001',
      url: 'https://connpass.com/event/300001/',
      publishedAt: heldOn,
    },
  })
  assert.ok(yui?.kind === 'act' && sakura?.kind === 'act' && gone?.kind === 'act')
  assert.equal(yui.act, 'attend')
  assert.equal(yui.when.at, Date.UTC(2026, 9, 4, 13, 20))
  assert.equal(yui.account.key, 'yui_sato')
  assert.equal(yui.account.familyName, '佐藤')
  assert.equal(yui.account.extra, undefined)
  assert.deepEqual(sakura.when, heldOn)
  assert.equal(gone.account.key, 'name:退会ユーザー')
  assert.deepEqual(await connpass.reader.asks!(memorySource({ [name]: sample })), [])
})

test('the owner among the visitors is no visitor', async () => {
  const source = memorySource({ [name]: sample })
  const own = { names: ['佐藤結衣'], accounts: [{ network: 'connpass', key: 'mayalindq' }] }
  assert.equal(rejectsOf(await rowsOf(connpass.reader, { ...source, own }))['own-act'], 2)
})

test('where nobody was ticked off the day is asked for, and the answer places everybody', async () => {
  const text = sample.replaceAll(/出席,2026年10月04日 \d\d:\d\d/g, ',').replaceAll(',欠席,', ',,')
  const source = memorySource({ 'list.csv': text })
  const [question] = await connpass.reader.asks!(source)
  assert.equal(question?.id, 'date:list.csv')
  assert.equal(question.proposed, '2026-10-05')
  assert.equal(question.choices.at(-1)?.value, '2027-02-01')
  const other = memorySource({ 'list.csv': text.replaceAll('2026年09月', '2026年08月') })
  assert.notEqual((await connpass.reader.asks!(other))[0]?.shape, question.shape)
  const without = await rowsOf(connpass.reader, source)
  assert.equal(rejectsOf(without)['no-date'], 5)
  const answers = { 'date:list.csv': '2026-10-06' }
  const acts = entriesOf(await rowsOf(connpass.reader, { ...source, answers })).filter(
    entry => entry.kind === 'act',
  )
  assert.equal(acts.length, 5)
  assert.equal(acts[0]?.work?.key, 'on:2026-10-06')
  assert.equal(acts[0]?.when.at, Date.UTC(2026, 9, 6))
})
