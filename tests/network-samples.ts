import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { networks } from '#networks/all.ts'
import type { Network } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'

/**
 * `expect.json` beside each network's sample. `path`: what the owner would bring. `rejects`: every row left out, by
 * code. `name`: a member of the cast as the sample spells it. `breaks`: ways to spoil one item each (a space in `find`
 * stands for any white space); every one gives one more reject (`why`) and takes `loses` entries (1 unless told), all
 * others stay. `pack`: a binary format keeps its sample as text, and this module's `pack` makes the real file of it.
 * `items`: how an item begins (a regular expression), where the form of the file does not tell. `asides`: ends of the paths
 * of files that tell of the owner or help to understand others, whose items are none by themselves. `ownEncoding`: the
 * form says itself, piece by piece, how it is encoded.
 */
export type Expected = {
  path: string
  pack?: string
  entries: number
  rejects: Record<string, number>
  name: string
  breaks: { file: string; find: string; put: string; why: string; loses?: number }[]
  items?: string
  asides?: string[]
  ownEncoding?: boolean
}
export type Files = Record<string, Uint8Array>
export type Pack = (files: Files) => Files
/** `texts`: as they lie in the sample; `files`: as the owner would bring them. */
export type Sample = { network: Network; expected: Expected; texts: Files; files: Files; pack: Pack }

/** The samples of all networks; `missing`: those that have none. */
export async function networkSamples(): Promise<{ samples: Sample[]; missing: string[] }> {
  const samples: Sample[] = []
  const missing: string[] = []
  for (const network of networks) {
    const folder = join(import.meta.dirname, '../src/networks', network.id)
    if (!existsSync(join(folder, 'expect.json'))) {
      missing.push(network.id)
      continue
    }
    const { sources } = JSON.parse(await readFile(join(folder, 'expect.json'), 'utf8')) as {
      sources: Expected[]
    }
    for (const expected of sources) {
      const texts = await filesIn(join(folder, expected.path))
      const pack: Pack = expected.pack
        ? ((await import(join(folder, expected.pack))) as { pack: Pack }).pack
        : same => same
      samples.push({ network, expected, texts, files: pack(texts), pack })
    }
  }
  return { samples, missing }
}

async function filesIn(path: string): Promise<Files> {
  const opened = await openSource(path)
  const files: Files = {}
  for (const file of opened.source.files) {
    const pieces: Uint8Array[] = []
    for await (const piece of file.open()) pieces.push(piece)
    files[file.path] = Uint8Array.from(Buffer.concat(pieces))
  }
  await opened.close()
  return files
}
