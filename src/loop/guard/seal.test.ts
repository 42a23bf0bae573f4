import assert from 'node:assert/strict'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Ctx } from '#store/ctx.ts'
import { testCtx } from '#tests/ctx.ts'
import { openSecrets, sealSecrets } from './seal.ts'

test('secrets open with the key, for the thing and the owner they were sealed for, and not otherwise', async () => {
  const ctx = await testCtx()
  const secrets = { token: 'word-that-must-not-show', refresh: '縁' }
  // Two at once make one key.
  const [one, two] = await Promise.all([sealSecrets(ctx, 'a', secrets), sealSecrets(ctx, 'a', secrets)])
  assert.deepEqual(await openSecrets(ctx, 'a', one!), secrets)
  assert.deepEqual(await openSecrets(ctx, 'a', two!), secrets)
  assert.ok(!one!.includes('word') && !one!.equals(two!))
  const file = join(ctx.dataDir, 'secrets.key')
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.equal((await readFile(file)).length, 32)

  assert.equal(await openSecrets(ctx, 'b', one!), undefined)
  const other: Ctx = { ...ctx, owner: '0190a0a0-0000-7000-8000-000000000001' as Ctx['owner'] }
  assert.equal(await openSecrets(other, 'a', one!), undefined)
  for (let i = 0; i < one!.length; i++) {
    const flipped = Buffer.from(one!)
    flipped[i]! ^= 1
    assert.equal(await openSecrets(ctx, 'a', flipped), undefined)
  }
  assert.equal(await openSecrets(ctx, 'a', Buffer.alloc(3)), undefined)
  await rm(file)
  assert.equal(await openSecrets(ctx, 'a', one!), undefined)
  await ctx.end()
})
