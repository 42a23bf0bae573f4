import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { undoImport } from '#loop/gather/undo.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { madeOn, mention, mentions, writeFeed } from '#tests/mentions.ts'
import { linkPeople, restoreDecision, revokeDecision } from './decisions.ts'
import { addNote, addPerson, changeNote, personOf, removeNote } from './people.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

const inTemp = (name: string) => join(ctx.dataDir, name)
const accountOf = async (key: string) =>
  (await ctx.store.sql`select account_id from account where key = ${key}`)[0]!.account_id as string
const personAt = async (key: string) => personOf(ctx.store.sql, ctx, await accountOf(key))

async function importCards(name: string, cards: Record<string, string[]>, madeAt = '2026-05-01T00:00:00Z') {
  const text = Object.entries(cards).map(
    ([uid, lines]) => `BEGIN:VCARD\nVERSION:3.0\nUID:${uid}\nFN:${uid}\n${lines.join('\n')}\nEND:VCARD\n`,
  )
  await writeFile(inTemp(name), text.join(''))
  return importFile(ctx, await madeOn(inTemp(name), madeAt))
}

test('an owner’s link joins two people; taking it back leaves the ledger as it was; and again', async () => {
  await importFile(ctx, await writeFeed(inTemp('a.json'), mentions(1, 12)))
  const before = await dumpLedger(ctx)
  const [yui, ren] = [await personAt('sato.example'), await personAt('takahashi.example')]
  const decision = await linkPeople(ctx, yui, ren)
  assert.equal(await personAt('sato.example'), await personAt('takahashi.example'))
  assert.equal(await linkPeople(ctx, yui, ren), decision)
  await assert.rejects(linkPeople(ctx, yui, yui), { code: 'self-link' })
  await assertWhole(ctx)
  await revokeDecision(ctx, decision)
  await revokeDecision(ctx, decision)
  await assertWhole(ctx)
  assert.deepEqual(await dumpLedger(ctx), before)
  await restoreDecision(ctx, decision)
  assert.equal(await personAt('sato.example'), await personAt('takahashi.example'))
  await assertWhole(ctx)
})

test('a rule’s link that was taken back is not made again, not by the same facts and not by a third card', async () => {
  await importCards('a.vcf', { yui: ['EMAIL:ie@sato.example'], 'yui-haha': ['EMAIL:ie@sato.example'] })
  assert.equal(await personAt('yui'), await personAt('yui-haha'))
  const [link] = await ctx.store.sql`select decision_id from link_decision`
  await revokeDecision(ctx, link!.decision_id)
  assert.notEqual(await personAt('yui'), await personAt('yui-haha'))
  await importCards(
    'b.vcf',
    { yui: ['EMAIL:ie@sato.example'], 'yui-haha': ['EMAIL:ie@sato.example'] },
    '2026-06-01T00:00:00Z',
  )
  assert.notEqual(await personAt('yui'), await personAt('yui-haha'))
  await importCards(
    'c.vcf',
    Object.fromEntries([1, 2, 3].map(no => [`yui-${no}`, ['EMAIL:ie@sato.example']])),
  )
  assert.notEqual(await personAt('yui'), await personAt('yui-haha'))
  await assertWhole(ctx)
})

test('a page that claims a known person’s address joins nobody', async () => {
  await importCards('a.vcf', { yui: ['EMAIL:yui@sato.example', 'URL:https://sato.example/'] })
  const xml = (author: string, mail: string, url: string, no: number) =>
    `<wp:comment><wp:comment_id>${no}</wp:comment_id><wp:comment_author><![CDATA[${author}]]></wp:comment_author>` +
    `<wp:comment_author_email>${mail}</wp:comment_author_email><wp:comment_author_url>${url}</wp:comment_author_url>` +
    '<wp:comment_date_gmt>2026-09-03 08:30:00</wp:comment_date_gmt><wp:comment_content><![CDATA[こんにちは]]></wp:comment_content>' +
    '<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type></wp:comment>'
  await writeFile(
    inTemp('blog.xml'),
    '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>' +
      '<title>hanako.example</title><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://hanako.example</wp:base_site_url>' +
      '<item><title>市</title><link>https://hanako.example/ichi/</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>' +
      '<wp:status>publish</wp:status><wp:post_date_gmt>2026-09-01 00:00:00</wp:post_date_gmt>' +
      `${xml('Somebody', 'yui@sato.example', 'https://elsewhere.example/', 1)}</item></channel></rss>`,
  )
  const importNo = await importFile(ctx, inTemp('blog.xml'))
  const acts = await ctx.store.sql`select account_id from act where import_no = ${importNo}`
  assert.equal(acts.length, 1)
  assert.notEqual(await personOf(ctx.store.sql, ctx, acts[0]!.account_id), await personAt('yui'))
  await importFile(ctx, await writeFeed(inTemp('m.json'), [mention({ no: 11 })]))
  assert.equal(await personAt('sato.example'), await personAt('yui'))
  await assertWhole(ctx)
})

test('the owner’s own archives are the owner, never a person of the list', async () => {
  await importFile(ctx, join(import.meta.dirname, '../../networks/mastodon/sample'))
  const [self] = await ctx.store
    .sql`select account_id, person_id, is_self from account where key like '%/users/hanako'`
  assert.equal(self!.is_self, true)
  assert.equal((await ctx.store.sql`select 1 from person where person_id = ${self!.person_id}`).length, 0)
})

test('a link that an import brought goes with it, and the others stand', async () => {
  await importCards('a.vcf', { yui: ['EMAIL:yui@sato.example'] })
  const before = await dumpLedger(ctx)
  const second = await importCards('b.vcf', {
    'yui-2': ['EMAIL:yui@sato.example'],
    'yui-3': ['EMAIL:yui@sato.example'],
  })
  assert.equal(new Set([await personAt('yui'), await personAt('yui-2'), await personAt('yui-3')]).size, 1)
  await undoImport(ctx, second)
  await assertWhole(ctx)
  assert.deepEqual(await dumpLedger(ctx), before)
})

test('somebody added by hand is joined by the next import that knows their address, and the owner’s words stand', async () => {
  const id = await addPerson(ctx, {
    name: '佐藤 結衣',
    reading: 'さとう ゆい',
    mail: 'Yui@Sato.example',
    url: 'https://sato.example',
    note: '市で会った',
  })
  await importCards('a.vcf', { yui: ['EMAIL:yui@sato.example', 'TITLE:代表'] })
  await importFile(ctx, await writeFeed(inTemp('m.json'), [mention({ no: 11 })]))
  assert.equal(await personAt('yui'), await personOf(ctx.store.sql, ctx, id))
  assert.equal(await personAt('sato.example'), await personAt('yui'))
  const [person] = await ctx.store
    .sql`select name, reading from person where person_id = ${await personAt('yui')}`
  assert.deepEqual([person!.name, person!.reading], ['佐藤 結衣', 'さとう ゆい'])
  await assertWhole(ctx)
})

test('a note is changed only by somebody who has seen its newest words', async () => {
  const id = await addPerson(ctx, { name: '高橋 蓮' })
  const note = await addNote(ctx, id, 'はじめ\u0000まして')
  assert.equal(note.text, 'はじめまして')
  const changed = await changeNote(ctx, note.noteId, 1, '二回目')
  assert.deepEqual([changed.version, changed.text], [2, '二回目'])
  await assert.rejects(changeNote(ctx, note.noteId, 1, '古い画面から'), { code: 'precondition' })
  await assert.rejects(removeNote(ctx, note.noteId, 1), { code: 'precondition' })
  await removeNote(ctx, note.noteId, 2)
  await assert.rejects(removeNote(ctx, note.noteId, 2), { code: 'not-found' })
})

test('the owner’s word keeps what likeness weighed, whichever accounts of theirs it compared', async () => {
  await importFile(ctx, await writeFeed(inTemp('a.json'), mentions(1, 12)))
  const rows = await ctx.store.sql`select account_id from account order by account_id limit 3`
  const [yui, ren, maya] = rows.map(row => row.account_id as string)
  await linkPeople(ctx, yui!, maya!)
  for (const account of [yui!, maya!]) {
    const [a, b] = [account, ren!].sort()
    await ctx.store.sql`delete from match_pair`
    await ctx.store.sql`
      insert into match_pair (owner_id, account_a, account_b, bits, kind, weighed, model)
      values (${ctx.owner}, ${a!}, ${b!}, 4.5, 'likeness', '[]', 'fellegi-sunter-1')`
    const decision = await linkPeople(ctx, ren!, yui!)
    const [row] = await ctx.store.sql`select bits, model from link_decision where decision_id = ${decision}`
    assert.deepEqual({ ...row }, { bits: 4.5, model: 'fellegi-sunter-1' })
    await revokeDecision(ctx, decision)
    await ctx.store.sql`delete from link_decision where decision_id = ${decision}`
  }
})
