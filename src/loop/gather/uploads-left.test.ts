import assert from 'node:assert/strict'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { testCtx } from '#tests/ctx.ts'
import { addImport } from './imports.ts'
import { uploadFolder } from './own-copy.ts'
import { removeUploadsLeft, uploadsLeft } from './uploads-left.ts'

const dayMs = 86_400_000

test('uploads that nothing came of go once they are a day old; what an import waits for stays', async () => {
  const ctx = await testCtx()
  const folder = uploadFolder(ctx)
  await mkdir(join(folder, 'broken-off/mail/2026'), { recursive: true })
  await writeFile(join(folder, 'broken-off/mail/2026/a.eml'), 'x')
  // The date that a file brings with it says nothing about when it was sent.
  await utimes(join(folder, 'broken-off/mail/2026/a.eml'), new Date(0), new Date(0))
  await writeFile(join(folder, 'without-row'), 'x')
  await mkdir(join(folder, 'waiting'))
  await writeFile(join(folder, 'waiting/cards.vcf'), 'x')
  await addImport(ctx, { path: join(folder, 'waiting'), name: 'waiting', ownCopy: true })

  ctx.setNow(Date.now())
  assert.deepEqual((await uploadsLeft(ctx)).sort(), ['broken-off', 'without-row'])
  assert.equal(await removeUploadsLeft(ctx), 0)
  ctx.setNow(Date.now() + dayMs + 60_000)
  assert.equal(await removeUploadsLeft(ctx), 2)
  assert.deepEqual(await readdir(folder), ['waiting'])
  assert.equal(await removeUploadsLeft(ctx), 0)
  await ctx.end()
})
