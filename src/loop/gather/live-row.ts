import type { OwnerId } from '#ledger/ids.ts'
import type { Sql, Tx } from '#store/open.ts'

/**
 * `following`; `token-lost` and `refused` wait for the owner; `disconnected` has no secrets any more and is kept for its
 * place: connected again, it goes on there.
 */
export type LiveState = 'following' | 'token-lost' | 'refused' | 'disconnected'

/** What the owner should know of a source that does not come: told once, gone when it comes again. */
export type LiveNotice = {
  code: 'token-lost' | 'key-lost' | 'refused' | 'away' | 'unexpected'
  why: string
  at: string
}

/** The row of table live, as the driver returns it. */
export type LiveRow = {
  import_no: number
  kind: string
  self_key: string
  name: string
  settings: Record<string, string>
  secrets: Buffer
  cursor: unknown
  state: LiveState
  done: number | null
  next_at: Date | null
  followed_at: Date | null
  failures: number
  notice: LiveNotice | null
  created_at: Date
}

export async function liveByNo(
  sql: Sql | Tx,
  owner: OwnerId,
  importNo: number,
): Promise<LiveRow | undefined> {
  const [row] = await sql<LiveRow[]>`
    select * from live where owner_id = ${owner} and import_no = ${importNo}`
  return row
}

/** What the secrets of a source are sealed for. */
export const sealedFor = (kind: string, selfKey: string) => `live ${kind} ${selfKey}`
