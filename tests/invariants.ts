import assert from 'node:assert/strict'
import type { Ctx } from '#store/ctx.ts'

/**
 * What holds after every story and every fault (reference I2 to I4): no half record, every row points to a living
 * import, counts told are counts kept, and each act stands in the words of the newest export that tells it.
 * `underWay`: accounts may still wait to be made into people.
 */
export async function assertWhole({ store: { sql }, owner }: Ctx, { underWay = false } = {}): Promise<void> {
  const ofImport = (table: string) => sql`
    select 1 from ${sql(table)} fact where owner_id = ${owner} and import_no <> 0 and not exists (
      select from import where import.owner_id = ${owner} and import.import_no = fact.import_no
        and import.status <> 'undone' and import.same_as is null)`
  const half = {
    'act without its account': sql`
      select 1 from act where owner_id = ${owner}
        and not exists (select from account a where a.owner_id = ${owner} and a.account_id = act.account_id)`,
    'act without its work': sql`
      select 1 from act where owner_id = ${owner} and work_id is not null
        and not exists (select from work w where w.owner_id = ${owner} and w.work_id = act.work_id)`,
    'act of no import': ofImport('act'),
    'telling of no import': ofImport('act_also'),
    'telling of no act': sql`
      select 1 from act_also where owner_id = ${owner}
        and not exists (select from act a where a.owner_id = ${owner} and a.act_id = act_also.act_id)`,
    'telling by the holder itself': sql`
      select 1 from act_also join act using (owner_id, act_id, import_no) where owner_id = ${owner}`,
    'account that nobody tells': sql`
      select 1 from account where owner_id = ${owner}
        and not exists (select from account_seen s where s.owner_id = ${owner} and s.account_id = account.account_id)`,
    'description of no account': sql`
      select 1 from account_seen where owner_id = ${owner}
        and not exists (select from account a where a.owner_id = ${owner} and a.account_id = account_seen.account_id)`,
    'description of no import': ofImport('account_seen'),
    'key of no account': sql`
      select 1 from account_key where owner_id = ${owner}
        and not exists (select from account a where a.owner_id = ${owner} and a.account_id = account_key.account_id)`,
    'key of no import': ofImport('account_key'),
    'work that nobody tells': sql`
      select 1 from work where owner_id = ${owner}
        and not exists (select from work_seen s where s.owner_id = ${owner} and s.work_id = work.work_id)`,
    'work of no import': ofImport('work_seen'),
    'link of nobody': sql`
      select 1 from link_decision link where owner_id = ${owner} and (
        not exists (select from account a where a.owner_id = ${owner} and a.account_id = link.account_a)
        or not exists (select from account a where a.owner_id = ${owner} and a.account_id = link.account_b))`,
    'note on nobody': sql`
      select 1 from note where owner_id = ${owner}
        and not exists (select from account a where a.owner_id = ${owner} and a.account_id = note.account_id)`,
    'act not in the newest words': sql`
      select 1 from act join act_also also on also.owner_id = ${owner} and also.act_id = act.act_id
      join import on import.owner_id = ${owner} and import.import_no = also.import_no
      where act.owner_id = ${owner} and also.statement is not null and not exists (
        select from (select act.import_no union all
          select import_no from act_also a where a.owner_id = ${owner} and a.act_id = act.act_id and a.statement is null) as alike
        join import newer on newer.owner_id = ${owner} and newer.import_no = alike.import_no
        where (newer.made_at, newer.content_hash) >= (import.made_at, import.content_hash))`,
  }
  for (const [what, rows] of Object.entries(half)) assert.equal((await rows).length, 0, what)
  if (!underWay) await assertPeople(sql, owner)
  const imports = await sql<{ import_no: number; told: number; kept: number }[]>`
    select import_no,
      (select coalesce(sum(value::int), 0)::int from jsonb_each_text(left_counts)) as told,
      (select count(*)::int from reject where reject.owner_id = ${owner} and reject.import_no = import.import_no) as kept
    from import where owner_id = ${owner} and same_as is null and status <> 'undone'`
  for (const { import_no, told, kept } of imports) assert.equal(kept, told, `left out by import ${import_no}`)
}

/** One row for each person that is not the owner, and each account's person is that of its component. */
async function assertPeople(sql: Ctx['store']['sql'], owner: Ctx['owner']): Promise<void> {
  const people = await sql`
    select person_id from account where owner_id = ${owner} group by person_id having not bool_or(is_self)
    order by person_id`
  const rows = await sql`select person_id from person where owner_id = ${owner} order by person_id`
  assert.deepEqual(
    rows.map(row => row.person_id),
    people.map(row => row.person_id),
  )
  const strangers = await sql`
    select 1 from account a join account p on p.owner_id = ${owner} and p.account_id = a.person_id
    where a.owner_id = ${owner} and p.person_id <> p.account_id`
  assert.equal(strangers.length, 0, 'person that is not the smallest of its accounts')
}
