import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportReport } from '#screens/imports/shape.ts'
import { readPidFile, serversOf } from '#store/postmaster.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { enishi, type Running } from '#tests/enishi.ts'
import { mentions, writeFeed } from '#tests/mentions.ts'
import { connectRaw } from '#tests/raw.ts'
import { address, signIn } from '#tests/visitor.ts'

const rows = 60_000

/** Generous: a machine that runs other tests at the same time. Alone it takes less than two seconds. */
const patienceMs = 6_000

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`${signal} while an import runs: Enishi stops in time with exit 0, its PostgreSQL with it, and the import goes on at the next start`, async t => {
    const { dataDir, path, start } = await house(t)
    let running = start()
    let page = await signIn(running)
    const { importId } = (await page.post(
      '/imports?name=a.json',
      await readFile(path),
      'application/octet-stream',
    )) as { importId: string }
    const atImport = `/imports/${importId}`
    // While the file is looked at, and in the middle of it.
    for (const items of [0, 1]) {
      while ((await page.get<ImportReport>(atImport)).progress.items < items) await sleep(10)
      const took = await stopped(running, signal, dataDir)
      t.diagnostic(`stopped after ${took} ms`)
      running = start()
      page = page.at(await address(running))
      const { status } = await page.get<ImportReport>(atImport)
      assert.equal(status, 'reading', 'it is taken up again without being asked')
    }
    for (;;) {
      const { status, progress } = await page.get<ImportReport>(atImport)
      if (status === 'done') {
        assert.equal(progress.items, rows)
        break
      }
      assert.equal(status, 'reading')
      await sleep(50)
    }
    await stopped(running, signal, dataDir)
  })

test('a statement that does not end holds nothing up: the import is cut off there and goes on at the next start', async t => {
  const { dataDir, path, start } = await house(t)
  const running = start()
  const page = await signIn(running)
  const sql = connectRaw(readPidFile(join(dataDir, 'postgres'))!.socketDir, 1)
  t.after(() => sql.end({ timeout: 0 }))
  const held = sql.begin(async tx => {
    await tx`lock table act in access exclusive mode`
    await page.post('/imports?name=a.json', await readFile(path), 'application/octet-stream')
    while (!(await tx`select from pg_locks where relation = 'act'::regclass and not granted`).length)
      await sleep(10)
    await stopped(running, 'SIGTERM', dataDir)
  })
  await assert.rejects(held)
  const again = await signIn(start())
  for (let status = ''; status !== 'done'; await sleep(50)) {
    ;({ status } = (await again.get<{ imports: ImportReport[] }>('/imports')).imports[0]!)
    assert.ok(['reading', 'done'].includes(status), status)
  }
})

test('Ctrl-C stops an import of the command line with exit 130 and nothing left running; it is paused', async t => {
  const { dataDir, path } = await house(t)
  const running = enishi(dataDir, 'import', path)
  while (serversOf(join(dataDir, 'postgres')).children.length === 0) await sleep(10)
  await sleep(1_500)
  running.child.kill('SIGINT')
  const { exit, out } = await running.ended
  assert.equal(exit, 130)
  assert.match(out, /^Interrupted\. What was read is kept/)
  assert.deepEqual(serversOf(join(dataDir, 'postgres')), { children: [] })
  const again = await enishi(dataDir, 'import', path, '--json').ended
  assert.equal(again.exit, 0, again.err)
  assert.equal((JSON.parse(again.out) as { status: string }).status, 'done')
})

async function house(t: TestContext) {
  const dataDir = await testFolder()
  const all: Running[] = []
  t.after(async () => {
    for (const { child } of all) child.kill('SIGKILL')
    await remove(dataDir)
  })
  const path = await writeFeed(join(dataDir, 'a.json'), mentions(1, rows))
  const start = () => {
    const running = enishi(dataDir, 'start', '--port', '0')
    all.push(running)
    return running
  }
  return { dataDir, path, start }
}

async function stopped(running: Running, signal: NodeJS.Signals, dataDir: string) {
  const began = Date.now()
  running.child.kill(signal)
  const { exit, err } = await running.ended
  const took = Date.now() - began
  assert.deepEqual({ exit, err }, { exit: 0, err: '' })
  assert.deepEqual(serversOf(join(dataDir, 'postgres')), { children: [] })
  assert.ok(took < patienceMs, `it took ${took} ms`)
  return took
}
