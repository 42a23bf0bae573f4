import { isId } from '#ledger/ids.ts'
import { directionOfCode, directions, kindOfCode } from '#ledger/kinds.ts'
import type { Language } from '#ledger/language.ts'
import { displayName } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { precisions } from '#ledger/when.ts'
import { chanceTold, sayEvidence } from '#loop/know/evidence-words.ts'
import type { Evidence } from '#loop/know/link-records.ts'
import { personOf } from '#loop/know/people.ts'
import { type Profile, personRow } from '#loop/know/profile.ts'
import { becauseOf } from '#loop/support/because.ts'
import { changes, type Headline } from '#loop/support/compute.ts'
import type { PersonEvidence } from '#loop/support/evidence.ts'
import { stages } from '#loop/support/model/stage.ts'
import { sayBecause } from '#loop/support/words.ts'
import { isInstantKey } from '#screens/parts/instant-key.ts'
import { networkTitle } from '#screens/parts/network-titles.ts'
import type { Ctx } from '#store/ctx.ts'
import { words } from './load-words.ts'
import { reasonOf } from './reason.ts'
import type { Account, Moment, Note, Person, Timeline } from './shape.ts'
import { standingOf } from './standing-load.ts'

type Figures = {
  name: string | null
  reading: string | null
  guessed: boolean | null
  p: number | null
  stage: number | null
  change: number | null
  strength: number | null
  reciprocity: number | null
  received: number | null
  given: number | null
  evidence: PersonEvidence | null
  headline: Headline | null
}

/** Everything about one person. `id`: the person's, or that of any of their accounts. Throws Refusal('not-found'). */
export async function loadPerson(ctx: Ctx, id: string, language: Language): Promise<Person> {
  const { sql } = ctx.store
  const personId = await personOf(sql, ctx, id)
  const [[figures], rows] = await Promise.all([figuresOf(ctx, personId), accountsOf(ctx, personId)])
  const isSelf = rows.some(row => row.is_self)
  // Of the owner there is no row among the people.
  if (!figures || (figures.name === null && !isSelf)) throw new Refusal('not-found')
  const ids = rows.map(row => row.account_id)
  const [accounts, timeline, notes, lasts, standing] = await Promise.all([
    accountsTold(ctx, rows, language),
    momentsOf(ctx, ids, { limit: 50 }, language),
    notesOf(ctx, ids),
    lastsOf(ctx, ids),
    standingOf(ctx, ids, language),
  ])
  const evidence = figures.evidence
  const seen = figures.headline?.seenUntil ?? ctx.now()
  const until = evidence?.until ?? seen
  return {
    personId,
    name: figures.name ?? personRow(rows).name,
    reading: figures.reading,
    readingGuessed: figures.guessed ?? false,
    p: evidence && evidence.n > 0 ? Math.round(figures.p! * 1000) / 1000 : null,
    stage: stages[figures.stage ?? 0]!,
    change: figures.change ? (changes[figures.change] as Person['change']) : null,
    because: evidence ? becauseOf(evidence, seen).map(because => sayBecause(because, language)) : [],
    seenUntil: figures.headline ? new Date(until).toISOString() : null,
    tie: { strength: figures.strength, reciprocity: figures.reciprocity },
    received: { count: figures.received ?? 0, lastAt: lasts.toward },
    given: { count: figures.given ?? 0, lastAt: lasts.by },
    between: {
      count: evidence?.between?.count ?? 0,
      lastAt: evidence?.between ? new Date(evidence.between.lastAt).toISOString() : null,
    },
    standing: { isSelf, ...standing },
    accounts,
    notes,
    timeline,
  }
}

const figuresOf = (ctx: Ctx, personId: string) =>
  ctx.store.sql<Figures[]>`
    select person.name, person.reading, person.guessed, support.p, support.stage, support.change, support.strength, support.reciprocity,
      support.received, support.given, support.evidence, state.headline
    from (select 1) one
    left join person on person.owner_id = ${ctx.owner} and person.person_id = ${personId}
    left join support on support.owner_id = ${ctx.owner} and support.person_id = person.person_id
    left join support_state state on state.owner_id = ${ctx.owner}`

type AccountRow = { account_id: string; network: string; key: string; is_self: boolean; profile: Profile }

const accountsOf = (ctx: Ctx, personId: string) =>
  ctx.store.sql<AccountRow[]>`
    select account_id, network, key, is_self, profile from account
    where owner_id = ${ctx.owner} and person_id = ${personId} order by account_id limit 200`

type LinkRow = {
  decision_id: string
  account_a: string
  account_b: string
  why: string
  evidence: string | null
  made_by: 'rule' | 'owner' | 'match'
  made_at: Date
  bits: number | null
  weighed: Evidence[] | null
}

async function accountsTold(ctx: Ctx, rows: readonly AccountRow[], language: Language): Promise<Account[]> {
  const { sql } = ctx.store
  const ids = rows.map(row => row.account_id)
  const linksAsked = sql<LinkRow[]>`
    select decision_id, account_a, account_b, why, evidence, made_by, made_at, bits, weighed from link_decision
    where owner_id = ${ctx.owner} and verdict = 'same' and revoked_at is null
      and account_a = any(${ids}::uuid[]) and account_b = any(${ids}::uuid[])
    order by made_at, decision_id`
  const toldAsked = sql<{ account_id: string; network: string | null; file_name: string | null }[]>`
    select seen.account_id, import.network, import.file_name from account_seen seen
    left join import on import.owner_id = ${ctx.owner} and import.import_no = seen.import_no
    where seen.owner_id = ${ctx.owner} and seen.account_id = any(${ids}::uuid[]) order by seen.import_no`
  const [links, told] = await Promise.all([linksAsked, toldAsked])
  const w = words[language]
  return rows.map(({ account_id, network, key, is_self, profile }) => ({
    accountId: account_id,
    network,
    networkTitle: networkTitle(network, language),
    name: displayName(profile) || null,
    handle: profile.handle ?? (network === 'mail' ? key : null),
    url: profile.url ?? null,
    organization: profile.organization ?? null,
    title: profile.title ?? null,
    isSelf: is_self,
    because: links
      .filter(
        link =>
          link.account_b === account_id ||
          (link.account_a === account_id && account_id !== rows[0]!.account_id),
      )
      .map(link => ({
        decisionId: link.decision_id,
        text: reasonOf(link, language),
        by: link.made_by,
        at: link.made_at.toISOString(),
        chance: link.bits === null ? null : chanceTold(link.bits),
        evidence: link.weighed ? sayEvidence(link.weighed, language) : [],
      })),
    from: [
      ...new Set(
        told
          .filter(row => row.account_id === account_id)
          .map(row => (row.network ? `${networkTitle(row.network, language)} (${row.file_name})` : w.byHand)),
      ),
    ],
  }))
}

async function notesOf(ctx: Ctx, accounts: string[]): Promise<Note[]> {
  const rows = await ctx.store.sql<
    { note_id: string; text: string; created_at: Date; updated_at: Date; version: number }[]
  >`
    select note_id, text, created_at, updated_at, version from note
    where owner_id = ${ctx.owner} and account_id = any(${accounts}::uuid[]) order by created_at desc limit 500`
  return rows.map(row => ({
    noteId: row.note_id,
    text: row.text,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }))
}

async function lastsOf(ctx: Ctx, accounts: string[]): Promise<{ toward: string | null; by: string | null }> {
  const rows = await ctx.store.sql<{ direction: number; at: Date | null }[]>`
    select way.direction, max(last.at) as at
    from unnest(${accounts}::uuid[]) as mine(account_id)
    cross join (values (${directions.toward}::int), (${directions.by}::int)) as way(direction)
    left join lateral (
      select at from act where act.owner_id = ${ctx.owner} and act.account_id = mine.account_id
        and act.direction = way.direction order by at desc limit 1) last on true
    group by way.direction`
  const at = (direction: number) => rows.find(row => row.direction === direction)?.at?.toISOString() ?? null
  return { toward: at(directions.toward), by: at(directions.by) }
}

type TimelineQuery = { direction?: 'toward' | 'by' | undefined; cursor?: string | undefined; limit: number }

/** One page of what happened between this person and the owner, newest first. */
export async function loadTimeline(
  ctx: Ctx,
  id: string,
  query: TimelineQuery,
  language: Language,
): Promise<Timeline> {
  const personId = await personOf(ctx.store.sql, ctx, id)
  const accounts = await ctx.store.sql<{ account_id: string }[]>`
    select account_id from account where owner_id = ${ctx.owner} and person_id = ${personId}`
  return momentsOf(
    ctx,
    accounts.map(row => row.account_id),
    query,
    language,
  )
}

type ActRow = {
  act_id: string
  at: Date
  at_key: string
  precision: number
  zone_known: boolean
  kind: number
  direction: number
  network: string
  text: string | null
  url: string | null
  work_title: string | null
  work_url: string | null
  work_id: string | null
  import_no: number
}

async function momentsOf(
  ctx: Ctx,
  accounts: string[],
  query: TimelineQuery,
  language: Language,
): Promise<Timeline> {
  const { sql } = ctx.store
  const after = query.cursor ? timelineCursor(query.cursor) : undefined
  const page = sql`
    ${query.direction ? sql`and act.direction = ${directions[query.direction]}` : sql``}
    ${after ? sql`and (act.at, act.act_id) < (${after.at}::text::timestamptz, ${after.id}::uuid)` : sql``}
    order by act.at desc, act.act_id desc limit ${query.limit + 1}`
  const rows = await sql<ActRow[]>`
    select act.act_id, act.at, act.at::text as at_key, act.precision, act.zone_known, act.kind, act.direction,
      account.network, act.text, act.url, act.work_id, work.title as work_title, work.url as work_url, act.import_no
    from (
      select act.* from unnest(${accounts}::uuid[]) as mine(account_id)
      cross join lateral (
        select * from act where act.owner_id = ${ctx.owner} and act.account_id = mine.account_id ${page}) act
      where true ${page}
    ) act
    join account on account.owner_id = ${ctx.owner} and account.account_id = act.account_id
    left join work on work.owner_id = ${ctx.owner} and work.work_id = act.work_id
    order by act.at desc, act.act_id desc`
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    moments: shown.map(row => momentOf(row, language)),
    next:
      rows.length > query.limit && last
        ? Buffer.from(JSON.stringify([last.at_key, last.act_id])).toString('base64url')
        : null,
  }
}

function momentOf(row: ActRow, language: Language): Moment {
  const kind = kindOfCode(row.kind)
  const direction = directionOfCode(row.direction)
  return {
    actId: row.act_id,
    at: row.at.toISOString(),
    precision: precisions[row.precision]!,
    zoneKnown: row.zone_known,
    kind,
    direction,
    network: row.network,
    networkTitle: networkTitle(row.network, language),
    // What is of both is worded the same from either side.
    sentence: words[language][`${direction === 'between' ? 'toward' : direction}-${kind}`],
    text: row.text,
    url: row.url,
    work: row.work_id ? { title: row.work_title, url: row.work_url } : null,
    importId: row.import_no > 0 ? String(row.import_no) : null,
  }
}

function timelineCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (isInstantKey(at) && isId(id)) return { at, id }
  } catch {}
  throw new Refusal('bad-request', { why: 'cursor' })
}
