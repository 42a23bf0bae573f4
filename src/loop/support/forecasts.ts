import { newId } from '#ledger/ids.ts'
import { supportCodes } from '#ledger/kinds.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import type { ActColumns } from './act-rows.ts'
import type { Figures } from './compute.ts'
import { isOutOfSight, type Standing } from './standing.ts'

const dayMs = 86_400_000

/**
 * Keeps what Enishi says today (one forecast a day and model; the last one of the day stands), so that it can be
 * scored when its window closes. A person is named by an account, which later merges and splits leave alone; who was out
 * of sight by then is marked: their chance is that of an earlier day.
 */
export async function keepForecast(tx: Tx, ctx: Ctx, acts: ActColumns, figures: Figures): Promise<void> {
  const { headline, p, standing } = figures
  const madeAt = new Date(headline.seenUntil)
  const startOfDay = new Date(Math.floor(headline.seenUntil / dayMs) * dayMs)
  const people: number[] = []
  for (let person = 0; person < p.length; person++) if (!Number.isNaN(p[person]!)) people.push(person)
  if (people.length === 0) return
  const outOfSight = people.map(person => isOutOfSight(standing, person))
  await tx`
    delete from forecast
    where owner_id = ${ctx.owner} and model = ${headline.modelVersion} and scored_at is null
      and made_at >= ${startOfDay} and made_at < ${new Date(startOfDay.getTime() + dayMs)}`
  await tx`
    insert into forecast (owner_id, forecast_id, made_at, closes_at, model, known, newcomers, accounts, chances,
      out_of_sight)
    values (${ctx.owner}, ${newId(ctx.now())}, ${madeAt}, ${new Date(headline.seenUntil + headline.horizonDays * dayMs)},
      ${headline.modelVersion}, ${tx.json(headline.known)}, ${tx.json(headline.newcomers)},
      ${people.map(person => acts.people[person]!)}::uuid[], ${people.map(person => p[person]!)}::real[],
      ${outOfSight.includes(true) ? outOfSight.map(String) : null}::text[]::boolean[])`
}

type Due = {
  forecast_id: string
  made_at: Date
  closes_at: Date
  expected: number
  accounts: string[]
  chances: number[]
  out_of_sight: boolean[] | null
}

/**
 * Scores every forecast whose whole window could be seen: who really acted, and the log-loss of what was said. It is
 * about those people alone who could be seen from its first day to its last; whether the others came nobody knows. What
 * it promised of those who are left is kept beside what came.
 */
export async function scoreForecasts(tx: Tx, ctx: Ctx, acts: ActColumns, standing: Standing): Promise<void> {
  const due = await tx<Due[]>`
    select forecast_id, made_at, closes_at, (known->>'expected')::float8 as expected, accounts, chances, out_of_sight
    from forecast
    where owner_id = ${ctx.owner} and scored_at is null and closes_at <= ${new Date(Math.round(standing.T * dayMs))}`
  if (due.length === 0) return
  const seenUntil = new Map(acts.people.map((person, i) => [person, standing.T_person[i]! * dayMs]))
  for (const said of due) {
    const came = await whoCame(tx, ctx, said)
    let loss = 0
    let people = 0
    let actual = 0
    let chances = 0
    said.accounts.forEach((id, i) => {
      const found = came.get(id)
      if (!found || said.out_of_sight?.[i]) return
      if (!(Math.ceil(seenUntil.get(found.person_id) ?? 0) >= said.closes_at.getTime())) return
      const p = Math.min(0.998, Math.max(0.002, said.chances[i]!))
      loss -= Math.log(found.acted ? p : 1 - p)
      actual += Number(found.acted)
      chances += said.chances[i]!
      people++
    })
    const all = said.chances.reduce((sum, p) => sum + p, 0)
    await tx`
      update forecast set scored_at = ${new Date(ctx.now())}, people_scored = ${people},
        actual = ${people > 0 ? actual : null},
        expected_scored = ${people > 0 && all > 0 ? (said.expected * chances) / all : null},
        log_loss = ${people > 0 ? loss / people : null}
      where owner_id = ${ctx.owner} and forecast_id = ${said.forecast_id}`
  }
}

type Came = { account_id: string; person_id: string; acted: boolean }

async function whoCame(tx: Tx, ctx: Ctx, { accounts, made_at, closes_at }: Due): Promise<Map<string, Came>> {
  const rows = await tx<Came[]>`
    select said.account_id, account.person_id, exists (
      select from account other join act on act.owner_id = ${ctx.owner} and act.account_id = other.account_id
        and act.at > ${made_at} and act.at <= ${closes_at} and act.direction = 1
        and act.kind = any(${supportCodes as number[]}::smallint[])
      where other.owner_id = ${ctx.owner} and other.person_id = account.person_id) as acted
    from unnest(${accounts}::uuid[]) as said(account_id)
    join account on account.owner_id = ${ctx.owner} and account.account_id = said.account_id`
  return new Map(rows.map(row => [row.account_id, row]))
}
