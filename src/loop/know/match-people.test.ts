import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { undoImport } from '#loop/gather/undo.ts'
import { bringUpToDate } from '#loop/support/up-to-date.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { killedAfter } from '#tests/killed.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { madeOn, mention, mentions, writeFeed } from '#tests/mentions.ts'
import { linkPeople, restoreDecision, revokeDecision, splitAccount, tellApart } from './decisions.ts'
import { matchPeople } from './match-people.ts'
import { type Matcher, openMatcher } from './matcher.ts'
import { personOf } from './people.ts'

let ctx: TestCtx
let matcher: Matcher
beforeEach(async () => {
  ctx = await testCtx()
  matcher = openMatcher()
})
afterEach(async () => {
  await matcher.end()
  await ctx.end()
})

const inTemp = (name: string) => join(ctx.dataDir, name)
const accountOf = async (key: string) =>
  (await ctx.store.sql`select account_id from account where key = ${key}`)[0]!.account_id as string
const personAt = async (key: string) => personOf(ctx.store.sql, ctx, await accountOf(key))
const waiting = () =>
  ctx.store.sql<{ a: string; b: string; kind: string }[]>`
    select a.key as a, b.key as b, pair.kind from match_pair pair
    join account a on a.account_id = account_a join account b on b.account_id = account_b
    order by pair.bits desc, 1, 2`

type Card = { uid: string; lines: string[] }
const card = (uid: string, family: string, given: string, ...lines: string[]): Card => ({
  uid,
  lines: [`FN:${family}${given}`, `N:${family};${given};;;`, ...lines],
})

async function importCards(name: string, cards: Card[], madeAt = '2026-05-01T00:00:00Z') {
  const text = cards.map(
    ({ uid, lines }) => `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`,
  )
  await writeFile(inTemp(name), text.join(''))
  return importFile(ctx, await madeOn(inTemp(name), madeAt))
}

const families = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤']
const givens = ['一郎', '花子', '健', '美咲', '大輔', '由美', '翔', '彩', '誠', '直子']
/** A hundred neighbours, so that being alike means something. */
const neighbours = families.flatMap((family, f) =>
  givens.map((given, g) =>
    card(`n${f}${g}`, family, given, `EMAIL:n${f}${g}@machi.example`, `ORG:町の店${f}${g}`),
  ),
)
const twice = [
  card(
    'ryu-1',
    '髙藁屋',
    '龍之介',
    'X-PHONETIC-LAST-NAME:たかわらや',
    'ORG:縁側書房',
    'EMAIL:takawaraya@engawa.example',
  ),
  card('ryu-2', '高藁屋', '龍之介', 'ORG:株式会社縁側書房', 'EMAIL:takawaraya.r@post.example'),
]

/** The ledger without decisions, and without the readings that comparing people suggests. */
function readingsAside({ link_decision: _, reading_guess: __, person, ...rest }: Record<string, unknown[]>) {
  const people = person!.map(row => {
    const {
      reading: _,
      sort_key: __,
      search: ___,
      keys: ____,
      guessed: _____,
      ...kept
    } = JSON.parse(row as string)
    return kept
  })
  return { ...rest, person: people }
}

test('somebody twice in one address book becomes one person, with what was weighed; taking it back restores everything', async () => {
  await importCards('machi.vcf', [...neighbours, ...twice])
  const before = await dumpLedger(ctx)
  assert.ok((await matchPeople(ctx, matcher))! > 0)
  assert.equal(await personAt('ryu-1'), await personAt('ryu-2'))
  await assertWhole(ctx)
  const links = await ctx.store.sql<
    { decision_id: string; bits: number; weighed: { bits: number }[]; model: string }[]
  >`
    select decision_id, bits, weighed, model from link_decision where made_by = 'match'`
  assert.equal(links.length, 1)
  const [link] = links
  assert.ok(link!.bits > Math.log2(99))
  assert.ok(Math.abs(link!.weighed.reduce((sum, { bits }) => sum + bits, 0) - link!.bits) < 0.1)
  assert.match(link!.model, /fellegi-sunter/)
  assert.equal(await matchPeople(ctx, matcher), undefined)
  // What an older version of the method decided is weighed anew.
  await ctx.store.sql`update link_decision set model = 'fellegi-sunter-0', bits = 30 where made_by = 'match'`
  assert.equal(await matchPeople(ctx, matcher), 0)
  assert.equal((await ctx.store.sql`select bits from link_decision`)[0]!.bits, link!.bits)
  assert.equal(await matchPeople(ctx, matcher), undefined)

  await revokeDecision(ctx, link!.decision_id)
  await matchPeople(ctx, matcher)
  assert.notEqual(await personAt('ryu-1'), await personAt('ryu-2'))
  const after = await dumpLedger(ctx)
  assert.deepEqual(readingsAside(after), readingsAside(before))
  await importCards('machi-later.vcf', [...neighbours, ...twice], '2026-06-01T00:00:00Z')
  await matchPeople(ctx, matcher)
  assert.notEqual(await personAt('ryu-1'), await personAt('ryu-2'))

  await restoreDecision(ctx, link!.decision_id)
  await matchPeople(ctx, matcher)
  assert.equal(await personAt('ryu-1'), await personAt('ryu-2'))
  await assertWhole(ctx)
})

const alike = [
  card('taro-1', '山本', '龍之介', 'EMAIL:hige@one.example'),
  card('taro-2', '山本', '龍之介', 'EMAIL:neko@two.example'),
]

test('what is likely but not beyond doubt waits; the owner’s word settles it for ever and can be taken back', async () => {
  const first = await importCards('machi.vcf', [...neighbours, ...alike])
  await matchPeople(ctx, matcher)
  assert.deepEqual(
    (await waiting()).map(({ a, b }) => [a, b].sort()),
    [['taro-1', 'taro-2']],
  )
  const word = await tellApart(ctx, await personAt('taro-1'), await personAt('taro-2'))
  assert.equal(await tellApart(ctx, await personAt('taro-2'), await personAt('taro-1')), word)
  await matchPeople(ctx, matcher)
  assert.equal((await waiting()).length, 0)
  await importCards(
    'more.vcf',
    [
      card('taro-1', '山本', '龍之介', 'EMAIL:hige@one.example', 'ORG:縁側'),
      card('taro-2', '山本', '龍之介', 'EMAIL:hige@one.example', 'ORG:縁側'),
    ],
    '2026-06-01T00:00:00Z',
  )
  await matchPeople(ctx, matcher)
  assert.notEqual(await personAt('taro-1'), await personAt('taro-2'))

  const same = await linkPeople(ctx, await personAt('taro-1'), await personAt('taro-2'))
  assert.equal(await personAt('taro-1'), await personAt('taro-2'))
  await revokeDecision(ctx, same)
  assert.notEqual(await personAt('taro-1'), await personAt('taro-2'))
  await revokeDecision(ctx, word)
  await matchPeople(ctx, matcher)
  assert.equal(await personAt('taro-1'), await personAt('taro-2'))
  await assertWhole(ctx)
  await undoImport(ctx, first)
  await matchPeople(ctx, matcher)
  await assertWhole(ctx)
})

test('one account of several goes its own way; the others stay together', async () => {
  const third = card('ryu-3', '高藁屋', '龍之介', 'ORG:縁側書房', 'EMAIL:takawaraya@engawa.example')
  await importCards('machi.vcf', [...neighbours, ...twice, third])
  await matchPeople(ctx, matcher)
  assert.equal(new Set(await Promise.all(['ryu-1', 'ryu-2', 'ryu-3'].map(personAt))).size, 1)
  const word = await splitAccount(ctx, await accountOf('ryu-1'))
  assert.equal(await splitAccount(ctx, await accountOf('ryu-1')), word)
  await matchPeople(ctx, matcher)
  assert.equal(await personAt('ryu-2'), await personAt('ryu-3'))
  assert.notEqual(await personAt('ryu-1'), await personAt('ryu-2'))
  await revokeDecision(ctx, word)
  await matchPeople(ctx, matcher)
  assert.equal(new Set(await Promise.all(['ryu-1', 'ryu-2', 'ryu-3'].map(personAt))).size, 1)
})

test('the order of imports, and whether people were compared in between, changes nobody', async () => {
  const parts: [string, Card[]][] = [
    ['machi.vcf', neighbours],
    ['ryu.vcf', [twice[0]!, alike[0]!]],
    ['ryu-2.vcf', [twice[1]!, alike[1]!]],
  ]
  const dumps: unknown[] = []
  for (const [order, between] of [
    [[0, 1, 2], false],
    [[2, 1, 0], true],
    [[1, 0, 2], true],
  ] as const) {
    const one = await testCtx()
    const thread = openMatcher()
    const outer = ctx
    ctx = one
    try {
      for (const at of order) {
        await importCards(...parts[at]!)
        if (between) await matchPeople(ctx, thread)
      }
      await matchPeople(ctx, thread)
      dumps.push([await dumpLedger(ctx), await waiting()])
    } finally {
      ctx = outer
      await thread.end()
      await one.end()
    }
  }
  assert.deepEqual(dumps[1], dumps[0])
  assert.deepEqual(dumps[2], dumps[0])
})

test('a process killed while it compares people leaves them as they were, or as they become', async t => {
  await importCards('machi.vcf', [...neighbours, ...twice, ...alike])
  const before = JSON.stringify([await dumpLedger(ctx), await waiting()])
  const states = new Map<string, number>()
  let kills = 0
  for (const ms of [60, 700, 1500, 2200, 2500, 2700, 2900]) {
    if (await killedAfter(ctx, 'match', 0, ms)) kills++
    // What the server had in hand ends first, one way or the other.
    await ctx.store.sql`select 1 from owner for update`
    await assertWhole(ctx)
    const state = JSON.stringify([await dumpLedger(ctx), await waiting()])
    states.set(state, (states.get(state) ?? 0) + 1)
    if (state !== before) break
  }
  await matchPeople(ctx, matcher)
  const after = JSON.stringify([await dumpLedger(ctx), await waiting()])
  for (const state of states.keys()) assert.ok(state === before || state === after)
  assert.notEqual(after, before)
  assert.ok(kills > 0)
  t.diagnostic(`${kills} kills`)
})

test('figures tell what recognising somebody did to them, and taking it back restores them exactly', async () => {
  const supporters = Array.from({ length: 12 }, (_, no) =>
    mention({
      no: no + 1,
      by:
        no % 2
          ? { name: '高橋龍之介', url: 'https://ryu.example/' }
          : { name: '縁側の猫', url: 'https://engawa.example/' },
    }),
  )
  await importFile(ctx, await writeFeed(inTemp('a.json'), [...mentions(100, 60), ...supporters]))
  await bringUpToDate(ctx, matcher)
  const before = await figures()
  const decision = await linkPeople(ctx, await personAt('ryu.example'), await personAt('engawa.example'))
  await bringUpToDate(ctx, matcher)
  const merged = await figures()
  assert.equal(merged.people.length, before.people.length - 1)
  assert.equal(merged.merged.joined, 1)
  assert.ok(Math.abs(merged.merged.before - before.known.expected) < 1e-9)
  assert.ok(Math.abs(merged.merged.after - merged.known.expected) < 1e-9)
  await revokeDecision(ctx, decision)
  await bringUpToDate(ctx, matcher)
  const { merged: _, ...after } = await figures()
  const { merged: __, ...were } = before
  assert.deepEqual(after, were)
})

async function figures() {
  const [state] = await ctx.store.sql`select headline, truth from support_state`
  const { merged, ...headline } = state!.headline
  const people = await ctx.store.sql`
    select person_id, p, stage, change, strength, reciprocity, received, given from support order by person_id`
  return { ...headline, merged, truth: state!.truth, people: [...people] }
}
