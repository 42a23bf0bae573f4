import { once } from 'node:events'
import { actKinds } from '#ledger/kinds.ts'
import { addImport, importByNo } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import type { Network, Row } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'
import { copyLine } from '#store/copy.ts'
import type { Ctx } from '#store/ctx.ts'
import { timed, withLedger } from '../ledger.ts'
import { atLeast, type BenchLine } from '../line.ts'

export type Rate = { name: string; rows: number; bytes: number; took: number; bare: number }

/**
 * Milliseconds of a whole import, from the file to searchable people, and of a loader that only reads, parses into the
 * same rows and sends them by COPY into a table without keys. Of each the better of two runs on ledgers of their own:
 * the first runs also compile the code.
 */
export async function rateOf(name: string, path: string, network: Network): Promise<Rate> {
  const first = await onceEach(name, path, network)
  const second = await onceEach(name, path, network)
  return { ...second, took: Math.min(first.took, second.took), bare: Math.min(first.bare, second.bare) }
}

function onceEach(name: string, path: string, network: Network): Promise<Rate> {
  return withLedger(async ctx => {
    const bare = await timed(() => bareLoad(ctx, path, network))
    const importNo = await addImport(ctx, { path, name })
    const took = await timed(() => runImport(ctx, importNo))
    const { rows_done: rows, bytes, status } = await importByNo(ctx.store.sql, ctx.owner, importNo)
    if (status !== 'done') throw new Error(`${name}: ${status}`)
    return { name, rows, bytes, took, bare }
  })
}

export function rateLine({ name, rows, took, bare }: Rate): BenchLine {
  const line = atLeast(`import ${name}`, (1000 * rows) / took, 'rows/s', (1000 * rows) / bare)
  return { ...line, asked: 'ratio at least 0.4 of read + parse + bare COPY', holds: line.ratio >= 0.4 }
}

export async function bareLoad(ctx: Ctx, path: string, network: Network): Promise<void> {
  await ctx.store.sql`create table bare (like act)`
  await ctx.store.sql`alter table bare alter column account_id drop not null, alter column at drop not null,
    alter column kind drop not null, alter column direction drop not null, alter column "precision" drop not null,
    alter column zone_known drop not null`
  const opened = await openSource(path)
  const stream = await ctx.store.sql`
    copy bare (owner_id, act_id, account_id, at, import_no, kind, direction, precision, zone_known, network,
      external_key, text, url) from stdin`.writable()
  let piece = ''
  for await (const row of network.reader.read(opened.source)) {
    piece += bareLine(ctx.owner, network.id, row)
    if (piece.length < 65_536) continue
    if (!stream.write(piece)) await once(stream, 'drain')
    piece = ''
  }
  stream.end(piece)
  await once(stream, 'finish')
  await opened.close()
}

function bareLine(owner: string, network: string, row: Row): string {
  if (!row.ok) return ''
  const { entry } = row
  if (entry.kind === 'work') return ''
  if (entry.kind !== 'act') {
    const { key, ...profile } = entry.account
    return copyLine([
      owner,
      owner,
      null,
      null,
      1,
      null,
      null,
      null,
      null,
      network,
      key,
      JSON.stringify(profile),
      null,
    ])
  }
  return copyLine([
    owner,
    owner,
    owner,
    new Date(entry.when.at).toISOString(),
    1,
    actKinds[entry.act].code,
    1,
    5,
    entry.when.zoneKnown,
    network,
    entry.externalKey,
    entry.text,
    entry.url,
  ])
}
