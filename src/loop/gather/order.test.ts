import assert from 'node:assert/strict'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { countFacts, dumpLedger } from '#tests/ledger-dump.ts'
import { madeOn, mentions, writeFeed } from '#tests/mentions.ts'
import { addImport, importByNo } from './imports.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

const opened: TestCtx[] = []
const open = async () => {
  const ctx = await testCtx()
  opened.push(ctx)
  return ctx
}
afterEach(() => Promise.all(opened.splice(0).map(each => each.end())))

const card = (uid: string, name: string, rest: string) =>
  `BEGIN:VCARD\nVERSION:3.0\nUID:${uid}\nFN:${name}\n${rest}\nEND:VCARD\n`

/** Four archives that tell of the same people, in other words and with addresses that join them. */
async function archives(dir: string): Promise<[string, string, string, string]> {
  await writeFile(
    join(dir, 'phone.vcf'),
    [
      card('yui', '佐藤 結衣', 'EMAIL:yui@sato.example\nURL:https://sato.example/'),
      card('ren', '高橋 蓮', 'EMAIL:ren@takahashi.example\nURL:https://takahashi.example/'),
      card('shop', '縁日の会', 'EMAIL:info@ennichi.example'),
      card('maya', 'Maya Lindqvist', 'EMAIL:maya@lindqvist.example'),
    ].join(''),
  )
  await writeFile(
    join(dir, 'mail.vcf'),
    [
      card('yui-2', 'Yui Sato', 'EMAIL:yui@sato.example\nTITLE:代表'),
      card('yui-3', '結衣さん', 'EMAIL:yui@sato.example'),
      card('yui', '佐藤 結衣', 'EMAIL:yui@sato.example\nTITLE:代表'),
      card('shop-2', '案内', 'EMAIL:info@ennichi.example'),
      ...[1, 2, 3, 4, 5, 6].map(no => card(`maya-${no}`, `Lindqvist ${no}`, 'EMAIL:maya@lindqvist.example')),
    ].join(''),
  )
  return [
    await writeFeed(join(dir, 'a.json'), mentions(1, 60, { text: 'はじめ' }), '2026-05-01T00:00:00Z'),
    await writeFeed(
      join(dir, 'b.json'),
      mentions(30, 60, { property: 'in-reply-to' }),
      '2026-06-01T00:00:00Z',
    ),
    await madeOn(join(dir, 'phone.vcf'), '2026-04-01T00:00:00Z'),
    await madeOn(join(dir, 'mail.vcf'), '2026-07-01T00:00:00Z'),
  ]
}

test('archives that tell of the same people end alike in whatever order they come', async () => {
  const first = await open()
  const paths = await archives(first.dataDir)
  for (const path of paths) await importFile(first, path)
  await assertWhole(first)
  const joined = await first.store.sql`select evidence from link_decision group by evidence order by evidence`
  assert.deepEqual(
    joined.map(row => row.evidence),
    ['sato.example', 'takahashi.example', 'yui@sato.example'],
  )
  const dump = await dumpLedger(first)
  const orders = [
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
    [0, 3, 2, 1],
    [3, 1, 2, 0],
  ]
  for (const order of orders) {
    const ctx = await open()
    for (const no of order) await importFile(ctx, paths[no]!)
    assert.deepEqual(await dumpLedger(ctx), dump, `in the order ${order}`)
  }
})

test('archives that come at the same time end as one after the other, and nobody hears of a deadlock', async () => {
  const alone = await open()
  const paths = await archives(alone.dataDir)
  for (const path of paths) await importFile(alone, path)
  const dump = await dumpLedger(alone)
  for (let round = 0; round < 3; round++) {
    const ctx = await open()
    const numbers = []
    for (const path of paths) numbers.push(await addImport(ctx, { path, name: path }))
    const ended = await Promise.all(numbers.map(no => runImport(ctx, no, 7)))
    assert.deepEqual(ended, ['done', 'done', 'done', 'done'])
    await assertWhole(ctx)
    assert.deepEqual(await dumpLedger(ctx), dump)
  }
})

test('an import taken back while another reads of the same people leaves nothing half', async () => {
  const place = await open()
  const [a, b, phone, mail] = await archives(place.dataDir)
  for (const [gone, stays] of [
    [a, b],
    [mail, phone],
  ] as const) {
    const [ctx, alone] = [await open(), await open()]
    await importFile(alone, stays)
    const first = await importFile(ctx, gone)
    const second = await addImport(ctx, { path: stays, name: 'b' })
    await Promise.all([runImport(ctx, second, 3), sleep(10).then(() => undoImport(ctx, first))])
    await assertWhole(ctx)
    assert.deepEqual(await dumpLedger(ctx), await dumpLedger(alone))
  }
})

test('the same file brought twice at once is read once, and the other points to it', async () => {
  const ctx = await open()
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), mentions(1, 500))
  const copy = join(ctx.dataDir, 'again.json')
  await copyFile(path, copy)
  const numbers = [
    await addImport(ctx, { path, name: 'a' }),
    await addImport(ctx, { path: copy, name: 'a again' }),
  ]
  const ended = await Promise.all(numbers.map(no => runImport(ctx, no, 50)))
  assert.ok(ended.includes('done'))
  const rows = await Promise.all(numbers.map(no => importByNo(ctx.store.sql, ctx.owner, no)))
  assert.deepEqual(
    rows.map(row => row.status),
    ['done', 'done'],
  )
  const [reader, other] = rows[0]!.same_as === null ? rows : rows.toReversed()
  assert.deepEqual(
    [other!.same_as, reader!.same_as, reader!.counts.actsAdded],
    [reader!.import_no, null, 500],
  )
  assert.equal((await countFacts(ctx)).act, 500)
  await assertWhole(ctx)
})

test('one import asked for by two processes runs in one of them', async () => {
  const ctx = await open()
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), mentions(1, 500))
  const importNo = await addImport(ctx, { path, name: 'a' })
  const ended = await Promise.all([runImport(ctx, importNo, 50), runImport(ctx, importNo, 50)])
  assert.deepEqual(ended.sort(), ['done', 'elsewhere'])
  assert.equal((await importByNo(ctx.store.sql, ctx.owner, importNo)).counts.actsAdded, 500)
})
