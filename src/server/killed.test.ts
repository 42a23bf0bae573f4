import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { matchPeople } from '#loop/know/match-people.ts'
import { openMatcher } from '#loop/know/matcher.ts'
import type { ImportReport } from '#screens/imports/shape.ts'
import { serversOf } from '#store/postmaster.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { importFile, testCtx } from '#tests/ctx.ts'
import { enishi, type Running } from '#tests/enishi.ts'
import { assertWhole } from '#tests/invariants.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { mentions, writeFeed } from '#tests/mentions.ts'
import { address, type Page, signIn } from '#tests/visitor.ts'
import { openCtx } from './ctx.ts'

const rows = 21_000
const byHand = '手で加えた人'

test('kill -9 of Enishi and its PostgreSQL at once, again and again in one import: all that was acknowledged is there, and the import goes on', async t => {
  const dataDir = await testFolder()
  let running: Running | undefined
  t.after(async () => {
    running?.child.kill('SIGKILL')
    await remove(dataDir)
  })
  const path = await writeFeed(join(dataDir, 'a.json'), mentions(1, rows))
  const started = enishi(dataDir, 'start', '--port', '0')
  running = started
  let page = await signIn(started)
  const upload = await page.post('/imports?name=a.json', await readFile(path), 'application/octet-stream')
  const importId = (upload as { importId: string }).importId
  const acknowledged: string[] = []
  const killedAt: number[] = []
  // Chunks of 10,000 rows: before the first, after it, and after the second.
  for (const items of [0, 1, 10_001]) {
    const { personId } = (await page.post('/people', JSON.stringify({ name: `${byHand} ${items}` }))) as {
      personId: string
    }
    acknowledged.push(personId)
    const { status, progress } = await until(page, importId, one => one.progress.items >= items)
    if (status === 'done') break
    await killBoth(running, dataDir)
    killedAt.push(progress.items)
    running = enishi(dataDir, 'start', '--port', '0')
    // The sign-in was acknowledged too: no new code is needed.
    page = page.at(await address(running))
    for (const id of acknowledged) await page.get(`/people/${id}`)
  }
  const { progress } = await until(page, importId, one => one.status === 'done')
  assert.equal(progress.items, rows)
  t.diagnostic(`killed after ${killedAt.join(', ')} of ${rows} rows`)
  assert.ok(killedAt.length >= 2)
  running.child.kill('SIGTERM')
  assert.equal((await running.ended).exit, 0)

  const whole = await testCtx()
  t.after(() => whole.end())
  await importFile(whole, path)
  const ctx = await openCtx({ dataDir } as Parameters<typeof openCtx>[0])
  t.after(() => ctx.store.close())
  // How a name is read is thought about after the import: Enishi was stopped before that, or after.
  for (const ledger of [ctx, whole]) {
    const matcher = openMatcher()
    await matchPeople(ledger, matcher)
    await matcher.end()
  }
  await assertWhole(ctx)
  const [found, expected] = [await dumpLedger(ctx), await dumpLedger(whole)]
  for (const table of Object.keys(expected))
    assert.deepEqual(
      found[table]!.filter(row => !row.includes(byHand)),
      expected[table],
      table,
    )
})

/** Neither may tell the other that it goes. */
async function killBoth({ child, ended }: Running, dataDir: string): Promise<void> {
  const { postmaster } = serversOf(join(dataDir, 'postgres'))
  process.kill(child.pid!, 'SIGSTOP')
  process.kill(postmaster!, 'SIGKILL')
  process.kill(child.pid!, 'SIGKILL')
  await ended
}

/** Bounded by the test's own time limit. */
async function until(
  page: Page,
  importId: string,
  is: (report: ImportReport) => boolean,
): Promise<ImportReport> {
  for (;;) {
    const report = await page.get<ImportReport>(`/imports/${importId}`)
    assert.notEqual(report.status, 'failed', report.message ?? '')
    if (is(report) || report.status === 'done') return report
    await sleep(10)
  }
}
