import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { revokeDecision } from './decisions.ts'
import { addPerson, personOf } from './people.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

test('all spellings of a mailbox at Gmail are one person’s, until the owner says otherwise', async () => {
  const one = await addPerson(ctx, { name: 'Maya Lindqvist', mail: 'maya.lindqvist@gmail.com' })
  const other = await addPerson(ctx, { name: 'Maya Lindqvist', mail: 'MayaLindqvist+list@googlemail.com' })
  const same = async () =>
    (await personOf(ctx.store.sql, ctx, one)) === (await personOf(ctx.store.sql, ctx, other))
  assert.equal(await same(), true)
  const links = await ctx.store.sql<{ decision_id: string; evidence: string }[]>`
    select decision_id, evidence from link_decision where owner_id = ${ctx.owner}`
  assert.deepEqual(
    links.map(({ evidence }) => evidence),
    ['mayalindqvist@gmail.com'],
  )
  await revokeDecision(ctx, links[0]!.decision_id)
  await addPerson(ctx, { name: 'Maya Lindqvist', mail: 'm.a.y.a.lindqvist@gmail.com' })
  assert.equal((await ctx.store.sql`select distinct person_id from account`).length, 3)
})
