import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { cancelImport, listImports } from '#loop/gather/imports.ts'
import { asAPerson, withLedger } from '../ledger.ts'
import { atMost, type BenchLine } from '../line.ts'
import { facebookMessages } from './archives.ts'
import { StoredZip } from './stored-zip.ts'

const files = 300_000
const pictureBytes = 33_000
const threads = 400

/**
 * An export of 10 GB and 300,000 files, nearly all of them pictures, as Facebook hands it out: when something is seen to
 * move, when the first people are there, what memory it takes, and how soon it stops when told to.
 */
export async function mixedLines(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'enishi-bench-mixed-'))
  try {
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < 25e9) {
      console.error('gather: the archive of 10 GB is left out: less than 25 GB of the disk is free')
      return []
    }
    const path = join(folder, 'facebook-hanako-2026-11-20-Ab12Cd34.zip')
    await writeMixed(folder, path)
    return await withLedger(async (ctx, dataDir) => {
      const began = performance.now()
      const child = asAPerson(['import', path, '--data', dataDir, '--json'])
      const moved = await until(
        async () => (await listImports(ctx))[0]?.phase !== undefined && (await bytesOf()) > 0,
      )
      async function bytesOf() {
        return (await listImports(ctx))[0]?.bytes_read ?? 0
      }
      const people = await until(async () => {
        const [row] = await ctx.store.sql`select 1 from person where owner_id = ${ctx.owner} limit 1`
        return row !== undefined
      })
      const peak = peakOf(child)
      const [row] = await listImports(ctx)
      const stopped = performance.now()
      await cancelImport(ctx, row!.import_no)
      await Promise.race([
        once(child, 'exit'),
        until(async () => (await listImports(ctx))[0]!.status !== 'reading'),
      ])
      const took = (performance.now() - stopped) / 1000
      child.kill('SIGTERM')
      const size = `${Math.round((await stat(path)).size / 1e9)} GB, ${files.toLocaleString('en')} files`
      return [
        atMost(`${size}: progress is seen`, (moved - began) / 1000, 's', 2),
        atMost(`${size}: first people`, (people - began) / 1000, 's', 60),
        atMost(`${size}: peak memory until then`, peak, 'MB', 400),
        atMost(`${size}: stops when told`, took, 's', 2),
      ]
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function until(holds: () => Promise<boolean>): Promise<number> {
  const end = performance.now() + 300_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('nothing came in five minutes')
    await new Promise(later => setTimeout(later, 50))
  }
  return performance.now()
}

const peakOf = ({ pid }: ChildProcess) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

async function writeMixed(folder: string, path: string): Promise<void> {
  const root = await facebookMessages(folder, threads * 2_000)
  const zip = await StoredZip.open(path)
  const add = async (inside: string) =>
    zip.add(`facebook-hanako/${inside}`, await readFile(join(root, inside)))
  await add('personal_information/profile_information/profile_information.json')
  const picture = Buffer.alloc(pictureBytes, 7)
  const crc = crc32(picture)
  for (let thread = 0, written = 0; thread < threads; thread++) {
    const place = `your_facebook_activity/messages/inbox/person_${thread}`
    await add(`${place}/message_1.json`)
    for (; written < ((thread + 1) * files) / threads; written++)
      await zip.add(`facebook-hanako/${place}/photos/${written}.jpg`, picture, crc)
  }
  await zip.close()
}
