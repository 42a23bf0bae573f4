import { existsSync } from 'node:fs'
import { circleLines } from './know/circle.ts'
import { japaneseSet, publicSets } from './know/quality.ts'
import { crowdLines } from './know/speed.ts'
import { type BenchLine, tableOf } from './line.ts'

/**
 * Who is who: how well records are joined on public sets and across Japanese scripts, and how fast many accounts are.
 * Data: `identity/` and `names/japanese/` in the folder named by ENISHI_SAMPLES.
 */
export default async function bench(): Promise<BenchLine[]> {
  const samples = process.env.ENISHI_SAMPLES
  const lines: BenchLine[] = circleLines()
  if (samples && existsSync(`${samples}/identity`)) lines.push(...publicSets(`${samples}/identity`))
  else console.error('know: the public sets are left out: ENISHI_SAMPLES names no folder with identity/')
  const names = `${samples}/names/japanese`
  if (samples && existsSync(names)) lines.push(...japaneseSet(names), ...crowdLines(names))
  else console.error('know: Japanese names are left out: ENISHI_SAMPLES names no folder with names/japanese/')
  return lines
}

if (import.meta.main) console.log(tableOf(await bench()))
