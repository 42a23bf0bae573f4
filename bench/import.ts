import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actKinds } from '#ledger/kinds.ts'
import { addImport, importByNo } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import type { Network } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'
import { linkedin } from '#networks/linkedin/network.ts'
import { webmention } from '#networks/webmention/network.ts'
import { copyLine } from '#store/copy.ts'
import type { Ctx } from '#store/ctx.ts'
import { writeMessages, writeWebmentions } from './import/archives.ts'
import { timed, withLedger } from './ledger.ts'
import { atLeast, atMost, type BenchLine } from './line.ts'

const webmentions = 100_000
const messages = 200_000
const megabytes = 1024

/** Import rates against the limit of the same run, and the memory of a large import. */
export default async function bench(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'enishi-bench-files-'))
  try {
    await mkdir(join(dir, 'linkedin'))
    const mentionsFile = join(dir, 'mentions.jf2.json')
    const messagesFile = join(dir, 'linkedin', 'messages.csv')
    await writeWebmentions(mentionsFile, webmentions)
    await writeMessages(messagesFile, messages)
    await writeFile(join(dir, 'linkedin', 'Profile.csv'), 'First Name,Last Name\nHanako,Enishi\n')
    const lines = [
      await rate('webmention jf2', mentionsFile, webmention),
      await rate('LinkedIn messages.csv', join(dir, 'linkedin'), linkedin),
    ]
    await rm(messagesFile)
    await writeWebmentions(
      mentionsFile,
      Math.round((megabytes * webmentions) / ((await stat(mentionsFile)).size / 2 ** 20)),
    )
    lines.push(await memory(mentionsFile))
    return lines
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/**
 * Rows a second of a whole import, from the file to searchable people, against a loader that only reads, parses into
 * the same rows and sends them by COPY into a table without keys.
 */
async function rate(name: string, path: string, network: Network): Promise<BenchLine> {
  return withLedger(async ctx => {
    const bare = await timed(() => bareLoad(ctx, path, network))
    const importNo = await addImport(ctx, { path, name })
    const took = await timed(() => runImport(ctx, importNo))
    const { rows_done: rows, status } = await importByNo(ctx.store.sql, ctx.owner, importNo)
    if (status !== 'done') throw new Error(`${name}: ${status}`)
    const line = atLeast(`import ${name}`, (1000 * rows) / took, 'rows/s', (1000 * rows) / bare)
    return { ...line, asked: 'ratio at least 0.4 of read + parse + bare COPY', holds: line.ratio >= 0.4 }
  })
}

async function bareLoad(ctx: Ctx, path: string, network: Network): Promise<void> {
  await ctx.store.sql`create table bare (like act)`
  const opened = await openSource(path)
  const stream = await ctx.store.sql`
    copy bare (owner_id, act_id, account_id, at, import_no, kind, direction, precision, zone_known, network,
      external_key, text, url) from stdin`.writable()
  let piece = ''
  for await (const row of network.reader.read(opened.source)) {
    if (!row.ok || row.entry.kind !== 'act') continue
    const { entry } = row
    piece += copyLine([
      ctx.owner,
      ctx.owner,
      ctx.owner,
      new Date(entry.when.at).toISOString(),
      1,
      actKinds[entry.act].code,
      1,
      5,
      entry.when.zoneKnown,
      network.id,
      entry.externalKey,
      entry.text,
      entry.url,
    ])
    if (piece.length < 65_536) continue
    if (!stream.write(piece)) await once(stream, 'drain')
    piece = ''
  }
  stream.end(piece)
  await once(stream, 'finish')
  await opened.close()
}

/** The highest resident memory of a process that imports one large file. */
async function memory(file: string): Promise<BenchLine> {
  const mb = Math.round((await stat(file)).size / 2 ** 20)
  return withLedger(async (ctx, dataDir) => {
    await ctx.store.sql`select 1`
    const program = join(import.meta.dirname, '../src/cli/main.ts')
    const child = spawn(process.execPath, [program, 'import', file, '--data', dataDir, '--json'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    let peak = 0
    const watch = setInterval(() => {
      const status = existsSync(`/proc/${child.pid}/status`)
        ? readFileSync(`/proc/${child.pid}/status`, 'utf8')
        : ''
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    }, 100)
    const [code] = await once(child, 'exit')
    clearInterval(watch)
    if (code !== 0) throw new Error(`import of ${mb} MB ended with ${code}`)
    return atMost(`import ${mb} MB: peak memory`, peak, 'MB', 400)
  })
}

if (import.meta.main) {
  const { tableOf } = await import('./line.ts')
  console.log(tableOf(await bench()))
}
