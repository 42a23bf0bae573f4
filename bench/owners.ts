import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Truth } from '#screens/truth/shape.ts'
import { asAPerson } from './ledger.ts'
import { atLeast, type BenchLine, tableOf } from './line.ts'
import { ownerLines, ownerTable, pooledLines, type Told } from './support/owner-table.ts'

/**
 * The forecast on owners' own records: every file or folder of the folder named by ENISHI_OWNERS is one owner's, read by
 * `enishi import` into a ledger of its own and judged by `enishi backtest`, as a person would.
 */
export default async function bench(): Promise<BenchLine[]> {
  const folder = process.env.ENISHI_OWNERS
  if (!folder || !existsSync(folder)) {
    console.error('owners: left out: ENISHI_OWNERS names no folder with one file or folder an owner')
    return []
  }
  const owners: Told[] = []
  const unread: BenchLine[] = []
  for (const name of readdirSync(folder).sort()) {
    if (name.startsWith('.') || /^readme/i.test(name)) continue
    const found = await judged(join(folder, name))
    if (typeof found !== 'string') owners.push(found)
    else unread.push({ ...atLeast(`${name}: ${short(found)}`, 0, 'windows', 1), asked: 'a back-test' })
  }
  console.error(ownerTable(owners))
  return [...owners.flatMap(ownerLines), ...unread, ...pooledLines('all owners', owners)]
}

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 120)} …` : text)

/** The back-test of one owner, or why there is none. */
async function judged(path: string): Promise<Told | string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-owner-'))
  try {
    const brought = await typed(['import', path, '--yes', '--json', '--lang', 'en', '--data', dataDir])
    const told = await typed(['backtest', '--json', '--lang', 'en', '--data', dataDir])
    const truth = told && (JSON.parse(told) as Truth)
    if (!truth || !('windows' in truth)) return 'no back-test'
    if (!truth.scores) return reasonIn(brought) ?? truth.sentence
    const { ranges, ...scores } = truth.scores
    return {
      name: basename(path),
      windows: truth.windows,
      scores: { ...scores, ranges: ranges ?? undefined },
    }
  } catch (error) {
    return String(error)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function typed(args: string[]): Promise<string> {
  const child = asAPerson(args, 'pipe')
  return text(child.stdout!)
}

/** What an import that failed says of itself. */
function reasonIn(brought: string): string | undefined {
  try {
    const first = [JSON.parse(brought)].flat()[0]
    const problem = first?.problem ?? first?.detail ?? first?.title
    return typeof problem === 'string' ? problem : undefined
  } catch {
    return undefined
  }
}

if (import.meta.main) console.log(tableOf(await bench()))
