import { once } from 'node:events'
import { actKinds } from '#ledger/kinds.ts'
import { addImport, importByNo } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import type { Network, Row } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'
import { CopyBytes, copyHead, copyTail } from '#store/copy-bytes.ts'
import type { Ctx } from '#store/ctx.ts'
import { timed, withLedger } from '../ledger.ts'
import { atLeast, type BenchLine } from '../line.ts'

export type Rate = { name: string; rows: number; bytes: number; took: number; bare: number }

const pieceBytes = 64 * 1024

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
  const single = ctx.store.single()
  const stream = await single`
    copy bare (owner_id, act_id, account_id, at, import_no, kind, direction, precision, zone_known, network,
      external_key, text, url) from stdin (format binary)`.writable()
  stream.write(copyHead)
  let piece = new CopyBytes(2 * pieceBytes)
  for await (const row of network.reader.read(opened.source)) {
    bareRow(piece, ctx.owner, network.id, row)
    if (piece.length < pieceBytes) continue
    if (!stream.write(piece.bytes.subarray(0, piece.length))) await once(stream, 'drain')
    piece = new CopyBytes(2 * pieceBytes)
  }
  stream.write(piece.bytes.subarray(0, piece.length))
  stream.end(copyTail)
  await once(stream, 'finish')
  await single.end()
  await opened.close()
}

function bareRow(to: CopyBytes, owner: string, network: string, row: Row): void {
  if (!row.ok || row.entry.kind === 'work') return
  const { entry } = row
  to.row(13)
  to.uuid(owner)
  to.uuid(owner)
  if (entry.kind === 'act') {
    to.uuid(owner)
    to.time(entry.when.at)
    to.int4(1)
    to.int2(actKinds[entry.act].code)
    to.int2(1)
    to.int2(5)
    to.bool(entry.when.zoneKnown)
    to.text(network)
    to.text(entry.externalKey)
    maybe(to, entry.text)
    maybe(to, entry.url)
  } else {
    const { key, ...profile } = entry.account
    to.null()
    to.null()
    to.int4(1)
    for (let i = 0; i < 4; i++) to.null()
    to.text(network)
    to.text(key)
    to.text(JSON.stringify(profile))
    to.null()
  }
}

function maybe(to: CopyBytes, text: string | undefined): void {
  if (text === undefined) to.null()
  else to.text(text)
}
