import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { undoImport } from '#loop/gather/undo.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { cast } from '#tests/cast.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { mention, mentions, writeFeed } from '#tests/mentions.ts'
import { programAccounts, sayOfAccounts } from './account-words.ts'
import { restoreDecision, revokeDecision } from './decisions.ts'
import { addPerson } from './people.ts'
import { refreshSigns } from './signs.ts'

let ctx: TestCtx
before(async () => {
  ctx = await testCtx()
})
after(() => ctx.end())

/** A ledger that knows no account of the owner's: her accounts elsewhere, a robot. */
const namesake = { name: 'はな', url: 'https://toots.example/@hanako/' }
const elsewhere = { name: cast.hanako.latin, url: 'https://toots.example/@h_e/' }
const robot = { name: 'Harbour RSS Bot', url: 'https://gulls.example/' }
const told = [
  ...mentions(1, 80),
  ...mentions(1000, 3, { by: namesake, property: 'mention-of' }),
  ...mentions(1100, 2, { by: elsewhere, property: 'in-reply-to', text: 'hello' }),
  ...mentions(1200, 4, { by: robot, property: 'mention-of' }),
]

async function settled() {
  await refreshSigns(ctx)
  await computeSupport(ctx)
}
const people = async () =>
  (
    await ctx.store.sql<{ name: string }[]>`
      select person.name from support join person using (owner_id, person_id) order by 1`
  ).map(row => row.name)
const signs = async (about: string) =>
  ctx.store.sql<{ account_id: string; key: string; codes: string[] }[]>`
    select account_id, key, array(select jsonb_array_elements(reasons)->>'code') as codes
    from account_sign join account using (owner_id, account_id) where about = ${about} and not exists (
      select from account_word word where word.account_id = account_sign.account_id and revoked_at is null)
    order by weight desc, key`

test('the likely ones are found by the site alone, and by the name that one of them has; nothing is taken without a word', async () => {
  await importFile(ctx, await writeFeed(join(ctx.dataDir, 'a.json'), told))
  await settled()
  assert.deepEqual(
    (await signs('own')).map(({ key, codes }) => `${key}: ${codes.join(' ')}`),
    ['https://toots.example/users/hanako: handle-of-site'],
  )
  // A card with her site tells her name.
  const card = await addPerson(ctx, { name: cast.hanako.latin, url: 'https://notes.hanako.example/' })
  await settled()
  const own = await signs('own')
  assert.deepEqual(
    own.map(({ key, codes }) => `${key}: ${codes.join(' ')}`),
    [
      `${own[0]!.key}: links`,
      'https://toots.example/users/h_e: lent-name',
      'https://toots.example/users/hanako: handle-of-site',
    ],
  )
  assert.equal(own[0]!.account_id, card)
  assert.ok((await people()).includes(cast.hanako.latin))
})

test('a robot is in no figure and no list until the owner takes that back', async () => {
  assert.ok(!(await people()).includes(robot.name))
  const [found] = await signs('program')
  assert.equal(found!.key, 'gulls.example')
  const [word] = await sayOfAccounts(ctx, 'program', [{ accountId: found!.account_id, verdict: false }])
  await settled()
  assert.ok((await people()).includes(robot.name))
  await revokeDecision(ctx, word!)
  await settled()
  assert.ok(!(await people()).includes(robot.name))
})

test('somebody marked by hand is out, and comes back', async () => {
  const [ren] = await ctx.store.sql<
    { account_id: string }[]
  >`select account_id from account where key = 'takahashi.example'`
  const [word] = await sayOfAccounts(ctx, 'program', [{ accountId: ren!.account_id, verdict: true }])
  await settled()
  assert.ok(!(await people()).includes(cast.ren.name))
  assert.ok((await programAccounts(ctx.store.sql, ctx.owner)).has(ren!.account_id as never))
  await revokeDecision(ctx, word!)
  await settled()
  assert.ok((await people()).includes(cast.ren.name))
})

test('yes: own acts are no support, also later ones and after the import came again; taking it back restores everybody', async () => {
  const before = await people()
  const ids = (await signs('own')).map(one => one.account_id)
  const words = await sayOfAccounts(
    ctx,
    'own',
    ids.map(accountId => ({ accountId, verdict: true })),
  )
  await settled()
  assert.ok(!(await people()).includes(cast.hanako.latin))
  assert.equal((await signs('own')).length, 0)

  const again = await writeFeed(
    join(ctx.dataDir, 'b.json'),
    [...told, mention({ no: 1003, by: namesake, property: 'mention-of' })],
    '2026-11-02T00:00:00Z',
  )
  const second = await importFile(ctx, again)
  await undoImport(ctx, 1)
  await undoImport(ctx, second)
  await settled()
  assert.deepEqual(await people(), [])
  await importFile(ctx, again)
  await settled()
  assert.ok(!(await people()).includes(cast.hanako.latin))

  for (const word of words) await revokeDecision(ctx, word)
  await settled()
  assert.deepEqual(await people(), before)
  await restoreDecision(ctx, words[0]!)
  await sayOfAccounts(ctx, 'own', [{ accountId: ids[1]!, verdict: false }])
  await settled()
  // One is hers, the other is not, and neither is asked about again.
  assert.equal((await people()).filter(name => name === cast.hanako.latin).length, 1)
})
