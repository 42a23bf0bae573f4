import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { loadImport } from '#screens/imports/load.ts'
import type { Ctx } from '#store/ctx.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { mentions, writeFeed } from '#tests/mentions.ts'
import { addImport, pauseImport, resumeImport } from './imports.ts'
import { runImport } from './run.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

/** `act` hears before each chunk which of this run it is; meanwhile the clock goes on by as many ms. */
function atEachChunk(act: (chunk: number) => Promise<unknown>, ms: number): Ctx {
  let chunk = 0
  const single = () => {
    const sql = ctx.store.single()
    const begin = sql.begin.bind(sql) as unknown as (use: unknown) => Promise<unknown>
    return Object.assign(sql, {
      begin: async (use: unknown) => {
        ctx.setNow(ctx.now() + ms)
        await act(++chunk)
        return begin(use)
      },
    })
  }
  return { ...ctx, store: { ...ctx.store, single } }
}

test('the time that remains is told by the pace of reading: a day in which it was paused is not in it', async () => {
  const path = await writeFeed(join(ctx.dataDir, 'a.json'), mentions(1, 8_000))
  const importNo = await addImport(ctx, { path, name: 'a.json' })
  const remaining: (number | null)[] = []
  const tell = async () => {
    remaining.push((await loadImport(ctx, importNo, 'en')).progress.remainingSeconds)
  }
  const pausing = atEachChunk(async chunk => {
    await tell()
    if (chunk === 8) await pauseImport(ctx, importNo)
  }, 3_000)
  assert.equal(await runImport(pausing, importNo, 400), 'paused')
  assert.ok(Math.max(...remaining.map(Number)) > 3, JSON.stringify(remaining))
  ctx.setNow(ctx.now() + 86_400_000)
  await resumeImport(ctx, importNo)
  remaining.length = 0
  assert.equal(await runImport(atEachChunk(tell, 3_000), importNo, 400), 'done')
  assert.ok(
    remaining.some(seconds => seconds !== null && seconds > 0),
    JSON.stringify(remaining),
  )
  assert.ok(Math.max(...remaining.map(Number)) < 300, JSON.stringify(remaining))
})
