import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { otherTexts } from '#tests/other-texts.ts'
import { memorySource } from '#tests/sources.ts'
import { networks } from './all.ts'

const root = join(import.meta.dirname, '../..')
const passedOver = /(?:^|\/)(?:node_modules|dist|\.git|[^/]*sample[^/]*)(?:\/|$)/

/** Which networks take a file, whatever it is called; a table of the owner's own may be asked about where it is one. */
async function takersOf(path: string, bytes: string | Uint8Array, mayBeTable = false): Promise<string[]> {
  const takers: string[] = []
  const source = memorySource({ [path]: bytes })
  for (const { id, reader, mistaken } of networks) {
    if (mayBeTable && id === 'csv') continue
    if (await reader.recognizes(source)) takers.push(id)
    if (await mistaken?.(source)) takers.push(`${id}, taken for another file of it`)
  }
  return takers
}

test('no network takes a page or a program of this house for its own', async () => {
  const files = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && /\.(?:md|ts|tsx|mjs|css|sql|json|html)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter(path => !passedOver.test(path))
  assert.ok(files.length > 500)
  const taken: Record<string, string[]> = {}
  for (const path of files) {
    const bytes = await readFile(join(root, path))
    const takers =
      bytes.length > 0 && bytes.length < 400_000 ? await takersOf(path.split('/').at(-1)!, bytes) : []
    if (takers.length > 0) taken[path] = takers
  }
  assert.deepEqual(taken, {})
})

test('no network takes a text that is an export of nothing', async () => {
  const texts = otherTexts(7, 8)
  assert.ok(texts.length > 200)
  const taken: Record<string, string[]> = {}
  for (const { path, text } of texts) {
    const takers = await takersOf(path, text, /\.(?:csv|tsv)$|^a shopping list/.test(path))
    if (takers.length > 0) taken[path] = takers
  }
  assert.deepEqual(taken, {})
})
