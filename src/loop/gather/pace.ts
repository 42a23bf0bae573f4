import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'

/** Reading is at its place: what was stepped over on the way there went faster than what is read from here on. */
export async function beginPace(ctx: Ctx, sql: Sql, importNo: number, bytesRead: number): Promise<void> {
  await sql`
    update import set pace_at = ${new Date(ctx.now())}, pace_bytes = least(${bytesRead}::bigint, bytes)
    where owner_id = ${ctx.owner} and import_no = ${importNo}`
}
