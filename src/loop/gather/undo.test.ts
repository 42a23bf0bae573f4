import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { linkPeople, restoreDecision, revokeDecision } from '#loop/know/decisions.ts'
import { addNote } from '#loop/know/people.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { countFacts, dumpLedger } from '#tests/ledger-dump.ts'
import { authorOf, mention, mentions, writeFeed } from '#tests/mentions.ts'
import { addImport, importByNo } from './imports.ts'
import { runImport } from './run.ts'
import { previewUndo, undoImport } from './undo.ts'

let ctx: TestCtx
const opened: TestCtx[] = []
const open = async () => {
  const one = await testCtx()
  opened.push(one)
  return one
}
beforeEach(async () => {
  ctx = await open()
})
afterEach(() => Promise.all(opened.splice(0).map(each => each.end())))

const inTemp = (name: string) => join(ctx.dataDir, name)
const feedAt = (name: string, told: object[], madeAt?: string) => writeFeed(inTemp(name), told, madeAt)
const sample = (network: string) => join(import.meta.dirname, '../../networks', network, 'sample')
const personAt = async (url: string) =>
  (await ctx.store.sql`select person_id from account where key = ${url.replace(/^https:\/\/|\/$/g, '')}`)[0]
    ?.person_id as string

/** Undoes, and holds the preview to what then happened: somebody is gone when none of their accounts is left. */
async function undoAsTold(importNo: number) {
  const { copies: _, ...told } = await previewUndo(ctx, importNo)
  const before = await ctx.store.sql<{ accounts: string[] }[]>`
    select array_agg(account_id::text) as accounts from account join person using (person_id) group by person_id`
  const facts = await countFacts(ctx)
  await undoImport(ctx, importNo)
  const left = new Set((await ctx.store.sql`select account_id from account`).map(row => row.account_id))
  assert.equal(before.filter(({ accounts }) => !accounts.some(id => left.has(id))).length, told.people)
  assert.equal(facts.act! - (await countFacts(ctx)).act!, told.acts)
  await assertWhole(ctx)
  return told
}

for (const network of ['mastodon', 'webmention', 'wordpress', 'vcard', 'google-contacts']) {
  test(`taking the sample of ${network} back at once leaves the ledger as it was`, async () => {
    await importFile(ctx, await feedAt('before.json', mentions(1, 30)))
    const before = await dumpLedger(ctx)
    const importNo = await importFile(ctx, sample(network))
    await undoAsTold(importNo)
    assert.deepEqual(await dumpLedger(ctx), before)
  })
}

test('taking the only import back empties the ledger; twice is once; and it can be brought again', async () => {
  const path = await feedAt('a.json', mentions(1, 30))
  const importNo = await importFile(ctx, path)
  const full = await dumpLedger(ctx)
  assert.deepEqual(await undoAsTold(importNo), { acts: 30, people: 17, keptActs: 0, keptPeople: 0 })
  assert.ok(Object.values(await dumpLedger(ctx)).every(rows => rows.length === 0))
  assert.deepEqual(await undoAsTold(importNo), { acts: 0, people: 0, keptActs: 0, keptPeople: 0 })
  await importFile(ctx, path)
  assert.deepEqual(await dumpLedger(ctx), full)
})

test('what a later import also tells stays, in its words', async () => {
  const first = await importFile(
    ctx,
    await feedAt('a.json', mentions(1, 20, { text: 'then' }), '2026-05-01T00:00:00Z'),
  )
  await importFile(ctx, await feedAt('b.json', mentions(11, 20, { text: 'later' }), '2026-06-01T00:00:00Z'))
  const told = await undoAsTold(first)
  assert.deepEqual([told.acts, told.keptActs], [10, 10])
  const texts = await ctx.store.sql`select external_key, text, import_no from act`
  assert.equal(texts.length, 20)
  for (const act of texts) assert.deepEqual([act.text, act.import_no], ['later', 2])
})

test('what an earlier import told comes back in its words', async () => {
  await importFile(ctx, await feedAt('a.json', mentions(1, 20, { text: 'then' }), '2026-05-01T00:00:00Z'))
  const before = await dumpLedger(ctx)
  const second = await importFile(
    ctx,
    await feedAt('b.json', mentions(11, 20, { text: 'later' }), '2026-06-01T00:00:00Z'),
  )
  const told = await undoAsTold(second)
  assert.deepEqual([told.acts, told.keptActs], [10, 10])
  assert.deepEqual(await dumpLedger(ctx), before)
})

test('a person with the owner’s note stays, and gives way to the next import that tells of them', async () => {
  const path = await feedAt('a.json', mentions(1, 12))
  const importNo = await importFile(ctx, path)
  const yui = await personAt(authorOf(11).url)
  await addNote(ctx, yui, '来月、展示会に来てくれる')
  const told = await undoAsTold(importNo)
  assert.deepEqual([told.keptPeople, (await countFacts(ctx)).person], [1, 1])
  assert.equal(await personAt(authorOf(11).url), yui)
  const renamed = mention({ no: 50, by: { name: '佐藤（旧姓）結衣', url: authorOf(11).url } })
  await importFile(ctx, await feedAt('b.json', [renamed]))
  const [account] = await ctx.store.sql`select profile from account where account_id = ${yui}`
  assert.equal(account!.profile.name, '佐藤（旧姓）結衣')
  await assertWhole(ctx)
})

test('people that the owner linked by hand stay linked when the import of one is taken back', async () => {
  await importFile(ctx, await feedAt('a.json', mentions(1, 6)))
  const second = await importFile(ctx, await feedAt('b.json', mentions(8, 1)))
  const [a, b] = [await personAt(authorOf(1).url), await personAt(authorOf(8).url)]
  await linkPeople(ctx, a!, b!)
  const told = await undoAsTold(second)
  assert.deepEqual([told.people, told.keptPeople], [0, 1])
  assert.equal(await personAt(authorOf(8).url), await personAt(authorOf(1).url))
})

test('two whom a rule joined and the owner told apart stay two when their import is taken back and brought again', async () => {
  const cards = ['older', 'newer'].map(
    card => `BEGIN:VCARD\nVERSION:3.0\nUID:${card}\nFN:佐藤 結衣\nEMAIL:yui@sato.example\nEND:VCARD\n`,
  )
  await writeFile(inTemp('a.vcf'), cards.join(''))
  const people = async () => (await ctx.store.sql`select person_id from person`).length
  const first = await importFile(ctx, inTemp('a.vcf'))
  assert.equal(await people(), 1)
  const [link] = await ctx.store.sql`select decision_id from link_decision`
  await revokeDecision(ctx, link!.decision_id)
  const told = await undoAsTold(first)
  assert.deepEqual([told.people, told.keptPeople], [0, 2])
  await importFile(ctx, inTemp('a.vcf'))
  assert.equal(await people(), 2)
  await restoreDecision(ctx, link!.decision_id)
  assert.equal(await people(), 1)
  await assertWhole(ctx)
})

test('an identical later import takes over what is taken back', async () => {
  const path = await feedAt('a.json', mentions(1, 20))
  const [first, second, third] = [
    await importFile(ctx, path),
    await importFile(ctx, path),
    await importFile(ctx, path),
  ]
  const before = await dumpLedger(ctx)
  assert.deepEqual(await undoAsTold(first!), { acts: 0, people: 0, keptActs: 20, keptPeople: 14 })
  assert.deepEqual(await dumpLedger(ctx), before)
  const heir = await importByNo(ctx.store.sql, ctx.owner, second!)
  assert.deepEqual(
    [heir.same_as, heir.counts.actsAdded, heir.status, heir.network],
    [null, 20, 'done', 'webmention'],
  )
  assert.equal((await importByNo(ctx.store.sql, ctx.owner, third!)).same_as, second)
  await undoAsTold(second!)
  await undoAsTold(third!)
  assert.ok(Object.values(await dumpLedger(ctx)).every(rows => rows.length === 0))
})

test('an import is not taken back under its reader; one that waits can be, and is never read', async () => {
  const importNo = await addImport(ctx, { path: await feedAt('a.json', mentions(1, 5)), name: 'a.json' })
  await ctx.store.sql`update import set status = 'reading' where import_no = ${importNo}`
  await assert.rejects(undoImport(ctx, importNo), { code: 'import-state' })
  await ctx.store.sql`update import set status = 'waiting' where import_no = ${importNo}`
  await undoImport(ctx, importNo)
  assert.equal(await runImport(ctx, importNo), 'undone')
  assert.equal((await countFacts(ctx)).act, 0)
})

test('however imports overlap and in whatever order they come and go, the rest is as if it alone had come', async () => {
  const step = fc.record({
    from: fc.integer({ min: 1, max: 6 }),
    count: fc.integer({ min: 1, max: 6 }),
    text: fc.constantFrom(undefined, 'X', 'Y'),
    day: fc.integer({ min: 1, max: 9 }),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 4 }),
      fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 2 }),
      async (steps, gone) => {
        const name = `p${run++}`
        const paths = []
        for (const [i, { from, count, text, day }] of steps.entries())
          paths.push(
            await feedAt(
              `${name}-${i}.json`,
              [...mentions(from, count, { text }), mention({ no: 900 + i })],
              `2026-05-0${day}T00:00:00Z`,
            ),
          )
        const [whole, rest] = [await open(), await open()]
        const undone = new Set(gone.map(no => no % steps.length))
        const numbers = []
        for (const path of paths) numbers.push(await importFile(whole, path))
        for (const no of undone) await undoImport(whole, numbers[no]!)
        await assertWhole(whole)
        for (const [i, path] of paths.entries()) if (!undone.has(i)) await importFile(rest, path)
        assert.deepEqual(await dumpLedger(whole), await dumpLedger(rest))
        await Promise.all([whole.end(), rest.end()])
        opened.splice(opened.indexOf(whole), 2)
      },
    ),
    { numRuns: 12, seed: 4649 },
  )
})
