import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#store/ctx.ts'
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

/** Takes the sample people out of the ledger again; what is the owner's own stays. */
export async function removeSamplePeople(ctx: Ctx): Promise<void> {
  for (const { import_no, status } of await sampleImports(ctx)) {
    if (status === 'waiting' || status === 'asking') await cancelImport(ctx, import_no)
    await undoImport(ctx, import_no)
  }
}

async function sampleImports(ctx: Ctx) {
  return ctx.store.sql<{ import_no: number; status: string }[]>`
    select import_no, status from import
    where owner_id = ${ctx.owner} and sample and status <> 'undone' order by import_no desc`
}
