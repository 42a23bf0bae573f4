import type { Language } from '#ledger/language.ts'
import type { Headline } from '#loop/support/compute.ts'
import { dayWords } from '#loop/support/words.ts'
import { networkById } from '#networks/all.ts'
import { liveById } from '#networks/all-live.ts'
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
  const rows = await ctx.store.sql<{ network: string; kinds: string[] | null }[]>`
    select network, array_agg(distinct kind) filter (where state = 'following') as kinds
    from import left join live using (owner_id, import_no)
    where owner_id = ${ctx.owner} and network is not null and status <> 'undone' and rows_done > 0
    group by network order by network`
  return rows.flatMap(({ network: id, kinds }) => {
    const network = networkById(id)
    const followed = (kinds ?? []).flatMap(kind => liveById(kind) ?? [])
    const title = (network ?? followed[0])?.title[language]
    if (title === undefined) return []
    // What is followed sees more than a file of the same network: then its limits are the ones that hold.
    const limits = followed.length > 0 ? followed.flatMap(live => live.cannotSee) : network!.cannotSee
    const until = headline?.networks[id]
    const closed = until !== undefined && ctx.now() - until > 90 * day
    return [
      ...(closed ? [{ network: id, title, why: words[language].closed(dayWords(until, language)) }] : []),
      ...[...new Set(limits)].map(limit => ({ network: id, title, why: limit[language] })),
    ]
  })
}
