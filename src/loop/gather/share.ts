import { Refusal } from '#ledger/refusal.ts'
import { ownerLock } from '#loop/know/owner-lock.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import type { Export } from './exports.ts'
import type { ImportRow } from './import-row.ts'
import { addBeside } from './imports.ts'

/**
 * The export that this import reads: its own as long as that is there, whatever came beside it meanwhile. One that has
 * none yet takes the first. What else lies there and no import knows of waits beside it from the same moment on, if
 * `isAll` was looked at. Throws Refusal('export-gone').
 */
export async function ownShare(
  ctx: Ctx,
  sql: Sql,
  row: ImportRow,
  exports: readonly Export[],
  isAll: boolean,
): Promise<Export> {
  return transact(sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const first = row.beside ?? row.import_no
    // One that goes on leaves alone what was brought again from the same path meanwhile.
    const together = await tx<{ import_no: number; export: string }[]>`
      select import_no, export from import
      where owner_id = ${ctx.owner} and (import_no = ${first} or beside = ${first}
        or (${row.export} <> '' and path = ${row.path}))
      order by import_no <> ${row.import_no}, import_no`
    const shares = sharesOf(isAll ? together : [row], exports)
    const mine = shares.get(row.import_no)
    if (!mine) throw new Refusal('export-gone', { name: row.file_name })
    if (!isAll) return { ...mine, key: row.export }
    const name = row.export === '' && exports.length > 1 ? mine.name : row.file_name
    await tx`
      update import set export = ${mine.key}, file_name = ${name}
      where owner_id = ${ctx.owner} and import_no = ${row.import_no}`
    const taken = new Set(shares.values())
    for (const one of exports) if (!taken.has(one)) await addBeside(ctx, tx, row, one)
    return mine
  })
}

/** Of each import its export: by its key, else by one that it had before something came or went beside it. */
function sharesOf(
  imports: readonly Pick<ImportRow, 'import_no' | 'export'>[],
  exports: readonly Export[],
): Map<number, Export> {
  const shares = new Map<number, Export>()
  const left = new Set(exports)
  const share = (importNo: number, one: Export | undefined) => {
    if (!one || shares.has(importNo)) return
    shares.set(importNo, one)
    left.delete(one)
  }
  for (const each of imports)
    if (each.export !== '')
      share(
        each.import_no,
        exports.find(one => one.key === each.export),
      )
  for (const each of imports)
    if (each.export !== '')
      share(
        each.import_no,
        [...left].find(one => isOnceNamed(one, each.export)),
      )
  for (const each of imports) if (each.export === '') share(each.import_no, [...left][0])
  return shares
}

const isOnceNamed = (one: Export, key: string) =>
  one.also.includes(key) || ('network' in one && one.key === one.network.id && key.startsWith(`${one.key} `))
