import { hashText, isId } from '#ledger/ids.ts'
import type { Language } from '#ledger/language.ts'
import { folded, isCjk, spellings } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { askedKeys } from '#ledger/search-keys.ts'
import { becauseOf } from '#loop/support/because.ts'
import { changes, type Headline } from '#loop/support/compute.ts'
import type { PersonEvidence } from '#loop/support/evidence.ts'
import { stages } from '#loop/support/model/stage.ts'
import { noFigureOf } from '#loop/support/sight.ts'
import { sayNoFigure } from '#loop/support/sight-words.ts'
import { sayBecause } from '#loop/support/words.ts'
import { isInstantKey } from '#screens/parts/instant-key.ts'
import type { Figure, Range } from '#screens/parts/shape.ts'
import { notVisibleOf } from '#screens/sources/not-visible.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Supporter, Supporters, SupportersQuery } from './shape.ts'

type Row = {
  person_id: string
  name: string
  reading: string | null
  guessed: boolean
  sort_key: string
  networks: string[]
  p: number
  stage: number
  change: number
  last_at: Date | null
  last_key: string
  evidence: PersonEvidence
}

/** The headline and one page of people. Throws Refusal('bad-request') on a cursor of another question. */
export async function loadSupporters(
  ctx: Ctx,
  query: SupportersQuery,
  language: Language,
): Promise<Supporters> {
  const { sql } = ctx.store
  const [state] = await sql<{ headline: Headline; computed_at: Date; fresh: boolean }[]>`
    select state.headline, state.computed_at, owner.facts_no = owner.computed_no and not exists (
      select from import where import.owner_id = ${ctx.owner} and status in ('waiting', 'reading')
    ) and not exists (
      select from live where live.owner_id = ${ctx.owner} and state = 'following' and followed_at is null and failures = 0
    ) as fresh
    from support_state state join owner on owner.owner_id = ${ctx.owner}
    where state.owner_id = ${ctx.owner}`
  const headline = state?.headline
  const [{ rows, total }, notVisible, noFigure] = await Promise.all([
    page(ctx, query, headline),
    notVisibleOf(ctx, headline, language),
    noFigureOf(ctx, headline),
  ])
  const more = rows.length > query.limit
  const shown = rows.slice(0, query.limit)
  const seenUntil = headline?.seenUntil ?? ctx.now()
  const at = state?.computed_at ?? new Date(ctx.now())
  const why = noFigure && sayNoFigure(noFigure, language)
  const told = (range: Range | undefined): Figure =>
    range && why === undefined ? inOrder(range) : { expected: null, low: null, high: null, why: why ?? '' }
  return {
    horizonDays: headline?.horizonDays ?? 90,
    at: at.toISOString(),
    seenUntil: new Date(seenUntil).toISOString(),
    ended: at.getTime() - seenUntil > endedAfterMs,
    fresh: state?.fresh ?? false,
    noFigure: noFigure && why !== undefined ? { code: noFigure.code, why } : null,
    together: told(headline && (headline.together ?? bothOf(headline))),
    known: told(headline?.known),
    outOfSight: headline?.outOfSight ?? { people: 0, expected: 0 },
    newcomers: newcomersOf(headline, told(headline?.newcomers)),
    merged: headline?.merged ? { ...headline.merged, at: new Date(headline.merged.at).toISOString() } : null,
    total,
    counts: headline?.counts ?? {
      people: 0,
      supporter: 0,
      advocate: 0,
      warm: 0,
      new: 0,
      returning: 0,
      fading: 0,
    },
    people: shown.map(row => supporterOf(row, seenUntil, language)),
    notVisible,
    next: more ? cursorOf(shown.at(-1)!, query) : null,
  }
}

/** What lies longer back than this is told as past. */
const endedAfterMs = 14 * 86_400_000

function newcomersOf(headline: Headline | undefined, told: Figure): Supporters['newcomers'] {
  const { early, lately } = headline?.newcomers ?? {}
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    ...told,
    early: early ?? headline?.basis !== 'own',
    lately: (lately ?? []).map(({ from, to, came }) => ({ from: iso(from), to: iso(to), came })),
  }
}

const inOrder = ({ expected, low, high }: Range): Range => ({ expected, low, high })

/** An earlier version's figures know the two parts only. Both miss together, so their distances add up. */
const bothOf = ({ known, newcomers }: Pick<Headline, 'known' | 'newcomers'>): Range => ({
  expected: known.expected + newcomers.expected,
  low: known.low + newcomers.low,
  high: known.high + newcomers.high,
})

function supporterOf(row: Row, seenUntil: number, language: Language): Supporter {
  return {
    personId: row.person_id,
    name: row.name,
    reading: row.reading,
    readingGuessed: row.guessed,
    p: row.evidence.n === 0 ? null : Math.round(row.p * 1000) / 1000,
    stage: stages[row.stage]!,
    change: row.change === 0 ? null : (changes[row.change] as Supporter['change']),
    networks: row.networks,
    lastAt: row.last_at?.toISOString() ?? null,
    because: becauseOf(row.evidence, seenUntil).map(because => sayBecause(because, language)),
  }
}

/** A search counts this far; beyond, it says "a thousand". */
const countedAtMost = 1_000
/** A ledger of so many people is asked by index at once. */
const askedAtOnce = 20_000
/** How far down the order the people of a common name are looked for: a sample first, which tells whether it is one. */
const walks = [500, 3_000] as const

type Page = { rows: Row[]; total: number }

async function page(ctx: Ctx, query: SupportersQuery, headline: Headline | undefined): Promise<Page> {
  if (query.q) return found(ctx, query, query.q, (headline?.counts.people ?? 0) > askedAtOnce)
  const { sql } = ctx.store
  const order = orderOf(ctx, query)
  const [rows, total] = await Promise.all([
    sql<Row[]>`
      select ${rowOf(ctx)}
      from support join person on person.owner_id = ${ctx.owner} and person.person_id = support.person_id
      where support.owner_id = ${ctx.owner} ${states(ctx, query)} ${order.after}
      order by ${order.by} limit ${query.limit + 1}`,
    totalOf(ctx, query, headline),
  ])
  return { rows, total }
}

/**
 * People who fit what was typed. What many have (a thousand 佐藤) is soon met going down the order; what few have, the
 * index finds at once. Each is quick where the other is slow.
 */
async function found(ctx: Ctx, query: SupportersQuery, typed: string, isLarge: boolean): Promise<Page> {
  const { sql } = ctx.store
  const limit = query.limit + 1
  if (isLarge && (await fitsMany(ctx, typed))) {
    for (const far of walks) {
      const rows = await walked(ctx, query, typed, far)
      if (rows.length === limit) return { rows, total: countedAtMost }
      if (rows.length < (limit * walks[0]) / walks[1]) break
    }
  }
  const order = orderOf(ctx, query)
  const rows = await sql<(Row & { total: number })[]>`
    with fitting as materialized (
      select person_id, sort_key from person
      where owner_id = ${ctx.owner} and ${fits(ctx, typed)} ${byIndex(ctx, typed)}
    ), standing as (
      select person.person_id, person.sort_key, support.p as by_p, support.last_at as by_last,
        least(count(*) over (), ${countedAtMost})::int as total
      from fitting person
      join support on support.owner_id = ${ctx.owner} and support.person_id = person.person_id
      where true ${states(ctx, query)}
    ), shown as materialized (
      select * from standing where true ${order.afterFound} order by ${order.byFound} limit ${limit}
    )
    select ${rowOf(ctx)}, shown.total
    from shown
    join person on person.owner_id = ${ctx.owner} and person.person_id = shown.person_id
    join support on support.owner_id = ${ctx.owner} and support.person_id = shown.person_id
    order by ${order.by}`
  return { rows, total: rows[0]?.total ?? 0 }
}

async function fitsMany(ctx: Ctx, typed: string): Promise<boolean> {
  const [some] = await ctx.store.sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from person where owner_id = ${ctx.owner} ${byIndex(ctx, typed)} limit ${countedAtMost}) a_few`
  return some!.count >= countedAtMost
}

async function walked(ctx: Ctx, query: SupportersQuery, typed: string, far: number): Promise<Row[]> {
  const { sql } = ctx.store
  const order = orderOf(ctx, query)
  const byName = query.sort === 'name'
  const people = byName
    ? sql`(select * from person where person.owner_id = ${ctx.owner} ${order.after}
        order by ${order.by} limit ${far})`
    : sql`person`
  const support = byName
    ? sql`support`
    : sql`(select * from support where support.owner_id = ${ctx.owner} ${states(ctx, query)} ${order.after}
        order by ${order.by} limit ${far})`
  return sql<Row[]>`
    select ${rowOf(ctx)}
    from ${support} support join ${people} person on person.owner_id = ${ctx.owner} and person.person_id = support.person_id
    where support.owner_id = ${ctx.owner} and ${fits(ctx, typed)} ${byName ? states(ctx, query) : sql``}
    order by ${order.by} limit ${query.limit + 1}`
}

const rowOf = (ctx: Ctx) => ctx.store.sql`
  person.person_id, person.name, person.reading, person.guessed, person.sort_key, person.networks, support.p, support.stage,
  support.change, nullif(support.last_at, '-infinity') as last_at, support.last_at::text as last_key, support.evidence`

function orderOf(ctx: Ctx, query: SupportersQuery) {
  const { sql } = ctx.store
  const after = query.cursor ? cursorParts(query) : undefined
  switch (query.sort) {
    case 'chance':
      return {
        by: sql`support.p desc, support.person_id desc`,
        after: after
          ? sql`and (support.p, support.person_id) < (${after.key}::real, ${after.id}::uuid)`
          : sql``,
        byFound: sql`by_p desc, person_id desc`,
        afterFound: after ? sql`and (by_p, person_id) < (${after.key}::real, ${after.id}::uuid)` : sql``,
      }
    case 'last':
      return {
        by: sql`support.last_at desc, support.person_id desc`,
        after: after
          ? sql`and (support.last_at, support.person_id) < (${after.key}::text::timestamptz, ${after.id}::uuid)`
          : sql``,
        byFound: sql`by_last desc, person_id desc`,
        afterFound: after
          ? sql`and (by_last, person_id) < (${after.key}::text::timestamptz, ${after.id}::uuid)`
          : sql``,
      }
    case 'name':
      return {
        by: sql`person.sort_key, person.person_id`,
        after: after
          ? sql`and (person.sort_key, person.person_id) > (${after.key}, ${after.id}::uuid)`
          : sql``,
        byFound: sql`sort_key, person_id`,
        afterFound: after ? sql`and (sort_key, person_id) > (${after.key}, ${after.id}::uuid)` : sql``,
      }
  }
}

function states(ctx: Ctx, query: SupportersQuery) {
  const { sql } = ctx.store
  const stageNo = query.stage ? stages.indexOf(query.stage) : -1
  return sql`
    ${stageNo >= 0 ? sql`and support.stage ${query.stage === 'supporter' ? sql`>=` : sql`=`} ${stageNo}` : sql``}
    ${query.change ? sql`and support.change = ${changes.indexOf(query.change)} and support.change <> 0` : sql``}`
}

/** The text as a whole, or each of its words somewhere (`yamada taro` for 太郎 山田). */
function fits(ctx: Ctx, typed: string) {
  const { sql } = ctx.store
  const words = wordsOf(typed)
  const each = words.map(word => sql`and person.search like any(${patterns(word)}::text[])`)
  return sql`(person.search like any(${patterns(typed)}::text[]) ${words.length > 1 ? sql`or (true ${each})` : sql``})`
}

/** The same question to the index: per word one of its spellings' keys must all be there. */
function byIndex(ctx: Ctx, typed: string) {
  const { sql } = ctx.store
  const all = spellings(typed).map(askedKeys)
  if (all.some(keys => keys.length === 0)) return sql``
  // Words run together ask for less than the words apart (`maya`, of `maya lind`) and would let in half the ledger.
  const whole = isCjk(typed)
    ? all
    : all.filter(
        keys => !all.some(other => other.length > keys.length && keys.every(key => other.includes(key))),
      )
  const words = wordsOf(typed).map(word => spellings(word).map(askedKeys))
  const one = (keys: string[]) => sql`person.keys @> ${keys}::text[]`
  const any = (some: string[][]) => some.map((keys, i) => (i === 0 ? one(keys) : sql`or ${one(keys)}`))
  const each =
    words.length > 1 && words.every(some => some.every(keys => keys.length > 0))
      ? sql`or (true ${words.map(some => sql`and (${any(some)})`)})`
      : sql``
  return sql`and (${any(whole)} ${each})`
}

const wordsOf = (typed: string) => folded(typed).split(' ').slice(0, 8)

const patterns = (typed: string) => spellings(typed).map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`)

async function totalOf(ctx: Ctx, query: SupportersQuery, headline: Headline | undefined): Promise<number> {
  if (!headline) return 0
  const { stage, change } = query
  if (!stage && !change) return headline.counts.people
  if (!stage && change) return headline.counts[change]
  if (!change && stage === 'supporter') return headline.counts.supporter
  const [row] = await ctx.store.sql<{ count: number }[]>`
    select count(*)::int as count from support where support.owner_id = ${ctx.owner} ${states(ctx, query)}`
  return row!.count
}

/** A cursor names its question, so that it cannot be used for another one. */
function cursorOf(row: Row, query: SupportersQuery): string {
  const key = query.sort === 'chance' ? row.p : query.sort === 'last' ? row.last_key : row.sort_key
  return Buffer.from(JSON.stringify([questionOf(query), key, row.person_id])).toString('base64url')
}

function cursorParts(query: SupportersQuery): { key: string; id: string } {
  try {
    const [question, key, id] = JSON.parse(Buffer.from(query.cursor!, 'base64url').toString())
    if (question === questionOf(query) && isId(id) && isKeyOf(query.sort, key))
      return { key: String(key), id }
  } catch {}
  throw new Refusal('bad-request', { why: 'cursor' })
}

function isKeyOf(sort: SupportersQuery['sort'], key: unknown): boolean {
  if (sort === 'chance') return typeof key === 'number' && key >= 0 && key <= 1
  if (sort === 'last') return key === '-infinity' || isInstantKey(key)
  return typeof key === 'string' && key.length <= 200 && !key.includes('\u0000') && key.isWellFormed()
}

const questionOf = ({ q, stage, change, sort }: SupportersQuery) =>
  hashText([q ?? '', stage ?? '', change ?? '', sort].join('\u0000')).slice(0, 16)
