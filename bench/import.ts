import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkedin } from '#networks/linkedin/network.ts'
import { webmention } from '#networks/webmention/network.ts'
import { writeMessages, writeWebmentions } from './import/archives.ts'
import { rateLine, rateOf } from './import/rate.ts'
import { asAPerson, withLedger } from './ledger.ts'
import { atMost, type BenchLine } from './line.ts'

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
      rateLine(await rateOf('webmention jf2', mentionsFile, webmention)),
      rateLine(await rateOf('LinkedIn messages.csv', join(dir, 'linkedin'), linkedin)),
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

/** The highest resident memory of a process that imports one large file. */
async function memory(file: string): Promise<BenchLine> {
  const mb = Math.round((await stat(file)).size / 2 ** 20)
  return withLedger(async (ctx, dataDir) => {
    await ctx.store.sql`select 1`
    const child = asAPerson(['import', file, '--data', dataDir, '--json'])
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
