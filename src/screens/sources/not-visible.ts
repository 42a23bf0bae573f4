import type { Language } from '#ledger/language.ts'
import type { Headline } from '#loop/support/compute.ts'
import { dayWords } from '#loop/support/words.ts'
import { networkById } from '#networks/all.ts'
import type { NotVisible } from '#screens/parts/shape.ts'
import type { Ctx } from '#store/ctx.ts'
import { words } from './not-visible-words.ts'

const day = 86_400_000

/** What the figure leaves out because no source shows it: limits of each network in use, and sources that closed. */
export async function notVisibleOf(
  ctx: Ctx,
  headline: Headline | undefined,
  language: Language,
): Promise<NotVisible[]> {
  const rows = await ctx.store.sql<{ network: string }[]>`
    select distinct network from import
    where owner_id = ${ctx.owner} and network is not null and status <> 'undone' and rows_done > 0 order by network`
  return rows.flatMap(({ network: id }) => {
    const network = networkById(id)
    if (!network) return []
    const title = network.title[language]
    const until = headline?.networks[id]
    const closed = until !== undefined && ctx.now() - until > 90 * day
    return [
      ...(closed ? [{ network: id, title, why: words[language].closed(dayWords(until, language)) }] : []),
      ...network.cannotSee.map(limit => ({ network: id, title, why: limit[language] })),
    ]
  })
}
