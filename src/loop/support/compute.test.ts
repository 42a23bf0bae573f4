import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { languages } from '#ledger/language.ts'
import { runImport } from '#loop/gather/run.ts'
import { addSamplePeople, removeSamplePeople } from '#loop/gather/sample-people.ts'
import { linkPeople, tellApart } from '#loop/know/decisions.ts'
import { addNote, addPerson } from '#loop/know/people.ts'
import { loadPerson } from '#screens/person/load.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import { loadTruth } from '#screens/truth/load.ts'
import { isAway } from '#store/transact.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { failing } from '#tests/killed.ts'
import { countFacts } from '#tests/ledger-dump.ts'
import { authorOf, mention, writeFeed } from '#tests/mentions.ts'
import { computeSupport, type Headline } from './compute.ts'
import type { PersonEvidence } from './evidence.ts'
import { stages } from './model/stage.ts'

const day = 86_400_000
const start = Date.parse('2026-11-23T09:00:00Z')

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx(start)
})
afterEach(() => ctx.end())

const supportRows = () => ctx.store.sql`select * from support order by person_id`
const headline = async () =>
  (await ctx.store.sql<{ headline: Headline }[]>`select headline from support_state`)[0]!.headline
const forecasts = () => ctx.store.sql`select * from forecast order by made_at`
const everybody = { sort: 'chance', limit: 100 } as const

/** A blog's export: each of `people` has commented about once a month between these days. */
function blog(people: number, from: number, to: number): string {
  const stamp = (at: number) => new Date(start + at * day).toISOString().slice(0, 19).replace('T', ' ')
  const items = []
  for (let no = 1, at = from; at < to; at += 30, no++) {
    const comments = Array.from({ length: people }, (_, who) => {
      const when = Math.min(to - who / 100, at + who / 10)
      return (
        `<wp:comment><wp:comment_id>${no * 100 + who}</wp:comment_id><wp:comment_author>よみて${who}</wp:comment_author>` +
        `<wp:comment_author_email>yomite${who}@yomite.example</wp:comment_author_email>` +
        `<wp:comment_date_gmt>${stamp(when)}</wp:comment_date_gmt>` +
        '<wp:comment_content>また来ます</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>'
      )
    })
    items.push(
      `<item><title>市 ${no}</title><link>https://hanako.example/ichi/${no}/</link><wp:post_id>${no}</wp:post_id><wp:post_type>post</wp:post_type>` +
        `<wp:status>publish</wp:status><wp:post_date_gmt>${stamp(at)}</wp:post_date_gmt>${comments.join('')}</item>`,
    )
  }
  return (
    '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>' +
    `<wp:wxr_version>1.2</wp:wxr_version>${items.join('')}</channel></rss>`
  )
}

/** Somebody of `people` answers each `every` days, from `from` to `to` days after the start. */
function weekly(from: number, to: number, { every = 7, people = 30, first = 0 } = {}): object[] {
  const told = []
  for (let at = from, no = first; at < to; at += every, no++)
    for (let who = 0; who < 6; who++) {
      const person = (no * 5 + who * 7) % people
      const when = new Date(start + at * day + who * 3_600_000).toISOString()
      told.push(
        mention({
          no: 10_000 + no * 10 + who,
          by: authorOf(person),
          at: when,
          post: no,
          property: 'in-reply-to',
        }),
      )
    }
  return told
}
const feed = async (name: string, told: object[]) =>
  importFile(ctx, await writeFeed(join(ctx.dataDir, name), told))

test('the sample people: a sane headline, everybody counted once, evidence in words, and gone without a trace', async () => {
  for (const importNo of await addSamplePeople(ctx)) assert.equal(await runImport(ctx, importNo), 'done')
  await assertWhole(ctx)
  assert.equal(await computeSupport(ctx), true)
  const { known, counts, newcomers, basis, seenUntil } = await headline()
  assert.ok(known.low < known.expected && known.expected < known.high, JSON.stringify(known))
  assert.ok(known.expected > 10 && known.expected < counts.people / 2)
  assert.ok(newcomers.expected > 0)
  assert.deepEqual([basis, seenUntil], ['own', start])
  const rows = await supportRows()
  const { person } = await countFacts(ctx)
  assert.deepEqual([rows.length, counts.people], [person, person])
  assert.equal(rows.filter(row => row.stage >= stages.indexOf('supporter')).length, counts.supporter)
  assert.equal(rows.filter(row => row.stage === stages.indexOf('warm')).length, counts.warm)
  assert.ok(Math.abs(rows.reduce((sum, row) => sum + row.p, 0) - known.expected) < 0.01)
  assert.ok(rows.every(row => row.p >= 0 && row.p <= 1))

  for (const language of languages) {
    const shown = []
    for (let next: string | undefined; ; ) {
      const page = await loadSupporters(ctx, { ...everybody, cursor: next }, language)
      shown.push(...page.people)
      if (page.next === null) break
      next = page.next
    }
    assert.equal(new Set(shown.map(one => one.personId)).size, counts.people)
    for (const one of shown) {
      assert.ok(
        one.because.length > 0 && one.because.every(text => text !== '' && !/undefined|NaN/.test(text)),
      )
      assert.equal(one.p === null, one.stage === 'stranger', one.name)
    }
    const silent = shown.find(one => one.p === null)!
    assert.equal((await loadPerson(ctx, silent.personId, language)).p, null)
  }
  // What was tried on them goes with them.
  const some = await ctx.store.sql<
    { person_id: string }[]
  >`select person_id from person order by person_id limit 4`
  const [one, two, three, four] = some.map(row => row.person_id)
  await linkPeople(ctx, one!, two!)
  await tellApart(ctx, three!, four!)
  await addNote(ctx, three!, 'tried')
  await removeSamplePeople(ctx)
  assert.equal((await ctx.store.sql`select from link_decision`).length, 0)
  assert.ok(Object.values(await countFacts(ctx)).every(count => count === 0))
  await computeSupport(ctx)
  assert.deepEqual([(await supportRows()).length, (await headline()).known.expected], [0, 0])
})

test('people who have done nothing yet promise nothing, nor do newcomers', async () => {
  await addPerson(ctx, { name: '佐藤 結衣' })
  await computeSupport(ctx)
  const { known, newcomers } = await headline()
  assert.deepEqual(
    [known.expected, newcomers],
    [0, { expected: 0, low: 0, high: 0, early: true, lately: [] }],
  )
})

test('computing twice on a day gives the same rows and keeps one forecast', async () => {
  await feed('a.json', weekly(-700, -1))
  assert.equal(await computeSupport(ctx), true)
  const [rows, first, kept] = [await supportRows(), await headline(), await forecasts()]
  assert.equal(await computeSupport(ctx), false)
  ctx.setNow(start + 3_600_000)
  assert.equal(await computeSupport(ctx, { evenIfFresh: true }), true)
  ctx.setNow(start)
  assert.equal(await computeSupport(ctx, { evenIfFresh: true }), true)
  assert.deepEqual(await supportRows(), rows)
  assert.deepEqual(await headline(), first)
  assert.deepEqual((await forecasts()).length, kept.length)
})

test('a new day is computed though nothing happened, and each day keeps its forecast', async () => {
  await feed('a.json', weekly(-400, -1))
  for (let days = 0; days < 4; days++) {
    ctx.setNow(start + days * day)
    assert.equal(await computeSupport(ctx), true)
    assert.equal(await computeSupport(ctx), false)
  }
  const kept = await forecasts()
  assert.deepEqual(
    kept.map(row => row.made_at.getTime()),
    [0, 1, 2, 3].map(days => start + days * day),
  )
})

test('a forecast is scored when its window closed in sight, against who really came', async () => {
  await feed('a.json', weekly(-400, -1))
  await computeSupport(ctx)
  const [said] = await forecasts()
  ctx.setNow(start + 89 * day)
  await feed('b.json', weekly(5, 88, { first: 100, people: 11 }))
  await computeSupport(ctx)
  assert.equal((await forecasts())[0]!.scored_at, null)
  ctx.setNow(start + 91 * day)
  await computeSupport(ctx)
  const [scored] = await forecasts()
  const [came] = await ctx.store.sql`
    select count(distinct person_id)::int as people from act join account using (account_id)
    where at > ${said!.made_at} and at <= ${said!.closes_at} and person_id = any(${said!.accounts}::uuid[])`
  assert.equal(scored!.actual, came!.people)
  assert.ok(scored!.actual > 0 && scored!.log_loss > 0)
  assert.equal(scored!.scored_at.getTime(), start + 91 * day)
})

test('a source that closed leaves the figures as they were, and nothing unseen is scored as silence', async () => {
  await feed('a.json', weekly(-400, -1))
  await computeSupport(ctx)
  ctx.setNow(start + 200 * day)
  await computeSupport(ctx)
  const [rows, then] = [await supportRows(), await headline()]
  assert.ok(then.seenUntil < start)
  ctx.setNow(start + 500 * day)
  await computeSupport(ctx)
  assert.deepEqual(
    (await supportRows()).map(row => row.p),
    rows.map(row => row.p),
  )
  assert.deepEqual((await headline()).known, then.known)
  assert.ok(then.known.expected > 1)
  assert.ok((await forecasts()).every(row => row.scored_at === null))
})

test('one source closing does not lower the people of it while another goes on', async () => {
  await feed('a.json', weekly(-400, -130))
  await computeSupport(ctx)
  const before = await supportRows()
  const until = (await headline()).seenUntil
  const text = (no: number, at: number) =>
    `<wp:comment><wp:comment_id>${no}</wp:comment_id><wp:comment_author>高橋 蓮</wp:comment_author>` +
    `<wp:comment_author_email>ren@takahashi.example</wp:comment_author_email>` +
    `<wp:comment_date_gmt>${new Date(start + at * day).toISOString().slice(0, 19).replace('T', ' ')}</wp:comment_date_gmt>` +
    '<wp:comment_content>また来ます</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>'
  await writeFile(
    join(ctx.dataDir, 'blog.xml'),
    '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>' +
      '<item><title>市</title><link>https://hanako.example/ichi/</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>' +
      `<wp:status>publish</wp:status><wp:post_date_gmt>2026-09-01 00:00:00</wp:post_date_gmt>${text(1, -60)}${text(2, -3)}</item></channel></rss>`,
  )
  await importFile(ctx, join(ctx.dataDir, 'blog.xml'))
  await computeSupport(ctx)
  const after = new Map((await supportRows()).map(row => [row.person_id, row]))
  assert.equal((await headline()).seenUntil, start)
  assert.equal((await headline()).networks.webmention, until)
  for (const row of before) {
    const { evidence, p } = after.get(row.person_id)!
    assert.deepEqual(evidence.n, row.evidence.n)
    assert.equal(p === 0, row.p === 0)
    assert.ok(p > row.p * 0.5, `${p} after ${row.p}`)
  }
})

test('a stage falls only when a second day finds the person too low for it', async () => {
  const shizuka = { name: 'しずか', url: 'https://shizuka.example/' }
  const hers = Array.from({ length: 40 }, (_, i) =>
    mention({ no: i + 1, by: shizuka, at: new Date(start - (600 - 15 * i) * day).toISOString(), post: i }),
  )
  await feed('a.json', [...hers, ...weekly(-600, 500)])
  const seen: { stage: number; below: number }[] = []
  for (let days = 0; days <= 400; days += 20) {
    ctx.setNow(start + days * day)
    await computeSupport(ctx)
    const one = async () =>
      (
        await ctx.store.sql<{ stage: number; below: number }[]>`
        select stage, below from support join account using (person_id) where key = 'shizuka.example'`
      )[0]!
    seen.push(await one())
    await computeSupport(ctx, { evenIfFresh: true })
    assert.deepEqual(await one(), seen.at(-1), 'the same day again')
  }
  assert.ok(seen[0]!.stage > seen.at(-1)!.stage, JSON.stringify(seen))
  seen.forEach((now, i) => {
    if (i > 0 && now.stage < seen[i - 1]!.stage) assert.equal(seen[i - 1]!.below, 1)
  })
})

test('a computation cut at any statement leaves the old figures or the new ones', async () => {
  await feed('a.json', weekly(-400, -1))
  await computeSupport(ctx)
  ctx.setNow(start + day)
  const state = async () =>
    JSON.stringify([await supportRows(), await headline(), (await forecasts()).length])
  const before = await state()
  for (let n = 1; ; n++) {
    const left = { n, code: 'CONNECTION_CLOSED' }
    const struck = { ...ctx, store: { ...ctx.store, single: () => failing(ctx.store.single(), left) } }
    const ended = await computeSupport(struck).catch(error => {
      assert.ok(isAway(error))
      return 'cut'
    })
    if (ended !== 'cut') break
    assert.equal(await state(), before, `statement ${n}`)
  }
  assert.notEqual(await state(), before)
  assert.equal(await computeSupport(ctx), false)
})

test('two that compute at once do it once', async () => {
  await feed('a.json', weekly(-400, -1))
  const ended = await Promise.all([computeSupport(ctx), computeSupport(ctx)])
  assert.deepEqual(ended.sort(), [false, true])
})

test('people of a source that ended are told apart in the figure, and no forecast is held to them', async () => {
  await feed('a.json', weekly(-400, -1))
  const ended = -1_000
  await writeFile(join(ctx.dataDir, 'blog.xml'), blog(30, ended - 600, ended))
  await importFile(ctx, join(ctx.dataDir, 'blog.xml'))
  await computeSupport(ctx)
  const { known, outOfSight, counts } = await headline()
  assert.equal(outOfSight!.people, 30)
  assert.ok(outOfSight!.expected > 5 && outOfSight!.expected < known.expected - 5)
  const held = await ctx.store.sql<{ change: number; evidence: PersonEvidence }[]>`
    select change, evidence from support join account using (person_id) where network = 'claim' or network = 'mail'`
  assert.equal(held.length, 30)
  assert.ok(held.every(({ change, evidence }) => change === 0 && evidence.until! < start - 900 * day))
  assert.ok(counts.new <= 30)
  for (const language of languages) {
    const { people } = await loadSupporters(ctx, { ...everybody, q: 'よみて' }, language)
    assert.equal(people.length, 30)
    for (const { because } of people)
      assert.ok(
        because.every(text => !/last 90 days|この90日|this year/.test(text)) && /2024/.test(because[0]!),
      )
  }

  const [said] = await forecasts()
  ctx.setNow(start + 91 * day)
  await feed('b.json', weekly(5, 90, { first: 100, people: 11 }))
  await computeSupport(ctx)
  const [scored] = await forecasts()
  assert.equal(scored!.out_of_sight.filter(Boolean).length, 30)
  assert.deepEqual([scored!.people_scored, scored!.accounts.length], [16, 46])
  assert.ok(Math.abs(scored!.expected_scored - (known.expected - outOfSight!.expected)) < 0.01)
  assert.deepEqual(scored!.known, said!.known)
  assert.ok(scored!.log_loss < 1)
  const { forecasts: told } = await loadTruth(ctx, 'en')
  assert.deepEqual(told.at(-1)!.seen, { people: 16, expected: scored!.expected_scored })
})

test('a forecast is not held to people whose source ended before its window did', async () => {
  await feed('a.json', weekly(-400, -1))
  await writeFile(join(ctx.dataDir, 'blog.xml'), blog(30, -600, -1))
  await importFile(ctx, join(ctx.dataDir, 'blog.xml'))
  await computeSupport(ctx)
  assert.equal((await headline()).outOfSight!.people, 0)
  ctx.setNow(start + 100 * day)
  await feed('b.json', weekly(5, 99, { first: 100 }))
  await computeSupport(ctx)
  const [scored] = await forecasts()
  assert.deepEqual([scored!.people_scored, scored!.accounts.length], [16, 46])
})

test('somebody last seen long ago is not new', async () => {
  await feed('a.json', [mention({ no: 1, by: authorOf(0), at: '1852-03-01T00:00:00Z', post: 1 })])
  await computeSupport(ctx)
  assert.equal((await headline()).counts.new, 0)
  assert.deepEqual(
    (await supportRows()).map(row => row.change),
    [0],
  )
})

test('acts on no post are not told as answers to posts', async () => {
  const path = join(ctx.dataDir, 'Endorsement_Received_Info.csv')
  await writeFile(
    path,
    'Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n' +
      '2026/11/01 15:02:55 UTC,編集,結衣,佐藤,www.linkedin.com/in/yui-sato-bookbinder,ACCEPTED\n',
  )
  await importFile(ctx, path)
  await computeSupport(ctx)
  for (const language of languages) {
    const { people } = await loadSupporters(ctx, everybody, language)
    assert.equal(people.length, 1)
    assert.doesNotMatch(people[0]!.because.join(), /Responded to|投稿1件/)
    assert.match(people[0]!.because.join(), /apart from your posts|投稿とは別に1回/)
  }
})

test('coming to an event is told as that', async () => {
  await feed('a.json', [
    { ...mention({ no: 1, by: authorOf(0), post: 1 }), 'wm-property': 'rsvp', rsvp: 'yes' },
    mention({ no: 2, by: authorOf(0), post: 2 }),
    mention({ no: 3, by: authorOf(0), post: 1 }),
  ])
  await computeSupport(ctx)
  const { people } = await loadSupporters(ctx, everybody, 'en')
  assert.deepEqual(people[0]!.because.slice(0, 2), [
    'Responded to 1 of your posts',
    'Came to 1 of your events',
  ])
})
