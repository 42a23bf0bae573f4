import { hashText, isId } from '#ledger/ids.ts'
import type { Language } from '#ledger/language.ts'
import { folded, spellings } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { becauseOf } from '#loop/support/because.ts'
import { changes, type Headline } from '#loop/support/compute.ts'
import type { PersonEvidence } from '#loop/support/evidence.ts'
import { stages } from '#loop/support/model/stage.ts'
import { sayBecause } from '#loop/support/words.ts'
import { isInstantKey } from '#screens/parts/instant-key.ts'
import { notVisibleOf } from '#screens/sources/not-visible.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Supporter, Supporters, SupportersQuery } from './shape.ts'

type Row = {
  person_id: string
  name: string
  reading: string | null
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
    select state.headline, state.computed_at, owner.facts_no = owner.computed_no as fresh
    from support_state state join owner on owner.owner_id = ${ctx.owner}
    where state.owner_id = ${ctx.owner}`
  const rows = await page(ctx, query)
  const more = rows.length > query.limit
  const shown = rows.slice(0, query.limit)
  const headline = state?.headline
  const seenUntil = headline?.seenUntil ?? ctx.now()
  return {
    horizonDays: headline?.horizonDays ?? 90,
    at: (state?.computed_at ?? new Date(ctx.now())).toISOString(),
    seenUntil: new Date(seenUntil).toISOString(),
    fresh: state?.fresh ?? false,
    known: headline?.known ?? { expected: 0, low: 0, high: 0 },
    newcomers: headline?.newcomers ?? { expected: 0, low: 0, high: 0 },
    total: await totalOf(ctx, query, headline),
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
    notVisible: await notVisibleOf(ctx, headline, language),
    next: more ? cursorOf(shown.at(-1)!, query) : null,
  }
}

function supporterOf(row: Row, seenUntil: number, language: Language): Supporter {
  return {
    personId: row.person_id,
    name: row.name,
    reading: row.reading,
    p: row.evidence.n === 0 ? null : Math.round(row.p * 1000) / 1000,
    stage: stages[row.stage]!,
    change: row.change === 0 ? null : (changes[row.change] as Supporter['change']),
    networks: row.networks,
    lastAt: row.last_at?.toISOString() ?? null,
    because: becauseOf(row.evidence, seenUntil).map(because => sayBecause(because, language)),
  }
}

async function page(ctx: Ctx, query: SupportersQuery): Promise<Row[]> {
  const { sql } = ctx.store
  const after = query.cursor ? cursorParts(query) : undefined
  const [key, id] = [after?.key ?? '', after?.id ?? '']
  const order = {
    chance: {
      by: sql`support.p desc, support.person_id desc`,
      after: sql`and (support.p, support.person_id) < (${key || 0}::real, ${id || null}::uuid)`,
    },
    last: {
      by: sql`support.last_at desc, support.person_id desc`,
      // As text first: the driver would make a Date of it, without its microseconds.
      after: sql`and (support.last_at, support.person_id) < (${key || null}::text::timestamptz, ${id || null}::uuid)`,
    },
    name: {
      by: sql`person.sort_key, person.person_id`,
      after: sql`and (person.sort_key, person.person_id) > (${key}, ${id || null}::uuid)`,
    },
  }[query.sort]
  return sql<Row[]>`
    select person.person_id, person.name, person.reading, person.sort_key, person.networks, support.p, support.stage,
      support.change, nullif(support.last_at, '-infinity') as last_at, support.last_at::text as last_key, support.evidence
    from support join person on person.owner_id = ${ctx.owner} and person.person_id = support.person_id
    where support.owner_id = ${ctx.owner} ${conditions(ctx, query)} ${after ? order.after : sql``}
    order by ${order.by} limit ${query.limit + 1}`
}

function conditions(ctx: Ctx, query: SupportersQuery) {
  const { sql } = ctx.store
  const stageNo = query.stage ? stages.indexOf(query.stage) : -1
  return sql`
    ${query.q ? fits(ctx, query.q) : sql``}
    ${stageNo >= 0 ? sql`and support.stage ${query.stage === 'supporter' ? sql`>=` : sql`=`} ${stageNo}` : sql``}
    ${query.change ? sql`and support.change = ${changes.indexOf(query.change)} and support.change <> 0` : sql``}`
}

/** The text as a whole, or each of its words somewhere (`yamada taro` for 太郎 山田), or an address of theirs. */
function fits(ctx: Ctx, typed: string) {
  const { sql } = ctx.store
  const key = folded(typed)
  const words = key.split(' ').slice(0, 8)
  const each = words.map(word => sql`and person.search like any(${patterns(word)}::text[])`)
  return sql`and (person.search like any(${patterns(typed)}::text[])
    ${words.length > 1 ? sql`or (true ${each})` : sql``}
    ${/[@./]/.test(key) ? sql`or person.person_id in (${withAddress(ctx, key)})` : sql``})`
}

const withAddress = (ctx: Ctx, key: string) => ctx.store.sql`
  select account.person_id from account_key key
  join account on account.owner_id = ${ctx.owner} and account.account_id = key.account_id
  where key.owner_id = ${ctx.owner} and key.value like any(${patterns(key)}::text[])`

const patterns = (typed: string) => spellings(typed).map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`)

async function totalOf(ctx: Ctx, query: SupportersQuery, headline: Headline | undefined): Promise<number> {
  if (!headline) return 0
  const { q, stage, change } = query
  if (!q && !stage && !change) return headline.counts.people
  if (!q && !stage && change) return headline.counts[change]
  if (!q && !change && stage === 'supporter') return headline.counts.supporter
  const [row] = await ctx.store.sql<{ count: number }[]>`
    select count(*)::int as count
    from support join person on person.owner_id = ${ctx.owner} and person.person_id = support.person_id
    where support.owner_id = ${ctx.owner} ${conditions(ctx, query)}`
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
