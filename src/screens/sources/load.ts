import type { Language } from '#ledger/language.ts'
import { networks } from '#networks/all.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Source } from './shape.ts'

type Row = { network: string; imported_at: Date | null; fresh_at: Date | null; acts: number; people: number }

/** Every source Enishi reads: what of it is in the ledger, how fresh, and what it can and cannot see. */
export async function loadSources(ctx: Ctx, language: Language): Promise<Source[]> {
  const rows = await ctx.store.sql<Row[]>`
    select told.network, max(told.finished_at) as imported_at,
      sum((told.counts->>'actsAdded')::int)::int as acts, sum((told.counts->>'peopleAdded')::int)::int as people,
      (select max(at) from act join import teller using (owner_id, import_no)
        where act.owner_id = ${ctx.owner} and teller.network = told.network) as fresh_at
    from import told
    where owner_id = ${ctx.owner} and network is not null and status <> 'undone' and rows_done > 0
    group by told.network`
  const byNetwork = new Map(rows.map(row => [row.network, row]))
  return networks
    .map(network => {
      const row = byNetwork.get(network.id)
      return {
        network: network.id,
        title: network.title[language],
        inUse: row !== undefined,
        freshAt: row?.fresh_at?.toISOString() ?? null,
        importedAt: row?.imported_at?.toISOString() ?? null,
        acts: row?.acts ?? 0,
        people: row?.people ?? 0,
        sees: network.sees.map(told => told[language]),
        cannotSee: network.cannotSee.map(told => told[language]),
        howTo: network.howTo[language],
      }
    })
    .sort((a, b) => Number(b.inUse) - Number(a.inUse))
}
