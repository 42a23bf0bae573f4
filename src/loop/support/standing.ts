import { supportCodes } from '#ledger/kinds.ts'
import { liveById } from '#networks/all-live.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import type { ActColumns } from './act-rows.ts'

/** A source that told nothing for this long has closed: its people are out of sight, not silent. */
const closedAfterDays = 90

/** Up to when each source could be seen: now while it is live, else its last act. Days since 1970. */
export type Standing = {
  /** Up to when the ledger as a whole can be seen. */
  T: number
  /** By network number of the columns; NaN where a network never showed support. */
  seenUntil: Float64Array
  /** By person: when the last of the sources that showed this person's support could still be seen. */
  T_person: Float64Array
}

/** People whom the forecast speaks of though nobody can see any more whether they come: their sources ended before it. */
export const isOutOfSight = ({ T, T_person }: Standing, person: number): boolean => T_person[person]! < T

/**
 * A figure must not fall because a source closed: time stands still for people whose only sources have closed.
 * `lookedAt`: when a network was last asked live (days since 1970); up to then its silence is silence.
 */
export function standingAt(
  acts: ActColumns,
  now: number,
  lookedAt: ReadonlyMap<string, number> = new Map(),
): Standing {
  const supports = new Uint8Array(256)
  for (const code of supportCodes) supports[code] = 1
  const seenUntil = new Float64Array(acts.networks.length).fill(Number.NaN)
  for (let i = 0; i < acts.size; i++) {
    const t = acts.t[i]!
    if (
      acts.direction[i] === 1 &&
      supports[acts.kind[i]!] &&
      t <= now &&
      !(seenUntil[acts.network[i]!]! >= t)
    )
      seenUntil[acts.network[i]!] = t
  }
  for (let s = 0; s < seenUntil.length; s++) {
    const looked = lookedAt.get(acts.networks[s]!)
    if (looked !== undefined && looked <= now && looked > seenUntil[s]!) seenUntil[s] = looked
    if (now - seenUntil[s]! <= closedAfterDays) seenUntil[s] = now
  }
  const T = seenUntil.reduce((latest, t) => (t > latest ? t : latest), -Infinity)
  const T_person = new Float64Array(acts.people.length).fill(Number.NaN)
  for (let i = 0; i < acts.size; i++) {
    if (acts.direction[i] !== 1 || !supports[acts.kind[i]!]) continue
    const p = acts.person[i]!
    if (!(T_person[p]! >= seenUntil[acts.network[i]!]!)) T_person[p] = seenUntil[acts.network[i]!]!
  }
  const whole = Number.isFinite(T) ? T : now
  return { T: whole, seenUntil, T_person: T_person.map(t => (Number.isNaN(t) ? whole : t)) }
}

/**
 * When each network was last asked live, days since 1970: the network of the account that is followed, and others whose
 * acts its answers are (a blog's feed of comments tells those of its export). Who cannot tell support has not looked.
 */
export async function looksOf(sql: Sql, ctx: Ctx): Promise<Map<string, number>> {
  const rows = await sql<{ kind: string; settings: Record<string, string>; at: Date }[]>`
    select kind, settings, followed_at as at from live where owner_id = ${ctx.owner} and followed_at is not null`
  const lookedAt = new Map<string, number>()
  for (const { kind, settings, at } of rows) {
    const live = liveById(kind)
    if (!live || live.showsSupport(settings) === 'never') continue
    for (const network of [live.network, ...(live.alsoActsOf ?? [])])
      lookedAt.set(network, Math.max(lookedAt.get(network) ?? -Infinity, at.getTime() / dayMs))
  }
  return lookedAt
}

const dayMs = 86_400_000
