import { newId } from '#ledger/ids.ts'
import { supportCodes } from '#ledger/kinds.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import type { ActColumns } from './act-rows.ts'
import type { Figures } from './compute.ts'

const dayMs = 86_400_000

/**
 * Keeps what Enishi says today (one forecast a day and model; the last one of the day stands), so that it can be
 * scored when its window closes. A person is named by an account, which later merges and splits leave alone.
 */
export async function keepForecast(tx: Tx, ctx: Ctx, acts: ActColumns, figures: Figures): Promise<void> {
  const { headline, p } = figures
  const madeAt = new Date(headline.seenUntil)
  const startOfDay = new Date(Math.floor(headline.seenUntil / dayMs) * dayMs)
  const people: number[] = []
  for (let person = 0; person < p.length; person++) if (!Number.isNaN(p[person]!)) people.push(person)
  if (people.length === 0) return
  await tx`
    delete from forecast
    where owner_id = ${ctx.owner} and model = ${headline.modelVersion} and scored_at is null
      and made_at >= ${startOfDay} and made_at < ${new Date(startOfDay.getTime() + dayMs)}`
  await tx`
    insert into forecast (owner_id, forecast_id, made_at, closes_at, model, known, newcomers, accounts, chances)
    values (${ctx.owner}, ${newId(ctx.now())}, ${madeAt}, ${new Date(headline.seenUntil + headline.horizonDays * dayMs)},
      ${headline.modelVersion}, ${tx.json(headline.known)}, ${tx.json(headline.newcomers)},
      ${people.map(person => acts.people[person]!)}::uuid[], ${people.map(person => p[person]!)}::real[])`
}

/**
 * Scores every forecast whose whole window could be seen (`seenUntil`, ms): who really acted, and the log-loss of what
 * was said. While the sources are closed nobody knows who acted, so nothing is scored.
 */
export async function scoreForecasts(tx: Tx, ctx: Ctx, seenUntil: number): Promise<void> {
  const due = await tx<
    { forecast_id: string; made_at: Date; closes_at: Date; accounts: string[]; chances: number[] }[]
  >`
    select forecast_id, made_at, closes_at, accounts, chances from forecast
    where owner_id = ${ctx.owner} and scored_at is null and closes_at <= ${new Date(seenUntil)}`
  for (const { forecast_id, made_at, closes_at, accounts, chances } of due) {
    const rows = await tx<{ account_id: string; acted: boolean }[]>`
      select said.account_id, exists (
        select from account other join act on act.owner_id = ${ctx.owner} and act.account_id = other.account_id
          and act.at > ${made_at} and act.at <= ${closes_at} and act.direction = 1
          and act.kind = any(${supportCodes as number[]}::smallint[])
        where other.owner_id = ${ctx.owner} and other.person_id = account.person_id) as acted
      from unnest(${accounts}::uuid[]) as said(account_id)
      join account on account.owner_id = ${ctx.owner} and account.account_id = said.account_id`
    const acted = new Map(rows.map(row => [row.account_id, row.acted]))
    let loss = 0
    let people = 0
    let actual = 0
    accounts.forEach((id, i) => {
      const came = acted.get(id)
      if (came === undefined) return
      const p = Math.min(0.998, Math.max(0.002, chances[i]!))
      loss -= Math.log(came ? p : 1 - p)
      actual += Number(came)
      people++
    })
    await tx`
      update forecast set scored_at = ${new Date(ctx.now())}, actual = ${actual},
        log_loss = ${people > 0 ? loss / people : null}
      where owner_id = ${ctx.owner} and forecast_id = ${forecast_id}`
  }
}
