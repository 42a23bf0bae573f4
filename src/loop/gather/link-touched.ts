import type { AccountId } from '#ledger/ids.ts'
import { factsChanged, ownerLock } from '#loop/know/owner-lock.ts'
import { refreshPeople, roomForKeys } from '#loop/know/people-refresh.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { writeMet } from './chunk-write.ts'

export async function accountsOf(single: Sql, ctx: Ctx, importNo: number): Promise<AccountId[]> {
  const seen = await single<{ account_id: AccountId }[]>`
    select account_id from account_seen where owner_id = ${ctx.owner} and import_no = ${importNo}`
  return seen.map(row => row.account_id)
}

/** Makes people out of the accounts touched since the last time, and writes when those in `met` were last met. */
export async function refreshTouched(
  ctx: Ctx,
  single: Sql,
  importNo: number,
  touched: Set<AccountId>,
  met: Map<AccountId, number> = new Map(),
): Promise<void> {
  await transact(single, async tx => {
    await ownerLock(tx, ctx.owner)
    await roomForKeys(tx)
    const alsoElsewhere = await writeMet(tx, ctx.owner, importNo, met)
    await refreshPeople(tx, ctx.owner, [...new Set([...touched, ...alsoElsewhere])], ctx.now())
    await factsChanged(tx, ctx.owner)
  })
  touched.clear()
  met.clear()
}
