import { existsSync } from 'node:fs'
import { type BenchLine, tableOf } from './line.ts'
import { databaseLines } from './support/database.ts'
import { qualityLines } from './support/quality.ts'
import { speedLines } from './support/speed.ts'

/**
 * The forecast of support: how good it is on six pseudonymous ledgers (`support/ledger_anon.csv` in the folder named
 * by ENISHI_SAMPLES), and how fast it is on invented ones.
 */
export default async function bench(): Promise<BenchLine[]> {
  const samples = process.env.ENISHI_SAMPLES
  const path = `${samples}/support/ledger_anon.csv`
  if (samples && existsSync(path)) return [...qualityLines(path), ...(await speed())]
  console.error('support: quality is left out: ENISHI_SAMPLES names no folder with support/ledger_anon.csv')
  return speed()
}

const speed = async () => [...speedLines(), ...(await databaseLines())]

if (import.meta.main) console.log(tableOf(await bench()))
