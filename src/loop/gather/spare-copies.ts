import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { faultsOfTheFile } from './import-row.ts'
import { removeCopy } from './own-copy.ts'

/**
 * Removes the uploads that nobody needs any more: this import's own and those of later ones of the same content. What
 * was brought together lies in one, until the last of it is read or can never be read; the copy of what an unfinished
 * import is at already stays until that one is done.
 */
export async function removeSpareCopies(ctx: Ctx, sql: Sql, importNo: number): Promise<void> {
  const rows = await sql<{ path: string }[]>`
    select path from import mine
    where owner_id = ${ctx.owner} and own_copy and path is not null and (import_no = ${importNo} or same_as = ${importNo})
      and not exists (select from import first
        where first.owner_id = mine.owner_id and first.import_no = mine.same_as and first.status <> 'done')`
  for (const { path } of rows) if (!(await isWanted(sql, ctx, path))) await removeCopy(ctx, path)
}

/** Whether an import may still read what lies there: one that can never succeed does not count. */
export async function isWanted(sql: Sql | Tx, { owner }: Pick<Ctx, 'owner'>, path: string): Promise<boolean> {
  const rows = await sql`
    select 1 from import
    where owner_id = ${owner} and path = ${path} and status not in ('done', 'undone')
      and not (status = 'failed' and coalesce(failure->>'code', '') = any(${faultsOfTheFile}::text[])) limit 1`
  return rows.length > 0
}
