import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { undoImport } from '#loop/gather/undo.ts'
import { importFile, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { madeOn } from '#tests/mentions.ts'
import { matchPeople } from './match-people.ts'
import { openMatcher } from './matcher.ts'
import { setReading } from './reading.ts'

test('a kanji name that nobody tells how to read is read by suggestion, marked, until the owner says how', async t => {
  const ctx = await testCtx()
  const matcher = openMatcher()
  t.after(async () => {
    await matcher.end()
    await ctx.end()
  })
  const { sql } = ctx.store
  const people = () =>
    sql<
      {
        name: string
        reading: string | null
        guessed: boolean
        sort_key: string
        search: string
        id: string
      }[]
    >`
      select name, reading, guessed, sort_key, search, person_id as id from person order by sort_key`
  const file = join(ctx.dataDir, 'a.vcf')
  const card = (uid: string, name: string, more = '') =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\n${more}END:VCARD\r\n`
  await writeFile(
    file,
    card('1', '山田 太郎') +
      card('2', '佐藤結衣') +
      card('3', 'Maya Lind') +
      card('4', '東海林 渚', 'X-PHONETIC-LAST-NAME:とうかいりん\r\nX-PHONETIC-FIRST-NAME:なぎさ\r\n'),
  )
  const importNo = await importFile(ctx, await madeOn(file, '2026-05-01T00:00:00Z'))
  await matchPeople(ctx, matcher)
  const told = (await people()).map(({ name, reading, guessed }) => [name, reading, guessed])
  assert.deepEqual(told, [
    ['佐藤結衣', 'さとう ゆい', true],
    ['東海林 渚', 'とうかいりん なぎさ', false],
    ['山田 太郎', 'やまだ たろう', true],
    ['Maya Lind', null, false],
  ])
  assert.match((await people())[0]!.search, /satou/)

  const before = await dumpLedger(ctx)
  const [yui] = await people()
  await setReading(ctx, yui!.id, 'さとう　ゆい')
  await setReading(ctx, yui!.id, 'さとう　ゆい')
  assert.deepEqual([(await people())[0]!.reading, (await people())[0]!.guessed], ['さとう ゆい', false])
  await setReading(ctx, yui!.id, 'さふじ ゆい')
  assert.equal((await people())[0]!.reading, 'さふじ ゆい')
  await assertWhole(ctx)
  await setReading(ctx, yui!.id, '')
  assert.deepEqual(await dumpLedger(ctx), before)
  await undoImport(ctx, importNo)
  assert.equal((await people()).length, 0)
  await assertWhole(ctx)
})
