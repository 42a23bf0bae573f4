import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { networkById } from '#networks/all.ts'
import {
  facebookMessages,
  lineTalks,
  mbox,
  repository,
  takeoutComments,
  vcards,
  whatsapp,
  xTweets,
} from './gather/archives.ts'
import { mixedLines } from './gather/mixed.ts'
import { writeMessages } from './import/archives.ts'
import { type Rate, rateLine, rateOf } from './import/rate.ts'
import { atLeast, type BenchLine } from './line.ts'

const archives = [
  ['mbox', 'mail', mbox, 60_000],
  ['X tweets', 'x', xTweets, 80_000],
  ['Facebook messages', 'facebook', facebookMessages, 200_000],
  ['LinkedIn messages', 'linkedin', linkedinMessages, 150_000],
  ['LINE', 'line', lineTalks, 400_000],
  ['WhatsApp', 'whatsapp', whatsapp, 400_000],
  ['Takeout CSV', 'takeout', takeoutComments, 60_000],
  ['vCard', 'vcard', vcards, 40_000],
  ['Bluesky CAR', 'bluesky', repository, 80_000],
] as const

/** How fast each big reader brings an invented archive into the ledger, and a very large mixed one. */
export default async function bench(): Promise<BenchLine[]> {
  const lines: BenchLine[] = []
  const ratios: number[] = []
  for (const [name, id, write, rows] of archives) {
    const folder = await mkdtemp(join(tmpdir(), 'enishi-bench-gather-'))
    try {
      const rate = await rateOf(name, await write(folder, rows), networkById(id)!)
      lines.push(rateLine(rate), volumeLine(rate))
      ratios.push(rate.bare / rate.took)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const middle = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!
  lines.push(atLeast('middle ratio of the readers', middle, '', 0.5))
  return [...lines, ...(await mixedLines())]
}

function volumeLine({ name, bytes, took, bare }: Rate): BenchLine {
  const line = atLeast(`import ${name}: volume`, bytes / 1000 / took, 'MB/s', bytes / 1000 / bare)
  return { ...line, asked: 'told only', holds: true }
}

async function linkedinMessages(folder: string, rows: number): Promise<string> {
  const { writeFile } = await import('node:fs/promises')
  await writeMessages(join(folder, 'messages.csv'), rows)
  await writeFile(join(folder, 'Profile.csv'), 'First Name,Last Name\nHanako,Enishi\n')
  return folder
}
