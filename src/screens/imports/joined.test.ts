import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { addImport } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import { revokeDecision } from '#loop/know/decisions.ts'
import { testCtx } from '#tests/ctx.ts'
import { loadJoined } from './joined-load.ts'

test('an import tells whom it was recognised to tell of once more, until that is taken back', async t => {
  const ctx = await testCtx()
  t.after(() => ctx.end())
  const bring = async (name: string, text: string) => {
    await writeFile(join(ctx.dataDir, name), text)
    const importNo = await addImport(ctx, { path: join(ctx.dataDir, name), name })
    assert.equal(await runImport(ctx, importNo), 'done')
    return importNo
  }
  const card = (name: string, mail: string) =>
    `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nEMAIL:${mail}\nEND:VCARD\n`
  const first = await bring(
    'a.vcf',
    card('Maya Lindqvist', 'maya@lindqvist.example') + card('Ren Aoki', 'ren@aoki.example'),
  )
  const again = card('Maya Lindqvist', 'maya@lindqvist.example').replace(
    'FN:',
    'UID:5d0c8e1a-77f2-4f7c-9b11-0c1d2e3f4a5b\nFN:',
  )
  const second = await bring('b.vcf', again + card('Yui Sato', 'yui@sato.example'))
  assert.deepEqual(await loadJoined(ctx, first, 'en'), { total: 0, people: [] })
  const { total, people } = await loadJoined(ctx, second, 'en')
  assert.equal(total, 1)
  assert.equal(people[0]!.name, 'Maya Lindqvist')
  assert.match(people[0]!.because, /maya@lindqvist\.example/)
  await assert.rejects(loadJoined(ctx, 99, 'en'), { code: 'not-found' })
  await revokeDecision(ctx, people[0]!.decisionId)
  assert.equal((await loadJoined(ctx, second, 'en')).total, 0)
})
