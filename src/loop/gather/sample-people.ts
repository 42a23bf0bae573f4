import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ownerLock } from '#loop/know/owner-lock.ts'
import type { Ctx } from '#store/ctx.ts'
import { transact } from '#store/transact.ts'
import { addImport, cancelImport } from './imports.ts'
import { uploadFolder } from './own-copy.ts'
import { sampleArchives } from './sample/archives.ts'
import { undoImport } from './undo.ts'

/** Queues the archives of the sample people, once. Returns the numbers of their imports. */
export async function addSamplePeople(ctx: Ctx): Promise<number[]> {
  const there = await sampleImports(ctx)
  if (there.length > 0) return there.map(row => row.import_no)
  const dir = uploadFolder(ctx)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const added: number[] = []
  for (const archive of sampleArchives(ctx.now())) {
    const path = join(dir, `sample-${archive.fileName}`)
    await archive.write(path)
    added.push(await addImport(ctx, { path, name: archive.fileName, ownCopy: true, sample: true }))
  }
  return added
}

/**
 * Takes the sample people out of the ledger again, with what the owner tried on them: notes, and words on who is who. What is
 * the owner's own stays.
 */
export async function removeSamplePeople(ctx: Ctx): Promise<void> {
  await forgetTrials(ctx)
  for (const { import_no, status } of await sampleImports(ctx)) {
    if (status === 'waiting' || status === 'asking') await cancelImport(ctx, import_no)
    await undoImport(ctx, import_no)
  }
}

/** Accounts that no other import tells of are the sample's alone. */
async function forgetTrials(ctx: Ctx): Promise<void> {
  await transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const rows = await tx<{ account_id: string }[]>`
      select account_id from account_seen seen
      where owner_id = ${ctx.owner} and import_no <> 0
      group by account_id
      having bool_and(exists (select from import
        where import.owner_id = ${ctx.owner} and import.import_no = seen.import_no and sample))`
    const ids = rows.map(row => row.account_id)
    await tx`delete from note where owner_id = ${ctx.owner} and account_id = any(${ids}::uuid[])`
    await tx`delete from account_word where owner_id = ${ctx.owner} and account_id = any(${ids}::uuid[])`
    await tx`
      delete from link_decision
      where owner_id = ${ctx.owner} and (account_a = any(${ids}::uuid[]) or account_b = any(${ids}::uuid[]))`
    await tx`
      delete from account_seen
      where owner_id = ${ctx.owner} and import_no = 0 and account_id = any(${ids}::uuid[])`
  })
}

async function sampleImports(ctx: Ctx) {
  return ctx.store.sql<{ import_no: number; status: string }[]>`
    select import_no, status from import
    where owner_id = ${ctx.owner} and sample and status <> 'undone' order by import_no desc`
}
