import { networkById } from '#networks/all.ts'
import { liveById } from '#networks/all-live.ts'
import type { ShowsSupport, Told } from '#networks/contract.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Headline } from './compute.ts'

/**
 * Why there is no figure. `nothing-brought`: no source at all; `unseen`: none of those brought can tell what others did
 * for the owner; `nobody-yet`: one can, and nobody has done anything so far; `counting`: nothing has been counted yet.
 */
export type NoFigure = {
  code: 'nothing-brought' | 'unseen' | 'nobody-yet' | 'counting'
  brought: readonly Told[]
  /** What would show it, as the sources brought know it. */
  shownBy: readonly Told[]
}

/** One source that was brought: a file, or an account that has answered. */
export type BroughtSource = { title: Told; shows: ShowsSupport; shownBy?: Told | undefined }

/** Undefined where somebody's support was seen: then there is a figure. */
export async function noFigureOf(ctx: Ctx, headline: Headline | undefined): Promise<NoFigure | undefined> {
  if (headline && Object.keys(headline.networks).length > 0) return undefined
  const brought = await broughtSources(ctx)
  return headline || brought.length === 0
    ? noFigure(brought)
    : { code: 'counting', brought: titlesOf(brought), shownBy: [] }
}

/** Of a ledger in which nobody's support was seen. Pure. */
export function noFigure(brought: readonly BroughtSource[]): NoFigure {
  const told = { brought: titlesOf(brought), shownBy: [] }
  if (brought.length === 0) return { code: 'nothing-brought', ...told }
  if (brought.some(({ shows }) => shows === 'always')) return { code: 'nobody-yet', ...told }
  const shownBy = brought.flatMap(source => source.shownBy ?? [])
  return { code: 'unseen', ...told, shownBy: once(shownBy) }
}

const titlesOf = (brought: readonly BroughtSource[]) => once(brought.map(({ title }) => title))

const once = (told: readonly Told[]) => [...new Map(told.map(each => [each.en, each])).values()]

type Row = {
  network: string
  kind: string | null
  settings: Record<string, string> | null
  followed: boolean
}

/** An account that is followed and has answered is open, however silent; before its first answer it tells nothing. */
async function broughtSources(ctx: Ctx): Promise<BroughtSource[]> {
  const rows = await ctx.store.sql<Row[]>`
    select network, kind, settings, followed_at is not null as followed
    from import left join live using (owner_id, import_no)
    where owner_id = ${ctx.owner} and network is not null and status <> 'undone'
      and (rows_done > 0 or followed_at is not null)
    order by import_no`
  return rows.flatMap(({ network: id, kind, settings, followed }): BroughtSource[] => {
    const live = kind === null ? undefined : liveById(kind)
    const network = networkById(id)
    if (live) return followed ? [{ title: live.title, shows: live.showsSupport(settings ?? {}) }] : []
    return network
      ? [{ title: network.title, shows: network.showsSupport, shownBy: network.supportShownBy }]
      : []
  })
}
