import assert from 'node:assert/strict'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { countFacts } from '#tests/ledger-dump.ts'
import { madeOn } from '#tests/mentions.ts'
import { confirmImport, importByNo } from './imports.ts'
import { runImport } from './run.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

/** Who goes by another name in the second export, and the number by which the network knows them. */
const cases: [who: string, network: string, sample: string, was: string, is: string, key: string][] = [
  ['a friend', 'discord', 'discord-chat/sample', 'yui_sato', 'yui_kikuchi', '900000000000000002'],
  ['a friend', 'slack', 'slack/sample/export', '佐藤 結衣', '菊池 結衣', 'T0ENISHI/U0YUI'],
  ['a friend', 'telegram', 'telegram/sample', '佐藤 結衣', '菊池 結衣', 'user100000002'],
  ['the owner', 'discord', 'discord/sample', '"hanako"', '"hanako_en"', '900000000000000001'],
]
for (const [who, network, sample, was, is, key] of cases)
  test(`${network}: ${who} who goes by another name in a later export stays one account and one person`, async () => {
    const [older, newer] = await exportedTwice(sample, { [was]: is })
    await bring(older)
    const [before, { account, act, person }] = [await accountAt(network, key), await countFacts(ctx)]
    await bring(newer)
    const told = await ctx.store.sql`
      select 1 from account_seen where profile::text like ${`%${is.replaceAll('"', '')}%`}`
    assert.ok(told.length > 0, 'the other name is told')
    const after = await accountAt(network, key)
    const facts = await countFacts(ctx)
    assert.deepEqual([facts.account, facts.act, facts.person], [account, act, person])
    assert.deepEqual([after.person_id, after.is_self], [before.person_id, before.is_self])
    await bring(older)
    assert.deepEqual(await accountAt(network, key), after, 'the older one again changes nothing')
    await assertWhole(ctx)
  })

test('X: whose handle has changed is asked, and then nothing is there twice', async () => {
  const [older, newer] = await exportedTwice('x/sample/twitter-2026-09-30', { '"hanako"': '"hanako_en"' })
  await bring(older)
  const { act, person } = await countFacts(ctx)
  assert.deepEqual(await bring(newer), ['whose'])
  const facts = await countFacts(ctx)
  assert.deepEqual([facts.act, facts.person], [act, person])
  const selves = await ctx.store.sql`select key from account where is_self order by key`
  assert.deepEqual(
    selves.map(row => row.key),
    ['hanako', 'hanako_en'],
  )
})

/** A sample as it is, and the same in a later export, in which names are others. */
async function exportedTwice(sample: string, names: Record<string, string>): Promise<[string, string]> {
  const from = join(import.meta.dirname, '../../networks', sample)
  const made = async (to: string, at: string, told: Record<string, string>) => {
    await cp(from, to, { recursive: true })
    for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const text = await readFile(path, 'utf8')
      const said = Object.entries(told).reduce((said, [was, is]) => said.replaceAll(was, is), text)
      await writeFile(path, said.replace(/("exportedAt": ")[^"]*/, `$1${at}`))
      await madeOn(path, at)
    }
    return to
  }
  return [
    await made(join(ctx.dataDir, 'older'), '2026-10-01T00:00:00Z', {}),
    await made(join(ctx.dataDir, 'newer'), '2026-11-01T00:00:00Z', names),
  ]
}

/** Imports, answering as Hanako would. Returns what was asked. */
async function bring(path: string): Promise<string[]> {
  const importNo = await importFile(ctx, path)
  const asked: string[] = []
  for (;;) {
    const { status, question } = await importByNo(ctx.store.sql, ctx.owner, importNo)
    if (status !== 'asking') {
      assert.equal(status, 'done')
      return asked
    }
    asked.push(question!.kind)
    const questions = question!.kind === 'tell' ? question!.questions : []
    const mine = (label: unknown) => JSON.stringify(label).includes('花子')
    await confirmImport(
      ctx,
      importNo,
      Object.fromEntries(
        questions.map(({ id, choices }) => [id, choices.find(({ label }) => mine(label))!.value]),
      ),
    )
    await runImport(ctx, importNo)
  }
}

async function accountAt(network: string, key: string) {
  const [account] = await ctx.store.sql<{ person_id: string; is_self: boolean; profile: object }[]>`
    select person_id, is_self, profile from account where network = ${network} and key = ${key}`
  assert.ok(account, `${network} ${key}`)
  return account
}
